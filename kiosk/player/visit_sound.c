/* The warning before the screen is cleared is heard, too (touch-and-access M2). */
#include <stdlib.h>

#include "core/draw/tone.h"
#include "player/visit_parts.h"
#include "system/log.h"

void visit_sound_warning(struct visit *visit, bool read_aloud) {
    bool wanted =
        visit->world.frame.screen->touch.sound && visit->state.aids.volume > 0 && !visit->voice.sound.playing;
    bool spoken = (read_aloud && speech_available(&visit->voice.speech)) || speech_tick(&visit->voice.speech);
    if (!wanted || spoken)
        return;
    int16_t *samples = malloc(TONE_SAMPLES * sizeof *samples);
    if (samples)
        tone_samples(visit->state.aids.volume, samples);
    if (!samples || !sound_play(&visit->voice.sound, samples, TONE_SAMPLES, TONE_RATE))
        log_line(LOG_LEVEL_WARNING, "no memory for the tone of the warning");
}

void visit_sound_tick(struct visit *visit) {
    const char *trouble = sound_tick(&visit->voice.sound);
    if (trouble)
        log_line(LOG_LEVEL_WARNING, "the warning before the screen is cleared is seen, but not heard: %s",
                 trouble);
}
