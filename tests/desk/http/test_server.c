/* The server as its owner and its clients know it: nobody gets past authorize, requests are held without a
 * thread, uploads go to the disk, and every limit holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/http/server_parts.h"
#include "support/http_client.h"
#include "support/http_desk.h"

#define EDITOR "Authorization: Role editor\r\n"
#define VIEWER "Authorization: Role viewer\r\n"
#define JSON "Content-Type: application/json\r\n"

static int status_of(const struct desk *desk, const char *line, const char *headers, const char *body) {
    struct answer answer = client_ask(server_port(desk->server), line, headers, body);
    int status = answer.status;
    answer_finish(&answer);
    return status;
}

static void every_route_asks_authorize_first(void **state) {
    static const char *const LINES[LENGTH(DESK_ROUTES)] = {
        "GET /",
        "POST /sign-in",
        "GET /files/app.css",
        "GET /api/open",
        NULL,
        "GET /api/device",
        "GET /api/viewer",
        "GET /api/editor",
        "DELETE /api/publisher/own",
        "POST /api/admin",
        "POST /api/edits",
        "PUT /api/media/a",
        "GET /api/wait?seen=0",
        "POST /api/wishes",
        NULL,
        "GET /api/turn",
        "GET /api/machine-turn",
    };
    static const char *const HEADERS[] = {[BODY_NONE] = "",
                                          [BODY_JSON] = JSON,
                                          [BODY_UPLOAD] = "",
                                          [BODY_FORM] =
                                              "Content-Type: application/x-www-form-urlencoded\r\n"};
    static const char *const BODIES[] = {[BODY_NONE] = NULL,
                                         [BODY_JSON] = "{\"name\":\"a\"}",
                                         [BODY_UPLOAD] = "abc",
                                         [BODY_FORM] = "login=a&password=b"};
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    desk_put(desk, "index.html", "<!DOCTYPE html>");
    desk_put(desk, "app.css", "p{}");
    desk_add(desk, &desk->news);
    for (size_t i = 0; i < LENGTH(DESK_ROUTES); i++)
        for (int role = CALLER_ANYBODY; role < CALLERS && LINES[i]; role++) {
            const struct route *route = &DESK_ROUTES[i];
            char headers[200];
            snprintf(headers, sizeof headers, "%sAuthorization: Role %s\r\n", HEADERS[route->body],
                     caller_name((enum caller)role));
            unsigned handled = desk_read(desk, &desk->handled),
                     authorized = desk_read(desk, &desk->authorized);
            struct answer answer =
                client_ask(server_port(desk->server), LINES[i], headers, BODIES[route->body]);
            bool may = route->caller == CALLER_ANYBODY ||
                       (route->caller == CALLER_DEVICE ? role == CALLER_DEVICE
                                                       : role > CALLER_DEVICE && role >= (int)route->caller);
            int refusal = role == CALLER_ANYBODY ? 401 : 403;
            if (may ? answer.status >= 400 : answer.status != refusal)
                fail_msg("%s as %s: %d", LINES[i], caller_name((enum caller)role), answer.status);
            assert_true(desk_read(desk, &desk->authorized) > authorized);
            assert_true(may || desk_read(desk, &desk->handled) == handled);
            answer_finish(&answer);
        }
    assert_int_equal(status_of(desk, "DELETE /api/publisher/foreign", "Authorization: Role admin\r\n", NULL),
                     404);
    desk_stop(desk);
}

static void a_body_that_need_say_nothing_may_be_left_out(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    assert_int_equal(status_of(desk, "POST /api/wishes", EDITOR, NULL), 200);
    assert_int_equal(status_of(desk, "POST /api/wishes", EDITOR JSON, "{}"), 200);
    assert_int_equal(status_of(desk, "POST /api/wishes", EDITOR JSON, "{\"nam\":1}"), 422);
    assert_int_equal(status_of(desk, "POST /api/wishes", EDITOR, "{}"), 415);
    assert_int_equal(status_of(desk, "POST /api/edits", EDITOR, NULL), 411);
    assert_int_equal(status_of(desk, "POST /api/wishes", EDITOR "X-Trouble: 1\r\n", NULL), 503);
    desk_stop(desk);
}

static void refusals_are_problems_in_the_readers_language(void **state) {
    static const struct {
        const char *line, *headers, *body;
        int status;
        const char *type, *header, *value, *words;
    } rows[] = {
        {"GET /nothing", "", NULL, 404, "application/problem+json", "Content-Language", "da",
         "Det findes ikke"},
        {"GET /nothing", "Accept-Language: en-GB,da;q=0.5\r\n", NULL, 404, "application/problem+json",
         "Content-Language", "en", "There is no such thing"},
        {"GET /files/nothing", "", NULL, 404, "text/html; charset=utf-8", "Cache-Control", "no-store",
         "<h1>Det findes ikke</h1>"},
        {"GET /nothing", "Accept: text/html,application/xhtml+xml\r\n", NULL, 404, "text/html; charset=utf-8",
         "Content-Language", "da", "<h1>Det findes ikke</h1>"},
        {"POST /api/open", "", "", 405, "application/problem+json", "Allow", "GET, HEAD", "method"},
        {"GET /api/viewer", "", NULL, 401, "application/problem+json", "WWW-Authenticate", "Session",
         "sign-in"},
        {"GET /api/open?x=1", "", NULL, 422, "application/problem+json", "Cache-Control", "no-store",
         "\"path\":\"/x\",\"code\":\"unknown\""},
        {"GET /api/wait?seen=a", VIEWER, NULL, 422, "application/problem+json", "X-Accel-Buffering", "no",
         "\"code\":\"type\""},
        {"POST /api/edits", EDITOR JSON, "{\"name\":\"a\",\"admin\":true}", 422, "application/problem+json",
         NULL, NULL,
         "{\"path\":\"/admin\",\"code\":\"unknown\",\"text\":{\"da\":\"er ikke et felt her\",\"en\":\"is no "
         "field "
         "here\"},\"line\":1,\"column\":13}"},
        {"POST /api/edits", EDITOR JSON, "{\"name\":\"a\",\"name\":\"b\"}", 422, "application/problem+json",
         NULL, NULL, "syntax"},
        {"POST /api/edits", EDITOR JSON, "{", 422, "application/problem+json", NULL, NULL, "syntax"},
        {"POST /sign-in", "Content-Type: application/x-www-form-urlencoded\r\n", "login=%3Cb%3E", 422,
         "text/html; charset=utf-8", NULL, NULL, "<strong>password</strong> mangler"},
    };
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct answer answer =
            client_ask(server_port(desk->server), rows[i].line, rows[i].headers, rows[i].body);
        const char *header = rows[i].header ? answer_header(&answer, rows[i].header) : NULL;
        if (answer.status != rows[i].status || !strstr(answer.body, rows[i].words) ||
            (rows[i].header && (!header || strcmp(header, rows[i].value) != 0)))
            fail_msg("%s: %s", rows[i].line, answer.bytes);
        assert_string_equal(answer_header(&answer, "Content-Type"), rows[i].type);
        answer_finish(&answer);
    }
    desk_stop(desk);
}

static void every_answer_has_the_headers_that_protect(void **state) {
    static const char *const LINES[] = {"GET /api/open", "HEAD /api/open", "GET /nothing",
                                        "GET /",         "POST /nothing",  "GET /.."};
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    desk_put(desk, "index.html", "<!DOCTYPE html>");
    for (size_t i = 0; i < LENGTH(LINES); i++) {
        struct answer answer = client_ask(server_port(desk->server), LINES[i], "", NULL);
        assert_non_null(strstr(answer.bytes, "Content-Security-Policy: default-src 'none';"));
        assert_string_equal(answer_header(&answer, "X-Content-Type-Options"), "nosniff");
        assert_string_equal(answer_header(&answer, "Referrer-Policy"), "no-referrer");
        assert_string_equal(answer_header(&answer, "Cross-Origin-Opener-Policy"), "same-origin");
        assert_string_equal(answer_header(&answer, "Cross-Origin-Resource-Policy"), "same-origin");
        assert_non_null(answer_header(&answer, "Cache-Control"));
        assert_null(answer_header(&answer, "Strict-Transport-Security")); /* plain */
        answer_finish(&answer);
    }
    desk_stop(desk);
}

