#include "publish/publish.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/signed_tree.h"
#include "publish/tree.h"
#include "system/disk.h"
#include "system/disk_stream.h"

enum { FRESH_MARGIN_S = 6 * 3600 };
#define MB 1000000.0

/* One publication under way. */
struct edition {
    const struct publish_order *order;
    struct publish_set *set;
    const struct signer *signer;
    struct tree_names names;
    struct signed_tree before;
    struct manifest_head last; /* what was published before; epoch 0: nothing */
    struct manifest next;
};

static bool last_find(struct edition *edition, struct fail *fail) {
    const struct signed_tree *before = &edition->before;
    const char *path = edition->names.manifest;
    char comment[SIGN_COMMENT_MAX];
    switch (before->state) {
    case SIGNED_NOTHING:
        return true;
    case SIGNED_UNKNOWN:
        if (!edition->order->force)
            return fail_set(fail, "%.140s: %.180s; --force replaces it", path, before->why.text);
        if (before->manifest)
            manifest_comment(before->manifest, comment, sizeof comment);
        else if (!manifest_comment_parse(before->comment, &edition->last))
            return edition->order->epoch > 0 || fail_set(fail,
                                                         "%.140s: %.110s; its number cannot be read: begin "
                                                         "an epoch above the last one (--epoch)",
                                                         path, before->why.text);
        else
            return true;
        break;
    case SIGNED_WHOLE:
    case SIGNED_INTERRUPTED:
        memcpy(comment, before->comment, sizeof comment);
        break;
    }
    return manifest_comment_parse(comment, &edition->last) ||
           fail_set(fail, "%.140s: its signed comment is none of a site: %.140s", path, comment);
}

static bool last_is_ours(const struct edition *edition, struct fail *fail) {
    const struct manifest_head *last = &edition->last;
    const struct publish_order *order = edition->order;
    if (last->epoch == 0 || order->force)
        return true;
    if (strcmp(last->site, edition->set->site) != 0 || strcmp(last->channel, order->channel) != 0)
        return fail_set(
            fail, "%.140s: holds site %s, channel %s, not site %s, channel %s; --force replaces it",
            edition->names.manifest, last->site, last->channel, edition->set->site, order->channel);
    return last->issued_s <= order->now_s + DAY_S ||
           fail_set(fail,
                    "%.140s: was published %" PRId64
                    " days in the future: set this machine's clock (--force goes on)",
                    edition->names.manifest, (last->issued_s - order->now_s) / DAY_S);
}

/* The number of the next generation: always newer than anything a screen may have seen. */
static bool number(const struct edition *edition, struct generation_id *out, struct fail *fail) {
    const struct publish_order *order = edition->order;
    struct generation_id last = {edition->last.epoch, edition->last.seq};
    if (generation_id_newer(order->known, last))
        last = order->known;
    uint32_t epoch = order->epoch ? order->epoch : last.epoch ? last.epoch : 1;
    if (epoch < last.epoch)
        return fail_set(fail, "epoch %" PRIu32 " is over: screens are in epoch %" PRIu32 " and never go back",
                        epoch, last.epoch);
    *out = (struct generation_id){epoch, epoch > last.epoch ? 1 : last.seq + 1};
    return out->seq < INT64_MAX ||
           fail_set(fail, "epoch %" PRIu32 " has no number left: begin the next one (--epoch)", epoch);
}

static bool same_files(const struct manifest *a, const struct publish_set *set) {
    if (a->file_count != set->count)
        return false;
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(a->files[i].name, set->files[i].entry.name) != 0 ||
            strcmp(a->files[i].hash, set->files[i].entry.hash) != 0)
            return false;
    return true;
}

static bool nothing_changed(const struct edition *edition) {
    const struct publish_order *order = edition->order;
    const struct manifest *before = edition->before.manifest;
    return edition->before.state == SIGNED_WHOLE && !order->force &&
           (order->epoch == 0 || order->epoch == before->epoch) &&
           !generation_id_newer(order->known, (struct generation_id){before->epoch, before->seq}) &&
           same_files(before, edition->set) && order->now_s < before->fresh_until_s - FRESH_MARGIN_S;
}

/* All of it is read: an object that rotted is mended by publishing once more. Bytes that are missing. */
static bool look_around(const struct edition *edition, uint64_t *missing, struct fail *fail) {
    *missing = 0;
    for (size_t i = 0; i < edition->set->count; i++) {
        struct publish_file *file = &edition->set->files[i];
        struct fail ignored;
        char *path = tree_object(edition->order->tree, file->entry.hash);
        if (!path)
            return fail_set(fail, "out of memory");
        file->is_new = !stream_right(path, file->entry.hash, file->entry.size, &ignored);
        *missing += file->is_new ? file->entry.size : 0;
        free(path);
    }
    return true;
}

/* Half a film on a full disk helps nobody. */
static bool has_room(const struct edition *edition, uint64_t missing, struct fail *fail) {
    uint64_t have = 0, reserve = 0;
    return !disk_space(edition->order->tree, &have, &reserve, NULL) || missing <= have ||
           fail_set(fail, "%.200s: the disk is too full: need %.1f MB, have %.1f MB", edition->order->tree,
                    (double)missing / MB, (double)have / MB);
}

static bool write_object(const struct publish_set *set, const struct publish_file *file, const char *path,
                         struct fail *fail) {
    if (file->bytes)
        return disk_write(path, file->bytes, (size_t)file->entry.size, fail);
    int fd = set->source.open(set->source.files.context, file->entry.name, fail);
    bool done = fd >= 0 && stream_copy(fd, path, file->entry.hash, file->entry.size, fail);
    if (fd >= 0)
        close(fd);
    return done;
}

