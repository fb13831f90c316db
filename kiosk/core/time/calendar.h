/* The Danish calendar of public holidays, computed. Days are counted from 1970-01-01. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Easter Sunday of a year in the Gregorian calendar (the anonymous computus, Meeus, Astronomical Algorithms,
 * ch. 8). */
int64_t calendar_easter(int year);

/* Is it a Danish public holiday (helligdag)? New Year's Day, Maundy Thursday, Good Friday, Easter Sunday and
 * Monday, Great Prayer Day (until 2023: abolished by Act no. 214 of 6 March 2023), Ascension Day, Whit Sunday
 * and Monday, Christmas Day and 26 December. Not 5 June, not 24 and 31 December: offices close, but they are
 * no public holidays. */
bool calendar_public_holiday(int64_t day);
