#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/store.h"

static char folder[64];
static struct fail fail_;
#define OK(expression)                                                                                       \
    do {                                                                                                     \
        fail_ = (struct fail){0};                                                                            \
        if (!(expression))                                                                                   \
            fail_msg("%s: %s", #expression, fail_.text);                                                     \
    } while (0)

static int setup(void **state) {
    snprintf(folder, sizeof folder, "/tmp/kiosk-store-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    *state = store_open(folder, true, &fail_);
    return *state == NULL;
}

static int teardown(void **state) {
    char command[100];
    store_close(*state);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void put(const char *name, const char *bytes, size_t size) {
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    OK(disk_write(path, bytes, size, &fail_));
}

static struct hash object(struct store *store, const char *text) {
    struct hash hash = hash_bytes(text, strlen(text));
    char *part = store_part_path(store, hash.hex);
    OK(disk_write(part, text, strlen(text), &fail_));
    free(part);
    OK(store_adopt(store, hash.hex, strlen(text), &fail_));
    return hash;
}

/* A generation with one file of its own and one that all share. */
static struct generation_id generation(struct store *store, uint64_t seq, struct hash *own) {
    char text[40], *bytes = NULL;
    size_t size = 0;
    snprintf(text, sizeof text, "only in %d", (int)seq);
    struct hash shared = object(store, "shared");
    *own = object(store, text);
    struct manifest_file files[] = {{"playlists/a.json", own->hex, "application/json", strlen(text)},
                                    {"playlists/b.json", shared.hex, "application/json", 6}};
    struct manifest manifest = {.site = "a",
                                .channel = "main",
                                .min_player = "0",
                                .epoch = 1,
                                .seq = seq,
                                .issued_s = 10,
                                .fresh_until_s = 20,
                                .expires_s = 30,
                                .files = files,
                                .file_count = 2};
    struct generation_id id = {1, seq};
    assert_non_null(bytes = manifest_write(&manifest, &size));
    OK(store_generation_write(store, id, bytes, size, "signature", 9, &fail_));
    free(bytes);
    return id;
}

static void only_one_writes(void **state) {
    (void)state;
    assert_null(store_open(folder, true, &fail_));
    assert_non_null(strstr(fail_.text, "another program"));
    struct store *reader = store_open(folder, false, &fail_);
    assert_non_null(reader);
    struct store_state unwanted = {0};
    assert_false(store_state_write(reader, &unwanted, NULL));
    store_close(reader);
}

static void any_damaged_bit_of_a_slot_brings_the_other(void **state) {
    struct store *store = *state;
    struct store_state read = {0}, first = {.ratchet = {1, 7}},
                       second = {.ratchet = {1, 8}, .rejected = {{1, 6}}, .rejected_count = 1};
    assert_false(store_state_read(store, &read, &fail_));
    OK(store_state_write(store, &first, &fail_));
    OK(store_state_write(store, &second, &fail_));
    assert_int_equal(second.n, first.n + 1);
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.ratchet.seq, 8);
    assert_int_equal(read.rejected[0].seq, 6);
    char path[100], *bytes = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/state.b", folder);
    OK(disk_read(path, 4096, &bytes, &size, &fail_));
    int fd = open(path, O_WRONLY);
    for (size_t bit = 0; bit < 8 * size; bit++) {
        char changed = (char)(bytes[bit / 8] ^ (1 << bit % 8));
        assert_int_equal(pwrite(fd, &changed, 1, (off_t)(bit / 8)), 1);
        OK(store_state_read(store, &read, &fail_));
        assert_int_equal(read.ratchet.seq, 7);
        assert_int_equal(pwrite(fd, bytes + bit / 8, 1, (off_t)(bit / 8)), 1);
    }
    for (size_t cut = size; cut-- > 0;) {
        assert_int_equal(ftruncate(fd, (off_t)cut), 0);
        OK(store_state_read(store, &read, &fail_));
        assert_int_equal(read.ratchet.seq, 7);
    }
    close(fd);
    free(bytes);
    OK(store_state_write(store, &second, &fail_)); /* goes over the damaged slot, never over the good one */
    put("state.a", "", 0);
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.ratchet.seq, 8);
}

static void without_slots_the_newest_whole_generation_counts(void **state) {
    struct store *store = *state;
    struct store_state read;
    struct hash own;
    (void)generation(store, 3, &own);
    (void)generation(store, 4, &own);
    (void)generation(store, 5, &own);
    char *path = store_object_path(store, own.hex);
    assert_int_equal(truncate(path, 1), 0);
    free(path);
    OK(store_state_read(store, &read, &fail_));
    assert_int_equal(read.current.seq, 4);
    assert_int_equal(read.previous.seq, 3);
}

static void damaged_objects_are_never_read(void **state) {
    struct store *store = *state;
    struct hash own;
    struct generation_id id = generation(store, 1, &own);
    char *bytes = NULL, *path = store_object_path(store, own.hex);
    size_t size = 0;
    struct generation *open = generation_open(store, id, &fail_);
    assert_non_null(open);
    struct site_files files = generation_files(open);
    OK(files.read(files.context, "playlists/b.json", 100, &bytes, &size, &fail_));
    assert_string_equal(bytes, "shared");
    free(bytes);
    assert_false(files.read(files.context, "../state.a", 100, &bytes, &size, NULL));
    assert_false(
        files.read(files.context, "playlists/b.json", 5, &bytes, &size, NULL)); /* too large for the caller */
    OK(disk_write(path, "only in 2", 9, &fail_));
    assert_false(files.read(files.context, "playlists/a.json", 100, &bytes, &size, &fail_));
    assert_non_null(strstr(fail_.text, "damaged"));
    generation_close(open);
    assert_int_equal(unlink(path), 0);
    assert_null(generation_open(store, id, &fail_));
    free(path);
}

static void only_right_parts_are_adopted(void **state) {
    struct store *store = *state;
    static const struct {
        const char *why, *bytes;
    } ROWS[] = {{"short", "conten"}, {"long", "contents"}, {"other bytes", "Content"}, {"empty", ""}};
    struct hash hash = hash_bytes("content", 7);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char *part = store_part_path(store, hash.hex);
        OK(disk_write(part, ROWS[i].bytes, strlen(ROWS[i].bytes), &fail_));
        if (store_adopt(store, hash.hex, 7, NULL))
            fail_msg("adopted: %s", ROWS[i].why);
        assert_false(disk_exists(part));
        assert_false(store_has_object(store, hash.hex, 7));
        free(part);
    }
    assert_false(store_adopt(store, "../../etc/passwd", 7, NULL));
    (void)object(store, "content");
    assert_true(store_has_object(store, hash.hex, 7));
}

