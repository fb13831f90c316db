/* What systemd hears, and when: from frames alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "player/watchdog.h"

#define MS INT64_C(1000000)

static int listener;

static int make_socket(void **state) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char pid[20];
    (void)state;
    int length = snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "kiosk-test-%d", (int)getpid());
    listener = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address,
             (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)) != 0)
        return -1;
    address.sun_path[0] = '@';
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    return setenv("NOTIFY_SOCKET", address.sun_path, 1) || setenv("WATCHDOG_PID", pid, 1) ||
           setenv("WATCHDOG_USEC", "3000000", 1);
}

static int close_socket(void **state) {
    (void)state;
    return close(listener);
}

/* The next message, "" when there is none. */
static const char *heard(void) {
    static char text[200];
    ssize_t size = recv(listener, text, sizeof text - 1, 0);
    text[size > 0 ? size : 0] = '\0';
    return text;
}

static void ready_and_fed_by_the_first_frame(void **state) {
    (void)state;
    struct watchdog watchdog;
    watchdog_init(&watchdog);
    assert_string_equal(heard(), "");
    assert_int_equal(watchdog.period_ns, 1000 * MS);
    watchdog_presented(&watchdog, 5000 * MS, true);
    assert_non_null(strstr(heard(), "READY=1"));
    assert_string_equal(heard(), "WATCHDOG=1");
    assert_string_equal(heard(), "");
    assert_int_equal(watchdog_due_ns(&watchdog), 6000 * MS);
}

static void not_more_often_than_needed(void **state) {
    (void)state;
    struct watchdog watchdog;
    int fed = 0;
    watchdog_init(&watchdog);
    for (int frame = 0; frame < 600; frame++) { /* ten seconds at 60 a second */
        watchdog_presented(&watchdog, 5000 * MS + frame * 10000 * MS / 600, true);
        for (const char *text = heard(); *text; text = heard())
            fed += strcmp(text, "WATCHDOG=1") == 0;
    }
    assert_in_range(fed, 10, 20);
}

static void frames_that_are_late_do_not_feed(void **state) {
    (void)state;
    struct watchdog watchdog;
    watchdog_init(&watchdog);
    watchdog_presented(&watchdog, 5000 * MS, false);
    assert_non_null(strstr(heard(), "READY=1"));
    for (int second = 6; second < 60; second++) {
        watchdog_presented(&watchdog, second * 1000 * MS, false);
        assert_string_equal(heard(), "");
    }
    watchdog_presented(&watchdog, 60000 * MS, true);
    assert_string_equal(heard(), "WATCHDOG=1");
}

static void another_process_is_meant(void **state) {
    (void)state;
    struct watchdog watchdog;
    setenv("WATCHDOG_PID", "1", 1);
    watchdog_init(&watchdog);
    assert_int_equal(watchdog_due_ns(&watchdog), INT64_MAX);
    watchdog_presented(&watchdog, 5000 * MS, true);
    assert_non_null(strstr(heard(), "READY=1"));
    assert_string_equal(heard(), "");
    watchdog_stopping();
    assert_string_equal(heard(), "STOPPING=1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ready_and_fed_by_the_first_frame),
        cmocka_unit_test(not_more_often_than_needed),
        cmocka_unit_test(frames_that_are_late_do_not_feed),
        cmocka_unit_test(another_process_is_meant),
    };
    return cmocka_run_group_tests(tests, make_socket, close_socket);
}
