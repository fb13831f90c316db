/* Every slide of the site as staff see it in a list. */
#pragma once

#include "core/feed/feed.h"
#include "desk/work/address_findings.h"
#include "desk/work/sentence.h"
#include "desk/work/site_tree.h"

enum { SLIDE_BY_MAX = 110 };

/* Texts live during the call it is given to. */
struct slide_row {
    const char *file, *id;
    const char *type;    /* "text"; "": it says none */
    const char *title;   /* its headline in all languages, JSON text; NULL: it has none */
    const char *picture; /* asset; NULL: none */
    const char *expires; /* "2027-11-22", the last day its facts hold, as written; NULL: none */
    const char *missing[SITE_LANGUAGES_MAX]; /* languages it is shown in and lacks texts of */
    size_t missing_count;
    const struct screen *const *screens; /* that show it */
    size_t screen_count;
    struct showing showing;
    char sentence[SENTENCE_LANGUAGES][SENTENCE_MAX];
    int64_t changed_ms; /* 0: it cannot be told */
    char changed_by[SLIDE_BY_MAX];
    char unanswered[ADDRESS_DAY]; /* the day on which its address was asked last, in vain; "": it was not */
    bool published;               /* what is published has it just so */
};
struct slide_query {
    const char *file, *id; /* NULL: all; else this one */
    const char *screen;    /* NULL: on whichever */
    const char *text;      /* NULL: any; else all its words are in the slide, whatever their case */
    int state;             /* enum showing_state; -1: any */
    int64_t published;     /* the revision that is out; 0: none */
    int64_t now_ms;
    const struct feeds *feeds;       /* NULL: none are known */
    struct address_answers *answers; /* NULL: nobody has asked */
    const struct zone *zone;         /* of the site */
};
/* By file, in the order they take their turns. Also those that no screen shows and those with errors. */
enum outcome slides_list(struct site_tree *tree, const struct slide_query *query,
                         void (*see)(void *context, const struct slide_row *row), void *context,
                         struct fail *fail) MUST_CHECK;
