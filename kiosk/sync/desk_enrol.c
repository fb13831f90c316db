/* Getting in: a start, a code on the screen, an answer. */
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "enrol/hex.h"
#include "sync/desk_parts.h"

enum { START_LASTS_S = 900 };

static void show_code(struct desk *desk, int seconds) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    const struct kept_start *start = &enrolling->start;
    uint8_t hash[LISTING_HASH];
    const struct enrol_terms terms = {.key = desk->key.public_half,
                                      .desk_nonce = start->desk_nonce,
                                      .screen_nonce = start->screen_nonce,
                                      .identity = start->identity,
                                      .site = start->site,
                                      .keys = &start->keys};
    enrol_terms_hash(&terms, hash);
    enrolling->code = enrol_code_of(hash);
    enrolling->phase = ENROLLING_HOLD;
    enrolling->ends_ms = desk->now.steady_ms + (int64_t)seconds * 1000;
    desk_tell(desk, DESK_SHOWS, "");
}

/* From the beginning; the code that was shown is good for nothing any more. */
static void start_over(struct desk *desk) {
    struct fail fail;
    struct desk_enrolling *enrolling = &desk->enrolling;
    enrolling->phase = ENROLLING_START;
    enrolling->code.text[0] = '\0';
    enrolling->unproven = false;
    desk_tell(desk, DESK_SHOWS, "");
    if (!desk_believe(desk, "", NULL, &fail) || !kept_start_forget(desk->options.folder, &fail))
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_MACHINE);
}

void enrolling_resume(struct desk *desk) {
    struct fail fail;
    struct desk_enrolling *enrolling = &desk->enrolling;
    if (kept_start_read(desk->options.folder, &enrolling->start) &&
        desk_believe(desk, enrolling->start.identity, NULL, &fail))
        show_code(desk, START_LASTS_S); /* the desk knows better, and says 404 */
}

static bool identity_of(const struct desk *desk, const struct fetch_result *result,
                        char identity[ENROL_IDENTITY_MAX]) {
    return desk->enrolling.unproven ? enrol_identity_of_key(result->key, identity)
                                    : enrol_identity_of_host(desk->host, identity);
}

static void begin_holding(struct desk *desk, const struct fetch_result *result) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    struct kept_start start = enrolling->start; /* with the nonce that was committed to */
    struct fail fail;
    struct trust trust;
    int seconds = 0;
    if (!desk_read_start(result->bytes, result->size, &start, &seconds) ||
        !kept_trust(&start.keys, &trust, &fail) || !identity_of(desk, result, start.identity)) {
        fail_set(&fail, "%s: answered a start with what is none; is it a desk?", desk->address);
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_SERVER);
        return;
    }
    if (!kept_start_write(desk->options.folder, &start, &fail) ||
        !desk_believe(desk, start.identity, NULL, &fail)) {
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_MACHINE);
        return;
    }
    enrolling->start = start;
    enrolling->task.next_ms = desk->now.steady_ms;
    show_code(desk, seconds);
    desk_went_well(desk, NULL); /* the task has still to show that it gets further */
}

static void start_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    struct desk_enrolling *enrolling = &desk->enrolling;
    struct fail fail;
    desk->now = ports_now(desk->ports);
    enrolling->task.asked = false;
    if (result->outcome == FETCH_OK) {
        begin_holding(desk, result);
    } else if (result->distrusted && !enrolling->unproven) {
        enrolling->unproven = true; /* at once: nothing is wrong yet */
    } else if (result->status == 409) {
        desk_pause(desk, &enrolling->task);
        if (!desk_make_key(desk, &fail))
            desk_failed_here(desk, &enrolling->task, &fail, CAUSE_MACHINE);
    } else {
        enrolling->unproven = false; /* the next time its certificate may be in order */
        desk_failed(desk, &enrolling->task, result);
    }
    free(result->bytes);
}