static void other_sites_requests_are_refused(void **state) {
    static const struct {
        const char *why, *line, *headers;
        int status;
    } rows[] = {
        {"a program without cookies", "POST /api/edits", EDITOR JSON, 201},
        {"our page", "POST /api/edits", EDITOR JSON "Sec-Fetch-Site: same-origin\r\n", 201},
        {"another site", "POST /api/edits", EDITOR JSON "Sec-Fetch-Site: cross-site\r\n", 403},
        {"a neighbour under the same domain", "POST /api/edits", EDITOR JSON "Sec-Fetch-Site: same-site\r\n",
         403},
        {"an old browser on another site", "POST /api/edits", EDITOR JSON "Origin: http://evil.example\r\n",
         403},
        {"an old browser, a sandbox", "POST /api/edits", EDITOR JSON "Origin: null\r\n", 403},
        {"an old browser that says nothing, with a cookie", "POST /api/edits",
         JSON "Cookie: session=editor\r\n", 403},
        {"a link from elsewhere", "GET /", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 200},
        {"a script elsewhere", "GET /api/open", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
         403},
    };
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    desk_put(desk, "index.html", "<!DOCTYPE html>");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int status = status_of(desk, rows[i].line, rows[i].headers,
                               rows[i].line[0] == 'P' ? "{\"name\":\"a\"}" : NULL);
        if (status != rows[i].status)
            fail_msg("%s: %d", rows[i].why, status);
    }
    desk_stop(desk);
}

