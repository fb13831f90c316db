/* A unix socket has its mode from the beginning, and replaces only one that nobody listens on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/http_client.h"
#include "support/http_desk.h"

#include "desk/http/listen.h"

static void a_unix_socket_serves(void **state) {
    char folder[] = "/tmp/kiosk-listen-XXXXXX", where[100];
    struct stat status;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(where, sizeof where, "unix:%s/socket", folder);
    const char *path = where + strlen("unix:");
    struct desk *desk = desk_start((struct server_settings){
        .listen = where, .mode = 0660, .trust_proxy = true, .limits = {.strangers = 2}});
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISSOCK(status.st_mode));
    assert_int_equal(status.st_mode & 0777, 0660);
    int fds[5];
    for (size_t i = 0; i < LENGTH(fds); i++) { /* all are the proxy's: no limit of an address */
        const char *ask = "GET /api/open HTTP/1.1\r\nHost: desk\r\nX-Forwarded-For: "
                          "192.0.2.9\r\nX-Forwarded-Proto: https\r\n\r\n";
        fds[i] = client_connect_unix(path);
        client_send(fds[i], ask, strlen(ask));
        struct answer answer = client_read(fds[i], 0);
        assert_int_equal(answer.status, 200);
        assert_non_null(strstr(answer.body, "\"address\":\"192.0.2.9\",\"secure\":true"));
        answer_finish(&answer);
    }
    struct listener second;
    struct fail fail = {0};
    assert_false(listen_open(where, 0660, &second, &fail));
    assert_non_null(strstr(fail.text, "another program"));
    for (size_t i = 0; i < LENGTH(fds); i++)
        close(fds[i]);
    desk_stop(desk);
    assert_int_equal(stat(path, &status), -1); /* it takes its socket with it */
    assert_int_equal(rmdir(folder), 0);
}

static void a_socket_left_behind_is_replaced_and_a_file_is_not(void **state) {
    char folder[] = "/tmp/kiosk-listen-XXXXXX", where[100];
    struct listener listener;
    struct fail fail = {0};
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(where, sizeof where, "unix:%s/socket", folder);
    const char *path = where + strlen("unix:");
    assert_true(listen_open(where, 0600, &listener, &fail));
    close(listener.fd); /* as after a crash */
    assert_true(listen_open(where, 0600, &listener, &fail));
    assert_true(listener.unix_);
    listen_close(&listener);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_false(listen_open(where, 0600, &listener, &fail));
    assert_non_null(strstr(fail.text, "no socket"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void addresses_are_read(void **state) {
    static const struct {
        const char *where;
        bool opens, loopback;
    } rows[] = {
        {"127.0.0.1:0", true, true},
        {"127.9.9.9:0", true, true},
        {"[::1]:0", true, true},
        {"0.0.0.0:0", true, false},
        {"::1:0", false, false},
        {"[::1]", false, false},
        {"[::1]0", false, false},
        {":0", false, false},
        {"127.0.0.1:", false, false},
        {"127.0.0.1:http", false, false},
        {"unix:", false, false},
        {"", false, false},
        {"unix:/tmp/"
         "a-name-that-is-longer-than-what-a-socket-may-have-0123456789-0123456789-0123456789-0123456789-"
         "0123456789",
         false, false},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct listener listener = {.fd = -1};
        struct fail fail = {0};
        bool open = listen_open(rows[i].where, 0600, &listener, &fail);
        if (open != rows[i].opens && !(strchr(rows[i].where, '[') && strstr(fail.text, "Cannot assign")))
            fail_msg("%s: %s", rows[i].where, fail.text);
        if (open) {
            assert_int_equal(listener.loopback, rows[i].loopback);
            assert_true(listener.port > 0);
            listen_close(&listener);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unix_socket_serves),
        cmocka_unit_test(a_socket_left_behind_is_replaced_and_a_file_is_not),
        cmocka_unit_test(addresses_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
