/* What stands beside a text, or below it on an upright page: where to go, the code to take along, and further
 * pages. Private to kiosk/guide/view. */
#pragma once

#include "guide/view/hours_parts.h"

enum { RAIL_LINE_MAX = 200 };

struct rail {
    const char *office, *url;                       /* NULL: none */
    char phone[RAIL_LINE_MAX], mail[RAIL_LINE_MAX]; /* isolated, empty: none */
    char open[OPENING_WORDS_MAX];                   /* "Open now · closes at 16:00"; empty: not known */
    struct button
        also[GUIDE_SEE_ALSO_MAX + 2]; /* the way there first, when there is one; then easy language */
    size_t also_count;
    size_t leads;       /* the first so many of them are ways, no further pages */
    bool apart;         /* what is read stands in the text, and only the further pages here */
    struct box box;     /* px; w = 0: it has no room, all of it stands in the text */
    size_t also_within; /* so many of them stand here, the others in the text */
};

/* Whom to ask, the way there, and what to take along, without a place yet. `marked`: as page_open_words has
 * it. */
void rail_find(struct page *page, const struct guide_contact *contact, const struct localized *url,
               bool marked, struct rail *rail);
/* The further pages that `shown` names. */
void rail_find_also(struct page *page, const struct guide_page *shown, struct rail *rail);
/* Whom to ask: is there anybody, px that it takes at a width, and drawn there. */
bool rail_has_contact(const struct rail *rail);
int rail_contact_height(const struct page *page, const struct rail *rail, int width, bool *torn);
void rail_put_contact(struct page *page, const struct rail *rail, struct box box);
/* Is there anything of it but further pages? */
bool rail_any(const struct rail *rail);
/* Gives it the last columns of the content, or an upright page's foot, and takes them from *text; leaves both
 * as they are when it has no room. Sets page->code_step when only that makes room. */
void rail_place(struct page *page, struct rail *rail, struct box *text);
/* The same at an upright page's foot, but that what is read goes into the text, where nobody reaches: its
 * height there. 0: not all of it has room so, and both are as they were. */
int rail_place_apart(struct page *page, struct rail *rail, struct box *text);
/* What a rail beside the text leaves between what is read of it and what is touched; w = 0: nothing. */
struct box rail_room(const struct page *page, const struct rail *rail);
/* What is read of a rail that is apart, and px that it takes in the letters that page->m has. */
int rail_card_height(const struct page *page, const struct rail *rail, int width);
void rail_put_card(struct page *page, const struct rail *rail, struct box box);
/* What is read; after the text, which it belongs to. */
void rail_put_words(struct page *page, const struct rail *rail);
/* What is touched: after the boxes of the text, in the order of the keypad. */
void rail_put_buttons(struct page *page, const struct rail *rail);
