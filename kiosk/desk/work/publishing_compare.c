#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "desk/work/publishing_parts.h"
#include "desk/work/site_tree.h"
#include "desk/work/work_findings.h"
#include "publish/signed_tree.h"
#include "system/disk.h"

enum { REVISIONS_COMPARED = 2000 };

char *publishing_tree(const struct publishing *publishing) {
    return disk_path(database_folder(publishing->database), PUBLISHING_TREE);
}

int publishing_lock(const struct publishing *publishing, enum outcome *outcome, struct fail *fail) {
    char *path = disk_path(database_folder(publishing->database), "publishing.lock");
    int lock = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0) {
        *outcome = OUTCOME_DONE;
    } else if (lock >= 0 && errno == EWOULDBLOCK) {
        fail_said(fail, NULL, FOUND_OTHER_PUBLISHES);
        *outcome = OUTCOME_BUSY;
    } else {
        fail_set(fail, "publishing.lock: %s", path ? strerror(errno) : "out of memory");
        *outcome = OUTCOME_TROUBLE;
    }
    if (*outcome != OUTCOME_DONE && lock >= 0) {
        close(lock);
        lock = -1;
    }
    free(path);
    return lock;
}

enum outcome publishing_add(const struct publishing *publishing, const char *tree,
                            struct publication *publication, struct fail *fail) {
    struct tree_names names;
    char *bytes = NULL;
    size_t size = 0;
    if (!tree_names_init(&names, tree, publishing->channel, fail))
        return OUTCOME_TROUBLE;
    bool read = disk_read(names.manifest, MANIFEST_BYTES_MAX, &bytes, &size, fail);
    tree_names_finish(&names);
    if (!read)
        return OUTCOME_TROUBLE;
    publication->manifest = hash_bytes(bytes, size);
    free(bytes);
    return publication_add(publishing->database, publishing->act, publication, fail);
}

static bool has_files(const struct site_tree *tree, const struct manifest *manifest) {
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct site_tree_file *file = site_tree_find(tree, manifest->files[i].name);
        if (!file || strcmp(file->hash.hex, manifest->files[i].hash) != 0)
            return false;
    }
    return true;
}

/* Which revision was published? *revision is 0 when none has these files. */
static enum outcome find_revision(struct database *database, const struct manifest *manifest,
                                  int64_t *revision, struct fail *fail) {
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    *revision = 0;
    for (int64_t id = newest; outcome == OUTCOME_DONE && id > 0 && id > newest - REVISIONS_COMPARED; id--) {
        struct site_tree tree = {0};
        outcome = site_tree_init(&tree, database, id, fail);
        bool found = outcome == OUTCOME_DONE && has_files(&tree, manifest);
        site_tree_finish(&tree);
        if (found) {
            *revision = id;
            break;
        }
    }
    return outcome;
}

static enum outcome add_missing(const struct publishing *publishing, const char *tree,
                                const struct manifest *manifest, struct fail *fail) {
    struct publication publication = {.epoch = manifest->epoch, .seq = (int64_t)manifest->seq};
    enum outcome outcome = find_revision(publishing->database, manifest, &publication.revision, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (publication.revision == 0) {
        fail_set(fail,
                 "%.200s holds version %u.%llu, which is no revision of this desk: somebody else publishes "
                 "into it",
                 tree, (unsigned)manifest->epoch, (unsigned long long)manifest->seq);
        return OUTCOME_REFUSED;
    }
    return publishing_add(publishing, tree, &publication, fail);
}

static enum outcome compare(const struct publishing *publishing, const char *tree,
                            const struct signed_tree *signed_, enum reconciled *reconciled,
                            struct fail *fail) {
    struct publication newest = {0};
    enum outcome outcome = publication_newest(publishing->database, &newest, fail);
    if (outcome != OUTCOME_DONE && outcome != OUTCOME_ABSENT)
        return outcome;
    bool none = outcome == OUTCOME_ABSENT;
    struct generation_id said = {(uint32_t)newest.epoch, (uint64_t)newest.seq}, there = {0, 0};
    switch (signed_->state) {
    case SIGNED_NOTHING:
        *reconciled = none ? RECONCILED_SAME : RECONCILED_BEHIND;
        return OUTCOME_DONE;
    case SIGNED_INTERRUPTED:
        *reconciled = RECONCILED_BEHIND;
        return OUTCOME_DONE;
    case SIGNED_UNKNOWN:
        *fail = signed_->why;
        return OUTCOME_REFUSED;
    case SIGNED_WHOLE:
        break;
    }
    there = (struct generation_id){signed_->manifest->epoch, signed_->manifest->seq};
    if (none || generation_id_newer(there, said)) {
        *reconciled = RECONCILED_ADDED;
        return add_missing(publishing, tree, signed_->manifest, fail);
    }
    *reconciled = generation_id_newer(said, there) ? RECONCILED_BEHIND : RECONCILED_SAME;
    return OUTCOME_DONE;
}

enum outcome publishing_compare(const struct publishing *publishing, const char *tree,
                                enum reconciled *reconciled, struct fail *fail) {
    struct trust trust = {.keys = {publishing->signer->key}, .count = 1};
    struct tree_names names;
    if (!tree_names_init(&names, tree, publishing->channel, fail))
        return OUTCOME_REFUSED;
    struct signed_tree signed_ = signed_tree_read(&names, &trust);
    enum outcome outcome = compare(publishing, tree, &signed_, reconciled, fail);
    signed_tree_finish(&signed_);
    tree_names_finish(&names);
    return outcome;
}
