/* What is heard: what is read aloud, and the warning before the screen is cleared (touch-and-access M2). */
#include <stdlib.h>
#include <string.h>

#include "core/draw/tone.h"
#include "player/visit_parts.h"
#include "player/voices.h"
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

void visit_say(struct visit *visit, const struct utterance *what) {
    const struct guide *guide = visit->world.frame.guide;
    char *markup = what->count > 0 ? voices_markup(guide, what) : NULL;
    sound_hush(&visit->voice.sound);
    if (what->count > 0 &&
        (!markup || !speech_say(&visit->voice.speech, voices_of(guide, what->runs[0].language), markup)))
        log_line(LOG_LEVEL_WARNING, "espeak-ng cannot be started");
    if (markup)
        explicit_bzero(markup, strlen(markup));
    free(markup);
}

void visit_sound_tick(struct visit *visit) {
    const char *trouble = sound_tick(&visit->voice.sound);
    if (trouble)
        log_line(LOG_LEVEL_WARNING, "the warning before the screen is cleared is seen, but not heard: %s",
                 trouble);
}
