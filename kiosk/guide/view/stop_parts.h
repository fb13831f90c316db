/* How a page makes its stops. For this room alone. */
#pragma once

#include "guide/view/page_parts.h"

/* `text`, put next into `box`, is a stop where somebody listens: `stop` says its kind, level and position.
 * Before it is drawn: the keypad's ring lies below it. `language`: tag; NULL: the page's. */
void page_stop(struct page *page, struct box box, struct stop stop, const char *language, const char *text);
