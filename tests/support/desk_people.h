/* A desk over a small site, in a folder of its own, with somebody of each role in every group: for tests of
 * its routes. */
#pragma once

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/credentials.h"
#include "desk/data/groups.h"
#include "desk/data/publications.h"
#include "desk/data/screens.h"
#include "desk/routes/authorize.h"
#include "desk/work/edit.h"
#include "support/http_client.h"
#include "system/disk.h"

#define DESK_PASSWORD "rainy-tuesday-in-may"

/* The screen "one" is of the group "own", "two" of "foreign". */
enum people_group { OF_ALL, OF_OWN, OF_FOREIGN }; /* their numbers, too */
static const struct person {
    const char *login;
    enum role role; /* ROLE_NONE: nobody is signed in */
    enum people_group group;
    bool locked; /* has a password for one use */
} PEOPLE[] = {
    {"admin", ROLE_ADMIN, OF_ALL, false},
    {"publisher", ROLE_PUBLISHER, OF_ALL, false},
    {"editor", ROLE_EDITOR, OF_ALL, false},
    {"viewer", ROLE_VIEWER, OF_ALL, false},
    {"own-publisher", ROLE_PUBLISHER, OF_OWN, false},
    {"own-editor", ROLE_EDITOR, OF_OWN, false},
    {"own-viewer", ROLE_VIEWER, OF_OWN, false},
    {"foreign-publisher", ROLE_PUBLISHER, OF_FOREIGN, false},
    {"foreign-editor", ROLE_EDITOR, OF_FOREIGN, false},
    {"foreign-viewer", ROLE_VIEWER, OF_FOREIGN, false},
    {"locked", ROLE_ADMIN, OF_ALL, true},
    {"", ROLE_NONE, OF_ALL, false},
};
static const char PEOPLE_SITE[] =
    "[{\"file\": \"playlists/site.json\", \"path\": \"\", \"op\": \"set\", \"value\": {\"id\": \"town\", "
    "\"name\": "
    "{\"en\": \"Test\"}, \"languages\": [\"en\"], \"time_zone\": \"Europe/Copenhagen\", \"theme\": "
    "{\"colours\": "
    "{\"paper\": \"#ffffff\", \"ink\": \"#10222e\", \"muted\": \"#4a5a66\", \"primary\": \"#0f4c5c\", "
    "\"on_primary\": \"#ffffff\", \"accent\": \"#9a3b12\", \"on_accent\": \"#ffffff\"}, \"fonts\": "
    "[\"Inter\"]}, "
    "\"layouts\": {\"full\": {\"zones\": [{\"name\": \"main\", \"at\": [0, 0, 100, 100]}]}}, \"screens\": "
    "{\"one\": {\"name\": {\"en\": \"One\"}, \"layout\": \"full\", \"languages\": [\"en\"], \"zones\": "
    "{\"main\": "
    "[\"playlists/one.json\"]}}, \"two\": {\"name\": {\"en\": \"Two\"}, \"layout\": \"full\", \"languages\": "
    "[\"en\"], \"zones\": {\"main\": [\"playlists/two.json\"]}}}}},"
    "{\"file\": \"playlists/one.json\", \"path\": \"\", \"op\": \"set\", \"value\": {\"name\": {\"en\": "
    "\"One\"}, "
    "\"slides\": [{\"id\": \"first\", \"type\": \"text\", \"headline\": {\"en\": \"One\"}, \"evergreen\": "
    "true}]}},"
    "{\"file\": \"playlists/two.json\", \"path\": \"\", \"op\": \"set\", \"value\": {\"name\": {\"en\": "
    "\"Two\"}, "
    "\"slides\": [{\"id\": \"first\", \"type\": \"text\", \"headline\": {\"en\": \"Two\"}, \"evergreen\": "
    "true}]}}]";

struct people_desk {
    char folder[40];
    struct desk desk;
    struct server_settings settings;
    struct database *database;
    int64_t ids[LENGTH(PEOPLE)];
    unsigned port;
};

static inline int64_t people_save(struct database *database, const char *ops, int64_t base) {
    struct act act = {.who = "console", .now_ms = 1000};
    struct edit_ops read;
    struct saved saved = {0};
    struct fail fail = {0};
    if (!edit_ops_read(&read, ops, strlen(ops), &fail))
        fail_msg("%s", fail.text);
    struct edit edit = {.base = base, .ops = read.items, .count = read.count, .note = ""};
    if (edit_save(database, &act, &edit, &saved, &fail) != OUTCOME_DONE)
        fail_msg("%s", fail.text);
    int64_t revision = saved.revision;
    saved_finish(&saved);
    edit_ops_finish(&read);
    return revision;
}

static inline void people_add(struct people_desk *people, const int64_t groups[]) {
    struct act act = {.who = "console", .now_ms = 1000};
    char once[PASSWORD_ONCE_TEXT];
    for (size_t i = 0; i < LENGTH(PEOPLE); i++) {
        const struct person *person = &PEOPLE[i];
        int64_t *id = &people->ids[i];
        if (person->role == ROLE_NONE)
            continue;
        assert_int_equal(user_add(people->database, &act, person->login, "Nomen Nescio", "en", id, NULL),
                         OUTCOME_DONE);
        assert_int_equal(
            user_set_role(people->database, &act, *id, groups[person->group], person->role, NULL),
            OUTCOME_DONE);
        if (person->locked)
            assert_int_equal(
                password_give_once(people->database, people->desk.passwords, &act, *id, once, NULL),
                OUTCOME_DONE);
        else if (i == 0)
            assert_int_equal(
                password_set(people->database, people->desk.passwords, &act, *id, DESK_PASSWORD, NULL, NULL),
                OUTCOME_DONE);
    }
}

