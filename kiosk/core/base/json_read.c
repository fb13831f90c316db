#include "core/base/json_read.h"

#include <jansson.h>

#include "core/base/json_fault.h"
#include "core/base/json_locate.h"
#include "core/base/utf8.h"

struct json_t *json_read(const char *file, const char *text, size_t size, struct fail *fail) {
    json_error_t error;
    size_t mark = utf8_mark(text, size);
    json_t *root = json_loadb(text + mark, size - mark, JSON_REJECT_DUPLICATES, &error);
    struct json_fault fault;
    int line, column;
    if (root)
        return root;
    if (json_fault_find(text + mark, size - mark, &fault)) {
        json_position(text + mark, size - mark, fault.at, &line, &column);
        fail_at(fail, file, line, column, "not valid JSON: %s", fault.text);
    } else { /* what the parser says is for programmers, but better than nothing */
        fail_at(fail, file, error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1,
                "not valid JSON: %s", error.text);
    }
    return NULL;
}
