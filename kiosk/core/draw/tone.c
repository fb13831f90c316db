#include "core/draw/tone.h"

#include <math.h>

#define TURN 6.283185307179586
#define RISE_S 0.012  /* so long a note swells */
#define DECAY_S 0.15  /* and in such steps of e it fades */
#define SECOND_S 0.18 /* the second note comes in */
#define END_S 0.1     /* all fades out within the last of it */
#define OVERTONE 0.25

static double note(double hz, double s) {
    if (s < 0)
        return 0;
    double rise = s < RISE_S ? 0.5 - 0.5 * cos(TURN / 2 * s / RISE_S) : 1;
    return rise * exp(-s / DECAY_S) * (sin(TURN * hz * s) + OVERTONE * sin(TURN * 2 * hz * s)) /
           (1 + OVERTONE);
}

void tone_samples(int16_t out[TONE_SAMPLES]) {
    for (int i = 0; i < TONE_SAMPLES; i++) {
        double s = (double)i / TONE_RATE, left = (double)(TONE_SAMPLES - 1 - i) / TONE_RATE;
        double both = 0.5 * (note(587.33, s) + note(880, s - SECOND_S)); /* D and A above middle C */
        out[i] = (int16_t)lround(TONE_PEAK * both * (left < END_S ? left / END_S : 1));
    }
}
