#include "desk/enrol/tries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/compiler.h"

enum { NAMES = 512 };

struct one {
    char who[TRIES_WHO];       /* "": free */
    int64_t at_ms[TRIES_MOST]; /* a ring, the oldest at `next` */
    unsigned count, next;
};

struct tries {
    int64_t span_ms;
    struct one all[NAMES];
};

struct tries *tries_create(int64_t span_ms) {
    struct tries *tries = calloc(1, sizeof *tries);
    if (tries)
        tries->span_ms = span_ms;
    return tries;
}

void tries_destroy(struct tries *tries) {
    free(tries);
}

static const struct one *find(const struct tries *tries, const char *who) {
    for (size_t i = 0; i < NAMES; i++)
        if (tries->all[i].who[0] && strncmp(tries->all[i].who, who, TRIES_WHO - 1) == 0)
            return &tries->all[i];
    return NULL;
}

static int64_t newest_ms(const struct one *one) {
    return one->at_ms[(one->next + TRIES_MOST - 1) % TRIES_MOST];
}

bool tries_allowed(const struct tries *tries, const char *who, int64_t now_ms, int *wait_s) {
    const struct one *one = find(tries, who);
    int64_t free_ms = one && one->count == TRIES_MOST ? one->at_ms[one->next] + tries->span_ms : now_ms;
    if (free_ms <= now_ms)
        return true;
    *wait_s = (int)((free_ms - now_ms + 999) / 1000);
    return false;
}

void tries_add(struct tries *tries, const char *who, int64_t now_ms) {
    const struct one *known = find(tries, who);
    struct one *one = known ? &tries->all[known - tries->all] : &tries->all[0];
    for (size_t i = 0; !known && i < NAMES && one->who[0]; i++)
        if (!tries->all[i].who[0] || newest_ms(&tries->all[i]) < newest_ms(one))
            one = &tries->all[i];
    if (!known) {
        *one = (struct one){.count = 0};
        snprintf(one->who, sizeof one->who, "%s", who);
    }
    one->at_ms[one->next] = now_ms;
    one->next = (one->next + 1) % TRIES_MOST;
    one->count += one->count < TRIES_MOST;
}
