/* What goes over the socket between the desk and kiosk-preview, in either direction. A message is
 *   1 byte   version, PREVIEW_VERSION
 *   1 byte   kind
 *   4 bytes  number: of the question, and the same of its answer
 *   4 bytes  how long the body is
 *   body     of a picture that is asked for: preview_question_write; of a drop: the name of a content, or
 *            nothing for all; of READY: a byte, 1 when files are fenced off; of a picture: the PNG; of a
 *            refusal: why; of
 *            findings: preview_findings_write
 * Numbers have the highest byte first. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    PREVIEW_VERSION = 1,
    PREVIEW_HEAD = 10,
    PREVIEW_SIDE_MAX = 4096,         /* px of a panel */
    PREVIEW_PIXELS_MAX = 3840 * 2160 /* in all */
};
enum { PREVIEW_NAME_MAX = 64, PREVIEW_ID_MAX = 40, PREVIEW_LANGUAGE_MAX = 24 };
enum { PREVIEW_QUESTION_MAX = 512, PREVIEW_REASON_MAX = 1000, PREVIEW_PICTURE_MAX = 32 << 20 };
enum { PREVIEW_FINDINGS_KEPT = 50, PREVIEW_FINDINGS_BYTES = 64 << 10 };
enum { PREVIEW_ROTATE_OWN = -1 }; /* what the site says of the screen */

enum preview_kind {
    PREVIEW_PAINT = 1, /* from the desk … */
    PREVIEW_DROP = 2,  /* has no answer */
    PREVIEW_READY = 3, /* … and to it; READY once, before any answer */
    PREVIEW_PICTURE = 4,
    PREVIEW_REFUSED = 5,
    PREVIEW_FINDINGS = 6 /* in place of a picture, when they were asked for */
};
struct preview_head {
    enum preview_kind kind;
    uint32_t number;
    size_t size; /* bytes of the body */
};
void preview_head_write(struct preview_head head, uint8_t out[PREVIEW_HEAD]);
/* As the painter reads what it is asked, and as the desk reads what it is told: another version or kind, or a
 * body longer than its kind may have, is refused with the reason. */
bool preview_asked_read(const uint8_t in[PREVIEW_HEAD], struct preview_head *head,
                        struct fail *fail) MUST_CHECK;
bool preview_told_read(const uint8_t in[PREVIEW_HEAD], struct preview_head *head,
                       struct fail *fail) MUST_CHECK;

/* A moment of a screen of a content; texts may be empty but for `content`. */
struct preview_question {
    char content[PREVIEW_NAME_MAX + 1]; /* a folder below those the painter was started with */
    char feeds[PREVIEW_NAME_MAX + 1];   /* likewise; "": none */
    char screen[PREVIEW_ID_MAX + 1];    /* "": the site's first */
    char at[PREVIEW_ID_MAX + 1];        /* ISO 8601, local to the site without an offset; "": at_ms */
    char language[PREVIEW_LANGUAGE_MAX + 1];
    char zone[PREVIEW_ID_MAX + 1], slide[PREVIEW_ID_MAX + 1]; /* see struct compose_request */
    int64_t at_ms;                                            /* UTC, from 1970 to 2100 */
    int width, height;                                        /* px of the panel */
    int rotate;                                               /* 0, 90, 180, 270 or PREVIEW_ROTATE_OWN */
    bool drafts;
    bool findings; /* what laying out `slide` on every screen finds, in place of a picture */
};
/* May it be asked? False: `fail` says what is wrong, in the words of who asks. */
bool preview_question_valid(const struct preview_question *question, struct fail *fail) MUST_CHECK;
/* A valid one; its bytes, at most PREVIEW_QUESTION_MAX. Equal questions are equal bytes. */
size_t preview_question_write(const struct preview_question *question, uint8_t out[PREVIEW_QUESTION_MAX]);
/* What is read is valid. */
bool preview_question_read(const uint8_t *bytes, size_t size, struct preview_question *question,
                           struct fail *fail) MUST_CHECK;

/* The first PREVIEW_FINDINGS_KEPT; how many bytes they are. */
size_t preview_findings_write(const struct report *report, uint8_t out[PREVIEW_FINDINGS_BYTES]);
/* Adds them to `report`, as valid UTF-8 whatever they were; NULL: only looks. False: that is none of ours. */
bool preview_findings_read(const uint8_t *bytes, size_t size, struct report *report) MUST_CHECK;

/* Can this be the name of a folder with a content? It is no way to another folder. */
bool preview_name_valid(const char *name);
/* Is this a whole PNG, 8 bits of red, green and blue, of this size or, lying on its side, turned? Not a pixel
 * is looked at. */
bool preview_picture_valid(const void *bytes, size_t size, int width, int height);
