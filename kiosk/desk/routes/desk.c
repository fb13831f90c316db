#include "desk/routes/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/data/objects.h"
#include "desk/http/openapi.h"
#include "desk/painted/painters.h"
#include "desk/routes/devices.h"
#include "desk/routes/preview_feeds.h"
#include "desk/routes/routes_parts.h"
#include "desk/routes/uploads.h"
#include "desk/work/address_answers.h"
#include "desk/work/folder.h"
#include "desk/work/kept.h"
#include "desk/work/known_feeds.h"
#include "desk/work/publishing.h"
#include "system/disk.h"

#define PREVIEW_CACHE "preview-cache"
enum { PAINTERS = 2 };

static void close_database(void *database) {
    database_close(database);
}

/* Made when it is not there, so that it can be held open. */
static int open_site(const char *data, struct fail *fail) {
    char *path = disk_path(data, PUBLISHING_TREE);
    int fd = path && disk_make_folder(path, fail) ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd < 0)
        fail_set(fail, "cannot open %s: %s", path ? path : "the published tree", strerror(errno));
    free(path);
    return fd;
}

static bool open_folders(struct desk *desk, struct fail *fail) {
    const char *page = desk->settings.page;
    desk->site.fd = open_site(desk->settings.data, fail);
    if (desk->site.fd < 0)
        return false;
    if (page && (desk->page.fd = open(page, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        return fail_set(fail, "cannot open %s: %s", page, strerror(errno));
    return true;
}

/* A desk without them is one without previews; that is said, and no reason not to begin. */
static void start_painters(struct desk *desk) {
    char *contents = disk_path(desk->settings.data, FOLDER_PREVIEWS),
         *cache = disk_path(desk->settings.data, PREVIEW_CACHE), *feeds = preview_feeds_around(desk);
    const struct painters_settings settings = {
        .place = {.program = desk->settings.painter, .contents = contents, .feeds = feeds, .cache = cache},
        .count = PAINTERS};
    struct fail fail = {0};
    if (contents && cache && disk_make_folder(contents, &fail))
        desk->painters = painters_create(&settings, &fail);
    if (!desk->painters)
        desk_log(desk, "nothing can be previewed: %s", fail.text);
    free(feeds);
    free(cache);
    free(contents);
}

bool desk_init(struct desk *desk, const struct desk_settings *settings, struct fail *fail) {
    *desk = (struct desk){.settings = *settings,
                          .clock = clock_system(),
                          .page = {.fd = -1, .hashed = true, .packed = true, .index = "index.html"},
                          .site = {.fd = -1, .hashed = true}};
    pthread_mutex_init(&desk->mutex, NULL);
    desk->connections.made = pthread_key_create(&desk->connections.key, close_database) == 0;
    if (!desk->connections.made)
        return fail_set(fail, "no more room for threads");
    if (!(desk->passwords = passwords_create(fail)))
        return false;
    desk->throttle = throttle_create();
    desk->uploads = uploads_create();
    desk->pictures.own = OWN_PICTURES;
    desk->pictures.all = ALL_PICTURES;
    desk->devices = devices_create();
    desk->kept = kept_create();
    if (settings->addresses)
        desk->answers = address_answers_create(settings->addresses);
    if (settings->feeds)
        desk->feeds.known = known_feeds_create(settings->feeds);
    desk->route_count = routes_all(desk->routes);
    desk->openapi = openapi_write(desk->routes, desk->route_count, "kiosk-desk", KIOSK_VERSION);
    if (!desk->throttle || !desk->uploads || !desk->devices || !desk->kept || !desk->openapi ||
        (settings->addresses && !desk->answers) || (settings->feeds && !desk->feeds.known))
        return fail_set(fail, "out of memory");
    if (folder_previews_sweep(desk->settings.data, fail) != OUTCOME_DONE ||
        objects_sweep(desk->settings.data, fail) != OUTCOME_DONE || !open_folders(desk, fail))
        return false;
    start_painters(desk);
    return true;
}

/* What screens said last is not lost with an orderly end. */
static void write_reports(struct desk *desk) {
    struct fail fail = {0};
    struct database *database =
        status_batch_due_ms(desk->devices->batch) < INT64_MAX ? desk_connection(desk) : NULL;
    if (database && devices_write(desk, database, &fail) != OUTCOME_DONE)
        desk_log(desk, "what the screens said last is lost: %s", fail.text);
}

void desk_finish(struct desk *desk) {
    if (desk->connections.made) {
        if (desk->devices)
            write_reports(desk);
        database_close(pthread_getspecific(desk->connections.key));
        pthread_key_delete(desk->connections.key);
        pthread_mutex_destroy(&desk->mutex);
        if (desk->page.fd >= 0)
            close(desk->page.fd);
        if (desk->site.fd >= 0)
            close(desk->site.fd);
    }
    free(desk->openapi);
    painters_destroy(desk->painters);
    uploads_destroy(desk->uploads);
    devices_destroy(desk->devices);
    kept_destroy(desk->kept);
    known_feeds_destroy(desk->feeds.known);
    address_answers_destroy(desk->answers);
    throttle_destroy(desk->throttle);
    passwords_destroy(desk->passwords);
    *desk = (struct desk){0};
}

struct database *desk_connection(struct desk *desk) {
    struct database *database = pthread_getspecific(desk->connections.key);
    struct fail fail = {0};
    if (database)
        return database;
    database = database_open(desk->settings.data, DATABASE_MUST_EXIST, &fail);
    if (database && pthread_setspecific(desk->connections.key, database) != 0) {
        database_close(database);
        database = NULL;
        fail_set(&fail, "no more room for threads");
    }
    if (!database)
        desk_log(desk, "%s", fail.text);
    return database;
}

struct address_answers *desk_answers(struct desk *desk) {
    struct fail fail = {0};
    if (desk->answers && !address_answers_refresh(desk->answers, &fail))
        desk_log(desk, "what addresses answered cannot be read: %s", fail.text);
    return desk->answers;
}

int64_t desk_now_ms(const struct desk *desk) {
    return clock_sample(&desk->clock).wall_ms;
}

void desk_log(const struct desk *desk, const char *format, ...) {
    char line[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    desk->settings.log(line);
}

void desk_serve(struct desk *desk, struct server *server) {
    pthread_mutex_lock(&desk->mutex);
    desk->server = server;
    pthread_mutex_unlock(&desk->mutex);
}

void desk_wake_later(struct desk *desk, uint64_t topic, int64_t after_ms) {
    pthread_mutex_lock(&desk->mutex);
    if (desk->server)
        server_wake_later(desk->server, topic, after_ms);
    pthread_mutex_unlock(&desk->mutex);
}

void desk_wake(struct desk *desk, uint64_t topic) {
    pthread_mutex_lock(&desk->mutex);
    if (desk->server)
        server_wake(desk->server, topic);
    pthread_mutex_unlock(&desk->mutex);
}
