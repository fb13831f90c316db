#include <string.h>

#include "desk/routes/routes_parts.h"

#define ROW(name) &routes_##name,
static const struct route_group *const GROUPS[] = {ROUTE_GROUPS(ROW)};

size_t routes_all(struct route out[ROUTES_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < LENGTH(GROUPS); i++)
        for (size_t j = 0; j < GROUPS[i]->count && count < ROUTES_MAX; j++)
            out[count++] = GROUPS[i]->rows[j];
    return count;
}

const char *body_text(const struct request *request, const char *name) {
    return value_text(value_member(request->body, name));
}

const char *query_text(const struct request *request, const char *name) {
    return value_text(value_member(request->query, name));
}

int64_t query_number(const struct request *request, const char *name, int64_t otherwise) {
    const struct json_value *value = value_member(request->query, name);
    return value ? value->whole : otherwise;
}