static char *start_text(const struct desk *desk) {
    uint8_t commitment[LISTING_HASH];
    char key[2 * ENROL_KEY + 1], commit[2 * LISTING_HASH + 1];
    enrol_commitment(desk->enrolling.start.screen_nonce, commitment);
    json_t *root =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "key", hex_write(desk->key.public_half, ENROL_KEY, key),
                  "commit", hex_write(commitment, LISTING_HASH, commit), "model", desk->options.model,
                  "panel", desk->options.panel, "version", KIOSK_VERSION);
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    return text;
}

static void ask_start(struct desk *desk) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    desk->ports->random.bytes(desk->ports->random.context, enrolling->start.screen_nonce, ENROL_NONCE);
    char *text = start_text(desk);
    struct fail fail;
    const struct fetch_talk talk = {.method = "POST",
                                    .type = "application/json",
                                    .body = text,
                                    .size = text ? strlen(text) : 0,
                                    .unproven = enrolling->unproven};
    if (!text) {
        fail_set(&fail, "out of memory");
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_MACHINE);
    } else if (desk_ask(desk, &enrolling->task, "start", &talk, start_done)) {
        enrolling->task.asked = true;
    }
    free(text);
}

/* On the disk before anything is made of it: what staff confirmed is not lost to a power cut. */
static void let_in(struct desk *desk, const struct fetch_result *result) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    struct enrolment enrolment = {.id = ""};
    struct fail fail;
    if (!desk_read_enrolment(result->bytes, result->size, &enrolment)) {
        fail_set(&fail, "%s: what it gave this screen cannot be used", desk->address);
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_SERVER);
        return;
    }
    memcpy(enrolment.site, enrolling->start.site, sizeof enrolment.site);
    memcpy(enrolment.identity, enrolling->start.identity, sizeof enrolment.identity);
    enrolment.keys = enrolling->start.keys;
    if (!kept_enrolment_write(desk->options.folder, &enrolment, &fail) ||
        !desk_believe(desk, enrolment.identity, &enrolment.pins, &fail)) {
        desk_failed_here(desk, &enrolling->task, &fail, CAUSE_MACHINE);
        return;
    }
    desk->enrolment = enrolment;
    desk->enrolled = true;
    enrolling->code.text[0] = '\0';
    desk_went_well(desk, &enrolling->task);
    desk->session.task.next_ms = desk->now.steady_ms;
    desk_tell(desk, DESK_LET_IN, "");
    (void)!kept_start_forget(desk->options.folder, &fail); /* looked at no more */
}

static void hold_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    struct desk_enrolling *enrolling = &desk->enrolling;
    desk->now = ports_now(desk->ports);
    enrolling->task.asked = false;
    if (result->outcome == FETCH_OK && result->status == 204) {
        desk_ask_on(desk, &enrolling->task, false);
    } else if (result->outcome == FETCH_OK) {
        let_in(desk, result);
    } else if (result->status == 403 || result->status == 404) {
        desk_pause(desk, &enrolling->task);
        start_over(desk);
    } else {
        desk_failed(desk, &enrolling->task, result);
    }
    free(result->bytes);
}

static void ask_hold(struct desk *desk) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    char ticket[2 * ENROL_TICKET + 1], nonce[2 * ENROL_NONCE + 1], path[200] = "enrol?ticket=";
    const struct fetch_talk talk = {.held_s = DESK_HOLD_S};
    strcat(path, hex_write(enrolling->start.ticket, ENROL_TICKET, ticket));
    strcat(path, "&nonce=");
    strcat(path, hex_write(enrolling->start.screen_nonce, ENROL_NONCE, nonce));
    enrolling->task.asked = desk_ask(desk, &enrolling->task, path, &talk, hold_done);
}

void enrolling_step(struct desk *desk) {
    struct desk_enrolling *enrolling = &desk->enrolling;
    if (enrolling->phase == ENROLLING_HOLD && desk->now.steady_ms >= enrolling->ends_ms) {
        desk->ports->fetch.cancel(desk->ports->fetch.context, desk);
        enrolling->task.asked = false;
        enrolling->task.next_ms = desk->now.steady_ms;
        start_over(desk);
    }
    if (enrolling->task.asked || desk->now.steady_ms < enrolling->task.next_ms)
        return;
    if (enrolling->phase == ENROLLING_START)
        ask_start(desk);
    else
        ask_hold(desk);
}
