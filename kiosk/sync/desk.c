#include "sync/desk.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/retry.h"
#include "core/text/plain_text.h"
#include "sync/desk_parts.h"

void desk_tell(struct desk *desk, enum desk_news kind, const char *text) {
    if (desk->news_count == DESK_NEWS_MAX)
        return; /* nobody has asked for a long time */
    struct desk_told_news *news = &desk->news[desk->news_count++];
    news->kind = kind;
    text_put(news->text, sizeof news->text, text);
}

static void fails(struct desk *desk, struct desk_task *task, const char *why, enum cause cause,
                  int64_t retry_after_s) {
    bool news = desk->trouble.failures == 0 || strcmp(desk->trouble.text, why) != 0;
    task->failures++;
    task->next_ms =
        desk->now.steady_ms + retry_delay_ms(task->failures, ports_fraction(desk->ports), retry_after_s);
    desk->trouble.failures++;
    desk->trouble.cause = cause;
    text_put(desk->trouble.text, sizeof desk->trouble.text, why);
    if (news)
        desk_tell(desk, DESK_TROUBLE, desk->trouble.text);
}

void desk_pause(struct desk *desk, struct desk_task *task) {
    task->failures++;
    task->next_ms = desk->now.steady_ms + retry_delay_ms(task->failures, ports_fraction(desk->ports), 0);
}

void desk_failed(struct desk *desk, struct desk_task *task, const struct fetch_result *result) {
    fails(desk, task, result->fail.text, result->cause, result->retry_after_s);
}

void desk_failed_here(struct desk *desk, struct desk_task *task, const struct fail *why, enum cause cause) {
    fails(desk, task, why->text, cause, 0);
}

void desk_went_well(struct desk *desk, struct desk_task *task) {
    if (task)
        task->failures = 0;
    if (desk->trouble.failures > 0)
        desk_tell(desk, DESK_WELL, "the desk answers again");
    desk->trouble.failures = 0;
    desk->trouble.cause = CAUSE_NONE;
    desk->trouble.text[0] = '\0';
}

/* So often there may be news in a row, each heard of within a second. */
static int64_t pause_after_news(const struct desk *desk, struct desk_task *task) {
    int64_t spent_ms = task->news_ms > desk->now.steady_ms ? task->news_ms - desk->now.steady_ms : 0;
    int64_t over_ms = spent_ms + DESK_NEWS_EACH_MS - DESK_NEWS_SPAN_MS;
    task->news_ms = desk->now.steady_ms + spent_ms + DESK_NEWS_EACH_MS;
    return over_ms > DESK_SOON_MS ? over_ms : DESK_SOON_MS;
}

/* Longer each time. */
static int64_t pause_after_nothing(struct desk_task *task) {
    int64_t pause_ms = DESK_SOON_MS;
    for (unsigned i = 0; i < task->quick && pause_ms < DESK_LATE_MS; i++)
        pause_ms *= 2;
    task->quick++;
    return pause_ms < DESK_LATE_MS ? pause_ms : DESK_LATE_MS;
}

void desk_ask_on(struct desk *desk, struct desk_task *task, bool news) {
    bool held = desk->now.steady_ms - task->asked_ms >= DESK_HELD_MS;
    desk_went_well(desk, task);
    if (held || news)
        task->quick = 0;
    task->next_ms = held ? desk->now.steady_ms
                         : task->asked_ms + (news ? pause_after_news(desk, task) : pause_after_nothing(task));
}

bool desk_ask(struct desk *desk, struct desk_task *task, const char *path, const struct fetch_talk *talk,
              void (*done)(void *, struct fetch_result *)) {
    char url[DESK_ADDRESS_MAX + 300];
    struct fail fail;
    snprintf(url, sizeof url, "%s/api/1/device/%s", desk->address, path);
    const struct fetch_request request = {
        .url = url, .talk = talk, .max = DESK_ANSWER_MAX, .context = desk, .done = done};
    task->asked_ms = desk->now.steady_ms;
    if (desk->ports->fetch.start(desk->ports->fetch.context, &request, &fail))
        return true;
    desk_failed_here(desk, task, &fail, CAUSE_MACHINE);
    return false;
}

bool desk_believe(struct desk *desk, const char *identity, const struct kept_pins *pins, struct fail *fail) {
    const char *keys[1 + KEPT_PINS_MAX] = {enrol_identity_key(identity)};
    size_t count = keys[0] ? 1 : 0;
    for (size_t i = 0; count > 0 && pins && i < pins->count; i++)
        keys[count++] = pins->hex[i];
    return desk->ports->fetch.believe(desk->ports->fetch.context, desk->address, keys, count, fail);
}

bool desk_make_key(struct desk *desk, struct fail *fail) {
    uint8_t seed[DEVICE_SEED];
    desk->ports->random.bytes(desk->ports->random.context, seed, sizeof seed);
    bool done = kept_seed_write(desk->options.folder, seed, fail);
    if (done)
        device_key_of(seed, &desk->key);
    sodium_memzero(seed, sizeof seed);
    return done;
}

