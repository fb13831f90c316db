#include "desk/routes/report_events.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "desk/routes/screen_words.h"

enum { AWAY_MS = 15 * 60 * 1000 };

/* A visit is none of it: when somebody stood there is nobody's business. */
static const struct {
    enum device_flag flag;
    const char *begins, *ends;
} FLAGS[] = {{DEVICE_DAMAGED, "damaged", "damaged over"},
             {DEVICE_CLOCK_BEHIND, "clock", "clock over"},
             {DEVICE_PLAYER_SILENT, "silent", "silent over"},
             {DEVICE_TOUCH_FAULTY, "touch", "touch over"}};

struct telling {
    struct report_event *out;
    size_t count;
};

static void tell(struct telling *telling, const char *what, const char *detail) {
    struct report_event *event = &telling->out[telling->count++];
    event->what = what;
    text_put(event->detail, sizeof event->detail, detail);
}

static void tell_trouble(struct telling *telling, const struct device_said *said) {
    char detail[DEVICE_CAUSE_MAX + DEVICE_ERROR_MAX + 3];
    snprintf(detail, sizeof detail, SCREEN_TROUBLE_DETAIL, said->cause, said->error);
    tell(telling, "trouble", detail);
}

static void tell_flags(struct telling *telling, uint32_t before, uint32_t now) {
    for (size_t i = 0; i < LENGTH(FLAGS); i++)
        if ((before ^ now) & FLAGS[i].flag)
            tell(telling, now & FLAGS[i].flag ? FLAGS[i].begins : FLAGS[i].ends, "");
}

static bool says_the_same(const struct device_said *before, const struct device_said *now) {
    return before->panel_width == now->panel_width && before->panel_height == now->panel_height &&
           strcmp(before->version, now->version) == 0 && strcmp(before->cause, now->cause) == 0 &&
           strcmp(before->error, now->error) == 0;
}

static bool plays_the_same(const struct screen_status *before, const struct screen_status *now) {
    return before->epoch == now->epoch && before->seq == now->seq && before->flags == now->flags &&
           strcmp(before->rung, now->rung) == 0 && strcmp(before->slide, now->slide) == 0;
}

bool report_is_news(const struct device_memory *before, const struct screen_report *now) {
    return !before->heard || now->status->received_ms - before->status.received_ms > AWAY_MS ||
           !plays_the_same(&before->status, now->status) || !says_the_same(&before->said, now->said);
}

size_t report_events(const struct device_memory *before, const struct screen_report *now,
                     struct report_event out[REPORT_EVENTS_MAX]) {
    struct telling telling = {.out = out};
    const struct screen_status *was = &before->status, *is = now->status;
    if (!before->heard)
        return 0;
    if (is->received_ms - was->received_ms > AWAY_MS)
        tell(&telling, "back", "");
    if (memcmp(before->boot, now->boot, ENROL_BOOT) != 0)
        tell(&telling, "started", now->said->version);
    if ((is->epoch != was->epoch || is->seq != was->seq) && is->epoch > 0) {
        char generation[48];
        snprintf(generation, sizeof generation, "%" PRId64 ".%" PRId64, is->epoch, is->seq);
        tell(&telling, "plays", generation);
    }
    if (is->rung[0] && was->rung[0] && strcmp(is->rung, was->rung) != 0)
        tell(&telling, "rung", is->rung);
    tell_flags(&telling, was->flags, is->flags);
    if (now->said->cause[0] && strcmp(now->said->cause, before->said.cause) != 0)
        tell_trouble(&telling, now->said);
    if (!now->said->cause[0] && before->said.cause[0])
        tell(&telling, "trouble over", "");
    return telling.count;
}
