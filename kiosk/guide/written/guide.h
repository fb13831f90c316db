/* The touch guide as people wrote it: pages, doors, directories, words, keyboards; parsed and immutable. Safe
 * to share between threads once loaded.
 *
 *   playlists/guide/guide.json             doors, pages, counters, phrases, addresses
 *   playlists/guide/pages/PAGE.TAG.md      the text of a page in one language (CommonMark, see markdown.h)
 *   playlists/guide/pages/PAGE.TAG.easy.md the same in easy language, for those who read with difficulty
 *   playlists/guide/directories/NAME.json  lists that filter
 *   playlists/guide/plans/NAME.json        plans of houses (house.h)
 *   playlists/guide/languages/TAG.json     the interface's own words in one language, and who approved them
 *   playlists/guide/keyboards.json         on-screen keyboards
 *   playlists/guide/policy.json            what the municipality promised, and which pages keep it
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/film/captions.h"
#include "core/film/film.h"
#include "core/site/guests.h"
#include "core/site/site.h"
#include "guide/written/house.h"
#include "guide/written/page_kinds.h"
#include "guide/written/words.h"

enum {
    GUIDE_LANGUAGES_MAX = 24,
    GUIDE_DOORS_MAX = 6,
    GUIDE_DOOR_PAGES_MAX = 40,
    GUIDE_DOOR_GROUPS_MAX = 8,
    GUIDE_PAGES_MAX = 200,
    GUIDE_ENTRIES_MAX = 500, /* of one directory */
    GUIDE_FACETS_MAX = 4,
    GUIDE_OPTIONS_MAX = 24, /* of one facet */
    GUIDE_SEE_ALSO_MAX = 8,
    GUIDE_STEPS_MAX = 64, /* boxes to tick on one page: one bit each */
    GUIDE_PHRASES_MAX = 24,
    GUIDE_EMERGENCIES_MAX = 4,
    GUIDE_KEYBOARDS_MAX = 12,
    GUIDE_TERM_LANGUAGES_MAX = 4,
    GUIDE_TERMS_MAX = 200, /* of one language */
    GUIDE_KEYBOARD_ROWS = 4,
    GUIDE_KEYS_MAX = 13,    /* in one row */
    GUIDE_TEXT_MAX = 16000, /* bytes of one page in one language */
};

struct guide_language {
    const char *tag;  /* BCP 47 */
    const char *name; /* in the language itself: "Українська" */
    bool rtl;
    bool site;                           /* one of the site's own languages: always offered */
    bool offered;                        /* the site's own, or approved: reviewer and date given */
    bool essentials;                     /* not offered, but for whom to call, whom to ask and the phrases */
    const char *reviewer;                /* NULL: nobody yet */
    int32_t reviewed_day;                /* days since 1970; 0: never */
    const char *words[GUIDE_WORD_COUNT]; /* NULL: missing, English stands in */
    size_t missing;                      /* how many are */
    size_t untranslated;                 /* titles, summaries and texts of doors and pages not in it */
    const char *voice;                   /* of espeak-ng ("uk"), or NULL: it has none */
    const char *stop_words;              /* "how, do, I": say nothing in a search; NULL: none known */
    const char *keyboard;                /* id of its layout, always of one that exists */
    const char *file;                    /* "playlists/guide/languages/uk.json"; NULL: none was written */
};

/* A text to be read: blocks in order. Spans of emphasis stay inside the text as "**…**". */
enum guide_block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_BULLET, BLOCK_NUMBER, BLOCK_STEP };
struct guide_block {
    enum guide_block_kind kind;
    const char *text;
    int number; /* BLOCK_NUMBER: its number; BLOCK_STEP: which tick it is, from 0, the same in every language
                 */
    int line;   /* in its file */
};
struct guide_text {
    const char *language; /* tag */
    const char *file;     /* "playlists/guide/pages/cpr.en.md" */
    const struct guide_block *blocks;
    size_t count;
    int steps;                     /* how many are BLOCK_STEP */
    const struct guide_text *easy; /* the same in easy language; NULL: nobody has written it */
};

