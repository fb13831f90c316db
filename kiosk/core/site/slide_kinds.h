/* The kinds of slide there are. The enum, the tables (slide_kind.h, scene_kind.h), the payloads in struct
 * slide and the test of them all come from this list: docs/adding-a-slide-kind.md. */
#pragma once

/* X(name, IDENTIFIER): the name is its "type" in a playlist. */
#define SLIDE_KINDS(X)                                                                                       \
    X(image, IMAGE)                                                                                          \
    X(text, TEXT)                                                                                            \
    X(events, EVENTS)                                                                                        \
    X(news, NEWS)                                                                                            \
    X(hours, HOURS)                                                                                          \
    X(welcome, WELCOME)

#define SLIDE_KIND_ID(name, id) SLIDE_##id,
enum slide_type { SLIDE_KINDS(SLIDE_KIND_ID) SLIDE_KIND_COUNT };
#undef SLIDE_KIND_ID