static void collecting_keeps_what_is_needed(void **state) {
    struct store *store = *state;
    struct hash own[3], pictures = hash_bytes("x", 1);
    struct store_state now = {.current = {1, 3}, .previous = {1, 2}, .ratchet = {1, 3}};
    for (uint64_t seq = 1; seq <= 3; seq++)
        (void)generation(store, seq, &own[seq - 1]);
    OK(store_picture_write(store, own[2].hex, 10, 20, "p", 1, &fail_));
    OK(store_picture_write(store, pictures.hex, 10, 20, "p", 1, &fail_));
    OK(store_collect(store, &now, &fail_));
    struct generation *current = generation_open(store, now.current, &fail_);
    struct generation *previous = generation_open(store, now.previous, &fail_);
    assert_non_null(current);
    assert_non_null(previous);
    generation_close(current);
    generation_close(previous);
    assert_null(generation_open(store, (struct generation_id){1, 1}, NULL));
    assert_false(store_has_object(store, own[0].hex, 9));
    char *kept = store_picture_path(store, own[2].hex, 10, 20),
         *gone = store_picture_path(store, pictures.hex, 10, 20);
    assert_true(disk_exists(kept));
    assert_false(disk_exists(gone));
    free(kept);
    free(gone);
    put("gen/1.3/manifest", "{", 1); /* what it needs is unknown now, so nothing may go */
    assert_false(store_collect(store, &now, NULL));
    assert_true(store_has_object(store, own[2].hex, 9));
}

static void changes_are_seen_once(void **state) {
    struct store *store = *state;
    struct store_state value = {.ratchet = {1, 1}};
    (void)store_changed(store);
    assert_false(store_changed(store));
    OK(store_state_write(store, &value, &fail_));
    assert_true(store_changed(store));
    assert_false(store_changed(store));
    OK(store_mark(store, false, (struct generation_id){1, 9}, &fail_));
    assert_true(store_changed(store));
    assert_int_equal(store_marked(store, false).seq, 9);
    assert_int_equal(store_marked(store, true).seq, 0);
}