static void a_held_request_is_answered_when_its_topic_is_woken(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    int fd = client_connect(server_port(desk->server));
    const char *ask = "GET /api/wait?seen=0 HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n";
    for (unsigned round = 0; round < 3; round++) { /* the same connection again, as screens do */
        char line[200];
        unsigned asked = desk_read(desk, &desk->asked);
        snprintf(line, sizeof line, "GET /api/wait?seen=%u HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n",
                 round);
        client_send(fd, round ? line : ask, strlen(round ? line : ask));
        while (desk_read(desk, &desk->asked) == asked)
            sched_yield();
        server_wake(desk->server, DESK_OTHER_TOPIC); /* nobody waits for it */
        desk_add(desk, &desk->news);
        server_wake(desk->server, DESK_TOPIC);
        struct answer answer = client_read(fd, 0);
        assert_int_equal(answer.status, 200);
        assert_non_null(strstr(answer.body, "\"again\":true"));
        answer_finish(&answer);
    }
    close(fd);
    assert_int_equal(desk_read(desk, &desk->asked), 6); /* twice each: the other topic asks nobody */
    desk_stop(desk);
}

static void a_wake_before_it_is_held_is_not_lost(void **state) {
    struct desk *desk = desk_start((struct server_settings){.limits = {.hold_ms = INT64_C(3600000)}});
    (void)state;
    for (int i = 0; i < 20; i++)
        assert_int_equal(status_of(desk, "GET /api/late", "", NULL), 204);
    desk_stop(desk);
}

static void a_late_wake_comes_once_and_in_time(void **state) {
    enum { AFTER_MS = 200 };
    const char *ask = "GET /api/wait?seen=0 HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n";
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    int fd = client_connect(server_port(desk->server));
    client_send(fd, ask, strlen(ask));
    while (desk_read(desk, &desk->asked) == 0)
        sched_yield();
    int64_t begun_ms = server_now_ms();
    for (int i = 0; i < 100; i++)
        server_wake_later(desk->server, DESK_TOPIC, AFTER_MS);
    desk_add(desk, &desk->news);
    struct answer answer = client_read(fd, 0);
    assert_int_equal(answer.status, 200);
    assert_true(server_now_ms() - begun_ms >= AFTER_MS);
    answer_finish(&answer);
    close(fd);
    assert_int_equal(desk_read(desk, &desk->asked), 2); /* when it came, and once for a hundred */
    desk_stop(desk);
}

static void many_are_held_and_all_are_told(void **state) {
    enum { MANY = 150 };
    struct desk *desk = desk_start((struct server_settings){.limits = {.waiting = 1000}});
    int fds[MANY];
    (void)state;
    for (size_t i = 0; i < MANY;
         i++) { /* more than two workers, and than one address may have before it signs in */
        const char *ask = "GET /api/wait?seen=0 HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n";
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], ask, strlen(ask));
        while (desk_read(desk, &desk->asked) <= i)
            sched_yield();
    }
    desk_add(desk, &desk->news);
    server_wake(desk->server, DESK_TOPIC);
    for (size_t i = 0; i < MANY; i++) {
        struct answer answer = client_read(fds[i], 0);
        assert_int_equal(answer.status, 200);
        answer_finish(&answer);
        close(fds[i]);
    }
    desk_stop(desk);
}

