#include "desk/enrol/starts.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "desk/enrol/tries.h"

enum {
    LAST_MS = STARTS_LAST_S * 1000,
    ADDRESS_SPAN_MS = 60 * 1000,
    USER_SPAN_MS = 5 * 60 * 1000,
    FULL_WAIT_S = 60
};

enum step {
    STEP_FREE,
    STEP_ASKED,     /* committed to a nonce, which nobody has seen */
    STEP_SHOWN,     /* its code is on a screen */
    STEP_TWICE,     /* … and on another one */
    STEP_CONFIRMED, /* `answer` waits for it */
};

struct start {
    enum step step;
    int64_t begun_ms, ends_ms;
    struct start_seen seen; /* but for its age */
    uint8_t commit[LISTING_HASH], desk_nonce[ENROL_NONCE], screen_nonce[ENROL_NONCE];
    struct enrol_code codes[STARTS_IDENTITIES_MAX];
    size_t code_count;
    char *answer; /* owned */
};

struct starts {
    struct starts_desk desk;
    struct start all[STARTS_MAX];
    struct tries *addresses, *users;
};

struct starts *starts_create(const struct starts_desk *desk) {
    struct starts *starts = calloc(1, sizeof *starts);
    if (!starts)
        return NULL;
    starts->desk = *desk;
    starts->addresses = tries_create(ADDRESS_SPAN_MS);
    starts->users = tries_create(USER_SPAN_MS);
    if (starts->addresses && starts->users)
        return starts;
    starts_destroy(starts);
    return NULL;
}

static void forget(struct start *start) {
    free(start->answer);
    *start = (struct start){.step = STEP_FREE};
}

static void forget_all(struct starts *starts) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        forget(&starts->all[i]);
}

void starts_destroy(struct starts *starts) {
    if (!starts)
        return;
    forget_all(starts);
    tries_destroy(starts->addresses);
    tries_destroy(starts->users);
    free(starts);
}

static bool same_desk(const struct starts_desk *a, const struct starts_desk *b) {
    bool same = a->identity_count == b->identity_count && a->keys.count == b->keys.count &&
                strcmp(a->site, b->site) == 0;
    for (size_t i = 0; same && i < a->identity_count; i++)
        same = strcmp(a->identities[i], b->identities[i]) == 0;
    for (size_t i = 0; same && i < a->keys.count; i++)
        same = strcmp(a->keys.lines[i], b->keys.lines[i]) == 0;
    return same;
}

void starts_set_desk(struct starts *starts, const struct starts_desk *desk) {
    if (same_desk(&starts->desk, desk))
        return;
    starts->desk = *desk;
    forget_all(starts);
}

/* Time passes for all of them whenever one is looked at. */
static void sweep(struct starts *starts, int64_t now_ms) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        if (starts->all[i].step != STEP_FREE && now_ms >= starts->all[i].ends_ms)
            forget(&starts->all[i]);
}

size_t starts_count(const struct starts *starts, int64_t now_ms) {
    size_t count = 0;
    for (size_t i = 0; i < STARTS_MAX; i++)
        count += starts->all[i].step != STEP_FREE && now_ms < starts->all[i].ends_ms;
    return count;
}

static struct start *free_place(struct starts *starts) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        if (starts->all[i].step == STEP_FREE)
            return &starts->all[i];
    return NULL;
}

enum start_verdict starts_ask(struct starts *starts, const struct start_asked *asked,
                              const struct start_chance *chance, int64_t now_ms, int *wait_s) {
    sweep(starts, now_ms);
    if (!tries_allowed(starts->addresses, asked->address, now_ms, wait_s))
        return START_TOO_OFTEN;
    tries_add(starts->addresses, asked->address, now_ms);
    struct start *start = free_place(starts);
    if (!start) {
        *wait_s = FULL_WAIT_S;
        return START_FULL;
    }
    start->step = STEP_ASKED;
    start->begun_ms = now_ms;
    start->ends_ms = now_ms + LAST_MS;
    memcpy(start->commit, asked->commit, sizeof start->commit);
    memcpy(start->desk_nonce, chance->nonce, sizeof start->desk_nonce);
    memcpy(start->seen.ticket, chance->ticket, sizeof start->seen.ticket);
    memcpy(start->seen.key, asked->key, sizeof start->seen.key);
    text_put(start->seen.model, sizeof start->seen.model, asked->model);
    text_put(start->seen.panel, sizeof start->seen.panel, asked->panel);
    text_put(start->seen.version, sizeof start->seen.version, asked->version);
    text_put(start->seen.address, sizeof start->seen.address, asked->address);
    return START_TAKEN;
}

