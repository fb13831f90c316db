/* The order of a loop: slides as they were written, and between them, again and again, those that are to come
 * so often. They stand at the end of the loop, too, so that it may begin anew as if they had just been on. */
#include "core/scene/timeline_parts.h"

enum { OFTEN_MAX = 8 /* more of them in a zone take their turn like others */ };

struct often {
    const struct timeline_turn *turn;
    int64_t every_ms, since_ms; /* since it was on last */
};

/* What has been woven so far. */
struct weaving {
    struct often often[OFTEN_MAX];
    size_t often_count;
    int64_t often_ms; /* all of them once */
    struct timeline_turn *out;
    size_t count;
};

static void put(struct weaving *weaving, const struct timeline_turn *turn) {
    if (weaving->out)
        weaving->out[weaving->count] = *turn;
    weaving->count++;
    for (size_t i = 0; i < weaving->often_count; i++) {
        struct often *often = &weaving->often[i];
        often->since_ms = often->turn == turn ? 0 : often->since_ms + turn->length_ms;
    }
}

static bool is_often(const struct weaving *weaving, const struct timeline_turn *turn) {
    for (size_t i = 0; i < weaving->often_count; i++)
        if (weaving->often[i].turn == turn)
            return true;
    return false;
}

/* Those for which it would be too late after a turn of `next_ms`, and after the others that are due, too. */
static void put_due(struct weaving *weaving, int64_t next_ms) {
    for (size_t i = 0; i < weaving->often_count; i++) {
        const struct often *often = &weaving->often[i];
        int64_t others_ms = weaving->often_ms - often->turn->length_ms;
        if (often->since_ms > 0 && often->since_ms + next_ms + others_ms > often->every_ms)
            put(weaving, often->turn);
    }
}

size_t timeline_weave(const struct timeline_turn *turns, size_t count, struct timeline_turn *out) {
    struct weaving weaving = {.out = out};
    for (size_t i = 0; i < count && weaving.often_count < OFTEN_MAX; i++)
        if (turns[i].slide->turn.every_ms > 0) {
            weaving.often[weaving.often_count++] =
                (struct often){.turn = &turns[i], .every_ms = turns[i].slide->turn.every_ms};
            weaving.often_ms += turns[i].length_ms;
        }
    for (size_t i = 0; i < count; i++) {
        if (is_often(&weaving, &turns[i]))
            continue;
        put_due(&weaving, turns[i].length_ms);
        put(&weaving, &turns[i]);
    }
    for (size_t i = 0; i < weaving.often_count; i++)
        put(&weaving, weaving.often[i].turn);
    return weaving.count;
}
