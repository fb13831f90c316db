#include "support/desk_folder.h"

#include <poll.h>

#include "desk/data/announce.h"

static bool said(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

static void who_listens_hears(void **state) {
    struct desk_folder *desk = *state;
    struct fail fail = {0};
    announce(desk->path); /* nobody ever listened */
    int first = announce_listen(desk->path, &fail), second = announce_listen(desk->path, &fail);
    assert_true(first >= 0 && second >= 0);
    announce_heard(first); /* that somebody else began to listen is nothing */
    assert_false(said(first) || said(second));
    announce(desk->path);
    announce(desk->path);
    assert_true(said(first) && said(second));
    announce_heard(first);
    assert_false(said(first));
    assert_true(said(second));
    close(first);
    close(second);
    announce(desk->path);
}

static void where_nobody_can_listen_it_is_said(void **state) {
    struct fail fail = {0};
    (void)state;
    assert_int_equal(announce_listen("/nonexistent", &fail), -1);
    assert_non_null(strstr(fail.text, "No such file"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_listens_hears, desk_make, desk_clear),
        cmocka_unit_test(where_nobody_can_listen_it_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