static void a_full_disk_changes_nothing(void **state) {
    struct store *store = *state;
    struct store_state read, old = {.ratchet = {1, 1}}, new_ = {.ratchet = {1, 2}};
    struct rlimit before, none;
    OK(store_state_write(store, &old, &fail_));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t room = 0; room < 100; room += 9) { /* the write stops after `room` bytes */
        none = (struct rlimit){room, before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
        bool done = store_state_write(store, &new_, NULL);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(done);
        OK(store_state_read(store, &read, &fail_));
        assert_int_equal(read.ratchet.seq, 1);
    }
    OK(store_state_write(store, &new_, &fail_));
}

static void nothing_leads_out_of_a_site(void **state) {
    (void)state;
    char path[200], *bytes = NULL;
    size_t size = 0;
    put("secret", "s", 1);
    put("site/assets/a.svg", "a", 1);
    snprintf(path, sizeof path, "%s/site/assets/link.svg", folder);
    assert_int_equal(symlink("../../secret", path), 0);
    snprintf(path, sizeof path, "%s/site/assets/pipe.svg", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(path, sizeof path, "%s/site", folder);
    struct disk_site *site = disk_site_create(path);
    assert_non_null(site);
    struct site_files files = disk_site_files(site);
    OK(files.read(files.context, "assets/a.svg", 10, &bytes, &size, &fail_));
    free(bytes);
    static const char *const REFUSED[] = {"../secret",   "assets/link.svg",     "assets/pipe.svg", "assets",
                                          "/etc/passwd", "assets/../../secret", "assets/none.svg"};
    for (size_t i = 0; i < LENGTH(REFUSED); i++) {
        if (files.read(files.context, REFUSED[i], 10, &bytes, &size, NULL) ||
            files.exists(files.context, REFUSED[i]))
            fail_msg("read: %s", REFUSED[i]);
    }
    disk_site_destroy(site);
}

/* Lets a child write the state and kills it at its `stop`-th system call; false when it was done before. */
static bool killed_at(int stop) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store_state new_ = {.ratchet = {1, 2}};
        struct store *store = store_open(folder, true, NULL);
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        _exit(store && store_state_write(store, &new_, NULL) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    for (int call = 0; WIFSTOPPED(status) && call < stop; call++) {
        ptrace(PTRACE_SYSCALL, child, NULL, NULL);
        assert_int_equal(waitpid(child, &status, 0), child);
    }
    if (!WIFSTOPPED(status)) {
        assert_int_equal(WEXITSTATUS(status), 0);
        return false;
    }
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    return true;
}

static void killed_anywhere_the_old_or_the_new_stays(void **state) {
    int stops = 0, old = 0;
    bool killed = true;
    store_close(*state);
    *state = NULL;
    for (; killed; stops++) {
        struct store_state read, before = {.ratchet = {1, 1}};
        struct store *store = store_open(folder, true, &fail_);
        assert_non_null(store);
        OK(store_state_write(store, &before, &fail_));
        store_close(store);
        killed = killed_at(stops);
        store = store_open(folder, true, &fail_);
        assert_non_null(store);
        OK(store_state_read(store, &read, &fail_));
        assert_in_range(read.ratchet.seq, 1, 2);
        old += read.ratchet.seq == 1;
        store_close(store);
        assert_true(stops < 1000);
    }
    assert_in_range(old, 10, stops - 1); /* both kinds were seen */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_one_writes, setup, teardown),
        cmocka_unit_test_setup_teardown(any_damaged_bit_of_a_slot_brings_the_other, setup, teardown),
        cmocka_unit_test_setup_teardown(without_slots_the_newest_whole_generation_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(damaged_objects_are_never_read, setup, teardown),
        cmocka_unit_test_setup_teardown(only_right_parts_are_adopted, setup, teardown),
        cmocka_unit_test_setup_teardown(collecting_keeps_what_is_needed, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_are_seen_once, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_leads_out_of_a_site, setup, teardown),
        cmocka_unit_test_setup_teardown(killed_anywhere_the_old_or_the_new_stays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
