#include "core/site/screen_sound.h"

#include <math.h>

static double asked_db(int volume) {
    return (double)SOUND_STEP_DB * (volume - SOUND_VOLUME_MAX);
}

int sound_volume_most(const struct screen_sound *sound) {
    int most = SOUND_VOLUME_MAX;
    while (most > 1 && asked_db(most - 1) >= sound->max_db)
        most--;
    return most;
}

double sound_level_db(const struct screen_sound *sound, int volume) {
    if (volume <= 0)
        return -INFINITY;
    double db = asked_db(volume < SOUND_VOLUME_MAX ? volume : SOUND_VOLUME_MAX);
    return db < sound->max_db ? db : sound->max_db;
}

bool sound_plays_films(const struct screen_sound *sound, bool headset, const struct zone *zone,
                       int64_t now_ms) {
    return sound->on && (headset || schedule_active(&sound->hours, zone, now_ms));
}