static void a_held_request_ends_in_time(void **state) {
    struct desk *desk = desk_start((struct server_settings){.limits = {.hold_ms = 300}});
    (void)state;
    assert_int_equal(status_of(desk, "GET /api/wait?seen=0", VIEWER, NULL), 204);
    desk_stop(desk);
}

static void at_the_end_held_requests_are_answered(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    const char *ask = "GET /api/wait?seen=0 HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n";
    (void)state;
    int fd = client_connect(server_port(desk->server));
    client_send(fd, ask, strlen(ask));
    while (desk_read(desk, &desk->asked) == 0)
        sched_yield();
    desk_stop(desk);
    struct answer answer = client_read(fd, 0);
    assert_int_equal(answer.status, 503);
    assert_non_null(strstr(answer.body, "stopping"));
    answer_finish(&answer);
    close(fd);
}

static void a_full_queue_is_said(void **state) {
    enum { CLIENTS = 6 };
    struct desk *desk = desk_start((struct server_settings){.limits = {.waiting = 2}});
    const char *ask = "GET /api/slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int fds[CLIENTS];
    (void)state;
    for (int i = 0; i < 2; i++) { /* both workers */
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], ask, strlen(ask));
        sem_wait(&desk->slow_begun);
    }
    for (int i = 2; i < CLIENTS; i++) {
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], ask, strlen(ask));
    }
    int refused = 0; /* two of the four wait, whichever came first */
    struct pollfd ready[CLIENTS];
    while (refused < 2) {
        for (int i = 0; i < CLIENTS; i++)
            ready[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
        assert_true(poll(ready, CLIENTS, CLIENT_PATIENCE_MS) > 0);
        for (int i = 0; i < CLIENTS; i++)
            if (ready[i].revents) {
                struct answer answer = client_read(fds[i], 0);
                assert_int_equal(answer.status, 503);
                assert_string_equal(answer_header(&answer, "Retry-After"), "2");
                answer_finish(&answer);
                close(fds[i]);
                fds[i] = -1;
                refused++;
            }
    }
    for (int i = 0; i < CLIENTS; i++)
        sem_post(&desk->slow_go);
    for (int i = 0; i < CLIENTS; i++)
        if (fds[i] >= 0) {
            struct answer answer = client_read(fds[i], 0);
            assert_int_equal(answer.status, 204);
            answer_finish(&answer);
            close(fds[i]);
        }
    desk_stop(desk);
}

static void behind_a_proxy_there_is_room_for_ten_thousand_screens(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    assert_true(desk->server->settings.limits.connections >= 10000 + 1000);
    desk_stop(desk);
}

static size_t waiting(struct server *server) {
    pthread_mutex_lock(&server->mutex);
    size_t count = server->queue.people.count + server->queue.machines.count;
    pthread_mutex_unlock(&server->mutex);
    return count;
}

static void screens_wait_and_a_person_goes_before(void **state) {
    enum { SCREENS = 30, CLIENTS = SCREENS + 3 };
    struct desk *desk = desk_start((struct server_settings){.limits = {.waiting = 2}});
    const char *slow = "GET /api/slow HTTP/1.1\r\nHost: localhost\r\n\r\n",
               *screen = "GET /api/machine-turn HTTP/1.1\r\nHost: localhost\r\n\r\n",
               *person = "GET /api/turn HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int fds[CLIENTS];
    (void)state;
    for (int i = 0; i < CLIENTS; i++) { /* two for the workers, the screens, and one who comes last */
        const char *line = i < 2 ? slow : i < CLIENTS - 1 ? screen : person;
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], line, strlen(line));
        if (i < 2)
            sem_wait(&desk->slow_begun);
    }
    while (waiting(desk->server) < SCREENS + 1)
        sched_yield();
    for (int i = 0; i < 2; i++)
        sem_post(&desk->slow_go);
    for (int i = 0; i < CLIENTS; i++) {
        struct answer answer = client_read(fds[i], 0);
        assert_int_equal(answer.status, i < 2 ? 204 : 200); /* more than `waiting`, and none turned away */
        if (i == CLIENTS - 1)
            assert_in_range(atoi(strchr(answer.body, ':') + 1), 1, 4);
        answer_finish(&answer);
        close(fds[i]);
    }
    desk_stop(desk);
}

