#include "copy/copy.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/json_read.h"
#include "core/site/site.h"
#include "system/disk.h"
#include "system/disk_fd.h"

enum { STATE_BYTES_MAX = 1 << 20, FILE_BYTES_MAX = 512 << 20, DEPTH_MAX = 12 };

static const char *const PARTS[] = {"playlists/", "assets/", "fonts/"};

bool copy_same(const struct hash *a, const struct hash *b) {
    return strcmp(a->hex, b->hex) == 0;
}

/* What editors and systems leave belongs to no site. */
static bool is_left_out(const char *name) {
    size_t length = strcspn(name, "/");
    return name[0] == '.' || length == 0 || name[length - 1] == '~';
}

bool copy_has(const char *path) {
    bool inside = false;
    for (size_t i = 0; i < LENGTH(PARTS); i++)
        inside |= strncmp(path, PARTS[i], strlen(PARTS[i])) == 0;
    for (const char *name = path; name; name = strchr(name, '/') ? strchr(name, '/') + 1 : NULL)
        inside &= !is_left_out(name);
    return inside && site_name_valid(path);
}

char *copy_path(const struct copy *copy, const char *path, const char *end) {
    char name[600];
    int length = snprintf(name, sizeof name, "%s%s", path, end);
    return length > 0 && (size_t)length < sizeof name ? disk_path(copy->folder, name) : NULL;
}

struct copy_file *copy_file(struct copy *copy, const char *path) {
    for (size_t i = 0; i < copy->count; i++)
        if (strcmp(copy->files[i].path, path) == 0)
            return &copy->files[i];
    if (copy->count == copy->room) {
        size_t room = copy->room ? 2 * copy->room : 256;
        struct copy_file *grown =
            room <= 4 * COPY_FILES_MAX ? realloc(copy->files, room * sizeof *grown) : NULL;
        if (!grown)
            return NULL;
        copy->files = grown;
        copy->room = room;
    }
    struct copy_file made = {.path = strdup(path)};
    if (!made.path)
        return NULL;
    copy->files[copy->count] = made;
    return &copy->files[copy->count++];
}

bool copy_look(const struct copy *copy, const char *path, struct hash *here, struct fail *fail) {
    char *bytes = NULL, *at = copy_path(copy, path, "");
    struct stat info;
    size_t size = 0;
    bool fine = at || fail_set(fail, "out of memory");
    if (fine && lstat(at, &info) != 0) {
        fine = errno == ENOENT || errno == ENOTDIR || fail_at(fail, at, 0, 0, "%s", strerror(errno));
        if (fine)
            *here = (struct hash){""};
    } else if (fine) {
        fine = disk_read(at, FILE_BYTES_MAX, &bytes, &size, fail);
        if (fine)
            *here = hash_bytes(bytes, size);
    }
    free(bytes);
    free(at);
    return fine;
}

struct scan {
    struct copy *copy;
    const char *above; /* inside the site, "playlists/guide" */
    int depth;
    bool fine;
    struct fail *fail;
};

static void see_entry(void *context, const char *folder, const char *name);

static bool scan_folder(const struct scan *above, const char *path, const char *at) {
    struct scan scan = {above->copy, path, above->depth + 1, true, above->fail};
    if (scan.depth > DEPTH_MAX)
        return fail_at(scan.fail, path, 0, 0, "folders are too deep in each other");
    return disk_list(at, see_entry, &scan, scan.fail) && scan.fine;
}

static bool take_entry(struct scan *scan, const char *path, const char *at) {
    struct stat info;
    if (lstat(at, &info) != 0)
        return fail_at(scan->fail, path, 0, 0, "%s", strerror(errno));
    if (S_ISDIR(info.st_mode))
        return scan_folder(scan, path, at);
    if (!S_ISREG(info.st_mode))
        return fail_at(scan->fail, path, 0, 0, "a link, or no file; put the file itself here");
    if (!site_name_valid(path))
        return fail_at(scan->fail, path, 0, 0, "such a name cannot be used in a site: rename it");
    struct copy_file *file = copy_file(scan->copy, path);
    return file ? copy_look(scan->copy, path, &file->here, scan->fail)
                : fail_at(scan->fail, path, 0, 0, "more than the 2000 files that a site may have");
}

static void note_unseen(struct copy *copy, const char *path) {
    size_t length = strlen(path), end = strlen(COPY_THEIRS);
    if (!copy->unseen && length > end && strcmp(path + length - end, COPY_THEIRS) == 0)
        copy->unseen = strdup(path);
}

