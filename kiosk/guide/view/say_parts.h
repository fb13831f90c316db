/* What is said of an action that left the visitor where they were. For this room alone. */
#pragma once

#include "guide/view/page_parts.h"

/* Where one is and what the five keys do. */
void say_keys(struct page *page, struct utterance *out);
/* Does page->state->told ask for less than the whole page? */
bool say_is_answer(const struct page *page);
/* What the action of page->state->told changed, of a page that stands complete in `view`. */
void say_answer(struct page *page, struct utterance *out);
/* Name and detail of a target and then `rest`, in the visitor's language but for a name that is in another.
 */
void say_named(const struct guide *guide, int language, const struct target *target, const char *rest,
               struct utterance *out);
/* A thing to touch among the text of its page: name, detail, and its state where that matters. */
void say_listed(struct page *page, const struct target *target);
/* Number of the target that did what the visitor last did, as it is now; -1: none. */
int say_told_target(const struct page *page);
