/* Recorded pictures: tests/data/records/FOLDER/NAME.txt holds what a scene or a page of the fixture site
 * looks like, as text. A test compares; with --write it writes them anew (tests/record), and the change is
 * read as a diff. Text is measured in a made-up font, so a record depends on no font of the machine. */
#pragma once

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/draw/draw.h"
#include "core/feed/feed.h"
#include "support/site_folder.h"

#define RECORDS TEST_DATA "/data/records"
#define RECORD_NOW 1796297400000LL /* Thursday 3 December 2026, 12:30 in Copenhagen */
#define RECORD_HOUR 3600000LL
#define RECORD_MINUTE 60000LL

enum { RECORD_FEEDS = 6, RECORD_NAMES_MAX = 200 };

struct record_feeds {
    struct feed_data *data[RECORD_FEEDS];
    struct feeds feeds;
};

/* One picture after another, under a heading each. */
struct record {
    FILE *out;
    char *text;
    size_t size;
};

static bool record_writing;
static char record_names[RECORD_NAMES_MAX][80];
static int record_count;

static inline void record_feeds_init(struct record_feeds *known) {
    static const struct {
        const char *id;
        int64_t age_ms;
    } feeds[RECORD_FEEDS] = {{"events", RECORD_HOUR},       {"hours", RECORD_HOUR},
                             {"news", RECORD_HOUR},         {"old-events", 25 * RECORD_HOUR},
                             {"departures", RECORD_MINUTE}, {"old-departures", 20 * RECORD_MINUTE}};
    char folder[] = RECORDS "/feeds", name[60];
    for (int i = 0; i < RECORD_FEEDS; i++) {
        char *bytes = NULL;
        size_t size = 0;
        struct fail why = {0};
        snprintf(name, sizeof name, "%s.json", feeds[i].id);
        assert_true(site_folder_read(folder, name, FEED_BYTES_MAX, &bytes, &size, &why));
        known->data[i] = feed_parse(feeds[i].id, bytes, size, RECORD_NOW - feeds[i].age_ms, &why);
        if (!known->data[i])
            fail_msg("%s: %s", name, why.text);
        free(bytes);
    }
    known->feeds = (struct feeds){known->data, RECORD_FEEDS};
}

static inline void record_feeds_finish(struct record_feeds *known) {
    for (int i = 0; i < RECORD_FEEDS; i++)
        feed_destroy(known->data[i]);
}

/* Every asset is there; those named "missing" cannot be shown. */
static inline bool record_has(void *context, const char *name) {
    return strncmp(name, "assets/", 7) == 0 || site_folder_has(context, name);
}

static inline bool record_picture(void *context, const char *asset, int *width, int *height) {
    (void)context;
    bool tall = strstr(asset, "tall") != NULL;
    *width = tall ? 900 : 1600;
    *height = tall ? 1600 : 900;
    return strstr(asset, "missing") == NULL;
}

static inline void record_begin(struct record *record) {
    memset(record, 0, sizeof *record);
    record->out = open_memstream(&record->text, &record->size);
    assert_non_null(record->out);
}

static inline void record_list(struct record *record, const struct draw_list *list) {
    char *dump = draw_dump(list);
    assert_non_null(dump);
    fputs(dump, record->out);
    free(dump);
}

static inline void record_report(struct record *record, const struct report *report) {
    char line[700];
    for (size_t i = 0; i < report->count; i++)
        fprintf(record->out, "finding %s\n", fail_format(&report->items[i], line, sizeof line));
}

static inline void record_differs(const char *path, const char *was, const char *is) {
    int line = 1;
    const char *heading = "";
    while (*was && *was == *is) {
        if (*was == '\n') {
            line++;
            if (strncmp(is + 1, "== ", 3) == 0)
                heading = is + 1;
        }
        was++, is++;
    }
    while (was[-1] != '\n' && line > 1)
        was--, is--;
    fail_msg("%s:%d differs, under %.*s\n  recorded: %.*s\n  is:       %.*s\n"
             "When that is meant: tests/record, and read the difference before you commit it.",
             path, line, (int)strcspn(heading, "\n"), heading, (int)strcspn(was, "\n"), was,
             (int)strcspn(is, "\n"), is);
}

/* Compares with, or writes, FOLDER/NAME.txt. */
static inline void record_end(struct record *record, const char *folder, const char *name) {
    char path[600], *recorded = NULL, where[400];
    size_t size = 0;
    struct fail why = {0};
    assert_int_equal(fclose(record->out), 0);
    snprintf(path, sizeof path, RECORDS "/%s/%s.txt", folder, name);
    assert_true(record_count < RECORD_NAMES_MAX);
    snprintf(record_names[record_count++], sizeof *record_names, "%s.txt", name);
    if (record_writing) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(record->text, 1, record->size, file), record->size);
        assert_int_equal(fclose(file), 0);
    } else {
        snprintf(where, sizeof where, RECORDS "/%s", folder);
        if (!site_folder_read(where, record_names[record_count - 1], 4 << 20, &recorded, &size, &why))
            fail_msg("nothing is recorded for %s/%s; tests/record does it", folder, name);
        snprintf(path, sizeof path, "tests/data/records/%s/%s.txt", folder, name);
        if (strcmp(recorded, record->text) != 0)
            record_differs(path, recorded, record->text);
        free(recorded);
    }
    free(record->text);
}

/* No record is left of what is there no more. */
static inline void record_none_left(const char *folder) {
    char path[1000];
    snprintf(path, sizeof path, RECORDS "/%s", folder);
    DIR *all = opendir(path);
    assert_non_null(all);
    for (struct dirent *entry = readdir(all); entry; entry = readdir(all)) {
        bool known = entry->d_name[0] == '.';
        for (int i = 0; i < record_count && !known; i++)
            known = strcmp(record_names[i], entry->d_name) == 0;
        snprintf(path, sizeof path, RECORDS "/%s/%s", folder, entry->d_name);
        if (!known && record_writing)
            assert_int_equal(remove(path), 0);
        else if (!known)
            fail_msg("%s records what is there no more; tests/record removes it", path);
    }
    closedir(all);
}

static inline void record_options(int argc, char **argv) {
    record_writing = argc == 2 && strcmp(argv[1], "--write") == 0;
}
