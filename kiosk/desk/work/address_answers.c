#include "desk/work/address_answers.h"

#include <errno.h>
#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/text/plain_text.h"
#include "system/disk.h"

enum { STATUS_MAX = 999, WHY_BYTES_MAX = 400 };
#define LAST_MS INT64_C(4102444800000) /* 2100 */

struct silent {
    char *url;
    struct address_silence silence;
};
struct silent_list {
    struct silent *items; /* by url */
    size_t count;
};
struct version { /* of a file; all 0: it is not there */
    struct timespec changed;
    off_t size;
    ino_t inode;
};
struct address_answers {
    const char *file;
    pthread_mutex_t mutex;
    struct version version;
    struct silent_list silent;
};

static void finish_list(struct silent_list *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].url);
    free(list->items);
    *list = (struct silent_list){0};
}

struct address_answers *address_answers_create(const char *file) {
    struct address_answers *answers = calloc(1, sizeof *answers);
    if (answers) {
        answers->file = file;
        pthread_mutex_init(&answers->mutex, NULL);
    }
    return answers;
}

void address_answers_destroy(struct address_answers *answers) {
    if (!answers)
        return;
    finish_list(&answers->silent);
    pthread_mutex_destroy(&answers->mutex);
    free(answers);
}

static int compare(const void *one, const void *other) {
    return strcmp(((const struct silent *)one)->url, ((const struct silent *)other)->url);
}

/* One of "asked"; kept when it did not answer. `reached`: a server said something, whatever it was. */
static bool read_item(const json_t *item, size_t n, struct silent_list *list, bool *reached,
                      struct fail *fail) {
    const char *url = NULL, *why = NULL;
    json_int_t when_s = 0, status = 0;
    int answered = 0;
    json_error_t error;
    if (json_unpack_ex((json_t *)item, &error, 0, "{s:s, s:I, s:I, s:b, s:s!}", "address", &url, "when",
                       &when_s, "status", &status, "answered", &answered, "why", &why) != 0)
        return fail_set(fail, "\"asked\", no. %zu: %.200s", n + 1, error.text);
    if (strlen(url) > ADDRESS_BYTES_MAX || !https_url_valid(url) || strlen(why) > WHY_BYTES_MAX ||
        when_s <= 0 || when_s > LAST_MS / 1000 || status < 0 || status > STATUS_MAX)
        return fail_set(fail, "\"asked\", no. %zu: no https address with a time and a status of HTTP", n + 1);
    *reached |= answered || status > 0;
    if (answered)
        return true;
    struct silent *kept = &list->items[list->count];
    *kept = (struct silent){strdup(url), {when_s * 1000, (int)status}};
    if (!kept->url)
        return fail_set(fail, "out of memory");
    list->count++;
    return true;
}

static bool read_root(const json_t *root, struct silent_list *list, struct fail *fail) {
    const json_t *asked = json_object_get(root, "asked");
    size_t count = json_array_size(asked);
    if (json_object_size(root) != 1 || !json_is_array(asked) || count > ADDRESS_ANSWERS_MAX)
        return fail_set(fail, "must be {\"asked\": […]} with at most %d answers", ADDRESS_ANSWERS_MAX);
    if (!(list->items = calloc(count + 1, sizeof *list->items)))
        return fail_set(fail, "out of memory");
    bool reached = false;
    for (size_t i = 0; i < count; i++)
        if (!read_item(json_array_get(asked, i), i, list, &reached, fail))
            return false;
    if (!reached)
        finish_list(list);
    else
        qsort(list->items, list->count, sizeof *list->items, compare);
    return true;
}

static bool read_file(const char *file, struct silent_list *list, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    json_error_t error;
    if (!disk_read(file, ADDRESS_FILE_MAX, &bytes, &size, fail))
        return false;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    bool fine =
        root ? read_root(root, list, fail) : fail_set(fail, "line %d: %.200s", error.line, error.text);
    json_decref(root);
    free(bytes);
    if (!fine) {
        fail_wrap(fail, ": ", "");
        fail_wrap(fail, file, "");
    }
    return fine;
}

static bool same_version(const struct version *a, const struct version *b) {
    return a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec &&
           a->size == b->size && a->inode == b->inode;
}

/* False when that cannot be told. */
static bool version_of(const char *file, struct version *version, struct fail *fail) {
    struct stat info;
    *version = (struct version){0};
    if (stat(file, &info) == 0)
        *version = (struct version){info.st_mtim, info.st_size, info.st_ino};
    else if (errno != ENOENT)
        return fail_set(fail, "%s: %s", file, strerror(errno));
    return true;
}

bool address_answers_refresh(struct address_answers *answers, struct fail *fail) {
    struct version now;
    struct silent_list list = {0};
    bool fine = true;
    pthread_mutex_lock(&answers->mutex);
    bool known = version_of(answers->file, &now, fail);
    bool other = known && !same_version(&now, &answers->version);
    bool there = now.inode != 0;
    if (other) {
        answers->version = now;
        fine = !there || read_file(answers->file, &list, fail);
    }
    if (other && fine) {
        struct silent_list old = answers->silent;
        answers->silent = list;
        list = old;
    }
    pthread_mutex_unlock(&answers->mutex);
    finish_list(&list);
    return known && fine;
}

bool address_silence_any(struct address_answers *answers) {
    if (!answers)
        return false;
    pthread_mutex_lock(&answers->mutex);
    bool any = answers->silent.count > 0;
    pthread_mutex_unlock(&answers->mutex);
    return any;
}

bool address_silent(struct address_answers *answers, const char *url, struct address_silence *silence) {
    struct silent key = {.url = (char *)url};
    if (!answers || !url)
        return false;
    pthread_mutex_lock(&answers->mutex);
    const struct silent *found = answers->silent.count ? bsearch(&key, answers->silent.items,
                                                                 answers->silent.count, sizeof key, compare)
                                                       : NULL;
    if (found)
        *silence = found->silence;
    pthread_mutex_unlock(&answers->mutex);
    return found;
}
