/* Private to kiosk/guide/view: the page of searching. */
#pragma once

#include "guide/view/page_parts.h"

/* In the box: the results for what was typed, leaf by leaf; before that the ways that need no typing, and
 * when nothing fits what is spelt like it. Sets view->found and view->nearest. */
void search_put_found(struct page *page, struct box box);
