/* Sentences to show to staff; they stand in guide.json, see load_people.c. */
#include "guide/written/guide.h"
#include "guide/written/page_kind.h"

const struct page_kind page_kind_phrases = {
    .name = "phrases", .icon = "forum", .place = offsetof(struct guide, own.phrases)};
