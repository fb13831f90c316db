/* Titles that say themselves that an event is off: "Aflyst: Koncert", "Canceled: Meeting", "Koncert
 * (AFLYST)". */
#pragma once

#include <stdbool.h>

/* Takes such a mark off the front or the back of `title`, in place; true when there was one. A title that is
 * nothing but the mark stays. */
bool ics_title_cancelled(char *title);
