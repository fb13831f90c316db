#include <string.h>

#include "review/texts_parts.h"

/* A piece of Markdown that is read by itself: without the mark it begins with. */
struct piece {
    size_t at, size;
};

static size_t digits_of(const char *line) {
    return strspn(line, "0123456789");
}

size_t gather_mark(const char *line) {
    size_t hashes = strspn(line, "#"), digits = digits_of(line);
    if (hashes > 0 && line[hashes] == ' ')
        return hashes + 1;
    if (strncmp(line, "- [ ] ", 6) == 0 || strncmp(line, "* [ ] ", 6) == 0)
        return 6;
    if (strncmp(line, "- ", 2) == 0 || strncmp(line, "* ", 2) == 0)
        return 2;
    return digits > 0 && strncmp(line + digits, ". ", 2) == 0 ? digits + 2 : 0;
}

/* The next piece from *at on; false: there is none. Its lines end where it ends: a CR is not part of it. */
static bool next_piece(const char *text, size_t *at, struct piece *out) {
    const char *line = text + *at;
    while (*line && line[strspn(line, " \t\r")] == '\n')
        line = strchr(line, '\n') + 1;
    line += strspn(line, " \t\r");
    if (!*line)
        return false;
    line += gather_mark(line);
    const char *end = line;
    for (;;) {
        end += strcspn(end, "\n");
        const char *next = *end ? end + 1 : end;
        const char *begin = next + strspn(next, " \t\r");
        if (!*end || !*begin || *begin == '\n' || gather_mark(begin) > 0)
            break;
        end = next;
    }
    *at = (size_t)(end - text);
    while (end > line && strchr(" \t\r", end[-1]))
        end--;
    *out = (struct piece){(size_t)(line - text), (size_t)(end - line)};
    return true;
}

/* `ending`: "md", or "easy.md" */
static const char *page_bytes(struct gathering *g, const char *id, const char *language, const char *ending,
                              const char **name) {
    size_t size = 0;
    *name = gather_say(g, "playlists/guide/pages/%s.%s.%s", id, language, ending);
    const char *bytes = *name ? gather_file(g, *name, true, &size) : NULL;
    return bytes && strlen(bytes) == size ? bytes : NULL;
}

static bool gather_version(struct gathering *g, const char *id, const char *ending, const char *group) {
    struct review_book *book = g->book;
    const char *source_name, *name, *source = page_bytes(g, id, book->source_language, ending, &source_name);
    const char *text = page_bytes(g, id, book->language, ending, &name);
    size_t source_at = 0, at = 0;
    struct piece of = {0}, own;
    bool paired = source != NULL, fine = group != NULL;
    if (g->fail->text[0])
        return false;
    bool owed = strcmp(ending, "md") == 0; /* easy language stands only where somebody wrote it */
    book->absent += source && !text && owed;
    for (int number = 1; fine && text && next_piece(text, &at, &own); number++) {
        paired = paired && next_piece(source, &source_at, &of);
        struct review_text new = {
            .file = name,
            .at = own.at,
            .size = own.size,
            .group = group,
            .label = gather_say(g, "%d", number),
            .source = arena_copy(book->arena, paired ? source + of.at : "", paired ? of.size : 0),
            .text = arena_copy(book->arena, text + own.at, own.size)};
        fine = new.source &&new.text ? gather_text(g, &new) : fail_set(g->fail, "out of memory");
    }
    book->absent += paired && text && next_piece(source, &source_at, &of); /* it says more */
    return fine;
}

bool gather_page(struct gathering *g, const char *id) {
    return gather_version(g, id, "md", gather_say(g, "pages/%s", id)) &&
           gather_version(g, id, "easy.md", gather_say(g, "pages/%s, easy", id));
}
