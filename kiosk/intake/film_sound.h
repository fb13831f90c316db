/* What a track of AAC says of its sound: esds (ISO/IEC 14496-14 §5.6) and the AudioSpecificConfig in it
 * (ISO/IEC 14496-3 §1.6.2.1). */
#pragma once

#include "intake/film_box.h"

/* Refuses what is not AAC-LC, 48 kHz, two channels, 1024 samples a frame. */
bool film_sound_read(struct stretch esds, struct fail *fail) MUST_CHECK;
