/* What the files of `update` share; nobody else includes it. */
#pragma once

#include "sync/candidate.h"
#include "sync/pictures.h"
#include "sync/scrub.h"
#include "sync/update.h"
#include "sync/verdict.h"

enum phase { PHASE_IDLE, PHASE_MANIFEST, PHASE_SIGNATURE, PHASE_OBJECTS, PHASE_PICTURES };

struct update {
    struct update_options options;
    struct store *store;
    struct fetcher *fetcher;
    struct store_state state;
    enum phase phase;
    int64_t next_ms, now_ms, now_s;
    unsigned failures, mismatches;
    unsigned troubles; /* with pictures, in a row: each time they are given longer */
    char etag[FETCH_ETAG_MAX];
    struct candidate candidate;
    struct generation_id offered;
    struct suspect suspect;
    bool asked; /* the server, since the start */
    bool repair_tried;
    bool repair; /* the current generation is damaged on the disk: fetch it again, though it is the same */
    struct scrub *scrub;
    int64_t retry_after_s;
    struct objects *objects;
    struct pictures *pictures;
    struct update_view view;
    char site[64], error[sizeof(((struct fail *)0)->text)];
    enum cause cause;
    enum update_news news;
    char news_text[600];
};

/* update_end.c: how an attempt ends. Each drops the candidate, sets the next try and tells. */
void update_drop(struct update *update); /* the candidate only */
void update_tell(struct update *update, enum update_news news, const char *text);
void update_set_error(struct update *update, const char *text, enum cause cause);
void update_give_up(struct update *update, const struct fail *why, enum cause cause);
void update_succeed(struct update *update, enum update_news news, const char *text);
/* The server answers well, and still offers what was given up: no success before it offers something else. */
void update_stand_by(struct update *update, const struct store_rejection *rejection);
/* The candidate's content was found bad. It is looked at once more, later and afresh, before that is
 * believed; what once was current is not given up for it at all. */
void update_doubt(struct update *update, const struct fail *why);

/* update_poll.c: from the question to the commit point. */
void update_ask(struct update *update);           /* the server, for its manifest */
void update_bring(struct update *update);         /* what the candidate, now to be believed, lacks */
void update_step_pictures(struct update *update); /* in PHASE_PICTURES */