static void slow_clients_are_cut(void **state) {
    static const struct {
        const char *why, *bytes;
    } rows[] = {
        {"says nothing", ""},
        {"half a header", "GET /api/open HTTP/1.1\r\nHost: local"},
        {"half a body",
         "POST /api/edits HTTP/1.1\r\nHost: localhost\r\n" EDITOR JSON "Content-Length: 12\r\n\r\n{\"na"},
        {"half an upload",
         "PUT /api/media/a HTTP/1.1\r\nHost: localhost\r\n" EDITOR "Content-Length: 12\r\n\r\nabc"},
    };
    struct desk *desk = desk_start((struct server_settings){.limits = {.header_ms = 2000, .idle_ms = 2000}});
    int fds[LENGTH(rows)];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], rows[i].bytes, strlen(rows[i].bytes));
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_true(client_closed(fds[i]));
        close(fds[i]);
    }
    int idle = client_connect(server_port(desk->server));
    const char *ask = "GET /api/open HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client_send(idle, ask, strlen(ask));
    struct answer answer = client_read(idle, 0);
    assert_int_equal(answer.status, 200);
    answer_finish(&answer);
    assert_true(client_closed(idle));
    close(idle);
    desk_stop(desk);
}

static void who_does_not_take_its_answer_is_cut(void **state) {
    enum { LARGE = 64 << 20 };
    struct desk *desk =
        desk_start((struct server_settings){.limits = {.header_ms = 2000, .slowest = 1U << 30}});
    const char *ask = "GET /files/app.css HTTP/1.1\r\nHost: localhost\r\n\r\n";
    (void)state;
    desk_put(desk, "app.css", "");
    int file = openat(desk->folder.fd, "app.css", O_WRONLY | O_CLOEXEC);
    assert_int_equal(ftruncate(file, LARGE), 0); /* more than the kernel keeps for a connection */
    close(file);
    int fd = client_connect(server_port(desk->server));
    client_send(fd, ask, strlen(ask));
    while (!desk_has_said(desk, "/files/app.css 200 67108864 B"))
        sched_yield();
    assert_true(desk_has_said(desk, "cut short"));
    close(fd);
    desk_stop(desk);
}

static void one_byte_at_a_time_does_not_help(void **state) {
    struct desk *desk = desk_start((struct server_settings){.limits = {.header_ms = 2000}});
    int fd = client_connect(server_port(desk->server));
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    const char *ask = "GET /api/open HTTP/1.1\r\nHost: localhost\r\nX: ";
    int sent = 0;
    (void)state;
    client_send(fd, ask, strlen(ask));
    while (poll(&ready, 1, 100) == 0) { /* each keeps it from being idle */
        client_send(fd, "a", 1);
        assert_true(++sent < 200);
    }
    assert_true(client_closed(fd));
    close(fd);
    desk_stop(desk);
}

static void strangers_of_one_address_are_few(void **state) {
    struct desk *desk = desk_start((struct server_settings){.limits = {.strangers = 2}});
    const char *ask = "GET /api/viewer HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n";
    int fds[4];
    (void)state;
    for (int i = 0; i < 2; i++) { /* these sign in, and do not count any more */
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], ask, strlen(ask));
        struct answer answer = client_read(fds[i], 0);
        assert_int_equal(answer.status, 200);
        answer_finish(&answer);
    }
    for (int i = 2; i < 4; i++) {
        const char *open = "GET /api/open HTTP/1.1\r\nHost: localhost\r\n\r\n";
        fds[i] = client_connect(server_port(desk->server));
        client_send(fds[i], open, strlen(open));
        struct answer answer = client_read(fds[i], 0);
        assert_int_equal(answer.status, 200);
        answer_finish(&answer);
    }
    assert_int_equal(status_of(desk, "GET /api/open", "", NULL), 0);
    for (int i = 0; i < 4; i++)
        close(fds[i]);
    desk_stop(desk);
}

