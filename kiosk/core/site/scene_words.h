/* The words that the program adds of its own, and dates and times as people write them. The words come from
 * the site, playlists/guide/languages/TAG.json; English and Danish are compiled in, so that no slide is ever
 * without. Signage and guide say the same. Pure: neither locale nor clock of the machine. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/site/plural.h"
#include "core/time/zone.h"

/* X(identifier, "key in the file", "English", "Danish"). "%s" stands in the same order in every language.
 * What counts something is PLURAL("en", "%d day", "%d days"), PLURAL("da", …). */
#define WORDS(X)                                                                                             \
    X(WORD_SAMPLE, "not_checked", "SAMPLE – not checked", "EKSEMPEL – ikke kontrolleret")                    \
    X(WORD_TODAY, "today", "Today", "I dag")                                                                 \
    X(WORD_TOMORROW, "tomorrow", "Tomorrow", "I morgen")                                                     \
    X(WORD_CANCELLED, "cancelled", "Cancelled", "Aflyst")                                                    \
    X(WORD_SOLD_OUT, "sold_out", "Sold out", "Udsolgt")                                                      \
    X(WORD_NOT_OPEN, "booking_not_open", "Booking not open yet", "Tilmelding ikke åben endnu")               \
    X(WORD_FREE, "free", "Free", "Gratis")                                                                   \
    X(WORD_ALL_DAY, "all_day", "All day", "Hele dagen")                                                      \
    X(WORD_UNTIL_DATE, "until_date", "until %s", "til %s")                                                   \
    X(WORD_UNTIL_TIME, "until_time", "until %s", "til %s")                                                   \
    X(WORD_UPDATED, "as_of", "As of %s", "Opdateret %s")                                                     \
    X(WORD_EVENTS, "whats_on", "What’s on", "Det sker")                                                      \
    X(WORD_NEWS, "news", "News", "Nyheder")                                                                  \
    X(WORD_HOURS, "opening_hours", "Opening hours", "Åbningstider")                                          \
    X(WORD_NO_EVENTS, "no_events_listed", "No events are listed right now.",                                 \
      "Der står ingen arrangementer på listen lige nu.")                                                     \
    X(WORD_NO_NEWS, "no_news", "No news right now.", "Ingen nyheder lige nu.")                               \
    X(WORD_CLOSED, "closed", "Closed", "Lukket")                                                             \
    X(WORD_NO_INFORMATION, "not_known", "No information", "Ingen oplysninger")                               \
    X(WORD_STAFFED, "staffed", "With staff", "Med betjening")                                                \
    X(WORD_SELF_SERVICE, "self_service", "Self-service", "Selvbetjening")                                    \
    X(WORD_OPEN_NOW, "open_now", "Open now", "Åbent nu")                                                     \
    X(WORD_OPEN_UNTIL, "open_until", "Open now · closes at %s", "Åbent nu · lukker kl. %s")                  \
    X(WORD_CLOSED_NOW, "closed_now", "Closed now", "Lukket nu")                                              \
    X(WORD_OPENS_AT, "opens_at", "Closed now · opens at %s", "Lukket nu · åbner kl. %s")                     \
    X(WORD_OPENS_TOMORROW, "opens_tomorrow", "Closed now · opens tomorrow at %s",                            \
      "Lukket nu · åbner i morgen kl. %s")                                                                   \
    X(WORD_OPENS_ON, "opens_on", "Closed now · opens on %s at %s", "Lukket nu · åbner %s kl. %s")            \
    X(WORD_STAFF_UNTIL, "staff_until", "staff until %s", "betjent til kl. %s")                               \
    X(WORD_STAFF_FROM, "staff_from", "staff from %s", "betjent fra kl. %s")                                  \
    X(WORD_STAFF_NONE, "staff_none", "self-service only", "kun selvbetjening")                               \
    X(WORD_WELCOME, "welcome", "Welcome", "Velkommen")                                                       \
    X(WORD_MEETINGS, "meetings", "Meetings", "Møder")                                                        \
    X(WORD_MEETING_NOW, "meeting_now", "Now", "Nu")                                                          \
    X(WORD_MEETING_NEXT, "meeting_next", "Next", "Næste")                                                    \
    X(WORD_MEETING_LATER, "meeting_later", "Later today", "Senere i dag")                                    \
    X(WORD_MEETING_PRIVATE, "meeting_private", "Private meeting", "Lukket møde")                             \
    X(WORD_MEETINGS_OVER, "meetings_over", "No more meetings today.", "Ikke flere møder i dag.")             \
    X(WORD_DEPARTURES, "departures", "Departures", "Afgange")                                                \
    X(WORD_NO_DEPARTURES, "no_departures", "No departures are known right now.",                             \
      "Ingen kendte afgange lige nu.")                                                                       \
    X(WORD_TRACK, "track", "Track %s", "Spor %s")                                                            \
    X(WORD_TOWARDS, "towards", "towards %s", "mod %s")                                                       \
    X(WORD_DELAYED, "delayed", "Delayed", "Forsinket")                                                       \
    X(WORD_PART_CANCELLED, "part_cancelled", "Runs only part of the way", "Kører kun en del af vejen")       \
    X(WORD_PLANNED_AT, "planned_at", "planned %s", "planlagt %s")                                            \
    X(WORD_TIMETABLE, "timetable", "by the timetable", "efter køreplanen")                                   \
    X(WORD_TRAIN, "train", "Train", "Tog")                                                                   \
    X(WORD_METRO, "metro", "Metro", "Metro")                                                                 \
    X(WORD_LIGHT_RAIL, "light_rail", "Light rail", "Letbane")                                                \
    X(WORD_BUS, "bus", "Bus", "Bus")                                                                         \
    X(WORD_FERRY, "ferry", "Ferry", "Færge")

