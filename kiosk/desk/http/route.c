#include "desk/http/route.h"

#include <stdio.h>
#include <string.h>

static const char *const METHOD_NAMES[METHODS] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
static const char *const CALLER_NAMES[CALLERS] = {"none", "device", "viewer", "editor", "publisher", "admin"};

const char *method_name(enum method method) {
    return METHOD_NAMES[method];
}

const char *caller_name(enum caller caller) {
    return CALLER_NAMES[caller];
}

/* A pattern's segments, without copies. */
struct step {
    const char *text; /* a parameter's name, or what stands there */
    size_t size;
    bool parameter, rest;
};

static bool next_step(const char **at, struct step *step) {
    if (**at != '/')
        return false;
    const char *begin = *at + 1, *end = begin + strcspn(begin, "/");
    *at = end;
    *step = (struct step){.text = begin, .size = (size_t)(end - begin)};
    if (step->size > 2 && begin[0] == '{' && end[-1] == '}') {
        step->parameter = true;
        step->text++;
        step->size -= 2;
        step->rest = step->size > 3 && memcmp(end - 4, "...", 3) == 0;
        if (step->rest)
            step->size -= 3;
    }
    return true;
}

/* How literal: a bit for each segment, the first the highest; -1: it does not fit. */
static long fits(const struct route *route, const struct target *target) {
    const char *at = route->pattern;
    struct step step;
    long literal = 0;
    size_t i = 0;
    for (; next_step(&at, &step); i++) {
        if (i == target->count)
            return -1;
        const char *segment = target->segments[i];
        bool same = strlen(segment) == step.size && memcmp(segment, step.text, step.size) == 0;
        if (step.parameter ? !*segment : !same)
            return -1;
        if (step.rest)
            return literal;
        literal |= step.parameter ? 0 : 1L << (TARGET_SEGMENTS_MAX - i);
    }
    return i == target->count ? literal : -1;
}

struct route_match routes_find(const struct route *routes, size_t count, enum method method,
                               const struct target *target) {
    struct route_match match = {0};
    long best = -1;
    for (size_t i = 0; i < count; i++) {
        long literal = fits(&routes[i], target);
        if (literal < 0 || literal < best)
            continue;
        if (literal > best)
            match = (struct route_match){0};
        best = literal;
        match.allowed |= 1U << routes[i].method;
        if (routes[i].method == method)
            match.route = &routes[i];
    }
    return match;
}

static void set_value(struct parameter *parameter, const struct target *target, size_t first, size_t count) {
    size_t at = 0;
    for (size_t i = first; i < first + count; i++)
        at += (size_t)snprintf(parameter->value + at, sizeof parameter->value - at, "%s%s",
                               i > first ? "/" : "", target->segments[i]);
}

size_t route_parameters(const struct route *route, const struct target *target,
                        struct parameter out[PARAMETERS_MAX]) {
    const char *at = route->pattern;
    struct step step;
    size_t count = 0;
    for (size_t i = 0; next_step(&at, &step) && i < target->count && count < PARAMETERS_MAX; i++) {
        if (!step.parameter)
            continue;
        snprintf(out[count].name, sizeof out[count].name, "%.*s", (int)step.size, step.text);
        set_value(&out[count++], target, i, step.rest ? target->count - i : 1);
    }
    return count;
}

void route_allow(unsigned allowed, char *out, size_t size) {
    size_t at = 0;
    out[0] = '\0';
    for (int method = 0; method < METHODS; method++)
        if (allowed & 1U << method)
            at += (size_t)snprintf(out + at, at < size ? size - at : 0, "%s%s%s", at ? ", " : "",
                                   METHOD_NAMES[method], method == METHOD_GET ? ", HEAD" : "");
}

static const char *pattern_fault(const char *pattern) {
    const char *at = pattern;
    struct step step;
    size_t steps = 0, parameters = 0;
    for (; next_step(&at, &step); steps++) {
        if (step.rest && *at)
            return "\"...\" stands before the end";
        if (step.parameter && step.size >= FIELD_NAME_BYTES)
            return "a parameter's name is too long";
        if (!step.parameter && memchr(step.text, '{', step.size))
            return "a brace in a segment";
        if (step.size == 0 && *at)
            return "an empty segment";
        parameters += step.parameter;
    }
    if (*at || steps == 0)
        return "it does not begin with \"/\"";
    if (steps > TARGET_SEGMENTS_MAX || parameters > PARAMETERS_MAX)
        return "too many segments or parameters";
    return NULL;
}

static const char *body_fault(const struct route *route) {
    uint64_t most = route->body == BODY_UPLOAD        ? UPLOAD_MAX
                    : route->caller == CALLER_ANYBODY ? BODY_UNPROVEN_MAX
                                                      : BODY_MAX;
    bool fields = route->body == BODY_JSON || route->body == BODY_FORM;
    if (route->body == BODY_NONE ? route->body_max > 0 : route->body_max == 0 || route->body_max > most)
        return "its body has no limit, or too high a one";
    if (route->body != BODY_NONE && (route->method == METHOD_GET || route->method == METHOD_DELETE))
        return "its method takes no body";
    if (fields != (route->fields != NULL) || (route->body == BODY_UPLOAD) != (route->open != NULL))
        return "fields or open are missing, or not wanted";
    if (route->body == BODY_UPLOAD && route->caller == CALLER_ANYBODY)
        return "an upload by whoever comes";
    if (fields && !fields_sound(route->fields, route->body == BODY_FORM))
        return "its fields are not sound";
    return NULL;
}

bool routes_check(const struct route *routes, size_t count, struct fail *fail) {
    if (count == 0 || count > ROUTES_MAX)
        return fail_set(fail, "%zu routes", count);
    for (size_t i = 0; i < count; i++) {
        const struct route *route = &routes[i];
        const char *fault = pattern_fault(route->pattern);
        if (!fault)
            fault = body_fault(route);
        if (!fault && !route->handle)
            fault = "it has no handler";
        if (!fault && route->query && !fields_sound(route->query, true))
            fault = "its query is not sound";
        for (size_t j = 0; j < i && !fault; j++)
            if (routes[j].method == route->method && strcmp(routes[j].pattern, route->pattern) == 0)
                fault = "it stands there twice";
        if (fault)
            return fail_set(fail, "%s %s: %s", METHOD_NAMES[route->method], route->pattern, fault);
    }
    return true;
}
