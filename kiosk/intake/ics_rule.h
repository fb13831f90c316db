/* A recurrence rule as parsed parts (RFC 5545 §3.3.10). Pure: no zones, no clock. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_value.h"

enum {
    ICS_NTH_MAX = 64,       /* "2TU", "-1FR" in one BYDAY */
    ICS_POSITIONS_MAX = 64, /* in one BYSETPOS */
    ICS_TIMES_MAX = 24,     /* of one day: what comes more often is no event */
};

enum ics_frequency { ICS_DAILY, ICS_WEEKLY, ICS_MONTHLY, ICS_YEARLY };

/* Bit n of [0]: the nth from the start, of [1]: from the end. */
struct ics_days_of_year {
    uint64_t bits[2][6];
};

struct ics_times_of_day {
    uint32_t hours;            /* bit 0–23 */
    uint64_t minutes, seconds; /* bit 0–59 */
};

struct ics_rule {
    enum ics_frequency frequency;
    int interval;  /* ≥ 1 */
    int64_t count; /* 0: no end by number */
    bool has_until;
    struct ics_wall until;
    int week_start; /* 1 = Monday … 7 = Sunday */
    /* 0: any */
    uint16_t months;        /* bit 1–12 */
    uint32_t month_days[2]; /* bit 1–31; from the end in [1] */
    uint64_t weeks[2];      /* bit 1–53 */
    uint8_t weekdays;       /* bit 1–7 */
    struct ics_times_of_day times;
    bool has_year_days;
    struct ics_days_of_year year_days;
    struct {
        int8_t weekday;
        int16_t nth; /* ±1–53 */
    } nth[ICS_NTH_MAX];
    size_t nth_count;
    int16_t positions[ICS_POSITIONS_MAX];
    size_t position_count;
};

enum ics_rule_result {
    ICS_RULE_READ,
    ICS_RULE_BROKEN,  /* not a rule */
    ICS_RULE_REFUSED, /* a rule that is not for events: more often than daily, another calendar, too long */
};

enum ics_rule_result ics_rule_parse(const char *text, struct ics_rule *rule);
