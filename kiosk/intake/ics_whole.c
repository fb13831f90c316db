#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "intake/ics.h"

enum { DEPTH_MAX = 8, NAME_MAX_ = 40 };

struct frames {
    char names[DEPTH_MAX][NAME_MAX_];
    int depth;
    size_t events;
    bool done;
};

/* The component name behind BEGIN: or END:. */
static void name_of(const char *line, size_t length, char name[NAME_MAX_]) {
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    snprintf(name, NAME_MAX_, "%.*s", (int)(length < NAME_MAX_ ? length : NAME_MAX_ - 1), line);
}

static bool begin(struct frames *frames, const char *name, struct fail *fail) {
    if (frames->done)
        return fail_set(fail, "something follows the end of the calendar");
    if (frames->depth == 0 && strcasecmp(name, "VCALENDAR") != 0)
        return fail_set(fail, "not a calendar: it does not begin with BEGIN:VCALENDAR");
    if (frames->depth == DEPTH_MAX)
        return fail_set(fail, "the calendar is nested too deeply");
    if (strcasecmp(name, "VEVENT") == 0 && ++frames->events > ICS_EVENTS_MAX)
        return fail_set(fail, "the calendar has more than %d events", ICS_EVENTS_MAX);
    snprintf(frames->names[frames->depth++], NAME_MAX_, "%s", name);
    return true;
}

static bool end(struct frames *frames, const char *name, int line, struct fail *fail) {
    if (frames->depth == 0 || strcasecmp(frames->names[frames->depth - 1], name) != 0)
        return fail_set(fail, "the calendar is broken: END:%s without its BEGIN in line %d", name, line);
    frames->done = --frames->depth == 0;
    return true;
}

bool ics_whole(const char *text, struct fail *fail) {
    struct frames frames = {0};
    int number = 0;
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        const char *next = text + length + strspn(text + length, "\r\n");
        char name[NAME_MAX_];
        number++;
        bool blank = length == strspn(text, " \t");
        if (strncasecmp(text, "BEGIN:", 6) == 0) {
            name_of(text + 6, length - 6, name);
            if (!begin(&frames, name, fail))
                return false;
        } else if (strncasecmp(text, "END:", 4) == 0) {
            name_of(text + 4, length - 4, name);
            if (!end(&frames, name, number, fail))
                return false;
        } else if (!blank && frames.depth == 0)
            return frames.done ? fail_set(fail, "something follows the end of the calendar")
                               : fail_set(fail, "not a calendar: it does not begin with BEGIN:VCALENDAR");
        text = next;
    }
    return frames.done || fail_set(fail, "the calendar is cut short: END:VCALENDAR is missing");
}