static void uploads_go_to_the_disk(void **state) {
    static const struct {
        const char *why, *line, *headers;
        size_t size;
        int status;
        const char *words;
    } rows[] = {
        {"a few bytes", "PUT /api/media/a", EDITOR, 3, 201, "{\"size\":3}"},
        {"none", "PUT /api/media/a", EDITOR, 0, 201, "{\"size\":0}"},
        {"one piece, whole", "PUT /api/media/a", EDITOR, 65536, 201, "{\"size\":65536}"},
        {"all that may be", "PUT /api/media/a", EDITOR, DESK_UPLOAD_MAX, 201, "{\"size\":300000}"},
        {"one more", "PUT /api/media/a", EDITOR, DESK_UPLOAD_MAX + 1, 413, "too-large"},
        {"a full disk", "PUT /api/media/full", EDITOR, 200000, 507, "no-room"},
        {"no room left for this user", "PUT /api/media/quota", EDITOR, 200000, 507, "no-room"},
        {"by somebody who may not", "PUT /api/media/a", VIEWER, 200000, 403, "forbidden"},
        {"by nobody", "PUT /api/media/a", "", 200000, 401, "sign-in"},
    };
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *body = malloc(rows[i].size + 1);
        assert_non_null(body);
        for (size_t j = 0; j < rows[i].size; j++)
            body[j] = (char)('a' + (int)(j * 7 % 26));
        body[rows[i].size] = '\0';
        struct answer answer = client_ask(server_port(desk->server), rows[i].line, rows[i].headers, body);
        if (answer.status != rows[i].status || !strstr(answer.body, rows[i].words))
            fail_msg("%s: %s", rows[i].why, answer.bytes);
        if (answer.status == 201) {
            char *there = calloc(1, rows[i].size + 1);
            int fd = openat(desk->folder.fd, "upload", O_RDONLY | O_CLOEXEC);
            assert_int_equal(read(fd, there, rows[i].size), (ssize_t)rows[i].size);
            assert_memory_equal(there, body, rows[i].size);
            close(fd);
            free(there);
        }
        answer_finish(&answer);
        free(body);
    }
    desk_stop(desk);
}

static void a_large_body_is_kept_whole(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    char *body = malloc(100001);
    (void)state;
    assert_non_null(body);
    memset(body, ' ', 100000);
    memcpy(body, "{\"name\":", 8);
    memcpy(body + 99990, "\"whole\"}", 8);
    body[99998] = '\0';
    assert_int_equal(status_of(desk, "POST /api/edits", EDITOR JSON, body), 201);
    assert_int_equal(status_of(desk, "POST /api/edits", VIEWER JSON, body), 403);
    assert_int_equal(status_of(desk, "POST /api/edits", JSON, body), 401);
    free(body);
    desk_stop(desk);
}

static void forms_work_without_script(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    struct answer answer = client_ask(
        server_port(desk->server), "POST /sign-in",
        "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nOrigin: null\r\n",
        "login=bente&password=a+b%C3%A6%26c");
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/");
    assert_string_equal(answer_header(&answer, "Set-Cookie"),
                        "session=bente; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict");
    answer_finish(&answer);
    desk_stop(desk);
}

/* Each is left by its client at another moment; what was theirs is given back, and others are served on. An
 * end that comes together with half a header libmicrohttpd does not see (its epoll is edge-triggered): that
 * connection ends with its deadline. */