#define WORD_ID(id, key, english, danish) id,
enum word { WORDS(WORD_ID) WORD_COUNT };
#undef WORD_ID
enum {
    WORDS_MAX = 120,
    /* bytes of one formatted value */ WORD_TEXT_MAX = 300, /* characters of one word in a file */
    WORD_BYTES_MAX = 4 * WORD_TEXT_MAX + 1
};

/* What one language has of them. */
struct words_of {
    const char *language;         /* BCP 47 */
    const char *text[WORD_COUNT]; /* NULL: missing */
};
/* What a site has of them. */
struct words {
    const struct words_of *languages;
    size_t count;
};

/* The word in `language`, else English. "de-AT" reads German; traditional Chinese is not written in
 * simplified characters. `words` may be NULL: only what is compiled in. */
const char *word(const struct words *words, enum word id, const char *language);
const char *word_key(enum word id);
int word_find(const char *key); /* -1: there is no such word */
const char *word_english(enum word id);

/* Puts `first` and `second` (NULL: not used) in place of the "%d" and "%s" of a text, in their order; cut at
 * `size`. */
void word_fill(const char *text, const char *first, const char *second, char *out, size_t size);
/* The same for a text with a number, whose plural decides the form; `second` as above. */
void word_fill_number(const char *text, int number, const char *second, char *out, size_t size);
/* Has `text` the "%d" and "%s" of `english` (of most numbers, where it has forms), in the same order, and no
 * other "%"? Only such texts are ever used. */
bool word_fits(const char *english, const char *text);

/* "16:30", "16.30". `minutes` since midnight; 1440 is 24:00. */
void words_time(int minutes, const char *language, char *out, int size);
/* A date by ICU skeleton ("EEEEdMMMM": "Thursday 3 December"), capitalised as a label. `day` since 1970. */
void words_date(int64_t day, const char *skeleton, const char *language, char *out, int size);
/* The weekday as it stands inside a sentence: "Thursday", "torsdag". */
void words_weekday(int64_t day, const char *language, char *out, int size);
/* "Today", "Tomorrow", "Thursday 3 December". `today` may be DAY_UNKNOWN, on a machine whose clock is known
 * to be wrong: then all days have their date. */
#define DAY_UNKNOWN INT32_MIN
void words_day(const struct words *words, int64_t day, int64_t today, const char *language, char *out,
               int size);
/* "As of 3 December, 16:30". */
void words_updated(const struct words *words, const struct civil *when, const char *language, char *out,
                   int size);
