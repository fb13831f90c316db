/* Which generation is chosen, and what is said of it: with a store on disk, without a window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "player/ladder.h"
#include "support/small_store.h"
#include "system/disk.h"

enum { WIDTH = 640, HEIGHT = 360, NOW_S = 1000 };
static const char BROKEN[] = "{\"name\": ";

struct stand {
    struct small_store small;
    struct ladder ladder;
    struct hash told;
};

/* Current 1.2 with this strip, previous 1.1. */
static struct stand *stand_make(const char *strip) {
    static struct stand stand;
    stand = (struct stand){.told = hash_bytes("told", 4)};
    struct store_state state = {.n = 1, .ratchet = {1, 2}, .current = {1, 2}, .previous = {1, 1}};
    assert_true(small_store_make(&stand.small, SMALL_STRIP) && small_store_add(&stand.small, 2, strip));
    assert_true(store_state_write(stand.small.store, &state, NULL));
    stand.ladder.from = (struct ladder_source){
        .store_folder = stand.small.folder, .panel_width = WIDTH, .panel_height = HEIGHT};
    stand.ladder.judgement.configuration = stand.told.hex;
    stand.ladder.judgement.writer = writer_create();
    assert_non_null(stand.ladder.judgement.writer);
    return &stand;
}

static void stand_remove(struct stand *stand) {
    assert_true(writer_destroy(stand->ladder.judgement.writer, 60000));
    ladder_close(&stand->ladder);
    small_store_remove(&stand->small);
}

static uint64_t play(struct stand *stand, int64_t now_s) {
    struct report report = {0};
    struct content *content = ladder_load(&stand->ladder, now_s, &report);
    uint64_t seq = content ? content_generation(content).seq : 0;
    content_destroy(content);
    report_finish(&report);
    return seq;
}

static void the_current_one_is_played(void **state) {
    (void)state;
    struct stand *stand = stand_make(SMALL_STRIP);
    assert_int_equal(play(stand, NOW_S), 2);
    assert_int_equal(stand->ladder.rung, RUNG_CURRENT);
    assert_string_equal(stand->ladder.why, "");
    stand_remove(stand);
}

static void a_page_that_cannot_be_read_leads_to_the_next_rung(void **state) {
    (void)state;
    struct stand *stand = stand_make(BROKEN);
    assert_int_equal(play(stand, NOW_S), 1);
    assert_int_equal(stand->ladder.rung, RUNG_PREVIOUS);
    assert_false(stand->ladder.damaged);
    assert_non_null(strstr(stand->ladder.why, "playlists/strip.json:1:"));
    assert_true(stand->ladder.retry.again_s > NOW_S); /* the disk may have been to blame */
    stand_remove(stand);
}

static void what_is_good_is_written_and_known_at_once(void **state) {
    (void)state;
    struct stand *stand = stand_make(SMALL_STRIP);
    assert_int_equal(play(stand, NOW_S), 2);
    ladder_good(&stand->ladder);
    assert_int_equal(stand->ladder.judgement.good.seq, 2);
    assert_true(writer_destroy(stand->ladder.judgement.writer, 60000));
    stand->ladder.judgement.writer = NULL;
    assert_int_equal(store_marked_good(stand->small.store).seq, 2);
    stand_remove(stand);
}

/* Unusable once may be want of memory; said twice, it is refused, by this ladder at once and by the next. */
static void what_is_unusable_twice_is_refused(void **state) {
    (void)state;
    struct stand *stand = stand_make(SMALL_STRIP);
    assert_int_equal(play(stand, NOW_S), 2);
    ladder_cannot(&stand->ladder, true, "no slide fits");
    assert_int_equal(play(stand, NOW_S), 2);
    ladder_cannot(&stand->ladder, true, "no slide fits");
    assert_int_equal(play(stand, NOW_S), 1);
    assert_int_equal(stand->ladder.retry.again_s, 0); /* for good */
    assert_true(writer_destroy(stand->ladder.judgement.writer, 60000));
    struct store_refusals kept = store_refusals(stand->small.store);
    assert_int_equal(kept.count, 1);
    assert_string_equal(kept.items[0].why, "no slide fits");

    struct hash other = hash_bytes("other", 5);
    struct ladder next = {.from = stand->ladder.from, .judgement = {.configuration = other.hex}};
    next.judgement.writer = writer_create();
    ladder_close(&stand->ladder);
    stand->ladder = next;
    assert_int_equal(play(stand, NOW_S), 2); /* told something else: the fault may have lain there */
    assert_true(writer_destroy(stand->ladder.judgement.writer, 60000));
    stand->ladder.judgement.writer = NULL;
    assert_int_equal(store_refusals(stand->small.store).count, 0);
    stand_remove(stand);
}

static void leave(const char *folder, const char *name) {
    char *path = disk_path(folder, name);
    assert_true(disk_write(path, "", 0, NULL));
    free(path);
}

static bool lies(const char *folder, const char *name) {
    char *path = disk_path(folder, name);
    bool there = disk_exists(path);
    free(path);
    return there;
}

/* As on a screen, where another user writes the store: all that is said, and what a kill left of it, lies in
 * the player's own folder. */
static void the_word_lies_in_a_folder_of_the_players_own(void **state) {
    (void)state;
    struct stand *stand = stand_make(SMALL_STRIP);
    char *own = disk_path(stand->small.folder, "../kiosk-word-XXXXXX"), left[40], ours[40];
    assert_non_null(mkdtemp(own));
    pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    assert_int_equal(waitpid(gone, NULL, 0), gone);
    snprintf(left, sizeof left, "good.%d.tmp", (int)gone);
    snprintf(ours, sizeof ours, "other.%d.tmp", (int)getpid());
    leave(own, left);
    leave(own, ours);
    stand->ladder.from.state = own;
    assert_int_equal(play(stand, NOW_S), 2);
    ladder_good(&stand->ladder);
    for (int i = 0; i < 2; i++) {
        ladder_cannot(&stand->ladder, true, "no slide fits");
        assert_int_equal(play(stand, NOW_S), i ? 1 : 2);
    }
    assert_true(writer_destroy(stand->ladder.judgement.writer, 60000));
    stand->ladder.judgement.writer = NULL;
    assert_true(lies(own, "good") && lies(own, "rejected"));
    assert_false(lies(stand->small.folder, "player"));
    assert_false(lies(own, left));
    assert_true(lies(own, ours)); /* somebody writes there now */
    assert_int_equal(store_refusals(stand->small.store).count, 0);
    store_player_in(stand->small.store, own);
    assert_int_equal(store_refusals(stand->small.store).count, 1);
    assert_int_equal(store_marked_good(stand->small.store).seq, 2);
    assert_true(disk_remove(own, NULL));
    free(own);
    stand_remove(stand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_current_one_is_played),
        cmocka_unit_test(a_page_that_cannot_be_read_leads_to_the_next_rung),
        cmocka_unit_test(what_is_good_is_written_and_known_at_once),
        cmocka_unit_test(what_is_unusable_twice_is_refused),
        cmocka_unit_test(the_word_lies_in_a_folder_of_the_players_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
