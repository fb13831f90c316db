/* The content lines of iCalendar text (RFC 5545 §3.1) as components and their properties, in the order of the
 * text. Only what this program reads is kept; strings point into the text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { ICS_EVENTS_MAX = 50000 };

enum ics_kind {
    ICS_UNUSED, /* alarms, tasks, anything where it does not belong */
    ICS_CALENDAR,
    ICS_EVENT,
    ICS_ZONE,
    ICS_OBSERVANCE /* STANDARD or DAYLIGHT */
};

enum ics_name {
    ICS_ACCESS, /* X-CALENDARSERVER-ACCESS */
    ICS_ALL_DAY_MARK,
    ICS_CATEGORIES,
    ICS_CLASS,
    ICS_DESCRIPTION,
    ICS_DTEND,
    ICS_DTSTART,
    ICS_DURATION,
    ICS_EXDATE,
    ICS_EXRULE,
    ICS_LAST_MODIFIED,
    ICS_LOCATION,
    ICS_METHOD,
    ICS_RDATE,
    ICS_RECURRENCE_ID,
    ICS_RRULE,
    ICS_SENSITIVITY, /* Microsoft's */
    ICS_SEQUENCE,
    ICS_STATUS,
    ICS_SUMMARY,
    ICS_TZID,
    ICS_TZOFFSETFROM,
    ICS_TZOFFSETTO,
    ICS_UID,
    ICS_URL,
    ICS_ZONE_LOCATION, /* X-LIC-LOCATION */
    ICS_NAME_COUNT
};

struct ics_property {
    enum ics_name name;
    uint32_t next;          /* of the same component; 0: none */
    const char *parameters; /* "TZID=x;VALUE=DATE", as written; "" when there are none */
    const char *value;      /* as written, unfolded */
};

struct ics_component {
    enum ics_kind kind;
    uint32_t parent;      /* index; its own for a VCALENDAR */
    uint32_t first, last; /* properties; 0: none */
};

struct ics_file {
    struct ics_component *components; /* owned, like properties; a parent stands before its children */
    struct ics_property *properties;  /* [0] is not used */
    size_t component_count, property_count;
};

/* Reads whole VCALENDARs, every BEGIN with its END, to the last byte of `text`, which is changed and must
 * outlive `file`. */
bool ics_file_init(struct ics_file *file, char *text, struct fail *fail) MUST_CHECK;
void ics_file_finish(struct ics_file *file);

/* The first property of that name in a component, and the next one; NULL when there is none. */
const struct ics_property *ics_first(const struct ics_file *file, const struct ics_component *component,
                                     enum ics_name name);
const struct ics_property *ics_next(const struct ics_file *file, const struct ics_property *property);

/* The value of a parameter without its quotes, cut to `size`; false when it is not there. */
bool ics_parameter(const struct ics_property *property, const char *name, char *value,
                   size_t size) MUST_CHECK;
/* Is the value this word, in any case, apart from white space around it? */
bool ics_value_is(const struct ics_property *property, const char *word);
