/* What is refused for what it is said to be, before any of it is decoded. */
#include <stdio.h>

#include "filming/filming_findings.h"
#include "filming/plan.h"

enum { DOLBY_ALONE = 5 };
static const double frames_a_second_min =
    0.5; /* what is slower is no film, or has a hole in its time stamps */

const struct probe_track *plan_picture(const struct probe *probe, struct report *findings) {
    for (size_t i = 0; i < probe->count; i++)
        if (probe->tracks[i].kind == PROBE_PICTURE && !probe->tracks[i].cover)
            return &probe->tracks[i];
    report_plain(findings, &plan_error, &(struct said){FOUND_FILM_ONLY_SOUND});
    return NULL;
}

static bool refuse(struct report *findings, const struct said *said) {
    report_plain(findings, &plan_error, said);
    return true;
}

static bool refuse_size(const struct probe_track *picture, struct report *findings) {
    char size[40];
    if ((int64_t)picture->width * picture->height <= PLAN_PIXELS_MAX)
        return false;
    snprintf(size, sizeof size, "%d × %d", picture->width, picture->height);
    report_said(findings, &plan_error, FOUND_FILM_LARGE, size);
    return true;
}

static bool refuse_length(double seconds, int64_t frames, struct report *findings) {
    char words[40], count[24];
    if (seconds > FILM_SECONDS_MAX) {
        snprintf(words, sizeof words, "%.1f", seconds / 60);
        report_said(findings, &plan_error, FOUND_FILM_LONG, words, FILM_SECONDS_MAX / 60);
        return true;
    }
    if (frames <= 1) {
        snprintf(words, sizeof words, "%.2g", seconds < 1 ? seconds : 0);
        report_said(findings, &plan_error, FOUND_FILM_SHORT, words);
        return true;
    }
    if (seconds > 4 && (double)frames < frames_a_second_min * seconds) {
        snprintf(words, sizeof words, "%.0f", seconds);
        snprintf(count, sizeof count, "%lld", (long long)frames);
        report_said(findings, &plan_error, FOUND_FILM_HOLE, count, words);
        return true;
    }
    return false;
}

bool plan_refuses(const struct probe *probe, const struct probe_track *picture, struct report *findings) {
    static const struct said protected_ = {FOUND_FILM_PROTECTED}, dolby = {FOUND_FILM_DOLBY},
                             none = {FOUND_FILM_NO_FRAMES};
    if (picture->protected_)
        return refuse(findings, &protected_);
    if (picture->look.dolby == DOLBY_ALONE)
        return refuse(findings, &dolby);
    if (picture->packets == 0)
        return refuse(findings, &none);
    if (refuse_size(picture, findings))
        return true;
    if (picture->width < 1 || picture->height < 1) {
        report_said(findings, &plan_error, FOUND_FILM_UNREADABLE, "0 × 0");
        return true;
    }
    double seconds = picture->seconds > probe->seconds ? picture->seconds : probe->seconds;
    return refuse_length(seconds, picture->packets, findings);
}
