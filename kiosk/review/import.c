#include "review/import.h"

#include <stdlib.h>
#include <string.h>

#include "review/import_parts.h"
#include "review/texts_parts.h"

static void refuse(struct report *report, const struct review_text *text, const char *why) {
    report_add(report, SEVERITY_ERROR, text->file, 0, 0, "%.200s (%s): %s", text->label, text->group, why);
}

/* Was it read as it is? A correction that stands there already was put there by an import that was broken
 * off. */
static bool judge(const struct review_book *book, const struct review_answer *answer, struct verdict *out,
                  struct report *report) {
    const struct review_text *text = review_book_find(book, answer->id);
    if (!text) {
        report_add(report, SEVERITY_ERROR, "", 0, 0, "%.300s: is not there any more", answer->id);
        return false;
    }
    bool there = answer->correction && strcmp(answer->correction, text->text) == 0;
    *out = (struct verdict){text, there ? NULL : answer->correction, answer->approved};
    if (strcmp(answer->source, text->source_hash.hex) != 0)
        refuse(report, text, "its source has been changed since it was read");
    else if (!there && strcmp(answer->text, text->text_hash.hex) != 0)
        refuse(report, text, "it has been changed since it was read");
    else if (out->correction && !text->path &&
             gather_mark(out->correction + strspn(out->correction, " ")) > 0)
        refuse(report, text, "the correction would be a heading or an item of a list: leave its mark out");
    else
        return true;
    return false;
}

static int by_place(const void *a, const void *b) {
    const struct review_text *one = ((const struct verdict *)a)->text,
                             *other = ((const struct verdict *)b)->text;
    int files = strcmp(one->file, other->file);
    return files ? files : (one->at > other->at) - (one->at < other->at);
}

static const struct verdict *verdict_on(const struct verdicts *verdicts, const struct review_text *text) {
    for (size_t i = 0; i < verdicts->count; i++)
        if (verdicts->items[i].text == text)
            return &verdicts->items[i];
    return NULL;
}

static size_t left_then(const struct review_book *book, const struct verdicts *verdicts) {
    size_t left = 0;
    for (size_t i = 0; i < book->count; i++) {
        const struct verdict *verdict = verdict_on(verdicts, &book->texts[i]);
        left += verdict ? !verdict->approved : !book->texts[i].reviewer;
    }
    return left;
}

static void add_change(struct review_import *import, const struct review_change *change) {
    if (change->after) {
        import->changes[import->count++] = *change;
    } else {
        free(change->before);
    }
}

/* The texts, then who approved them, last the language's own file: it opens the language to visitors. */
static bool rewrite_all(struct review_import *import, const struct review_book *book,
                        const struct verdicts *verdicts, const struct review_answers *answers,
                        const struct site_files *files, const char *const names[2], struct fail *fail) {
    struct review_change change;
    const char *last = NULL;
    for (size_t i = 0; i < verdicts->count; i++) {
        const char *file = verdicts->items[i].text->file;
        bool own = strcmp(file, names[0]) == 0, again = last && strcmp(last, file) == 0;
        last = file;
        if (own || again)
            continue;
        if (!review_rewrite(file, verdicts, files, NULL, &change, fail))
            return false;
        add_change(import, &change);
    }
    if (!review_approvals(names[1], verdicts, files, answers, &change, fail))
        return false;
    add_change(import, &change);
    import->whole = import->left == 0 && book->count > 0;
    import->named = import->whole && files->exists(files->context, names[0]);
    if (!review_rewrite(names[0], verdicts, files, import->whole ? answers : NULL, &change, fail))
        return false;
    add_change(import, &change);
    return true;
}

static bool judge_all(const struct review_book *book, const struct review_answers *answers,
                      struct verdicts *verdicts, struct review_import *import, struct report *report) {
    bool fine =
        strcmp(answers->language, book->language) == 0 && strcmp(answers->beside, book->source_language) == 0;
    if (!fine)
        report_add(report, SEVERITY_ERROR, "", 0, 0,
                   "the answers are about %.40s beside %.40s, not %s beside %s", answers->language,
                   answers->beside, book->language, book->source_language);
    for (size_t i = 0; fine && i < answers->count; i++) {
        struct verdict *verdict = &verdicts->items[verdicts->count];
        if (!judge(book, &answers->items[i], verdict, report))
            continue;
        verdicts->count++;
        import->approved += verdict->approved;
        import->corrected += verdict->correction != NULL;
    }
    qsort(verdicts->items, verdicts->count, sizeof *verdicts->items, by_place);
    return fine && verdicts->count == answers->count;
}

bool review_import(struct review_import *import, const struct review_book *book,
                   const struct review_answers *answers, const struct site_files *files, int64_t now_ms,
                   struct report *report) {
    char own[LANGUAGE_FILE_MAX], reviews[LANGUAGE_FILE_MAX];
    language_file(book->language, own);
    review_file(book->language, reviews);
    const char *const names[] = {arena_copy(book->arena, own, strlen(own)),
                                 arena_copy(book->arena, reviews, strlen(reviews))}; /* changes keep them */
    struct verdicts verdicts = {.items = calloc(answers->count + 1, sizeof *verdicts.items)};
    struct fail fail = {0};
    *import = (struct review_import){.changes = calloc(answers->count + 2, sizeof *import->changes)};
    bool fine = names[0] && names[1] && verdicts.items && import->changes;
    if (!fine)
        report_add(report, SEVERITY_ERROR, "", 0, 0, "out of memory");
    fine = fine && judge_all(book, answers, &verdicts, import, report);
    if (fine) {
        import->left = left_then(book, &verdicts);
        fine = rewrite_all(import, book, &verdicts, answers, files, names, &fail);
        if (!fine)
            report_add(report, SEVERITY_ERROR, fail.file, fail.line, fail.column, "%s", fail.text);
    }
    fine = fine && !review_harms(import, files, now_ms, report);
    free(verdicts.items);
    return fine;
}

void review_import_finish(struct review_import *import) {
    for (size_t i = 0; i < import->count; i++) {
        free(import->changes[i].before);
        free(import->changes[i].after);
    }
    free(import->changes);
    *import = (struct review_import){0};
}
