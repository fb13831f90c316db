/* The Danish calendar of public holidays, computed. Days are counted from 1970-01-01. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Easter Sunday of a year in the Gregorian calendar (the anonymous computus, Meeus, Astronomical Algorithms,
 * ch. 8). */
int64_t calendar_easter(int year);

/* The days by which Danish offices close, in the order of the year: X(IDENTIFIER, name in a playlist,
 * English, Danish, is it a public holiday). */
#define CALENDAR_DAYS(X)                                                                                     \
    X(NEW_YEARS_DAY, "new-years-day", "New Year's Day", "nytårsdag", true)                                   \
    X(MAUNDY_THURSDAY, "maundy-thursday", "Maundy Thursday", "skærtorsdag", true)                            \
    X(GOOD_FRIDAY, "good-friday", "Good Friday", "langfredag", true)                                         \
    X(EASTER_SUNDAY, "easter-sunday", "Easter Sunday", "påskedag", true)                                     \
    X(EASTER_MONDAY, "easter-monday", "Easter Monday", "2. påskedag", true)                                  \
    X(GREAT_PRAYER_DAY, "great-prayer-day", "Great Prayer Day", "store bededag", true)                       \
    X(ASCENSION_DAY, "ascension-day", "Ascension Day", "Kristi himmelfartsdag", true)                        \
    X(WHIT_SUNDAY, "whit-sunday", "Whit Sunday", "pinsedag", true)                                           \
    X(WHIT_MONDAY, "whit-monday", "Whit Monday", "2. pinsedag", true)                                        \
    X(CONSTITUTION_DAY, "constitution-day", "Constitution Day", "grundlovsdag", false)                       \
    X(CHRISTMAS_EVE, "christmas-eve", "Christmas Eve", "juleaftensdag", false)                               \
    X(CHRISTMAS_DAY, "christmas-day", "Christmas Day", "juledag", true)                                      \
    X(SECOND_CHRISTMAS_DAY, "second-christmas-day", "26 December", "2. juledag", true)                       \
    X(NEW_YEARS_EVE, "new-years-eve", "New Year's Eve", "nytårsaftensdag", false)

#define CALENDAR_ID(id, name, english, danish, is_public) CALENDAR_##id,
enum calendar_day { CALENDAR_DAYS(CALENDAR_ID) CALENDAR_DAY_COUNT };
#undef CALENDAR_ID

struct calendar_name {
    const char *name, *english, *danish;
    bool is_public;
};
extern const struct calendar_name calendar_names[CALENDAR_DAY_COUNT];

/* Which of them a day is, a bit each (1u << enum calendar_day): none mostly, two when Ascension Day or Whit
 * Monday falls on 5 June. Great Prayer Day ends with 2023 (Act no. 214 of 6 March 2023). */
uint32_t calendar_days(int64_t day);

/* Is it a Danish public holiday (helligdag)? Not 5 June, not 24 and 31 December: offices close, some for half
 * the day, but they are no public holidays. */
bool calendar_public_holiday(int64_t day);
