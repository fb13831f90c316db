#include "intake/ics_lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 8 };

struct frame {
    const char *name;
    uint32_t component;
};

struct reader {
    struct ics_file *file;
    size_t component_room, property_room, events;
    struct frame frames[DEPTH_MAX];
    int depth, line;
    struct fail *fail;
};

#define NAME(text, name)                                                                                     \
    { text, sizeof(text) - 1, name }

/* How exporters mark a whole day differs; what they mean does not. */
static const struct {
    const char *text;
    size_t length;
    enum ics_name name;
} names[] = {
    NAME("SUMMARY", ICS_SUMMARY),
    NAME("DTSTART", ICS_DTSTART),
    NAME("DTEND", ICS_DTEND),
    NAME("UID", ICS_UID),
    NAME("DESCRIPTION", ICS_DESCRIPTION),
    NAME("LOCATION", ICS_LOCATION),
    NAME("STATUS", ICS_STATUS),
    NAME("CLASS", ICS_CLASS),
    NAME("SEQUENCE", ICS_SEQUENCE),
    NAME("LAST-MODIFIED", ICS_LAST_MODIFIED),
    NAME("URL", ICS_URL),
    NAME("CATEGORIES", ICS_CATEGORIES),
    NAME("RRULE", ICS_RRULE),
    NAME("EXDATE", ICS_EXDATE),
    NAME("RDATE", ICS_RDATE),
    NAME("EXRULE", ICS_EXRULE),
    NAME("DURATION", ICS_DURATION),
    NAME("RECURRENCE-ID", ICS_RECURRENCE_ID),
    NAME("METHOD", ICS_METHOD),
    NAME("TZID", ICS_TZID),
    NAME("TZOFFSETFROM", ICS_TZOFFSETFROM),
    NAME("TZOFFSETTO", ICS_TZOFFSETTO),
    NAME("X-LIC-LOCATION", ICS_ZONE_LOCATION),
    NAME("X-MICROSOFT-CDO-ALLDAYEVENT", ICS_ALL_DAY_MARK),
    NAME("X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", ICS_ALL_DAY_MARK),
    NAME("X-FUNAMBOL-ALLDAY", ICS_ALL_DAY_MARK),
    NAME("X-CALENDARSERVER-ACCESS", ICS_ACCESS),
    NAME("X-MICROSOFT-CDO-SENSITIVITY", ICS_SENSITIVITY),
    NAME("X-MICROSOFT-SENSITIVITY", ICS_SENSITIVITY),
    NAME("X-SENSITIVITY", ICS_SENSITIVITY),
    NAME("SENSITIVITY", ICS_SENSITIVITY),
};

static enum ics_name name_of(const char *text, size_t length) {
    for (size_t i = 0; i < LENGTH(names); i++)
        if (names[i].length == length && strncasecmp(names[i].text, text, length) == 0)
            return names[i].name;
    return ICS_NAME_COUNT;
}

static bool grow(void **items, size_t *room, size_t count, size_t size, struct fail *fail) {
    if (count < *room)
        return true;
    size_t wanted = *room ? *room * 2 : 256;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return fail_set(fail, "out of memory");
    *items = grown;
    *room = wanted;
    return true;
}

/* Only where RFC 5545 §3.6 has it. */
static enum ics_kind kind_of(const char *name, enum ics_kind parent) {
    if (parent == ICS_CALENDAR && strcasecmp(name, "VEVENT") == 0)
        return ICS_EVENT;
    if (parent == ICS_CALENDAR && strcasecmp(name, "VTIMEZONE") == 0)
        return ICS_ZONE;
    if (parent == ICS_ZONE && (strcasecmp(name, "STANDARD") == 0 || strcasecmp(name, "DAYLIGHT") == 0))
        return ICS_OBSERVANCE;
    return ICS_UNUSED;
}

static bool begin(struct reader *reader, const char *name) {
    struct ics_file *file = reader->file;
    if (reader->depth == 0 && strcasecmp(name, "VCALENDAR") != 0)
        return fail_set(reader->fail, file->component_count > 0
                                          ? "something follows the end of the calendar"
                                          : "not a calendar: it does not begin with BEGIN:VCALENDAR");
    if (reader->depth == DEPTH_MAX)
        return fail_set(reader->fail, "the calendar is nested too deeply");
    uint32_t index = (uint32_t)file->component_count;
    uint32_t parent = reader->depth > 0 ? reader->frames[reader->depth - 1].component : index;
    enum ics_kind kind = reader->depth > 0 ? kind_of(name, file->components[parent].kind) : ICS_CALENDAR;
    if (kind == ICS_EVENT && ++reader->events > ICS_EVENTS_MAX)
        return fail_set(reader->fail, "the calendar has more than %d events", ICS_EVENTS_MAX);
    if (!grow((void **)&file->components, &reader->component_room, index, sizeof(*file->components),
              reader->fail))
        return false;
    file->components[file->component_count++] = (struct ics_component){.kind = kind, .parent = parent};
    reader->frames[reader->depth++] = (struct frame){name, index};
    return true;
}

static bool end(struct reader *reader, const char *name) {
    if (reader->depth == 0 || strcasecmp(reader->frames[reader->depth - 1].name, name) != 0)
        return fail_set(reader->fail, "the calendar is broken: END:%.40s without its BEGIN in line %d", name,
                        reader->line);
    reader->depth--;
    return true;
}

/* Where the value begins: behind the first colon outside quotes, or the first of all when a quote is open.
 * Outlook writes TZID=tzone://Microsoft/Utc without them. */