static void who_goes_away_leaves_nothing_behind(void **state) {
    static const char *const MOMENTS[] = {
        "",
        "GET /api/open HTTP/1.1\r\nHost: loc",
        "POST /api/edits HTTP/1.1\r\nHost: localhost\r\n" EDITOR JSON "Content-Length: 90000\r\n\r\n{",
        "PUT /api/media/a HTTP/1.1\r\nHost: localhost\r\n" EDITOR "Content-Length: 200000\r\n\r\nabc",
        "GET /api/wait?seen=0 HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n",
        "GET /api/slow HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    struct desk *desk = desk_start((struct server_settings){.limits = {.header_ms = 2000}});
    (void)state;
    for (size_t i = 0; i < LENGTH(MOMENTS); i++) {
        unsigned asked = desk_read(desk, &desk->asked);
        int fd = client_connect(server_port(desk->server));
        client_send(fd, MOMENTS[i], strlen(MOMENTS[i]));
        while (strstr(MOMENTS[i], "/wait") && desk_read(desk, &desk->asked) == asked)
            sched_yield();
        if (strstr(MOMENTS[i], "/slow"))
            sem_wait(&desk->slow_begun);
        close(fd);
    }
    sem_post(&desk->slow_go);
    server_wake(desk->server, DESK_TOPIC); /* the news is none: it would be held again */
    assert_int_equal(status_of(desk, "GET /api/open", "", NULL), 200);
    desk_stop(desk);
}

static void several_requests_at_once_are_answered_in_turn(void **state) {
    static const char TWO[] = "GET /api/viewer HTTP/1.1\r\nHost: localhost\r\n" VIEWER "\r\n"
                              "POST /api/edits HTTP/1.1\r\nHost: localhost\r\n" EDITOR JSON
                              "Content-Length: 12\r\n\r\n{\"name\":\"a\"}"
                              "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
                              "GET /api/open HTTP/1.1\r\nHost: localhost\r\n\r\n";
    static const int STATUS[] = {200, 201, 404, 200};
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    int fd = client_connect(server_port(desk->server));
    client_send(fd, TWO, strlen(TWO));
    for (size_t i = 0; i < LENGTH(STATUS); i++) {
        struct answer answer = client_read(fd, 0);
        if (answer.status != STATUS[i])
            fail_msg("%zu: %s", i, answer.bytes);
        answer_finish(&answer);
    }
    close(fd);
    desk_stop(desk);
}

/* curl asks before it sends more than a mebibyte; who may not is told before a byte of it came. */
static void a_body_is_asked_for_only_of_who_may_send_it(void **state) {
    static const struct {
        const char *role;
        bool goes_on;
        int status;
    } rows[] = {{"editor", true, 201}, {"none", false, 401}};
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char head[300], line[sizeof "HTTP/1.1 100"] = "";
        int size = snprintf(head, sizeof head,
                            "PUT /api/media/a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Role %s\r\n"
                            "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
                            rows[i].role);
        int fd = client_connect(server_port(desk->server));
        client_send(fd, head, (size_t)size);
        for (size_t got = 0; got < sizeof line - 1;)
            got += client_read_some(fd, line + got, sizeof line - 1 - got);
        assert_int_equal(strcmp(line, "HTTP/1.1 100") == 0, rows[i].goes_on);
        if (rows[i].goes_on) {
            char rest[sizeof " Continue\r\n\r\n"] = "";
            for (size_t got = 0; got < sizeof rest - 1;)
                got += client_read_some(fd, rest + got, sizeof rest - 1 - got);
            client_send(fd, "abcde", 5);
            struct answer answer = client_read(fd, 0);
            assert_int_equal(answer.status, rows[i].status);
            answer_finish(&answer);
        } else {
            assert_string_equal(line, "HTTP/1.1 401");
        }
        close(fd);
    }
    desk_stop(desk);
}

