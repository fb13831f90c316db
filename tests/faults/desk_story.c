/* One edit of a desk, for the fault tests to interrupt, and the judge of what is left of it. The commands are
 * those of story.c; a generation is a revision here. */
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>

#include "desk/data/objects.h"
#include "desk/data/trees.h"
#include "faults/cut.h"

enum { PICTURE = 9000, TEXT = 2000 }; /* bytes */
static const struct act act = {.who = "story", .now_ms = 1000};

static int broken(const char *what, const struct fail *fail) {
    fprintf(stderr, "story: %s%s%s\n", what, fail && fail->text[0] ? ": " : "", fail ? fail->text : "");
    return 1;
}

static void fill(char picture[PICTURE], int64_t id) {
    memset(picture, 'a' + (int)(id % 26), PICTURE);
    snprintf(picture, PICTURE, "%" PRId64, id);
}

static bool put_picture(const char *folder, int64_t id, struct hash *hash, struct fail *fail) {
    char picture[PICTURE];
    fill(picture, id);
    struct object_writer *writer = object_begin(folder, fail);
    if (!writer || object_add(writer, picture, sizeof picture, fail) != OUTCOME_DONE) {
        object_abandon(writer);
        return false;
    }
    return object_end(writer, hash, fail) == OUTCOME_DONE;
}

/* Revision `on` + 1: a text of its own, one that all have, a picture. */
static bool edit(struct database *database, int64_t on, struct fail *fail) {
    struct revision_making making;
    struct revision_start start = {REVISION_EDIT, on, on, ""};
    struct hash hash;
    char text[PICTURE];
    int64_t id = 0;
    fill(text, on + 1);
    if (!put_picture(database_folder(database), on + 1, &hash, fail) ||
        revision_begin(database, &act, &start, &making, fail) != OUTCOME_DONE)
        return false;
    if (revision_put_text(&making, "playlists/own.json", text, TEXT, fail) != OUTCOME_DONE ||
        revision_put_text(&making, "playlists/shared.json", "{}", 2, fail) != OUTCOME_DONE ||
        revision_put_object(&making, "assets/p.png", hash.hex, PICTURE, fail) != OUTCOME_DONE) {
        revision_abandon(&making);
        return false;
    }
    if (revision_commit(&making, &id, fail) != OUTCOME_DONE)
        return false;
    printf("%" PRId64 "\n", id);
    fflush(stdout);
    return true;
}

static int update(const char *folder, int times) {
    struct fail fail = {0};
    int64_t newest = 0;
    struct database *database = database_open(folder, DATABASE_MAY_CREATE, &fail);
    bool done = database && objects_sweep(folder, &fail) == OUTCOME_DONE;
    for (int i = 0; done && i < times; i++)
        done = revision_newest(database, &newest, &fail) == OUTCOME_DONE && edit(database, newest, &fail);
    database_close(database);
    return done ? 0 : broken("update", &fail);
}

/* Each revision has its own text and its own picture. */
static bool readable(struct database *database, int64_t id, struct fail *fail) {
    static const char *const paths[] = {"playlists/own.json", "assets/p.png"};
    for (size_t i = 0; i < LENGTH(paths); i++) {
        char *bytes = NULL, expected[PICTURE];
        size_t size = 0;
        fill(expected, id);
        if (tree_read(database, id, paths[i], PICTURE, &bytes, &size, fail) != OUTCOME_DONE)
            return false;
        bool same = memcmp(bytes, expected, size) == 0;
        free(bytes);
        if (!same)
            return fail_set(fail, "revision %" PRId64 " has another one's %s", id, paths[i]);
    }
    return true;
}

static int check(const char *folder, int64_t acknowledged) {
    struct fail fail = {0};
    int64_t newest = 0, wrong = 0;
    struct database *database = database_open(folder, DATABASE_MUST_EXIST, &fail);
    bool done = database && database_check(database, &fail) == OUTCOME_DONE &&
                trees_check(database, &fail) == OUTCOME_DONE &&
                audit_verify(database, NULL, &wrong, &fail) == OUTCOME_DONE &&
                revision_newest(database, &newest, &fail) == OUTCOME_DONE;
    for (int64_t id = 1; done && id <= newest; id++)
        done = readable(database, id, &fail);
    struct audit_head head;
    done = done && audit_head(database, &head, &fail) == OUTCOME_DONE;
    if (done && head.rows != newest)
        done = fail_set(&fail, "%" PRId64 " revisions, %" PRId64 " rows of the log", newest, head.rows);
    database_close(database);
    if (!done)
        return broken("check", &fail);
    if (newest < acknowledged)
        return broken("acknowledged, and lost", NULL);
    printf("%" PRId64 "\n", newest);
    return 0;
}

static int recover(const char *folder, int64_t acknowledged) {
    return check(folder, acknowledged) || update(folder, 1) || check(folder, acknowledged + 1) ? 1 : 0;
}

int main(int argc, char **argv) {
    if (sodium_init() < 0)
        return 1;
    if (argc == 3 && strcmp(argv[1], "begin") == 0)
        return update(argv[2], 2);
    if (argc == 3 && strcmp(argv[1], "update") == 0)
        return update(argv[2], 1);
    if (argc == 4 && strcmp(argv[1], "check") == 0)
        return check(argv[2], strtoll(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "recover") == 0)
        return recover(argv[2], strtoll(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "cut") == 0)
        return cut(argv[2], argv[3]);
    fputs("usage: desk_story begin|update DIR | check|recover DIR ACKED | cut FOLDER log|nolog\n", stderr);
    return 2;
}