static char *value_of(char *line) {
    bool quoted = false, parameters = false;
    for (char *at = line; *at; at++) {
        parameters |= *at == ';';
        if (*at == '"')
            quoted = !quoted;
        else if (*at == ':' && !quoted && !(parameters && strncmp(at, "://", 3) == 0))
            return at + 1;
    }
    char *colon = strchr(line, ':');
    return colon ? colon + 1 : NULL;
}

static bool property(struct reader *reader, char *line) {
    struct ics_file *file = reader->file;
    uint32_t owner = reader->frames[reader->depth - 1].component;
    size_t length = strcspn(line, ";:");
    char *value = file->components[owner].kind != ICS_UNUSED && line[length] ? value_of(line) : NULL;
    enum ics_name name = value ? name_of(line, length) : ICS_NAME_COUNT;
    if (name == ICS_NAME_COUNT)
        return true;
    if (!grow((void **)&file->properties, &reader->property_room, file->property_count,
              sizeof(*file->properties), reader->fail))
        return false;
    struct ics_component *component = &file->components[owner];
    uint32_t index = (uint32_t)file->property_count++;
    char *parameters = line + length;
    value[-1] = '\0';
    file->properties[index] = (struct ics_property){
        .name = name, .parameters = *parameters ? parameters + 1 : parameters, .value = value};
    if (component->last)
        file->properties[component->last].next = index;
    else
        component->first = index;
    component->last = index;
    return true;
}

/* What stands behind BEGIN: or END:, without white space around it. */
static char *component_name(char *line, size_t prefix) {
    char *name = line + prefix + strspn(line + prefix, " \t");
    size_t length = strlen(name);
    while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\t'))
        length--;
    name[length] = '\0';
    return name;
}

static bool take(struct reader *reader, char *line) {
    if (line[strspn(line, " \t")] == '\0')
        return true;
    if (strncasecmp(line, "BEGIN:", 6) == 0)
        return begin(reader, component_name(line, 6));
    if (strncasecmp(line, "END:", 4) == 0)
        return end(reader, component_name(line, 4));
    if (reader->depth > 0)
        return property(reader, line);
    return fail_set(reader->fail, reader->file->component_count > 0
                                      ? "something follows the end of the calendar"
                                      : "not a calendar: it does not begin with BEGIN:VCALENDAR");
}

/* Ends the line at `line` with a NUL, its folds taken out, and returns where the next one begins. Any run of
 * CR and LF ends a line. */
static char *unfold(struct reader *reader, char *line) {
    char *to = line, *from = line;
    for (;;) {
        size_t length = strcspn(from, "\r\n");
        if (to != from)
            memmove(to, from, length);
        to += length;
        from += length;
        size_t ends = strspn(from, "\r\n");
        for (size_t i = 0; i < ends; i++)
            reader->line += from[i] == '\n' || (from[i] == '\r' && from[i + 1] != '\n');
        from += ends;
        if (ends == 0 || (*from != ' ' && *from != '\t'))
            break;
        from++;
    }
    *to = '\0';
    return from;
}

bool ics_file_init(struct ics_file *file, char *text, struct fail *fail) {
    *file = (struct ics_file){.property_count = 1};
    struct reader reader = {.file = file, .fail = fail};
    bool ok = true;
    while (ok && *text) {
        char *next = text[0] == '\0' ? text : unfold(&reader, text);
        bool last = *next == '\0';
        ok = take(&reader, text);
        text = next;
        if (last)
            break;
    }
    if (ok && reader.depth > 0)
        ok = fail_set(fail, "the calendar is cut short: END:VCALENDAR is missing");
    if (ok && file->component_count == 0)
        ok = fail_set(fail, "not a calendar: it does not begin with BEGIN:VCALENDAR");
    if (!ok)
        ics_file_finish(file);
    return ok;
}

void ics_file_finish(struct ics_file *file) {
    free(file->components);
    free(file->properties);
    *file = (struct ics_file){0};
}

static const struct ics_property *from(const struct ics_file *file, uint32_t index, enum ics_name name) {
    while (index > 0 && file->properties[index].name != name)
        index = file->properties[index].next;
    return index > 0 ? &file->properties[index] : NULL;
}

const struct ics_property *ics_first(const struct ics_file *file, const struct ics_component *component,
                                     enum ics_name name) {
    return from(file, component->first, name);
}

const struct ics_property *ics_next(const struct ics_file *file, const struct ics_property *property) {
    return from(file, property->next, property->name);
}

/* The end of a parameter: the next semicolon outside quotes. */
static const char *parameter_end(const char *at) {
    bool quoted = false;
    for (; *at && (quoted || *at != ';'); at++)
        quoted ^= *at == '"';
    return at;
}

bool ics_parameter(const struct ics_property *property, const char *name, char *value, size_t size) {
    size_t length = strlen(name);
    for (const char *at = property->parameters; *at;) {
        const char *end = parameter_end(at);
        if (strncasecmp(at, name, length) == 0 && at[length] == '=') {
            const char *begin = at + length + 1;
            size_t used = 0;
            for (; begin < end && used + 1 < size; begin++)
                if (*begin != '"')
                    value[used++] = *begin;
            value[used] = '\0';
            return true;
        }
        at = *end ? end + 1 : end;
    }
    return false;
}

bool ics_value_is(const struct ics_property *property, const char *word) {
    const char *value = property->value;
    size_t length = strlen(word);
    value += strspn(value, " \t");
    return strncasecmp(value, word, length) == 0 && value[length + strspn(value + length, " \t")] == '\0';
}
