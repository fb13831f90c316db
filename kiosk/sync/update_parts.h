/* What the files of `update` share; nobody else includes it. */
#pragma once

#include "sync/candidate.h"
#include "sync/films.h"
#include "sync/pictures.h"
#include "sync/scrub.h"
#include "sync/update.h"
#include "sync/verdict.h"

/* What goes wrong in one of the three things that go on, until it goes well. */
struct trouble {
    unsigned failures; /* in a row, 0: it goes well */
    enum cause cause;
    char text[sizeof(((struct fail *)0)->text)];
};

/* Asking the server for news (update_poll.c). */
enum inquiry_phase { INQUIRY_NONE, INQUIRY_MANIFEST, INQUIRY_SIGNATURE };
struct inquiry {
    enum inquiry_phase phase;
    struct candidate answer;   /* as far as it has come */
    char held[FETCH_ETAG_MAX]; /* of the manifest that is held, or given up: nothing new */
    bool about_delivery;       /* the etag that was sent is that of what is being brought */
    bool hurry;                /* not to wait for its time */
    bool asked, answered;      /* since the start; well or not, to the end */
    unsigned mismatches;       /* of manifest and signature, in a row */
    int64_t next_ms, retry_after_s;
    struct trouble trouble;
};

/* Bringing what was offered (update_bring.c). */
enum delivery_phase { DELIVERY_NONE, DELIVERY_OBJECTS, DELIVERY_PICTURES, DELIVERY_FILMS };
struct delivery {
    enum delivery_phase phase;
    struct candidate candidate;
    struct objects *objects;
    struct pictures *pictures;
    struct films *films;
    unsigned slow;             /* troubles with pictures in a row: each time they are given longer */
    struct generation_id late; /* failed, and is not begun again before … */
    int64_t late_ms;
    struct trouble trouble;
};

/* Looking after the current generation (update_keep.c). */
struct upkeep {
    struct scrub *scrub;
    bool damaged;     /* what is missing is fetched again; current, previous and the ratchet stay */
    bool tried_disk;  /* the manifest on the disk names what is missing; if that fails, the server's does */
    unsigned repairs; /* in a row, without a look that found nothing */
    int64_t next_ms;  /* no repair before */
    int64_t disk_ms;  /* and none from the disk */
    struct trouble trouble;
};

struct news {
    enum update_news kind;
    char text[600];
};
enum { NEWS_MAX = 8 };

struct update {
    struct update_options options;
    struct store *store;
    const struct ports *ports;
    struct store_state state;
    struct moment now; /* of this turn */
    struct inquiry inquiry;
    struct delivery delivery;
    struct upkeep upkeep;
    struct suspect suspect;
    struct generation_id offered;
    int64_t checked_s, issued_s, fresh_until_s;
    struct news news[NEWS_MAX]; /* oldest first */
    size_t news_count;
};

/* update_end.c: how things end, and what is told of it. */
void update_tell(struct update *update, enum update_news kind, const char *text);
void trouble_set(struct trouble *trouble, const char *text, enum cause cause);
void inquiry_end(struct update *update); /* drops it */
void inquiry_failed(struct update *update, const struct fail *why, enum cause cause);
/* The server answered well. */
void inquiry_succeeded(struct update *update);
/* It answers well, and still offers what is not to be used: no success before it offers something else. */
void inquiry_stand_by(struct update *update, const struct fail *why);
void delivery_end(struct update *update); /* drops it */
void delivery_failed(struct update *update, const struct fail *why, enum cause cause, int64_t retry_after_s);
/* The candidate's content was found bad. It is looked at once more, later and afresh, before that is
 * believed; what once was current is not given up for it at all. */
void delivery_doubted(struct update *update, const struct fail *why);

/* update_poll.c */
void inquiry_begin(struct update *update);

/* update_bring.c. Takes over `candidate`, which is to be believed; what was being brought is left. */
void delivery_begin(struct update *update, struct candidate *candidate);
void delivery_step(struct update *update); /* pictures, then films */

/* update_keep.c */
void upkeep_step(struct update *update);                  /* looks, and repairs when it is time */
void upkeep_follow(struct update *update, bool repaired); /* the current generation was brought just now */
int64_t upkeep_next_ms(const struct update *update);
