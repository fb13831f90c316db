#include "core/text/utterance.h"

#include <stdio.h>
#include <string.h>

#include "core/text/plain_text.h"

static bool begin_run(struct utterance *to, const char *language) {
    if (to->count > 0 && strcmp(to->runs[to->count - 1].language, language) == 0)
        return true;
    if (to->count == UTTERANCE_RUNS_MAX)
        return false;
    struct utterance_run *run = &to->runs[to->count++];
    snprintf(run->language, sizeof run->language, "%s", language);
    run->from = to->length;
    return true;
}

void utterance_part(struct utterance *to, const char *language, const char *text, size_t length) {
    size_t room = UTTERANCE_MAX - to->length;
    if (length == 0 || room < 3 || !begin_run(to, language))
        return;
    size_t fits = length < room - 2 ? length : text_cut(text, room - 2);
    memcpy(to->text + to->length, text, fits);
    to->length += fits;
    to->text[to->length] = '\0';
}

void utterance_end_line(struct utterance *to) {
    if (to->length == 0 || to->text[to->length - 1] == '\n')
        return;
    to->text[to->length++] = '\n';
    to->text[to->length] = '\0';
}

void utterance_add(struct utterance *to, const char *language, const char *line) {
    utterance_part(to, language, line, strlen(line));
    utterance_end_line(to);
}

size_t utterance_run_end(const struct utterance *what, int run) {
    return run + 1 < what->count ? what->runs[run + 1].from : what->length;
}

void utterance_append_lines(struct utterance *to, const struct utterance *more, size_t from, size_t end) {
    for (int run = 0; run < more->count; run++) {
        size_t at = more->runs[run].from, last = utterance_run_end(more, run);
        last = last < end ? last : end;
        for (at = at > from ? at : from; at < last;) {
            size_t line = strcspn(more->text + at, "\n");
            line = line < last - at ? line : last - at;
            utterance_part(to, more->runs[run].language, more->text + at, line);
            at += line;
            if (at < last) { /* the line ends */
                utterance_end_line(to);
                at++;
            }
        }
    }
}

void utterance_append(struct utterance *to, const struct utterance *more) {
    utterance_append_lines(to, more, 0, more->length);
}

bool utterance_equal(const struct utterance *a, const struct utterance *b) {
    bool same = a->count == b->count && strcmp(a->text, b->text) == 0;
    for (int i = 0; same && i < a->count; i++)
        same = a->runs[i].from == b->runs[i].from && strcmp(a->runs[i].language, b->runs[i].language) == 0;
    return same;
}
