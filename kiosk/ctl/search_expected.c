#include "ctl/search_expected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/written/guide.h"
#include "system/disk.h"

enum { TABLE_BYTES_MAX = 4 << 20 };

const char *search_found_id(const struct found *found) {
    return found->kind == FOUND_EMERGENCY ? "emergency" : found->page ? found->page->id : NULL;
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

/* Whether the page is among the first, which are written to `ids`, each once. */
static bool row_leads(const struct search_expected *e, const struct row *row, int language,
                      const char *ids[SEARCH_EXPECTED_FIRST], size_t *count) {
    struct found found[SEARCH_RESULTS_MAX];
    size_t all = search(e->index, e->screen, language, row->words, e->now_ms, found, SEARCH_RESULTS_MAX);
    bool leads = false;
    *count = 0;
    for (size_t i = 0; i < all && *count < SEARCH_EXPECTED_FIRST; i++) {
        const char *id = search_found_id(&found[i]);
        bool said = id == NULL;
        for (size_t k = 0; k < *count && !said; k++)
            said = strcmp(ids[k], id) == 0;
        if (said)
            continue;
        ids[(*count)++] = id;
        leads |= strcmp(id, row->page) == 0;
    }
    return leads;
}

static bool row_judge(const struct search_expected *e, const struct row *row) {
    int language = guide_language_find(e->guide, row->language);
    if (language < 0)
        return row_error(row, "the guide has no such language");
    if (!e->guide->languages[language].offered && !e->drafts)
        return row_error(row,
                         "the language is a draft that visitors are not offered; --drafts searches it, too");
    const char *ids[SEARCH_EXPECTED_FIRST];
    size_t count;
    if (row_leads(e, row, language, ids, &count))
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
