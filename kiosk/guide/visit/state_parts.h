/* Shared by the state's own files only: what an action does, by kind of action. Each returns effects; 0 when
 * the action does not belong to the shown place. */
#pragma once

#include "guide/visit/state.h"

/* The place "start" and the end of every "back". */
struct spot state_start(const struct guide *guide);
/* Shows `spot` without touching the history; it must exist. */
uint32_t state_arrive(struct guide_state *state, const struct guide *guide, struct spot spot);
uint32_t state_go(struct guide_state *state, const struct guide *guide, struct spot spot);
uint32_t state_back(struct guide_state *state, const struct guide *guide);
uint32_t state_home(struct guide_state *state, const struct guide *guide);
uint32_t state_language(struct guide_state *state, const struct guide *guide, int language);

/* Leaves, ticks, filters, period and kind of the shown page; slides. */
uint32_t state_choose(struct guide_state *state, const struct guide *guide, const struct action *action);
/* Plays, stops, goes back; captions. */
uint32_t state_film_act(struct guide_state *state, const struct guide *guide, const struct action *action,
                        int64_t now_ms);
/* What is shown is another page, perhaps: then it stops. */
uint32_t state_film_leave(struct guide_state *state, int64_t now_ms);
/* It goes on: another second, other captions, its end. */
uint32_t state_film_tick(struct guide_state *state, const struct guide *guide, int64_t now_ms);
/* When state_film_tick has something to do, monotonic ms; INT64_MAX: never. */
int64_t state_film_due_ms(const struct guide_state *state);
/* The page whose number is `ticks_page`: its ticks are fetched from, and the others' put into, `ticked`. */
void state_ticks_of(struct guide_state *state, uint32_t ticks_page);
/* Text size, contrast, reach, time, speech, volume. */
uint32_t state_aid(struct guide_state *state, const struct action *action);
/* What is typed. */
uint32_t state_type(struct guide_state *state, const struct guide *guide, const struct action *action);
/* PIN, cleaning, restart, corners. */
uint32_t state_staff(struct guide_state *state, const struct guide *guide, const struct action *action,
                     int64_t now_ms);
/* The visit is over: everything is forgotten. */
uint32_t state_end(struct guide_state *state, const struct guide *guide);
