/* The player's word on generations (store.h): which proved to be good, which it refuses and why. Known here
 * from the first look at the store on, written by the writer. */
#pragma once

#include "player/starts.h"
#include "system/writer.h"

/* Zero-initialise, then set the first two. */
struct judgement {
    struct writer *writer;     /* NULL: no word is given */
    const char *configuration; /* options_told; NULL: no word is given on any generation */
    const struct store *store; /* NULL: not opened */
    struct generation_id good; /* 0.0: none */
    struct store_refusals refusals;
    bool marked;                  /* what is played is known to be good, or was judged */
    struct generation_id doubted; /* found unusable once */
};

/* Reads what was said before. What was said under another configuration no longer counts: the fault may have
 * lain there. */
void judgement_open(struct judgement *judgement, const struct store *store);
/* NULL: `id` is not refused. */
const struct store_refusal *judgement_refused(const struct judgement *judgement, struct generation_id id);
/* `playing` has proved itself. */
void judgement_good(struct judgement *judgement, struct generation_id playing);
/* `id` is refused from now on. */
void judgement_refuse(struct judgement *judgement, struct generation_id id, const char *why);
