#include "filming/plan.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uloc.h>

#include "core/text/plain_text.h"
#include "filming/filming_findings.h"

const struct finding_place plan_error = {.severity = SEVERITY_ERROR, .file = ""},
                           plan_warning = {.severity = SEVERITY_WARNING, .file = ""};

static size_t count(const struct probe *probe, enum probe_track_kind kind) {
    size_t n = 0;
    for (size_t i = 0; i < probe->count; i++)
        n += probe->tracks[i].kind == kind && !probe->tracks[i].cover;
    return n;
}

static void choose_sound(const struct probe *probe, struct plan *plan, struct report *changes) {
    size_t sounds = count(probe, PROBE_SOUND);
    plan->sound = -1;
    for (size_t i = 0; i < probe->count && plan->sound < 0; i++) {
        const struct probe_track *track = &probe->tracks[i];
        if (track->kind != PROBE_SOUND || track->packets == 0)
            continue;
        plan->sound = track->index;
        if (track->channels != FILM_SOUND_CHANNELS || track->hz != FILM_SOUND_HZ)
            report_said(changes, &plan_warning, FOUND_FILM_STEREO, track->channels, track->hz, FILM_SOUND_HZ);
    }
    if (sounds > 1)
        report_said(changes, &plan_warning, FOUND_FILM_SOUNDS, (int)sounds);
}

static bool is_picture_of_words(const char *codec) {
    static const char *const names[] = {"dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub",
                                        "dvb_teletext"};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcmp(codec, names[i]) == 0)
            return true;
    return false;
}

/* BCP 47 of what a container says in ISO 639-2: "da" of "dan". */
static bool language_of(const char *said, char out[REPORT_LANGUAGE_BYTES]) {
    UErrorCode error = U_ZERO_ERROR;
    char tag[REPORT_LANGUAGE_BYTES] = "";
    if (!*said || strcmp(said, "und") == 0)
        return false;
    int32_t length = uloc_toLanguageTag(said, tag, sizeof tag, 1, &error);
    if (U_FAILURE(error) || length <= 0 || (size_t)length >= sizeof tag || !language_valid(tag))
        return false;
    snprintf(out, REPORT_LANGUAGE_BYTES, "%s", tag);
    return true;
}

static bool has_words(const struct plan *plan, const char *language) {
    for (size_t i = 0; i < plan->word_count; i++)
        if (strcmp(plan->words[i].language, language) == 0)
            return true;
    return false;
}

/* The first track of each language. */
static void choose_words(const struct probe *probe, struct plan *plan, struct report *findings) {
    for (size_t i = 0; i < probe->count && plan->word_count < LENGTH(plan->words); i++) {
        const struct probe_track *track = &probe->tracks[i];
        struct plan_words *words = &plan->words[plan->word_count];
        if (track->kind != PROBE_WORDS || track->packets == 0)
            continue;
        if (is_picture_of_words(track->codec))
            report_said(findings, &plan_warning, FOUND_FILM_WORDS_PICTURES, track->codec);
        else if (!language_of(track->language, words->language))
            report_plain(findings, &plan_warning, &(struct said){FOUND_FILM_WORDS_LANGUAGE});
        else if (!has_words(plan, words->language)) {
            words->index = track->index;
            plan->word_count++;
        }
    }
}

/* So much a second that the whole stays below what screens take. */
static void choose_bits(struct plan *plan, struct report *changes) {
    const double most = 0.94 * (double)FILM_BYTES_MAX * 8 / 1000;
    double kbit = plan->seconds > 0 ? most / plan->seconds - PLAN_SOUND_KBIT : PLAN_KBIT_MAX;
    plan->kbit = kbit < PLAN_KBIT_MAX ? (int)kbit : PLAN_KBIT_MAX;
    if (plan->kbit == PLAN_KBIT_MAX)
        return;
    char words[16];
    snprintf(words, sizeof words, "%.1f", plan->kbit / 1000.0);
    report_said(changes, &plan_warning, FOUND_FILM_BITS, words, (int)(FILM_BYTES_MAX >> 20));
}

bool plan_make(const struct probe *probe, const struct plan_wish *wish, struct plan *out,
               struct report *findings, struct report *changes) {
    const struct probe_track *picture = plan_picture(probe, findings);
    struct plan plan = {.light = wish->light, .anyway = wish->anyway};
    if (!picture || plan_refuses(probe, picture, findings))
        return false;
    plan.picture = picture->index;
    plan.seconds_of_picture = picture->seconds > 0;
    plan.seconds = plan.seconds_of_picture ? picture->seconds : probe->seconds;
    if (!plan_size(picture, &plan, findings, changes))
        return false;
    plan_speed(picture, &plan, changes);
    plan_filter(picture, &plan, changes);
    choose_bits(&plan, changes);
    choose_sound(probe, &plan, changes);
    choose_words(probe, &plan, findings);
    size_t pictures = count(probe, PROBE_PICTURE);
    if (pictures > 1)
        report_said(changes, &plan_warning, FOUND_FILM_PICTURES, (int)pictures);
    *out = plan;
    return true;
}