/* A key that cannot be made now is made when the desk refuses the old one. */
void desk_begin_anew(struct desk *desk) {
    struct fail fail = {0};
    struct enrolment nothing = {.id = ""};
    desk->enrolled = false;
    desk->enrolment = nothing;
    desk->session = (struct desk_session){.phase = SESSION_NONE};
    desk->enrolling = (struct desk_enrolling){.phase = ENROLLING_START};
    desk_went_well(desk, NULL);
    desk_tell(desk, DESK_STOPPED, "told by the desk to stop: nothing is shown any more but a code");
    if (!desk_make_key(desk, &fail) || !desk_believe(desk, "", NULL, &fail))
        desk_failed_here(desk, &desk->enrolling.task, &fail, CAUSE_MACHINE);
}

static bool take_key(struct desk *desk, bool *made, struct fail *fail) {
    uint8_t seed[DEVICE_SEED];
    *made = !kept_seed_read(desk->options.folder, seed);
    if (*made)
        return desk_make_key(desk, fail);
    device_key_of(seed, &desk->key);
    sodium_memzero(seed, sizeof seed);
    return true;
}

/* What is kept belongs to the key; another key is another screen. */
static bool take_up(struct desk *desk, struct fail *fail) {
    bool made;
    if (!take_key(desk, &made, fail))
        return false;
    desk->enrolled = !made && kept_enrolment_read(desk->options.folder, &desk->enrolment);
    if (desk->enrolled)
        return desk_believe(desk, desk->enrolment.identity, &desk->enrolment.pins, fail);
    if (made)
        return kept_start_forget(desk->options.folder, fail);
    enrolling_resume(desk);
    return true;
}

struct desk *desk_create(const struct desk_options *options, const struct ports *ports, struct fail *fail) {
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    desk->options = *options;
    desk->ports = ports;
    desk->now = ports_now(ports);
    ports->random.bytes(ports->random.context, desk->boot, sizeof desk->boot);
    if (!desk_address_read(options->url, desk->address, desk->host))
        fail_set(fail, "desk \"%.200s\": write it as https://desk.example, with :PORT if need be",
                 options->url);
    else if (take_up(desk, fail))
        return desk;
    free(desk);
    return NULL;
}

void desk_destroy(struct desk *desk) {
    if (!desk)
        return;
    desk->ports->fetch.cancel(desk->ports->fetch.context, desk);
    device_key_wipe(&desk->key);
    free(desk);
}

void desk_step(struct desk *desk) {
    desk->now = ports_now(desk->ports);
    if (!desk->enrolled) {
        enrolling_step(desk);
        return;
    }
    session_step(desk);
    if (desk->session.phase != SESSION_OPEN)
        return;
    waiting_step(desk);
    reporting_step(desk);
    picturing_step(desk);
}

static int64_t earlier(int64_t next_ms, const struct desk_task *task) {
    return !task->asked && task->next_ms < next_ms ? task->next_ms : next_ms;
}

int64_t desk_next_ms(const struct desk *desk) {
    int64_t next = INT64_MAX;
    if (!desk->enrolled) {
        next = earlier(next, &desk->enrolling.task);
        return desk->enrolling.phase == ENROLLING_HOLD && desk->enrolling.ends_ms < next
                   ? desk->enrolling.ends_ms
                   : next;
    }
    if (desk->session.phase != SESSION_OPEN)
        return earlier(next, &desk->session.task);
    next = desk->session.ends_ms;
    next = earlier(next, &desk->waiting.task);
    if (desk->picturing.wanted)
        next = earlier(next, &desk->picturing.task);
    return reporting_next_ms(desk) < next ? reporting_next_ms(desk) : next;
}

const struct enrolment *desk_enrolment(const struct desk *desk) {
    return desk->enrolled ? &desk->enrolment : NULL;
}

const char *desk_state_name(enum desk_state state) {
    static const char *const names[] = {"enrolling", "connecting", "online", "away", "revoked"};
    return names[state];
}

static enum desk_state state_of(const struct desk *desk) {
    if (!desk->enrolled)
        return DESK_ENROLLING;
    if (desk->session.revoked)
        return DESK_REVOKED;
    if (desk->trouble.failures > 0)
        return DESK_AWAY;
    return desk->session.phase == SESSION_OPEN ? DESK_ONLINE : DESK_CONNECTING;
}

struct desk_view desk_view(const struct desk *desk) {
    struct desk_view view = {.state = state_of(desk),
                             .url = desk->address,
                             .name = desk->enrolled ? desk->enrolment.name : "",
                             .failures = desk->trouble.failures,
                             .error = desk->trouble.text,
                             .cause = desk->trouble.cause};
    memcpy(view.asked, desk->asked, sizeof view.asked);
    if (desk->enrolled)
        return view;
    const struct desk_enrolling *enrolling = &desk->enrolling;
    int64_t left_ms = enrolling->task.next_ms - desk->now.steady_ms;
    memcpy(view.code, enrolling->code.text, sizeof view.code);
    if (view.code[0])
        view.code_ends_s = desk->now.wall_s + (enrolling->ends_ms - desk->now.steady_ms) / 1000;
    if (!enrolling->task.asked)
        view.next_s = desk->now.wall_s + (left_ms > 0 ? left_ms : 0) / 1000;
    return view;
}

enum desk_news desk_take_news(struct desk *desk, char *text, size_t size) {
    if (desk->news_count == 0)
        return DESK_NOTHING;
    struct desk_told_news first = desk->news[0];
    memmove(desk->news, desk->news + 1, --desk->news_count * sizeof desk->news[0]);
    snprintf(text, size, "%s", first.text);
    return first.kind;
}
