/* A small desk for tests of the HTTP server: its routes, who may use them, and what it has said. */
#pragma once

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "desk/http/cookie.h"
#include "desk/http/server.h"
#include "desk/http/static_files.h"

enum { DESK_LOG_MAX = 64, DESK_UPLOAD_MAX = 300000, DESK_TOPIC = 7, DESK_OTHER_TOPIC = 8 };

struct desk {
    struct server *server;
    struct static_folder folder;
    pthread_mutex_t mutex;
    /* under mutex */
    char log[DESK_LOG_MAX][512];
    size_t log_count;
    unsigned handled;    /* how often any handler was called */
    unsigned authorized; /* how often authorize was */
    unsigned news;       /* what /wait waits for */
    unsigned asked;      /* how often /wait was asked */
    int refuse_upload;   /* errno of its disk */
    char folder_path[64];
    sem_t slow_begun, slow_go;
};

static inline void desk_said(void *context, const char *line) {
    struct desk *desk = context;
    pthread_mutex_lock(&desk->mutex);
    if (desk->log_count < DESK_LOG_MAX)
        snprintf(desk->log[desk->log_count++], sizeof desk->log[0], "%s", line);
    pthread_mutex_unlock(&desk->mutex);
}

static inline unsigned desk_read(struct desk *desk, const unsigned *number) {
    pthread_mutex_lock(&desk->mutex);
    unsigned value = *number;
    pthread_mutex_unlock(&desk->mutex);
    return value;
}

static inline void desk_add(struct desk *desk, unsigned *number) {
    pthread_mutex_lock(&desk->mutex);
    ++*number;
    pthread_mutex_unlock(&desk->mutex);
}

static inline bool desk_has_said(struct desk *desk, const char *words) {
    bool found = false;
    pthread_mutex_lock(&desk->mutex);
    for (size_t i = 0; i < desk->log_count; i++)
        found |= strstr(desk->log[i], words) != NULL;
    pthread_mutex_unlock(&desk->mutex);
    return found;
}

/* "Authorization: Role editor", or a cookie "session=editor". */
static inline enum caller desk_role(const struct request *request) {
    char cookie[COOKIE_VALUE_MAX + 1];
    const char *given = request_header(request, "Authorization");
    if (given && strncmp(given, "Role ", 5) == 0)
        given += 5;
    else
        given = request_cookie(request, "session", cookie) ? cookie : "none";
    for (int role = CALLER_ANYBODY; role < CALLERS; role++)
        if (strcmp(given, caller_name((enum caller)role)) == 0)
            return (enum caller)role;
    return CALLER_ANYBODY;
}

static inline enum verdict desk_authorize(void *context, struct request *request) {
    struct desk *desk = context;
    enum caller role = desk_role(request), needed = request->route->caller;
    assert_null(request->query);
    assert_null(request->body);
    desk_add(desk, &desk->authorized);
    request->session = (void *)caller_name(role);
    if (needed == CALLER_ANYBODY)
        return VERDICT_ALLOWED;
    if (role == CALLER_ANYBODY)
        return VERDICT_SIGN_IN;
    if (request_header(request, "X-Trouble"))
        return VERDICT_TROUBLE;
    if (strcmp(request_parameter(request, "group"), "foreign") == 0)
        return VERDICT_HIDDEN;
    bool person = role > CALLER_DEVICE;
    return (needed == CALLER_DEVICE ? role == CALLER_DEVICE : person && role >= needed) ? VERDICT_ALLOWED
                                                                                        : VERDICT_FORBIDDEN;
}

static inline void desk_hello(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    desk_add(desk, &desk->handled);
    response_json(response, 200,
                  json_pack("{s:s, s:s, s:s, s:b, s:s}", "path", request->path, "session",
                            (const char *)request->session, "address", request->address, "secure",
                            request->secure, "locale", locale_tag(request->locale)));
}

static inline void desk_edit(void *context, const struct request *request, struct response *response) {
    desk_add(context, &((struct desk *)context)->handled);
    response_json(response, 201, json_pack("{s:s}", "name", value_text(value_member(request->body, "name"))));
}

