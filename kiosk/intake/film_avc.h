/* What an H.264 track says of its pictures: avcC (ISO/IEC 14496-15 §5.3.3) and the sequence parameter set in
 * it (ITU-T H.264 §7.3.2.1.1, Annex E). */
#pragma once

#include "intake/film_box.h"

enum { AVC_LEVEL_MAX = 40, AVC_REFERENCES_MAX = 4 };

struct avc {
    int width, height; /* px, as they are shown */
    int profile;       /* 66, 77 or 100 */
    int level;         /* 40: 4.0 */
    int references;
};
/* Refuses what is none of High or below, up to level 4.0: 8 bit 4:2:0, progressive, square pixels, limited
 * range, BT.709 or not said. */
bool avc_read(struct stretch avcc, struct avc *out, struct fail *fail) MUST_CHECK;