struct guide_contact {
    struct localized office;
    const char *phone;               /* as it is dialled, "4477 2000"; NULL: none */
    const char *mail;                /* an office's, never a person's */
    const struct guide_house *house; /* where it is found; NULL: not said */
    const struct plan_spot *spot;    /* in the house's plan; NULL: not said */
};
/* What a tag of events is called on its button. */
struct guide_tag {
    struct localized title; /* count 0: nobody has named it */
    const char *plain;      /* then: the tag itself with a capital first letter */
};
/* What a page shows of feeds. */
struct guide_events {
    struct feed_query query;
    const struct guide_tag *tags; /* of query.tags, query.tag_count of them */
};
/* A film and its captions, one for each of film->captions, read. */
struct guide_film {
    const struct film *film; /* NULL: none */
    const struct captions *captions;
};
/* Meetings of the day, as a slide has them, and where the plans have its rooms. */
struct guide_meetings {
    const struct slide *slide; /* of type "meetings"; NULL: none */
    const struct room_spot {
        const struct guide_house *house; /* NULL: not said */
        const struct plan_spot *spot;
    } * rooms; /* of slide->meetings.rooms, by number */
};
/* Where something stands in its file. */
struct guide_position {
    int line, column;
};
struct guide_page { /* LENGTH: what people write of a page, each its own thing */
    enum guide_page_kind kind;
    const char *id;         /* unique */
    const char *icon;       /* UTF-8 of its sign, see icon.h; never NULL */
    struct picture picture; /* shown where there is room; no asset: none */
    struct localized title, summary;
    struct localized keywords; /* synonyms, separated by commas; searched, never shown */
    struct localized url;      /* absolute https, may differ by language; count 0: none */
    struct guide_contact contact;
    struct source source;
    bool sample;                    /* a text never checked by a named office: carries the mark */
    const struct guide_text *texts; /* the site's languages first; every kind of page may have one */
    size_t text_count;
    const char *const *see_also; /* ids of pages */
    size_t see_also_count;
    const struct guide_directory *directory; /* PAGE_DIRECTORY */
    struct guide_events events;              /* PAGE_EVENTS */
    struct guide_houses houses;              /* PAGE_HOURS: whose hours, in order */
    struct guide_film film;                  /* PAGE_FILM */
    struct guide_meetings meetings;          /* PAGE_MEETINGS */
    struct feed_query departures;            /* PAGE_DEPARTURES */
    const struct guests *visit; /* it is this visit's, shown on its days; NULL: people wrote it */
    struct guide_position at;
};

/* Pages of a door that stand under one heading: from page `first` on, to the next group's first. */
struct guide_door_group {
    struct localized title;
    size_t first;
};
struct guide_door {
    const char *id;
    const char *icon;
    struct picture picture; /* shown above its pages where nobody reaches; no asset: the sign */
    struct colour colour;   /* of its pages' headers; a = 0: the theme's */
    struct localized title, summary;
    const struct guide_page *pages[GUIDE_DOOR_PAGES_MAX]; /* in the order written */
    size_t page_count;
    struct guide_door_group groups[GUIDE_DOOR_GROUPS_MAX]; /* in order; pages before the first have no heading
                                                            */
    size_t group_count;
};

/* "English ok?", "Language", "Activity": an entry has any number of a facet's options. */
struct guide_facet {
    const char *id;
    struct localized title;
    struct {
        const char *id;
        struct localized title;
    } options[GUIDE_OPTIONS_MAX];
    size_t option_count;
};
enum entry_status { ENTRY_PLAIN, ENTRY_ACTIVE, ENTRY_ENDED, ENTRY_UNKNOWN };
struct guide_entry {
    const char *id;
    struct localized title, text;
    struct picture picture;             /* no asset: that of the page */
    uint32_t options[GUIDE_FACETS_MAX]; /* a bit for each option it has */
    struct localized url;               /* https */
    struct guide_contact contact;
    const char *address;
    enum entry_status status;   /* partnerships and networks: never shown as active when that is not known */
    int since_year, ended_year; /* 0: not given */
    struct source source;
    bool sample;
    int line, column;
};
struct guide_directory {
    const char *id, *file;
    struct guide_facet facets[GUIDE_FACETS_MAX];
    size_t facet_count;
    const struct guide_entry *entries;
    size_t entry_count;
};

struct guide_keyboard {
    const char *id;
    struct localized name;
    bool rtl;
    const char *rows[GUIDE_KEYBOARD_ROWS][GUIDE_KEYS_MAX]; /* UTF-8 of each key */
    int counts[GUIDE_KEYBOARD_ROWS];
    int row_count;
};

/* Which languages a counter speaks; never names of people. */
struct guide_counter {
    struct localized name;
    const char *const *languages; /* tags: spoken whenever it is open */
    size_t language_count;
    const struct counter_time *times; /* others, at their hours */
    size_t time_count;
    const struct guide_house *house; /* whose hours are its own; NULL: not said */
    const struct plan_spot *spot;
};
struct counter_time {
    const char *const *languages; /* tags */
    size_t language_count;
    struct schedule schedule; /* has hours */
};
/* Whom to call in need. */
struct guide_emergency {
    const char *number; /* as it is dialled */
    struct localized name, text;
    struct localized keywords; /* as a page's */
};
/* A sentence a visitor can show: `text` in their language, always in the staff's, too. */
struct guide_phrase {
    struct localized text;
};
/* Where a screen stands, for somebody who calls 112. */
struct guide_place {
    const char *screen; /* id */
    struct localized address;
    const struct guide_house *house; /* the house it stands in; NULL: not said */
};

