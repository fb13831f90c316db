#include "desk/work/finding_paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_path_at.h"
#include "core/text/plain_text.h"

/* The finding stands at the text there is, in another language. */
static const char *path_untranslated(const struct fail *finding, const char *path, struct arena *arena) {
    const char *last = strrchr(path, '/');
    size_t head = last && language_valid(last + 1) ? (size_t)(last - path) : strlen(path);
    char *made = arena_alloc(arena, head + 1 + sizeof finding->untranslated);
    if (made)
        sprintf(made, "%.*s/%s", (int)head, path, finding->untranslated);
    return made;
}

/* Those from `first` on that are of one file; how many. What cannot be read has no paths. */
static size_t find_in_file(const struct site_tree *tree, const struct report *report, size_t first,
                           struct arena *arena, const char **paths) {
    const struct fail *items = report->items + first;
    size_t count = 1, size = 0;
    while (first + count < report->count && strcmp(items[count].file, items[0].file) == 0)
        count++;
    struct json_spot *spots = arena_alloc(arena, count * sizeof *spots);
    const char *end = strrchr(items[0].file, '.');
    char *text = NULL;
    if (!spots || !end || strcmp(end, ".json") != 0 ||
        site_tree_read(tree, items[0].file, TEXT_MAX, &text, &size, NULL) != OUTCOME_DONE)
        return count;
    for (size_t i = 0; i < count; i++)
        spots[i] = (struct json_spot){(uint32_t)items[i].line, (uint32_t)items[i].column};
    struct json_source source = {items[0].file, text, size};
    bool fine = json_paths_at(&source, spots, count, arena, paths + first);
    for (size_t i = 0; fine && i < count; i++)
        if (items[i].untranslated[0] && paths[first + i])
            paths[first + i] = path_untranslated(&items[i], paths[first + i], arena);
    free(text);
    return count;
}

const char **finding_paths(const struct site_tree *tree, const struct report *report, struct arena *arena) {
    const char **paths = arena_alloc(arena, (report->count + 1) * sizeof *paths);
    for (size_t i = 0; paths && i <= report->count; i++)
        paths[i] = NULL;
    for (size_t i = 0; paths && i < report->count;)
        i += find_in_file(tree, report, i, arena, paths);
    return paths;
}
