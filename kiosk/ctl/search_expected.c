#include "ctl/search_expected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/written/guide.h"
#include "system/disk.h"

enum { TABLE_BYTES_MAX = 4 << 20 };

static bool has_id(const char *const *ids, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

size_t search_found_ids(const struct found *found, size_t count, const char **ids, size_t max) {
    size_t n = 0;
    for (size_t i = 0; i < count && n < max; i++) {
        bool page = found[i].kind != FOUND_EMERGENCY;
        const char *id = !page ? "emergency" : found[i].page ? found[i].page->id : NULL;
        if (id && !has_id(ids, n, id))
            ids[n++] = id;
    }
    return n;
}

int search_language(const struct guide *guide, const char *tag, bool drafts, const char **why) {
    int language = guide_language_find(guide, tag);
    if (language >= 0 && (drafts || guide->languages[language].offered))
        return language;
    *why = language < 0 ? "the guide has no such language"
                        : "the language is a draft that visitors are not offered; --drafts searches it, too";
    return -1;
}

struct row {
    const char *path;
    int line;
    char *words, *language, *page;
};

/* Cuts `text` at its tabs. False: it has not three parts. */
static bool row_cut(char *text, struct row *row) {
    char *rest = text;
    row->words = strsep(&rest, "\t");
    row->language = strsep(&rest, "\t");
    row->page = strsep(&rest, "\t");
    return row->page && !rest && *row->words && *row->language && *row->page;
}

static bool row_error(const struct row *row, const char *what) {
    fprintf(stderr, "%s:%d: error: %s\n", row->path, row->line, what);
    return false;
}

static bool row_judge(const struct search_expected *e, const struct row *row) {
    const char *why, *ids[SEARCH_EXPECTED_FIRST];
    struct found found[SEARCH_RESULTS_MAX];
    int language = search_language(e->guide, row->language, e->drafts, &why);
    if (language < 0)
        return row_error(row, why);
    size_t all = search(e->index, e->screen, language, row->words, e->now_ms, found, SEARCH_RESULTS_MAX);
    size_t count = search_found_ids(found, all, ids, SEARCH_EXPECTED_FIRST);
    if (has_id(ids, count, row->page))
        return true;
    printf("%s:%d: \"%s\" in %s does not lead to %s but to", row->path, row->line, row->words, row->language,
           row->page);
    for (size_t i = 0; i < count; i++)
        printf("%s %s", i > 0 ? "," : "", ids[i]);
    puts(count > 0 ? "" : " nothing");
    return false;
}

static bool is_head(const struct row *row) {
    return row->line == 1 && strcmp(row->language, "language") == 0;
}

bool search_expected(const struct search_expected *expected, const char *path) {
    struct fail fail;
    char *bytes;
    size_t size;
    if (!disk_read_linked(path, TABLE_BYTES_MAX, &bytes, &size, &fail)) {
        fprintf(stderr, "kioskctl search: %s\n", fail.text);
        return false;
    }
    struct row row = {.path = path};
    size_t right = 0, count = 0;
    bool fine = true;
    for (char *rest = bytes, *line; fine && (line = strsep(&rest, "\n")) != NULL;) {
        row.line++;
        line[strcspn(line, "\r")] = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        if (!row_cut(line, &row))
            fine = row_error(&row, "write it as WORDS, a tab, LANGUAGE, a tab, PAGE");
        else if (!is_head(&row)) {
            count++;
            right += row_judge(expected, &row);
        }
    }
    free(bytes);
    printf("%zu of %zu lead to their page\n", right, count);
    return fine && right == count;
}
