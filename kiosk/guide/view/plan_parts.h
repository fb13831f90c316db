/* The plan of a floor with what stands on it: signs of rooms, "you are here", the way. Private to
 * kiosk/guide/view. */
#pragma once

#include "guide/view/page_parts.h"
#include "guide/written/way.h"

enum { PLAN_NOBODY = -1 };

/* What one floor shows. */
struct plan_sheet {
    const struct guide_plan *plan;
    size_t floor;
    int here, there;       /* spots; PLAN_NOBODY: none; those of other floors are not drawn */
    const struct way *way; /* NULL: none; only its pieces on this floor are drawn */
    bool named;            /* the floor's name stands above it: there are others beside it */
};

/* The height a floor's picture has at this width, with its name; 0: its size is not known, nothing can be
 * drawn. */
int plan_height(const struct page *page, const struct plan_sheet *sheet, int width);
/* As large as the box lets it be, at its top. Plans are not mirrored: left is left in every language. */
void plan_put(struct page *page, const struct plan_sheet *sheet, struct box box);
/* A button that leads to the way there. */
struct button plan_button(struct page *page, const struct guide_house *house, const struct plan_spot *spot);
/* The action: PLACE_WAY. */
struct action plan_action(const struct page *page, const struct guide_house *house,
                          const struct plan_spot *spot);
/* Can one go there from this screen? */
bool plan_leads(const struct page *page, const struct guide_house *house, const struct plan_spot *spot);