struct policy_action {
    const char *id; /* "H2a" */
    struct localized title, area;
    struct localized criterion; /* what a reader can check on the screen; empty: nobody has said */
    const char *met_by;         /* office that has found it so; NULL: none has */
    int32_t met_day;            /* days since 1970; 0: not given */
    const struct guide_page **pages;
    size_t page_count;
    const char *const *slides; /* "raadhus/first-days": playlist file's stem and slide id */
    size_t slide_count;
    bool internal; /* nothing a screen could show */
};

/* Pages that have a place of their own; NULL: the site has none. */
struct guide_own_pages {
    const struct guide_page *events, *hours, *phrases, *plan, *departures;
};
/* Whom to ask, whom to call, what to show them. */
struct guide_people {
    struct guide_contact ask; /* "ask a person" */
    const struct guide_emergency
        *emergencies; /* the most urgent first; count 0: 112, in the words of the file */
    size_t emergency_count;
    const struct guide_counter *counters;
    size_t counter_count;
    struct guide_phrase phrases[GUIDE_PHRASES_MAX];
    size_t phrase_count;
    const struct guide_place *places;
    size_t place_count;
};
struct guide_staff {
    const char *language;                /* tag: what staff read */
    const char *words[STAFF_WORD_COUNT]; /* in it; NULL: English */
};
struct guide_policy {
    const struct policy_action *actions;
    size_t count;
};

/* Words of a language that stand in texts of others: "Borgerservice". */
struct guide_terms {
    const char *language; /* tag, of one of the guide's */
    const char *const *items;
    size_t count;
};

struct guide { /* LENGTH: all that people wrote, each its own thing */
    const struct site *site;
    struct guide_language languages[GUIDE_LANGUAGES_MAX]; /* the site's own first, in the site's order */
    size_t language_count;
    struct words_of shared[GUIDE_LANGUAGES_MAX]; /* by language: words that signage says, too */
    struct words words;                          /* all of them */
    struct guide_door doors[GUIDE_DOORS_MAX];
    size_t door_count;
    struct guide_page pages[GUIDE_PAGES_MAX];
    size_t page_count;
    struct guide_own_pages own;
    struct guide_houses houses;
    struct picture picture; /* of the start page, as a door's */
    struct guide_people people;
    struct guide_terms terms[GUIDE_TERM_LANGUAGES_MAX];
    size_t term_count;
    struct guide_staff staff;
    struct guide_keyboard keyboards[GUIDE_KEYBOARDS_MAX];
    size_t keyboard_count;
    struct guide_policy policy;
    const char *const *files; /* every file that was read, for publishing */
    size_t file_count;
    struct arena *arena; /* everything above lives here */
};

/* Is there a guide, whether it can be used or not? */
bool guide_written(const struct site_files *files);
/* Reads playlists/guide/guide.json and all it names. What is wrong with one page is reported and that page
 * left out. NULL: the site has no guide (silent), or none that can be used (reported). Want of
 * memory is told to the site's arena, too. `site` must outlive the guide; caller owns it. */
struct guide *guide_load(const struct site *site, const struct site_files *files,
                         struct report *report) MUST_CHECK;
void guide_destroy(struct guide *guide); /* NULL is fine */

/* `word` in language number `language`, English where it is missing. */
const char *guide_say(const struct guide *guide, int language, enum guide_word word);
int guide_language_find(const struct guide *guide, const char *tag); /* -1: none */
/* May visitors choose it; `drafts`: those of a screen that shows drafts? Then: all of it, or what cannot wait
 * alone? */
bool guide_language_open(const struct guide_language *language, bool drafts);
bool guide_language_whole(const struct guide_language *language, bool drafts);
const struct guide_page *guide_page_find(const struct guide *guide, const char *id);         /* or NULL */
const struct guide_door *guide_door_find(const struct guide *guide, const char *id);         /* or NULL */
const struct guide_keyboard *guide_keyboard_find(const struct guide *guide, const char *id); /* or NULL */
/* A page's text in a language, else in the site's order; NULL when it has none. */
const struct guide_text *guide_text_pick(const struct guide *guide, const struct guide_page *page,
                                         int language);
/* The page in easy language, in this one; NULL: nobody has written it. */
const struct guide_text *guide_text_easy(const struct guide *guide, const struct guide_page *page,
                                         int language);
/* Has any page one? */
bool guide_has_easy(const struct guide *guide);
/* Where a screen stands, and in which house; NULL: not said. */
const struct guide_place *guide_place_of(const struct guide *guide, const char *screen);
const struct guide_house *guide_house_of(const struct guide *guide, const char *screen);
/* Is the page shown on local day `today` (days since 1970)? A fact past its date is not, nor a visit but on
 * its days, the first to the last. */
bool guide_page_shown(const struct guide_page *page, int32_t today);
