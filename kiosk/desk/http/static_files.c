#include "desk/http/static_files.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/http/conditional.h"
#include "system/disk_fd.h"

enum { ESBUILD_HASH = 8, BLAKE_HASH = 64, NAME_MAX_BYTES = 1024 };

static const char *const TYPES[][2] = {
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
};

const char *static_type(const char *name) {
    const char *end = strrchr(name, '.');
    for (size_t i = 0; end && i < LENGTH(TYPES); i++)
        if (strcmp(end, TYPES[i][0]) == 0)
            return TYPES[i][1];
    return "application/octet-stream"; /* browsers save it and run nothing */
}

bool static_hashed(const char *name) {
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    size_t stem = strcspn(base, ".");
    if (strspn(base, "0123456789abcdef") == BLAKE_HASH && base[BLAKE_HASH] == '\0')
        return true;
    /* esbuild's, in base 32 */
    return stem > ESBUILD_HASH && base[stem - ESBUILD_HASH - 1] == '-' &&
           strspn(base + stem - ESBUILD_HASH, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ESBUILD_HASH;
}

static bool name_served(const char *name) {
    if (strlen(name) > NAME_MAX_BYTES || name[0] == '/')
        return false;
    for (const char *at = name; at; at = strchr(at, '/')) {
        at += *at == '/';
        if (*at == '.' || *at == '/' || !*at)
            return false;
    }
    return true;
}

static void send_file(int fd, const struct stat *status, const char *etag, const struct request *request,
                      struct response *response) {
    uint64_t size = (uint64_t)status->st_size;
    struct range range =
        range_wanted(request_header(request, "Range"), request_header(request, "If-Range"), etag, size);
    if (range.kind == RANGE_NONE) {
        close(fd);
        response_problem(response, request, problem_row(PROBLEM_RANGE), NULL);
        response_header(response, "Content-Range", "bytes */%llu", (unsigned long long)size);
        return;
    }
    response->status = range.kind == RANGE_PART ? 206 : 200;
    response->fd = fd;
    response->from = range.first;
    response->length = range.kind == RANGE_PART ? range.last - range.first + 1 : size;
    if (range.kind == RANGE_PART)
        response_header(response, "Content-Range", "bytes %llu-%llu/%llu", (unsigned long long)range.first,
                        (unsigned long long)range.last, (unsigned long long)size);
}

/* -1: no such file. */
static int open_file(const struct static_folder *folder, const char *name, struct stat *status) {
    int fd = name_served(name) ? disk_open_beneath(folder->fd, name) : -1;
    if (fd >= 0 && (fstat(fd, status) != 0 || !S_ISREG(status->st_mode))) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static int open_packed(const struct static_folder *folder, const char *name, const struct request *request,
                       struct stat *status) {
    char packed[NAME_MAX_BYTES + 4];
    if (!folder->packed || !gzip_taken(request_header(request, "Accept-Encoding")) ||
        strlen(name) > NAME_MAX_BYTES)
        return -1;
    snprintf(packed, sizeof packed, "%s.gz", name);
    return open_file(folder, packed, status);
}

void static_serve(const struct static_folder *folder, const char *name, const struct request *request,
                  struct response *response) {
    struct stat status;
    char etag[80];
    if (!*name && folder->index)
        name = folder->index;
    int fd = open_packed(folder, name, request, &status);
    bool packed = fd >= 0;
    if (!packed)
        fd = open_file(folder, name, &status);
    if (fd < 0) {
        response_problem(response, request, problem_row(PROBLEM_NOT_FOUND), NULL);
        return;
    }
    if (folder->packed)
        response_header(response, "Vary", "Accept-Encoding");
    if (packed)
        response_header(response, "Content-Encoding", "gzip");
    /* written by rename, a file of another content is another file */
    snprintf(etag, sizeof etag, "\"%llx-%llx-%llx%09lx\"", (unsigned long long)status.st_ino,
             (unsigned long long)status.st_size, (unsigned long long)status.st_mtim.tv_sec,
             (unsigned long)status.st_mtim.tv_nsec);
    response->cache = folder->hashed && static_hashed(name) ? CACHE_FOREVER : CACHE_ASK;
    response_header(response, "ETag", "%s", etag);
    if (etag_named(request_header(request, "If-None-Match"), etag)) {
        close(fd);
        response->status = 304;
        return;
    }
    response->type = static_type(name);
    response_header(response, "Accept-Ranges", "bytes");
    send_file(fd, &status, etag, request, response);
}