static inline void people_say(const char *line) {
    (void)line;
}
static inline void people_say_request(void *context, const char *line) {
    (void)context, (void)line;
}

struct people_settings {
    const char *page, *sign_socket, *addresses; /* NULL: none */
    void (*log)(const char *line);              /* NULL: kept from whoever runs the test */
    const char *const *hosts;
    struct server_limits limits;
};

static inline struct people_desk *people_start_with(const struct people_settings *with) {
    struct people_desk *people = calloc(1, sizeof *people);
    struct act act = {.who = "console", .now_ms = 1000};
    struct publication publication = {.epoch = 1, .seq = 1, .revision = 1, .manifest = hash_bytes("m", 1)};
    struct fail fail = {0};
    int64_t groups[3] = {GROUP_ALL, 0, 0}, screen = 0;
    unsigned char key[SCREEN_KEY] = {1};
    assert_non_null(people);
    snprintf(people->folder, sizeof people->folder, "/tmp/kiosk-desk-XXXXXX");
    assert_non_null(mkdtemp(people->folder));
    people->database = database_open(people->folder, DATABASE_MAY_CREATE, &fail);
    struct desk_settings settings = {.data = people->folder,
                                     .page = with->page,
                                     .sign_socket = with->sign_socket,
                                     .channel = "main",
                                     .painter = BIN_DIR "/kiosk-preview",
                                     .log = with->log ? with->log : people_say,
                                     .addresses = with->addresses,
                                     .hosts = with->hosts};
    if (!people->database || !desk_init(&people->desk, &settings, &fail))
        fail_msg("%s", fail.text);
    assert_int_equal(group_add(people->database, &act, "own", &groups[OF_OWN], NULL), OUTCOME_DONE);
    assert_int_equal(group_add(people->database, &act, "foreign", &groups[OF_FOREIGN], NULL), OUTCOME_DONE);
    people_add(people, groups);
    assert_int_equal(people_save(people->database, PEOPLE_SITE, 0), 1);
    assert_int_equal(publication_add(people->database, &act, &publication, NULL), OUTCOME_DONE);
    assert_int_equal(
        people_save(
            people->database,
            "[{\"file\": \"playlists/one.json\", \"path\": \"/slides[id=first]/headline/en\", \"op\": "
            "\"set\", \"value\": \"Eins\"}]",
            1),
        2);
    assert_int_equal(screen_enrol(people->database, &act, key, "one", groups[OF_OWN], &screen, NULL),
                     OUTCOME_DONE);
    key[0] = 2;
    assert_int_equal(screen_enrol(people->database, &act, key, "two", groups[OF_FOREIGN], &screen, NULL),
                     OUTCOME_DONE);
    people->settings = (struct server_settings){.listen = "127.0.0.1:0",
                                                .routes = people->desk.routes,
                                                .route_count = people->desk.route_count,
                                                .authorize = desk_authorize,
                                                .log = people_say_request,
                                                .context = &people->desk,
                                                .limits = with->limits};
    struct server *server = server_create(&people->settings, &fail);
    if (!server)
        fail_msg("%s", fail.text);
    desk_serve(&people->desk, server);
    people->port = server_port(server);
    return people;
}

/* The same desk once more, as after a restart, at another port. */
static inline void people_again(struct people_desk *people) {
    const struct desk_settings settings = people->desk.settings;
    struct fail fail = {0};
    server_destroy(people->desk.server, 10000);
    desk_finish(&people->desk);
    if (!desk_init(&people->desk, &settings, &fail))
        fail_msg("%s", fail.text);
    struct server *server = server_create(&people->settings, &fail);
    if (!server)
        fail_msg("%s", fail.text);
    desk_serve(&people->desk, server);
    people->port = server_port(server);
}

static inline struct people_desk *people_start(const char *page) {
    const struct people_settings settings = {.page = page};
    return people_start_with(&settings);
}

static inline void people_stop(struct people_desk *people) {
    server_destroy(people->desk.server, 10000);
    desk_finish(&people->desk);
    database_close(people->database);
    assert_true(disk_remove(people->folder, NULL));
    free(people);
}

/* Their cookie, and the token beside it. */
static inline struct session_key people_sign_in(struct people_desk *people, size_t who) {
    struct session_key key = {0};
    if (people->ids[who] != 0)
        assert_int_equal(session_begin(people->database, people->ids[who], "127.0.0.1", "",
                                       desk_now_ms(&people->desk), &key, NULL),
                         OUTCOME_DONE);
    return key;
}

/* `type` NULL: no body. `csrf` may be "". */
static inline struct answer people_ask(const struct people_desk *people, const char *line, const char *type,
                                       const char *body, const char *id, const char *csrf) {
    char headers[600], token[100] = "", cookie[100] = "", content[100] = "";
    if (*csrf)
        snprintf(token, sizeof token, CSRF_HEADER ": %s\r\n", csrf);
    if (*id)
        snprintf(cookie, sizeof cookie, "Cookie: " SESSION_COOKIE "=%s\r\n", id);
    if (type)
        snprintf(content, sizeof content, "Content-Type: %s\r\n", type);
    snprintf(headers, sizeof headers, "%s%s%sSec-Fetch-Site: same-origin\r\n", token, cookie, content);
    return client_ask(people->port, line, headers, type ? body : NULL);
}