static inline void desk_wait(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    const uint64_t topics[] = {DESK_OTHER_TOPIC + 100, DESK_TOPIC};
    unsigned seen = (unsigned)value_number(value_member(request->query, "seen"));
    unsigned news = desk_read(desk, &desk->news);
    desk_add(desk, &desk->handled);
    if (news > seen)
        response_json(response, 200, json_pack("{s:i, s:b}", "news", (int)news, "again", request->again));
    else
        response_hold(response, topics, LENGTH(topics));
    desk_add(desk, &desk->asked);
}

/* The news comes between its look and its being held. */
static inline void desk_late(void *context, const struct request *request, struct response *response) {
    const uint64_t topic = DESK_TOPIC;
    if (!request->again)
        server_wake(((struct desk *)context)->server, DESK_TOPIC);
    if (!request->again)
        response_hold(response, &topic, 1);
}

static inline void desk_slow(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    (void)request, (void)response;
    sem_post(&desk->slow_begun);
    sem_wait(&desk->slow_go);
}

/* The how manieth it is. */
static inline void desk_turn(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    pthread_mutex_lock(&desk->mutex);
    unsigned turn = ++desk->handled;
    pthread_mutex_unlock(&desk->mutex);
    response_json(response, 200, json_pack("{s:i}", "turn", (int)turn));
    (void)request;
}

static inline int desk_open(void *context, const struct request *request, struct response *refusal) {
    struct desk *desk = context;
    char path[128];
    if (strcmp(request_parameter(request, "name"), "full") == 0)
        return open("/dev/full", O_WRONLY | O_CLOEXEC);
    if (strcmp(request_parameter(request, "name"), "quota") == 0) {
        response_problem(refusal, request, problem_row(PROBLEM_NO_ROOM), NULL);
        return -1;
    }
    snprintf(path, sizeof path, "%s/upload", desk->folder_path);
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static inline void desk_uploaded(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct stat status;
    desk_add(desk, &desk->handled);
    response_json(
        response, 201,
        json_pack("{s:I}", "size",
                  fstatat(desk->folder.fd, "upload", &status, 0) == 0 ? (json_int_t)status.st_size : -1));
    (void)request;
}

static inline void desk_file(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    static_serve(&desk->folder, request_parameter(request, "path"), request, response);
}

static inline void desk_front(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    static_serve(&desk->folder, "", request, response);
}

static inline void desk_sign_in(void *context, const struct request *request, struct response *response) {
    char cookie[COOKIE_HEADER_MAX];
    desk_add(context, &((struct desk *)context)->handled);
    if (cookie_write("session", value_text(value_member(request->body, "login")), request->secure, 3600,
                     cookie))
        response_header(response, "Set-Cookie", "%s", cookie);
    if (!response_go(response, "/"))
        response->failed = true;
}

static const struct field DESK_EDIT_FIELDS[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = true, .max = 20},
    {.name = "count", .kind = FIELD_WHOLE, .low = 0, .high = 10},
    {.name = NULL},
};
static const struct field DESK_SIGN_IN_FIELDS[] = {
    {.name = "login", .kind = FIELD_TEXT, .required = true, .max = 64},
    {.name = "password", .kind = FIELD_TEXT, .required = true, .max = 128},
    {.name = NULL},
};
static const struct field DESK_WAIT_QUERY[] = {
    {.name = "seen", .kind = FIELD_WHOLE, .required = true, .low = 0, .high = 1000000},
    {.name = NULL},
};
static const struct field DESK_WISHES[] = {
    {.name = "name", .kind = FIELD_TEXT, .max = 20},
    {.name = NULL},
};
static const struct route DESK_ROUTES[] = {
    {.method = METHOD_GET, .pattern = "/", .page = true, .handle = desk_front},
    {.method = METHOD_POST,
     .pattern = "/sign-in",
     .page = true,
     .body = BODY_FORM,
     .body_max = 1000,
     .fields = DESK_SIGN_IN_FIELDS,
     .handle = desk_sign_in},
    {.method = METHOD_GET, .pattern = "/files/{path...}", .page = true, .handle = desk_file},
    {.method = METHOD_GET, .pattern = "/api/open", .summary = "For all", .handle = desk_hello},
    {.method = METHOD_GET, .pattern = "/api/slow", .handle = desk_slow},
    {.method = METHOD_GET,
     .pattern = "/api/device",
     .caller = CALLER_DEVICE,
     .summary = "For screens",
     .handle = desk_hello},
    {.method = METHOD_GET,
     .pattern = "/api/viewer",
     .caller = CALLER_VIEWER,
     .summary = "For viewers",
     .handle = desk_hello},
    {.method = METHOD_GET,
     .pattern = "/api/editor",
     .caller = CALLER_EDITOR,
     .summary = "For editors",
     .handle = desk_hello},
    {.method = METHOD_DELETE,
     .pattern = "/api/publisher/{group}",
     .caller = CALLER_PUBLISHER,
     .scope = "group",
     .summary = "For publishers",
     .handle = desk_hello},
    {.method = METHOD_POST,
     .pattern = "/api/admin",
     .caller = CALLER_ADMIN,
     .summary = "For admins",
     .handle = desk_hello},
    {.method = METHOD_POST,
     .pattern = "/api/edits",
     .caller = CALLER_EDITOR,
     .body = BODY_JSON,
     .body_max = 100000,
     .fields = DESK_EDIT_FIELDS,
     .summary = "Edit",
     .handle = desk_edit},
    {.method = METHOD_PUT,
     .pattern = "/api/media/{name}",
     .caller = CALLER_EDITOR,
     .body = BODY_UPLOAD,
     .body_max = DESK_UPLOAD_MAX,
     .summary = "Upload",
     .open = desk_open,
     .handle = desk_uploaded},
    {.method = METHOD_GET,
     .pattern = "/api/wait",
     .caller = CALLER_VIEWER,
     .query = DESK_WAIT_QUERY,
     .held = true,
     .summary = "Wait",
     .handle = desk_wait},
    {.method = METHOD_POST,
     .pattern = "/api/wishes",
     .caller = CALLER_EDITOR,
     .body = BODY_JSON,
     .body_max = 100,
     .fields = DESK_WISHES,
     .handle = desk_hello},
    {.method = METHOD_GET, .pattern = "/api/late", .held = true, .handle = desk_late},
    {.method = METHOD_GET, .pattern = "/api/turn", .handle = desk_turn},
    {.method = METHOD_GET, .pattern = "/api/machine-turn", .machine = true, .handle = desk_turn},
};