static bool write_objects(const struct edition *edition, size_t *written, struct fail *fail) {
    uint64_t missing = 0;
    *written = 0;
    if (!look_around(edition, &missing, fail) || !has_room(edition, missing, fail))
        return false;
    for (size_t i = 0; i < edition->set->count; i++) {
        const struct publish_file *file = &edition->set->files[i];
        char *path = tree_object(edition->order->tree, file->entry.hash);
        bool done = path ? !file->is_new || write_object(edition->set, file, path, fail)
                         : fail_set(fail, "out of memory");
        free(path);
        if (!done)
            return false;
        *written += file->is_new;
    }
    return true;
}

/* Web servers make their ETag of a file's size and the second it was written in: two publications within one
 * second must not look the same to a screen that asks with If-None-Match. */
static bool set_time(const struct edition *edition, time_t before_s, struct fail *fail) {
    time_t now_s = (time_t)edition->order->now_s, time_s = before_s >= now_s ? before_s + 1 : now_s;
    struct timespec times[2] = {{.tv_sec = time_s}, {.tv_sec = time_s}};
    return utimensat(AT_FDCWD, edition->names.manifest, times, 0) == 0 ||
           fail_set(fail, "%s: cannot set its time", edition->names.manifest);
}

/* As a screen will look at it: what it would refuse is not published. */
static char *sign(const struct edition *edition, const char *bytes, size_t size, struct fail *fail) {
    const struct signer *signer = edition->signer;
    struct trust trust = {.keys = {signer->key}, .count = 1};
    char comment[SIGN_COMMENT_MAX], again[SIGN_COMMENT_MAX];
    struct manifest *read = manifest_parse(bytes, size, fail);
    if (!read)
        return NULL;
    manifest_destroy(read);
    manifest_comment(&edition->next, comment, sizeof comment);
    char *signature = signer->sign(signer->context, bytes, size, comment, fail);
    if (signature && !sign_verify(&trust, bytes, size, signature, strlen(signature), again, fail)) {
        free(signature);
        return NULL;
    }
    return signature;
}

static bool write_signed(const struct edition *edition, struct fail *fail) {
    size_t size = 0;
    struct stat status;
    const struct tree_names *names = &edition->names;
    char *bytes = manifest_write(&edition->next, &size), *signature = NULL;
    bool done = false;
    if (!bytes)
        fail_set(fail, "out of memory");
    else if (size > MANIFEST_BYTES_MAX)
        fail_set(fail, "the list of files is over %d bytes: use fewer files", MANIFEST_BYTES_MAX);
    else if ((signature = sign(edition, bytes, size, fail))) {
        time_t before_s = stat(names->manifest, &status) == 0 ? status.st_mtime : 0;
        done = disk_write(names->signature, signature, strlen(signature), fail) &&
               disk_write(names->manifest, bytes, size, fail) && set_time(edition, before_s, fail);
    }
    free(bytes);
    free(signature);
    return done;
}

static bool make_next(struct edition *edition, struct fail *fail) {
    const struct publish_order *order = edition->order;
    const struct publish_set *set = edition->set;
    struct generation_id id = {0, 0};
    if (!last_is_ours(edition, fail) || !number(edition, &id, fail))
        return false;
    edition->next = (struct manifest){.site = set->site,
                                      .channel = order->channel,
                                      .min_player = KIOSK_VERSION,
                                      .epoch = id.epoch,
                                      .seq = id.seq,
                                      .issued_s = order->now_s,
                                      .fresh_until_s = order->now_s + DAY_S,
                                      .expires_s = order->now_s + order->valid_s,
                                      .files = calloc(set->count, sizeof *edition->next.files),
                                      .file_count = set->count};
    if (!edition->next.files)
        return fail_set(fail, "out of memory");
    for (size_t i = 0; i < set->count; i++)
        edition->next.files[i] = set->files[i].entry;
    return true;
}

static bool run(struct edition *edition, struct publish_result *result, struct fail *fail) {
    struct trust trust = {.keys = {edition->signer->key}, .count = 1};
    struct publish_result made = {0};
    if (!tree_names_init(&edition->names, edition->order->tree, edition->order->channel, fail))
        return false;
    edition->before = signed_tree_read(&edition->names, &trust);
    if (!last_find(edition, fail) || !make_next(edition, fail) ||
        !write_objects(edition, &made.written, fail))
        return false;
    made.unchanged = nothing_changed(edition);
    if (!made.unchanged && !write_signed(edition, fail))
        return false;
    made.id = made.unchanged ? (struct generation_id){edition->last.epoch, edition->last.seq}
                             : (struct generation_id){edition->next.epoch, edition->next.seq};
    *result = made;
    return true;
}

bool publish(const struct publish_order *order, struct publish_set *set, const struct signer *signer,
             struct publish_result *result, struct report *report) {
    struct edition edition = {.order = order, .set = set, .signer = signer};
    struct fail fail = {0};
    int lock = tree_lock(order->tree, &fail);
    bool done = lock >= 0 && run(&edition, result, &fail);
    if (!done)
        report_add(report, SEVERITY_ERROR, "", 0, 0, "%s", fail.text);
    free(edition.next.files);
    signed_tree_finish(&edition.before);
    tree_names_finish(&edition.names);
    tree_unlock(lock);
    return done;
}
