#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/fetch_parts.h"
#include "sync/range.h"

static bool store_in_memory(struct transfer *transfer, const char *data, size_t size) {
    size_t needed = transfer->result.size + size + 1;
    if (needed > transfer->capacity) {
        size_t capacity = transfer->capacity ? transfer->capacity * 2 : 16384;
        if (capacity < needed)
            capacity = needed;
        char *bytes = realloc(transfer->result.bytes, capacity);
        if (!bytes)
            return false;
        transfer->result.bytes = bytes;
        transfer->capacity = capacity;
    }
    memcpy(transfer->result.bytes + transfer->result.size, data, size);
    transfer->result.size += size;
    transfer->result.bytes[transfer->result.size] = '\0';
    return true;
}

static bool store_in_file(struct transfer *transfer, const char *data, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(transfer->fd, data, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        data += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

bool transfer_empty_file(struct transfer *transfer) {
    if (ftruncate(transfer->fd, 0) != 0 || lseek(transfer->fd, 0, SEEK_SET) != 0) {
        transfer->disk_error = errno;
        return false;
    }
    transfer->resumed = transfer->got = 0;
    return true;
}

/* Is this the body that was asked for? The status is 200 or 206. */
static bool begin_body(struct transfer *transfer, long status) {
    transfer->answer.begun = true;
    if (transfer->resumed == 0)
        return status == 200;
    switch (range_judge(status, transfer->answer.content_range, transfer->resumed, transfer->request.max)) {
    case RANGE_REST:
        return true;
    case RANGE_WHOLE:
        return transfer_empty_file(transfer);
    default:
        return false;
    }
}

bool transfer_is_told(const struct transfer *transfer, long status) {
    return transfer->talk.on && transfer->fd < 0 && (status == 410 || (transfer->talk.told && status >= 400));
}

/* The text of an error page is of no interest, and must come to an end. */
static size_t skip_error(struct transfer *transfer, size_t size) {
    transfer->answer.error_bytes += size;
    return transfer->answer.error_bytes > ERROR_BYTES_MAX ? 0 : size;
}

/* The sizes a server declares are not believed: bytes are counted as they arrive. Returning 0 ends the
 * transfer. */
size_t transfer_on_body(char *data, size_t unit, size_t count, void *context) {
    struct transfer *transfer = context;
    size_t size = unit * count;
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    bool told = transfer_is_told(transfer, status);
    if (status != 200 && status != 206 && !told)
        return skip_error(transfer, size);
    if (!transfer->answer.begun && !told && !begin_body(transfer, status))
        return 0;
    if (transfer->got + size > transfer->request.max) {
        transfer->answer.too_large = true;
        return 0;
    }
    transfer->got += size;
    if (transfer->fd >= 0 ? !store_in_file(transfer, data, size) : !store_in_memory(transfer, data, size)) {
        transfer->disk_error = errno ? errno : EIO;
        return 0;
    }
    return size;
}

/* The value of header `name` (with its ":") when this line is it and it fits. */
static void take_header(const char *line, size_t size, const char *name, char *value, size_t max) {
    size_t from = strlen(name), to = size;
    if (size < from || strncasecmp(line, name, from) != 0)
        return;
    while (from < to && (line[from] == ' ' || line[from] == '\t'))
        from++;
    while (to > from && (line[to - 1] == '\r' || line[to - 1] == '\n' || line[to - 1] == ' '))
        to--;
    if (to - from < max) {
        memcpy(value, line + from, to - from);
        value[to - from] = '\0';
    }
}

/* The charset of a Content-Type (RFC 9110 §8.3), without its quotes; what is no such name counts for nothing.
 */
static void take_charset(const char *type, char *charset, size_t max) {
    for (const char *at = strchr(type, ';'); at; at = strchr(at, ';')) {
        at += 1 + strspn(at + 1, " \t");
        if (strncasecmp(at, "charset=", 8) != 0)
            continue;
        at += 8;
        at += *at == '"';
        size_t length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+");
        if (length > 0 && length < max && strchr("\"; \t", at[length])) {
            memcpy(charset, at, length);
            charset[length] = '\0';
        }
        return;
    }
}

size_t transfer_on_header(char *data, size_t unit, size_t count, void *context) {
    struct transfer *transfer = context;
    struct fetch_result *result = &transfer->result;
    size_t size = unit * count;
    char type[200] = "", cookie[1000] = "";
    transfer->answer.header_bytes += size;
    if (transfer->answer.header_bytes > HEADER_BYTES_MAX)
        return 0;
    take_header(data, size, "etag:", result->etag, sizeof(result->etag));
    take_header(data, size, "content-range:", transfer->answer.content_range,
                sizeof(transfer->answer.content_range));
    take_header(data, size, "set-cookie:", cookie, sizeof(cookie));
    cookie[strcspn(cookie, ";")] = '\0';
    if (cookie[0] && strlen(cookie) < sizeof(result->cookie))
        memcpy(result->cookie, cookie, strlen(cookie) + 1);
    take_header(data, size, "content-type:", type, sizeof(type));
    take_charset(type, result->charset, sizeof(result->charset));
    return size;
}

bool transfer_open_file(struct transfer *transfer, struct fail *fail) {
    const char *path = transfer->request.path;
    transfer->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    struct stat status;
    if (transfer->fd < 0 || fstat(transfer->fd, &status) != 0 || !S_ISREG(status.st_mode))
        return fail_set(fail, "%s: cannot be written: %s", path, strerror(errno));
    off_t there = status.st_size;
    if ((uint64_t)there >= transfer->request.max) { /* nothing left to ask for, so it is wrong: begin again */
        if (ftruncate(transfer->fd, 0) != 0)
            return fail_set(fail, "%s: cannot be emptied", path);
        there = 0;
    }
    if (lseek(transfer->fd, there, SEEK_SET) != there)
        return fail_set(fail, "%s: cannot be resumed", path);
    transfer->resumed = transfer->got = (uint64_t)there;
    return true;
}