static inline void desk_put(const struct desk *desk, const char *name, const char *text) {
    int fd = openat(desk->folder.fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

/* `settings` may have an address, a certificate, limits … already. */
static inline struct desk *desk_start(struct server_settings settings) {
    struct desk *desk = calloc(1, sizeof *desk);
    struct fail fail = {0};
    assert_non_null(desk);
    snprintf(desk->folder_path, sizeof desk->folder_path, "/tmp/kiosk-desk-XXXXXX");
    assert_non_null(mkdtemp(desk->folder_path));
    desk->folder = (struct static_folder){.fd = open(desk->folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                                          .hashed = true,
                                          .packed = true,
                                          .index = "index.html"};
    pthread_mutex_init(&desk->mutex, NULL);
    sem_init(&desk->slow_begun, 0, 0);
    sem_init(&desk->slow_go, 0, 0);
    settings.routes = DESK_ROUTES;
    settings.route_count = LENGTH(DESK_ROUTES);
    settings.authorize = desk_authorize;
    settings.log = desk_said;
    settings.context = desk;
    if (!settings.listen)
        settings.listen = "127.0.0.1:0";
    desk->server = server_create(&settings, &fail);
    if (!desk->server)
        print_error("%s\n", fail.text);
    assert_non_null(desk->server);
    return desk;
}

static inline void desk_stop(struct desk *desk) {
    static const char *const FILES[] = {"upload",  "index.html", "app.css", "app.css.gz", "app-4LQXJ2TA.js",
                                        ".hidden", "out",        "cert",    "key",        "socket"};
    server_destroy(desk->server, 20000);
    for (size_t i = 0; i < LENGTH(FILES); i++)
        unlinkat(desk->folder.fd, FILES[i], 0);
    assert_int_equal(rmdir(desk->folder_path), 0);
    close(desk->folder.fd);
    sem_destroy(&desk->slow_begun);
    sem_destroy(&desk->slow_go);
    pthread_mutex_destroy(&desk->mutex);
    free(desk);
}
