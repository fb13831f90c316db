#include "core/base/json_locate.h"

#include "core/base/json_values.h"
#include "core/base/utf8.h"

enum { VALUES_LIMIT = 64 << 20 };

void json_locate(const char *text, size_t size, const struct json_step *steps, size_t count, bool of_key,
                 int *line, int *column) {
    size_t mark = utf8_mark(text, size);
    struct arena *arena = arena_create(VALUES_LIMIT);
    const struct json_value *value =
        arena ? json_values(text + mark, size - mark, JSON_DEPTH_MAX, arena) : NULL;
    *line = *column = 0;
    for (size_t i = 0; value && i < count; i++) {
        const struct json_value *next =
            steps[i].key ? value_member(value, steps[i].key) : value_item(value, steps[i].index);
        if (!next)
            break;
        value = next;
    }
    if (value) {
        struct json_spot spot = of_key ? value->key_spot : value->spot;
        *line = (int)spot.line;
        *column = (int)spot.column;
    }
    arena_destroy(arena);
}

void json_position(const char *text, size_t size, size_t offset, int *line, int *column) {
    size_t mark = utf8_mark(text, size);
    *line = *column = 1;
    for (size_t at = mark; at < offset && at < size; at++) {
        if (text[at] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[at] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}