static void see_entry(void *context, const char *folder, const char *name) {
    struct scan *scan = context;
    char path[600];
    (void)folder;
    if (!scan->fine)
        return;
    int length = snprintf(path, sizeof path, "%s/%s", scan->above, name);
    if (length < 0 || (size_t)length >= sizeof path) {
        scan->fine = fail_at(scan->fail, scan->above, 0, 0, "holds a name that is too long");
    } else if (is_left_out(name)) {
        note_unseen(scan->copy, path);
    } else {
        char *at = copy_path(scan->copy, path, "");
        scan->fine = at ? take_entry(scan, path, at) : fail_set(scan->fail, "out of memory");
        free(at);
    }
}

static bool scan_all(struct copy *copy, struct fail *fail) {
    struct scan root = {copy, "", 0, true, fail};
    for (size_t i = 0; i < LENGTH(PARTS); i++) {
        char part[20], *at;
        snprintf(part, sizeof part, "%.*s", (int)strlen(PARTS[i]) - 1, PARTS[i]);
        at = copy_path(copy, part, "");
        bool fine = at ? scan_folder(&root, part, at) : fail_set(fail, "out of memory");
        free(at);
        if (!fine)
            return false;
    }
    return true;
}

/* {"desk": URL, "login": L, "revision": N, "files": {PATH: HASH}} */
static bool take_state(struct copy *copy, const char *name, json_t *root, struct fail *fail) {
    const char *desk = NULL, *login = NULL, *path;
    json_int_t revision = 0;
    json_t *files = NULL, *hash;
    if (json_unpack(root, "{s:s, s:s, s:I, s:o}", "desk", &desk, "login", &login, "revision", &revision,
                    "files", &files) != 0 ||
        strlen(desk) >= sizeof copy->desk || strlen(login) >= sizeof copy->login || revision < 1)
        return fail_at(fail, name, 0, 0, "is not what kioskctl wrote: pull into another folder");
    memcpy(copy->desk, desk, strlen(desk) + 1);
    memcpy(copy->login, login, strlen(login) + 1);
    copy->revision = revision;
    json_object_foreach(files, path, hash) {
        struct copy_file *file =
            copy_has(path) && hash_valid(json_string_value(hash)) ? copy_file(copy, path) : NULL;
        if (!file)
            return fail_at(fail, name, 0, 0, "\"%.100s\" is no file of a site: pull into another folder",
                           path);
        memcpy(file->base.hex, json_string_value(hash), sizeof file->base.hex);
    }
    return true;
}

static bool read_state(struct copy *copy, struct fail *fail) {
    char *bytes = NULL, *name = disk_path(copy->folder, COPY_STATE);
    size_t size = 0;
    bool fine = name || fail_set(fail, "out of memory");
    if (fine && disk_exists(name)) {
        fine = disk_read(name, STATE_BYTES_MAX, &bytes, &size, fail);
        json_t *root = fine ? json_read(name, bytes, size, fail) : NULL;
        fine = root && take_state(copy, name, root, fail);
        json_decref(root);
    }
    free(bytes);
    free(name);
    return fine;
}

bool copy_open(struct copy *copy, const char *folder, struct fail *fail) {
    *copy = (struct copy){.folder = folder};
    return read_state(copy, fail) && scan_all(copy, fail);
}

void copy_finish(struct copy *copy) {
    for (size_t i = 0; i < copy->count; i++)
        free(copy->files[i].path);
    free(copy->files);
    free(copy->unseen);
    *copy = (struct copy){0};
}

bool copy_save(const struct copy *copy, struct fail *fail) {
    json_t *files = json_object();
    int failed = files ? 0 : -1;
    for (size_t i = 0; i < copy->count && failed == 0; i++)
        if (copy->files[i].base.hex[0])
            failed = json_object_set_new(files, copy->files[i].path, json_string(copy->files[i].base.hex));
    json_t *root = json_pack("{s:s, s:s, s:I, s:o}", "desk", copy->desk, "login", copy->login, "revision",
                             (json_int_t)copy->revision, "files", files);
    char *text = root && failed == 0 ? json_dumps(root, JSON_INDENT(1)) : NULL;
    char *name = disk_path(copy->folder, COPY_STATE);
    bool fine = text && name ? disk_write(name, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(name);
    free(text);
    json_decref(root);
    return fine;
}
