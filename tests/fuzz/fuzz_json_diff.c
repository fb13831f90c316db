/* Two JSON texts, parted by a byte 0: what leads from one to the other does. */
#include <stdlib.h>
#include <string.h>

#include "core/base/json_diff.h"
#include "core/base/json_equal.h"
#include "core/base/utf8.h"
#include "fuzz/target.h"

enum { LIMIT = 64 << 20 };

static const struct json_value *values(const char *text, size_t size, struct arena *arena) {
    size_t mark = utf8_mark(text, size);
    return json_values(text + mark, size - mark, JSON_EDIT_DEPTH_MAX, arena);
}

static bool paths_fit(const struct json_differences *differences) {
    for (size_t i = 0; i < differences->count; i++) {
        const struct json_op *op = &differences->items[i].op;
        if (strlen(op->path) > JSON_PATH_MAX || (op->to && strlen(op->to) > JSON_PATH_MAX))
            return false;
    }
    return true;
}

static void judge(const struct json_source *from, const struct json_source *to,
                  const struct json_differences *differences, struct arena *arena) {
    struct json_op *ops = calloc(differences->count + 1, sizeof *ops);
    char *made = NULL;
    size_t size = 0;
    for (size_t i = 0; i < differences->count; i++) {
        ops[i] = differences->items[i].op;
        PROMISED(differences->items[i].before || differences->items[i].after);
    }
    PROMISED(json_edit_all(from, ops, differences->count, &made, &size, &target_why));
    PROMISED(value_equal(values(made, size, arena), values(to->text, to->size, arena)));
    free(made);
    free(ops);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    if (!end || size > 20000)
        return 0;
    size_t first = (size_t)(end - data), second = size - first - 1;
    char *a = target_copy(data, first), *b = target_copy(end + 1, second);
    struct json_source from = {"from", a, first}, to = {"to", b, second};
    struct arena *arena = arena_create(LIMIT);
    struct json_differences differences = {NULL, 0};
    target_why = (struct fail){0};
    if (!json_diff(&from, &to, arena, &differences, &target_why))
        PROMISED(target_why.text[0]);
    else if (paths_fit(&differences))
        judge(&from, &to, &differences, arena);
    arena_destroy(arena);
    free(a);
    free(b);
    return 0;
}
