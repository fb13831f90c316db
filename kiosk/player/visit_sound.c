/* What is heard: what is read aloud, and the warning before the screen is cleared (touch-and-access M2). */
#include <stdlib.h>
#include <string.h>

#include "core/draw/tone.h"
#include "player/visit_parts.h"
#include "player/voices.h"
#include "system/log.h"

void visit_sound_warning(struct visit *visit, bool read_aloud) {
    bool wanted = visit->world.frame.screen->touch.sound && visit->state.aids.volume > 0 &&
                  !sound_tones(&visit->voice.sound);
    bool spoken = (read_aloud && speech_available(&visit->voice.speech)) || speech_tick(&visit->voice.speech);
    if (!wanted || spoken)
        return;
    int16_t *samples = malloc(TONE_SAMPLES * sizeof *samples);
    if (samples)
        tone_samples(samples);
    if (!samples || !sound_tone(&visit->voice.sound, samples, TONE_SAMPLES))
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
    const char *news = sound_tick(&visit->voice.sound);
    if (news && *news)
        log_line(LOG_LEVEL_WARNING, "nothing is heard: %s", news);
    else if (news)
        log_line(LOG_LEVEL_INFO, "it is heard again");
}

void visit_sound_level(struct visit *visit) {
    const struct screen *screen = visit->world.frame.screen;
    if (screen)
        sound_level(&visit->voice.sound, sound_level_db(&screen->touch.hearing, visit->state.aids.volume),
                    screen->touch.hearing.max_db);
}

uint32_t visit_sound_hears(struct visit *visit) {
    const struct frame *frame = &visit->world.frame;
    const struct screen_sound *sound = &frame->screen->touch.hearing;
    visit->voice.films =
        sound_plays_films(sound, frame->screen->touch.headset, frame->site->zone, visit->now.wall_ms);
    return state_hears(&visit->state, sound_volume_most(sound),
                       visit->voice.films && sound_audible(&visit->voice.sound));
}
