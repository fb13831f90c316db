/* The words that sentences are put together from; {0}, {1}, {2} stand for what varies. */
#pragma once

#include "desk/work/sentence.h"

/* X(NAME, Danish, English) */
#define SENTENCE_WORDS(X)                                                                                    \
    X(SHOWN, "Vises på {0} {1}{2}.", "Shown on {0} {1}{2}.")                                                 \
    X(OVER, "Vises ikke mere. Blev vist på {0} {1}.", "No longer shown. It was shown on {0} {1}.")           \
    X(UNUSED, "Vises ikke på nogen skærm.", "Not shown on any screen.")                                      \
    X(BROKEN, "Vises ikke: der er en fejl i den.", "Not shown: there is an error in it.")                    \
    X(AND, " og ", " and ")                                                                                  \
    X(SCREENS, "{0} skærme", "{0} screens")                                                                  \
    X(ALWAYS, "hele tiden", "all the time")                                                                  \
    X(TODAY, "i dag", "today")                                                                               \
    X(TOMORROW, "i morgen", "tomorrow")                                                                      \
    X(DATE, "{0}. {1}", "{0} {1}")                                                                           \
    X(DATE_YEAR, "{0}. {1} {2}", "{0} {1} {2}")                                                              \
    X(ON_DATE, "den {0}", "on {0}")                                                                          \
    X(ROW, "{0}.–{1}", "{0}–{1}")                                                                            \
    X(ROW_LONG, "{0} – {1}", "{0} – {1}")                                                                    \
    X(ON_DAY_HOURS, "{0} kl. {1}–{2}", "{0} {1}–{2}")                                                        \
    X(AT, "{0} kl. {1}", "{0} at {1}")                                                                       \
    X(FROM_TO, "fra {0} til {1}", "from {0} to {1}")                                                         \
    X(FROM_THROUGH, "fra {0} til og med {1}", "from {0} through {1}")                                        \
    X(FROM, "fra {0}", "from {0}")                                                                           \
    X(UNTIL, "til {0}", "until {0}")                                                                         \
    X(THROUGH, "til og med {0}", "through {0}")                                                              \
    X(EVERY_DAY, "hver dag", "every day")                                                                    \
    X(HOURS, "kl. {0}–{1}", "{0}–{1}")                                                                       \
    X(PERIODS, "i {0} tidsrum", "in {0} periods")                                                            \
    X(ONLY_HOLIDAYS, "kun på helligdage", "only on public holidays")                                         \
    X(NEVER_HOLIDAYS, "dog ikke på helligdage", "except on public holidays")                                 \
    X(ONLY_CLOSED, "kun på helligdage, grundlovsdag, juleaftensdag og nytårsaftensdag",                      \
      "only on public holidays, 5 June, 24 and 31 December")                                                 \
    X(ONLY_OPEN, "dog ikke på helligdage, grundlovsdag, juleaftensdag og nytårsaftensdag",                   \
      "except on public holidays, 5 June, 24 and 31 December")                                               \
    X(ONLY_NAMED, "kun {0}", "only on {0}")                                                                  \
    X(DAYS_CHOSEN, "på {0} bestemte dage", "on {0} chosen days")                                             \
    X(DAYS, "{0} dage", "{0} days")                                                                          \
    X(EXCEPT, "undtagen {0}", "except {0}")                                                                  \
    X(WITHIN_LIST, "inden for spillelistens tider ({0})", "within its playlist's times ({0})")               \
    X(WITH_EVENTS, "så længe der er arrangementer", "as long as there are events")                           \
    X(WITH_MEETINGS, "så længe der er møder den dag", "as long as there are meetings that day")              \
    X(WITH_HOURS, "så længe åbningstiderne kendes", "as long as the opening hours are known")                \
    X(WITH_NEWS, "så længe der er nyheder", "as long as there is news")                                      \
    X(WITH_DEPARTURES, "så længe der er kendte afgange", "as long as departures are known")                  \
    X(EMPTY, "(lige nu er der ikke noget)", "(right now there is nothing)")                                  \
    X(EVERGREEN, "når intet andet er på", "when nothing else is on")                                         \
    X(PRIORITY, "i stedet for alt med prioritet under {0}", "instead of all with a priority below {0}")      \
    X(ALARM, "som alarmnummer på rød bund", "as an emergency number on red")                                 \
    X(DWELL, ", {0} s ad gangen", ", {0} s at a time")                                                       \
    X(EVERY_SECONDS, "hvert {0}. sekund", "every {0} seconds")                                               \
    X(EVERY_MINUTE, "hvert minut", "every minute")                                                           \
    X(EVERY_MINUTES, "hvert {0}. minut", "every {0} minutes")                                                \
    X(EVERY_HOUR, "hver time", "every hour")                                                                 \
    X(ABOUT, ", ca. {0}", ", about {0}")                                                                     \
    X(AT_LEAST, ", mindst {0}", ", at least {0}")                                                            \
    X(ABOUT_WANTED, ", ca. {0} (ønsket: mindst {1})", ", about {0} (wanted: at least {1})")

#define SENTENCE_WORD_ID(name, da, en) SAY_##name,
enum sentence_word { SENTENCE_WORDS(SENTENCE_WORD_ID) SENTENCE_WORD_COUNT };
#undef SENTENCE_WORD_ID

extern const char *const sentence_words[SENTENCE_WORD_COUNT][SENTENCE_LANGUAGES];
extern const char *const sentence_weekdays[7][SENTENCE_LANGUAGES]; /* Monday first */
extern const char *const sentence_months[12][SENTENCE_LANGUAGES];
extern const char sentence_clock[SENTENCE_LANGUAGES];       /* between hours and minutes */
extern const bool sentence_short_hours[SENTENCE_LANGUAGES]; /* 9 for 9.00 */
