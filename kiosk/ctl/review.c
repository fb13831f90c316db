/* kioskctl review: the texts of a language for whoever approves them, and their answers back into the files.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ctl/command.h"
#include "ctl/findings.h"
#include "guide/written/inspect.h"
#include "review/import.h"
#include "review/page.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl review LANGUAGE --site DIR [--beside L] -o FILE.html\n"
    "       kioskctl review LANGUAGE --site DIR --import ANSWERS [--check]\n"
    "Writes each text of a language of the guide beside the one it was translated from, as a page to be "
    "printed "
    "or\n"
    "filled in in a browser; and takes the answers that the page saves: corrections into the files, "
    "approvals "
    "with\n"
    "the reviewer's name and date. All of them or none: nothing is written when a text or its source was "
    "changed\n"
    "since the page was made. Once every text is approved, the language is open to visitors.\n"
    "  --beside L        the language to compare with (the site's first)\n"
    "  --import ANSWERS  what the page has saved\n"
    "  --check           only say what would be written\n";

struct arguments {
    const char *language, *site, *beside, *out, *import;
    bool check;
};

static bool parse(int argc, char **argv, struct arguments *a) {
    static const struct option options[] = {{"site", 1, NULL, 's'},
                                            {"beside", 1, NULL, 'b'},
                                            {"import", 1, NULL, 'i'},
                                            {"check", 0, NULL, 'c'},
                                            {NULL, 0, NULL, 0}};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        if (option == '?')
            return false;
        const char **value = option == 's'   ? &a->site
                             : option == 'b' ? &a->beside
                             : option == 'i' ? &a->import
                             : option == 'o' ? &a->out
                                             : NULL;
        if (value)
            *value = optarg;
        a->check |= option == 'c';
    }
    a->language = optind < argc ? argv[optind] : NULL;
    return optind + 1 == argc && a->site && !a->out != !a->import && (a->import || !a->check) &&
           !(a->import && a->beside);
}

static bool tell(const struct fail *fail) {
    char line[800];
    fprintf(stderr, "kioskctl review: %s\n", fail_format(fail, line, sizeof line));
    return false;
}

static bool write_page(const struct arguments *a, const struct guide *guide, const struct review_book *book) {
    struct fail fail = {0};
    size_t size = 0;
    char *page = review_page(book, guide, &size);
    bool fine = page ? disk_write(a->out, page, size, &fail) : fail_set(&fail, "out of memory");
    free(page);
    if (!fine)
        return tell(&fail);
    printf("%zu texts, %zu of them approved; %zu without a translation\n", book->count, book->approved,
           book->absent);
    return true;
}

/* What an import that was killed has left beside the file. */
static bool tidy(const char *path, struct fail *fail) {
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        *slash = '\0';
    bool fine = slash ? disk_sweep(folder, NULL, DISK_SWEEP_DEAD, fail) : fail_set(fail, "out of memory");
    free(folder);
    return fine;
}

/* Nobody's later words are written over: the file is still as it was when it was judged. */
static bool write_change(const char *folder, const struct review_change *change, struct fail *fail) {
    char *path = disk_path(folder, change->file), *now = NULL;
    size_t size = 0;
    bool fine = path ? tidy(path, fail) : fail_set(fail, "out of memory");
    if (fine && change->before)
        fine = disk_read(path, SITE_FILE_MAX, &now, &size, fail);
    else if (fine && disk_exists(path))
        fine = fail_set(fail, "%s: came into being meanwhile; import once more", change->file);
    if (fine && change->before && (size != change->before_size || memcmp(now, change->before, size) != 0))
        fine = fail_set(fail, "%s: was changed meanwhile; import once more", change->file);
    fine = fine && disk_write(path, change->after, change->after_size, fail);
    free(now);
    free(path);
    return fine;
}

static bool carry_out(const struct arguments *a, const struct review_import *import, const char *reviewer) {
    struct fail fail = {0};
    for (size_t i = 0; i < import->count; i++) {
        if (!a->check && !write_change(a->site, &import->changes[i], &fail))
            return tell(&fail);
        printf("%s: %s\n", a->check ? "would change" : "changed", import->changes[i].file);
    }
    printf("%zu texts approved, %zu corrected; %zu left to approve\n", import->approved, import->corrected,
           import->left);
    if (import->named)
        printf("%s %s open to visitors: %s has approved all of it\n", a->language,
               a->check ? "would be" : "is", reviewer);
    else if (import->whole)
        printf(
            "%s: %s has approved all of it; no reviewer is named, playlists/guide/languages/%s.json is not "
            "there\n",
            a->language, reviewer, a->language);
    return true;
}

static bool import(const struct arguments *a, const struct site_files *files, const struct guide *guide) {
    struct review_answers answers = {0};
    struct review_book book = {0};
    struct review_import import = {0};
    struct report report = {0};
    struct fail fail = {0};
    char *bytes = NULL;
    size_t size = 0;
    bool fine = disk_read_linked(a->import, ANSWERS_BYTES_MAX, &bytes, &size, &fail) &&
                review_answers_read(&answers, a->import, bytes, size, &fail) &&
                review_book_read(&book, files, guide, a->language, answers.beside, &fail);
    if (!fine)
        tell(&fail);
    else if (!review_import(&import, &book, &answers, files, (int64_t)time(NULL) * 1000, &report)) {
        findings_say(&report, false);
        fputs("kioskctl review: nothing was changed\n", stderr);
        fine = false;
    } else {
        fine = carry_out(a, &import, answers.reviewer);
    }
    review_import_finish(&import);
    review_book_finish(&book);
    review_answers_finish(&answers);
    report_finish(&report);
    free(bytes);
    return fine;
}

static bool make_page(const struct arguments *a, const struct site_files *files, const struct guide *guide) {
    struct review_book book = {0};
    struct fail fail = {0};
    bool fine = review_book_read(&book, files, guide, a->language, a->beside, &fail);
    fine = fine ? write_page(a, guide, &book) : tell(&fail);
    review_book_finish(&book);
    return fine;
}

static bool run(const struct arguments *a) {
    struct disk_site *disk = disk_site_create(a->site);
    struct inspection inspection = {0};
    struct report report = {0};
    bool fine = disk != NULL;
    if (!disk) {
        fprintf(stderr, "kioskctl review: %s: not a folder that can be read\n", a->site);
        return false;
    }
    struct site_files files = disk_site_files(disk);
    inspect(&files, (int64_t)time(NULL) * 1000, &inspection, &report);
    if (!inspection.guide) {
        findings_say(&report, false);
        fputs("kioskctl review: the site has no guide that can be read\n", stderr);
        fine = false;
    }
    fine = fine && (a->import ? import : make_page)(a, &files, inspection.guide);
    inspection_finish(&inspection);
    report_finish(&report);
    disk_site_destroy(disk);
    return fine;
}

static int run_command(int argc, char **argv) {
    struct arguments a = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(USAGE, stdout);
        return 0;
    }
    if (!parse(argc, argv, &a)) {
        fputs(USAGE, stderr);
        return 2;
    }
    return run(&a) ? 0 : 1;
}

const struct command command_review = {
    .name = "review",
    .purpose = "have a language's texts approved",
    .usage = USAGE,
    .run = run_command,
};
