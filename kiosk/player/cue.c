#include "player/cue.h"

void cue_finish(struct cue *cue) {
    paint_answer_finish(&cue->answer);
    *cue = (struct cue){0};
}

void cue_reset(struct cue *cue, int64_t now_ms) {
    paint_answer_finish(&cue->answer);
    cue->answer = (struct paint_answer){0};
    cue->state = CUE_IDLE;
    cue->number = 0;
    cue->due_ms = now_ms;
    cue->retry_ms = 0;
}

void cue_ask(struct cue *cue, uint64_t number, const struct timeline_entry *next, int64_t at_ms) {
    cue->state = CUE_ASKED;
    cue->number = number;
    cue->next = *next;
    cue->at_ms = at_ms;
}

bool cue_answer(struct cue *cue, struct paint_answer *answer) {
    if (cue->state != CUE_ASKED || answer->number != cue->number)
        return false;
    cue->answer = *answer;
    *answer = (struct paint_answer){0};
    cue->state = CUE_PAINTED;
    return true;
}

bool cue_same_entry(const struct timeline_entry *a, const struct timeline_entry *b) {
    return a->slide == b->slide && a->language == b->language && a->item == b->item &&
           a->start_ms == b->start_ms;
}

bool cue_awaits(const struct cue *cue, const struct cue *other) {
    switch (other->state) {
    case CUE_IDLE:
        return other->due_ms <= cue->at_ms && other->retry_ms <= cue->at_ms;
    case CUE_ASKED:
        return other->at_ms <= cue->at_ms;
    case CUE_PAINTED:
        return other->at_ms <= cue->at_ms && !other->answer.unchanged;
    case CUE_OFFERED:
        return false;
    }
    return false;
}

enum transition cue_transition(const struct cue *cue, bool calm) {
    bool goes_on = cue->shows && cue->film.film && cue->film.film == cue->answer.film.film;
    if (calm || goes_on || !cue->next.slide || (cue->shows && cue_same_entry(&cue->shown, &cue->next)))
        return TRANSITION_CUT;
    return cue->next.slide->transition;
}

bool cue_commit(struct cue *cue, int64_t now_ms) {
    bool other = !cue->shows || !cue_same_entry(&cue->shown, &cue->next);
    cue->shown = cue->next;
    cue->hash = cue->answer.hash;
    cue->film = cue->answer.film;
    cue->due_ms =
        cue->next.end_ms < cue->answer.next_change_ms ? cue->next.end_ms : cue->answer.next_change_ms;
    if (other) {
        cue->since_ms = now_ms;
        cue->changes++;
    }
    cue->shows = true;
    cue->state = CUE_IDLE;
    paint_answer_finish(&cue->answer);
    cue->answer = (struct paint_answer){0};
    return other;
}

bool cue_on_time(const struct cue *cue, int64_t now_ms, int64_t late_ms) {
    if (cue->due_ms < now_ms - late_ms)
        return false;
    bool endless = cue->due_ms == INT64_MAX || cue->shown.end_ms == INT64_MAX;
    int64_t length_ms = cue->shown.end_ms - cue->shown.start_ms;
    return !cue->shows || endless || cue->due_ms - now_ms <= length_ms + late_ms;
}