static struct start *of_ticket(struct starts *starts, const uint8_t ticket[ENROL_TICKET]) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        if (starts->all[i].step != STEP_FREE &&
            sodium_memcmp(starts->all[i].seen.ticket, ticket, ENROL_TICKET) == 0)
            return &starts->all[i];
    return NULL;
}

/* One for each of the desk's own identities: which of them the screen saw is not asked, and cannot be lied
 * about. */
static void make_codes(const struct starts_desk *desk, struct start *start) {
    for (size_t i = 0; i < desk->identity_count; i++) {
        uint8_t hash[LISTING_HASH];
        const struct enrol_terms terms = {.key = start->seen.key,
                                          .desk_nonce = start->desk_nonce,
                                          .screen_nonce = start->screen_nonce,
                                          .identity = desk->identities[i],
                                          .site = desk->site,
                                          .keys = &desk->keys};
        enrol_terms_hash(&terms, hash);
        start->codes[i] = enrol_code_of(hash);
    }
    start->code_count = desk->identity_count;
}

static bool has_code(const struct start *start, const struct enrol_code *code) {
    if (start->step != STEP_SHOWN && start->step != STEP_TWICE)
        return false;
    for (size_t i = 0; i < start->code_count; i++)
        if (enrol_code_same(&start->codes[i], code))
            return true;
    return false;
}

static void refuse_twins(struct starts *starts, struct start *start) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        for (size_t c = 0; &starts->all[i] != start && c < start->code_count; c++)
            if (has_code(&starts->all[i], &start->codes[c]))
                starts->all[i].step = start->step = STEP_TWICE;
}

enum reveal_verdict starts_reveal(struct starts *starts, const uint8_t ticket[ENROL_TICKET],
                                  const uint8_t nonce[ENROL_NONCE], int64_t now_ms, const char **answer) {
    uint8_t commit[LISTING_HASH];
    sweep(starts, now_ms);
    struct start *start = of_ticket(starts, ticket);
    if (!start)
        return REVEAL_UNKNOWN;
    enrol_commitment(nonce, commit);
    if (sodium_memcmp(commit, start->commit, sizeof commit) != 0) {
        forget(start);
        return REVEAL_WRONG;
    }
    if (start->step == STEP_ASKED) {
        memcpy(start->screen_nonce, nonce, ENROL_NONCE);
        make_codes(&starts->desk, start);
        start->step = STEP_SHOWN;
        refuse_twins(starts, start);
    }
    if (start->step == STEP_TWICE)
        return REVEAL_UNKNOWN;
    if (start->step != STEP_CONFIRMED)
        return REVEAL_WAIT;
    *answer = start->answer;
    return REVEAL_ANSWER;
}

enum find_verdict starts_find(struct starts *starts, int64_t user, const char *typed, int64_t now_ms,
                              struct start_seen *seen, int *wait_s) {
    struct enrol_code code;
    char who[TRIES_WHO];
    sweep(starts, now_ms);
    snprintf(who, sizeof who, "%" PRId64, user);
    if (!tries_allowed(starts->users, who, now_ms, wait_s))
        return FIND_TOO_OFTEN;
    if (!enrol_code_read(typed, &code))
        return FIND_NO_CODE;
    for (size_t i = 0; i < STARTS_MAX; i++) {
        const struct start *start = &starts->all[i];
        if (!has_code(start, &code))
            continue;
        if (start->step == STEP_TWICE)
            return FIND_TWICE;
        *seen = start->seen;
        seen->age_s = (int)((now_ms - start->begun_ms) / 1000);
        return FIND_FOUND;
    }
    tries_add(starts->users, who, now_ms);
    return FIND_UNKNOWN;
}

bool starts_confirm(struct starts *starts, const uint8_t ticket[ENROL_TICKET], const char *answer,
                    int64_t now_ms) {
    sweep(starts, now_ms);
    struct start *start = of_ticket(starts, ticket);
    char *copy = start && start->step == STEP_SHOWN ? strdup(answer) : NULL;
    if (!copy)
        return false;
    start->answer = copy;
    start->step = STEP_CONFIRMED;
    start->ends_ms = now_ms + LAST_MS;
    return true;
}

void starts_taken(struct starts *starts, const uint8_t key[ENROL_KEY]) {
    for (size_t i = 0; i < STARTS_MAX; i++)
        if (starts->all[i].step == STEP_CONFIRMED && memcmp(starts->all[i].seen.key, key, ENROL_KEY) == 0)
            forget(&starts->all[i]);
}
