/* How one slide takes over from another. */
#pragma once

enum transition { TRANSITION_FADE, TRANSITION_SLIDE, TRANSITION_CUT };
