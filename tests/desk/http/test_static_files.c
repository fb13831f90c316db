/* Files of a folder: whole, in part, or not again; nothing outside it (K6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/http_client.h"
#include "support/http_desk.h"

static struct desk *files(void) {
    struct desk *desk = desk_start((struct server_settings){0});
    desk_put(desk, "index.html", "<!DOCTYPE html>");
    desk_put(desk, "app.css", "0123456789");
    desk_put(desk, "app-4LQXJ2TA.js", "1");
    desk_put(desk, "app.css.gz", "packed");
    desk_put(desk, ".hidden", "secret");
    assert_int_equal(symlinkat("/etc/passwd", desk->folder.fd, "out"), 0);
    return desk;
}

static void each_is_served_as_asked(void **state) {
    static const struct {
        const char *line, *headers;
        int status;
        const char *body, *header, *value;
    } rows[] = {
        {"GET /", "", 200, "<!DOCTYPE html>", "Content-Type", "text/html; charset=utf-8"},
        {"GET /files/app.css", "", 200, "0123456789", "Content-Type", "text/css; charset=utf-8"},
        {"GET /files/app.css", "", 200, "0123456789", "Cache-Control", "no-cache"},
        {"GET /files/app-4LQXJ2TA.js", "", 200, "1", "Cache-Control", "public, max-age=31536000, immutable"},
        {"GET /files/app.css", "Accept-Encoding: gzip, br\r\n", 200, "packed", "Content-Encoding", "gzip"},
        {"GET /files/app.css", "Accept-Encoding: gzip\r\n", 200, "packed", "Content-Type",
         "text/css; charset=utf-8"},
        {"GET /files/app.css", "Accept-Encoding: br\r\n", 200, "0123456789", "Vary", "Accept-Encoding"},
        {"GET /files/index.html", "Accept-Encoding: gzip\r\n", 200, "<!DOCTYPE html>", "Vary",
         "Accept-Encoding"},
        {"HEAD /files/app.css", "", 200, "", "Content-Length", "10"},
        {"GET /files/app.css", "Range: bytes=2-4\r\n", 206, "234", "Content-Range", "bytes 2-4/10"},
        {"GET /files/app.css", "Range: bytes=-1\r\n", 206, "9", "Content-Range", "bytes 9-9/10"},
        {"GET /files/app.css", "Range: bytes=8-\r\nIf-Range: \"old\"\r\n", 200, "0123456789", "Accept-Ranges",
         "bytes"},
        {"GET /files/app.css", "Range: bytes=10-\r\n", 416, NULL, "Content-Range", "bytes */10"},
        {"GET /files/app.css", "If-None-Match: *\r\n", 304, "", "Cache-Control", "no-cache"},
        {"GET /files/.hidden", "", 404, NULL, NULL, NULL},
        {"GET /files/out", "", 404, NULL, NULL, NULL},
        {"GET /files/app.css/", "", 404, NULL, NULL, NULL},
        {"GET /files/nothing", "", 404, NULL, NULL, NULL},
        {"GET /files/app.css%20", "", 404, NULL, NULL, NULL},
    };
    struct desk *desk = files();
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct answer answer = client_ask(server_port(desk->server), rows[i].line, rows[i].headers, NULL);
        const char *header = rows[i].header ? answer_header(&answer, rows[i].header) : NULL;
        if (answer.status != rows[i].status || (rows[i].body && strcmp(answer.body, rows[i].body) != 0) ||
            (rows[i].header && (!header || strcmp(header, rows[i].value) != 0)))
            fail_msg("%s %s: %s", rows[i].line, rows[i].headers, answer.bytes);
        assert_null(strstr(answer.bytes, "secret"));
        answer_finish(&answer);
    }
    desk_stop(desk);
}

static void what_is_there_already_is_not_sent_again(void **state) {
    struct desk *desk = files();
    char headers[1200];
    (void)state;
    struct answer answer = client_ask(server_port(desk->server), "GET /files/app.css", "", NULL);
    snprintf(headers, sizeof headers, "If-None-Match: %s\r\n", answer_header(&answer, "ETag"));
    answer_finish(&answer);
    answer = client_ask(server_port(desk->server), "GET /files/app.css", headers, NULL);
    assert_int_equal(answer.status, 304);
    assert_int_equal(answer.body_size, 0);
    answer_finish(&answer);
    unlinkat(desk->folder.fd, "app.css", 0);
    desk_put(desk, "app.css", "other");
    answer = client_ask(server_port(desk->server), "GET /files/app.css", headers, NULL);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, "other");
    answer_finish(&answer);
    desk_stop(desk);
}

static void names_are_judged(void **state) {
    static const struct {
        const char *name;
        bool hashed;
    } rows[] = {
        {"app-4LQXJ2TA.js", true},
        {"a/b-ABCDEFGH.css.map", true},
        {"app.js", false},
        {"app-4lqxj2ta.js", false},
        {"-ABCDEFGH", true},
        {"photo-20260101.jpg", false},
        {"ABCDEFGH.js", false},
        {"o/ab/abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcd", true},
        {"abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabc", false},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (static_hashed(rows[i].name) != rows[i].hashed)
            fail_msg("%s", rows[i].name);
    assert_string_equal(static_type("a.woff2"), "font/woff2");
    assert_string_equal(static_type("a.exe"), "application/octet-stream");
    assert_string_equal(static_type("manifest"), "application/octet-stream");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_served_as_asked),
        cmocka_unit_test(what_is_there_already_is_not_sent_again),
        cmocka_unit_test(names_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