static void a_proxy_is_believed_only_when_it_is_ours(void **state) {
    static const struct {
        bool trusted;
        const char *headers, *words, *not ;
    } rows[] = {
        {false, "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n",
         "\"address\":\"127.0.0.1\",\"secure\":false", NULL},
        {true, "X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n",
         "\"address\":\"192.0.2.7\",\"secure\":true", NULL},
        {true, "X-Forwarded-For: <script>\r\n", "\"address\":\"127.0.0.1\",\"secure\":false", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk *desk = desk_start((struct server_settings){.trust_proxy = rows[i].trusted});
        struct answer answer = client_ask(server_port(desk->server), "GET /api/open", rows[i].headers, NULL);
        if (!strstr(answer.body, rows[i].words))
            fail_msg("%zu: %s", i, answer.bytes);
        assert_true((answer_header(&answer, "Strict-Transport-Security") != NULL) ==
                    (strstr(rows[i].words, "true") != NULL));
        answer_finish(&answer);
        desk_stop(desk);
    }
}

static void a_host_that_is_not_ours_is_refused(void **state) {
    static const char *const HOSTS[] = {"desk.example", NULL};
    struct desk *desk = desk_start((struct server_settings){.hosts = HOSTS});
    (void)state;
    const char *ours = "GET /api/open HTTP/1.1\r\nHost: Desk.example:8443\r\n\r\n",
               *theirs = "GET /api/open HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    struct answer first = client_ask_bytes(server_port(desk->server), ours, strlen(ours));
    struct answer second = client_ask_bytes(server_port(desk->server), theirs, strlen(theirs));
    assert_int_equal(first.status, 200);
    assert_int_equal(second.status, 400);
    answer_finish(&first);
    answer_finish(&second);
    desk_stop(desk);
}

static void the_log_has_one_plain_line_each(void **state) {
    struct desk *desk = desk_start((struct server_settings){0});
    (void)state;
    status_of(desk, "GET /api/open?token=secret", "", NULL);
    status_of(desk, "GET /files/a%0aerror:%20forged", "", NULL);
    status_of(desk, "GET /files/\x1b[2J\xc2\x9b", "", NULL);
    status_of(desk, "HEAD /api/open", "", NULL);
    status_of(desk, "GET /api/open", "", NULL);
    server_destroy(desk->server, 20000); /* all is said then */
    desk->server = NULL;
    assert_true(desk_has_said(desk, "127.0.0.1 GET /api/open 422 "));
    assert_true(desk_has_said(desk, "127.0.0.1 GET /api/open 200 "));
    assert_true(desk_has_said(desk, "127.0.0.1 HEAD /api/open 200 "));
    assert_true(desk_has_said(desk, "/files/a%0aerror:%20forged 400 "));
    assert_true(desk_has_said(desk, "/files/\\x1B[2J\\xC2\\x9B 400 "));
    assert_false(desk_has_said(desk, "secret"));
    desk_stop(desk);
}

static void what_cannot_be_kept_to_is_refused_at_the_start(void **state) {
    static const struct {
        const char *why, *listen, *certificate, *key, *words;
    } rows[] = {
        {"plain for all the world", "0.0.0.0:0", NULL, NULL, "certificate"},
        {"plain for all the world, IPv6", "[::]:0", NULL, NULL, "certificate"},
        {"a name", "localhost:8080", NULL, NULL, "numbers"},
        {"no port", "127.0.0.1", NULL, NULL, "numbers"},
        {"a certificate without its key", "127.0.0.1:0", "cert.pem", NULL, "together"},
        {"no certificate there", "127.0.0.1:0", "/nowhere/cert.pem", "/nowhere/key.pem", "/nowhere"},
        {"no folder there", "unix:/nowhere/socket", NULL, NULL, "/nowhere/socket"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct server_settings settings = {.listen = rows[i].listen,
                                           .certificate = rows[i].certificate,
                                           .certificate_key = rows[i].key,
                                           .routes = DESK_ROUTES,
                                           .route_count = LENGTH(DESK_ROUTES),
                                           .authorize = desk_authorize,
                                           .log = desk_said};
        struct fail fail = {0};
        assert_null(server_create(&settings, &fail));
        if (!strstr(fail.text, rows[i].words))
            fail_msg("%s: %s", rows[i].why, fail.text);
    }
    struct server_settings open = {
        .listen = "127.0.0.1:0", .routes = DESK_ROUTES, .route_count = LENGTH(DESK_ROUTES), .log = desk_said};
    struct fail fail = {0};
    assert_null(server_create(&open, &fail)); /* nobody who says who may */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_asks_authorize_first),
        cmocka_unit_test(refusals_are_problems_in_the_readers_language),
        cmocka_unit_test(every_answer_has_the_headers_that_protect),
        cmocka_unit_test(a_body_that_need_say_nothing_may_be_left_out),
        cmocka_unit_test(other_sites_requests_are_refused),
        cmocka_unit_test(a_held_request_is_answered_when_its_topic_is_woken),
        cmocka_unit_test(a_wake_before_it_is_held_is_not_lost),
        cmocka_unit_test(a_late_wake_comes_once_and_in_time),
        cmocka_unit_test(many_are_held_and_all_are_told),
        cmocka_unit_test(a_held_request_ends_in_time),
        cmocka_unit_test(at_the_end_held_requests_are_answered),
        cmocka_unit_test(a_full_queue_is_said),
        cmocka_unit_test(behind_a_proxy_there_is_room_for_ten_thousand_screens),
        cmocka_unit_test(screens_wait_and_a_person_goes_before),
        cmocka_unit_test(slow_clients_are_cut),
        cmocka_unit_test(who_does_not_take_its_answer_is_cut),
        cmocka_unit_test(one_byte_at_a_time_does_not_help),
        cmocka_unit_test(strangers_of_one_address_are_few),
        cmocka_unit_test(uploads_go_to_the_disk),
        cmocka_unit_test(a_large_body_is_kept_whole),
        cmocka_unit_test(forms_work_without_script),
        cmocka_unit_test(who_goes_away_leaves_nothing_behind),
        cmocka_unit_test(several_requests_at_once_are_answered_in_turn),
        cmocka_unit_test(a_body_is_asked_for_only_of_who_may_send_it),
        cmocka_unit_test(a_proxy_is_believed_only_when_it_is_ours),
        cmocka_unit_test(a_host_that_is_not_ours_is_refused),
        cmocka_unit_test(the_log_has_one_plain_line_each),
        cmocka_unit_test(what_cannot_be_kept_to_is_refused_at_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
