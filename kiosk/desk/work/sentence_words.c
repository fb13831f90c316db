#include "desk/work/sentence_words.h"

const char *const sentence_languages[SENTENCE_LANGUAGES] = {"da", "en"};

#define ROW(name, da, en) [SAY_##name] = {da, en},
const char *const sentence_words[SENTENCE_WORD_COUNT][SENTENCE_LANGUAGES] = {SENTENCE_WORDS(ROW)};

const char *const sentence_weekdays[7][SENTENCE_LANGUAGES] = {
    {"mandag", "Monday"}, {"tirsdag", "Tuesday"}, {"onsdag", "Wednesday"}, {"torsdag", "Thursday"},
    {"fredag", "Friday"}, {"lørdag", "Saturday"}, {"søndag", "Sunday"}};
const char *const sentence_months[12][SENTENCE_LANGUAGES] = {
    {"januar", "January"},  {"februar", "February"},  {"marts", "March"},
    {"april", "April"},     {"maj", "May"},           {"juni", "June"},
    {"juli", "July"},       {"august", "August"},     {"september", "September"},
    {"oktober", "October"}, {"november", "November"}, {"december", "December"}};
const char sentence_clock[SENTENCE_LANGUAGES] = {'.', ':'};
const bool sentence_short_hours[SENTENCE_LANGUAGES] = {true, false};
