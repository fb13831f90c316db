#include "publish/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publish/signed_tree.h"
#include "system/disk_stream.h"

static void object_check(const char *tree, const struct manifest_file *file, struct report *report) {
    struct fail why = {0};
    char *path = tree_object(tree, file->hash);
    if (!path)
        report_add(report, SEVERITY_ERROR, "", 0, 0, "out of memory");
    else if (!stream_right(path, file->hash, file->size, &why))
        report_add(report, SEVERITY_ERROR, "", 0, 0, "%.250s (%.100s): publish again to write it anew",
                   why.text, file->name);
    free(path);
}

static void manifest_check(const char *path, const struct manifest *manifest, const char *comment,
                           const char *channel, struct report *report) {
    if (!manifest_comment_agrees(manifest, comment))
        report_add(report, SEVERITY_ERROR, path, 0, 0, "the signed comment does not agree with the manifest");
    if (strcmp(manifest->channel, channel) != 0)
        report_add(report, SEVERITY_ERROR, path, 0, 0, "the manifest is for channel %s", manifest->channel);
}

static void time_check(const char *path, const struct manifest *manifest, int64_t now_s,
                       struct report *report) {
    if (manifest->expires_s <= now_s)
        report_add(report, SEVERITY_ERROR, path, 0, 0, "it has expired: publish again");
    else if (manifest->issued_s > now_s + DAY_S)
        report_add(report, SEVERITY_WARNING, path, 0, 0,
                   "it was published %" PRId64 " days in the future: one of the two clocks is wrong",
                   (manifest->issued_s - now_s) / DAY_S);
}

static void tree_check(const char *tree, const struct signed_tree *found, const char *path,
                       const char *channel, struct report *report) {
    switch (found->state) {
    case SIGNED_NOTHING:
        report_add(report, SEVERITY_ERROR, path, 0, 0, "there is none: nothing was published for channel %s",
                   channel);
        break;
    case SIGNED_INTERRUPTED:
        report_add(report, SEVERITY_ERROR, path, 0, 0,
                   "%s: publishing stopped halfway, or it was changed; publish again", found->why.text);
        break;
    case SIGNED_UNKNOWN:
        report_add(report, SEVERITY_ERROR, path, 0, 0, "%s", found->why.text);
        break;
    case SIGNED_WHOLE:
        manifest_check(path, found->manifest, found->comment, channel, report);
        for (size_t i = 0; i < found->manifest->file_count; i++)
            object_check(tree, &found->manifest->files[i], report);
        break;
    }
}

bool verify(const char *tree, const char *channel, const struct trust *trust, int64_t now_s,
            struct verify_result *result, struct report *report) {
    struct verify_result made = {0};
    struct fail fail = {0};
    struct tree_names names = {NULL, NULL};
    size_t before = report->errors;
    if (!tree_names_init(&names, tree, channel, &fail)) {
        report_add(report, SEVERITY_ERROR, "", 0, 0, "%s", fail.text);
        return false;
    }
    struct signed_tree found = signed_tree_read(&names, trust);
    tree_check(tree, &found, names.manifest, channel, report);
    if (found.state == SIGNED_WHOLE) {
        time_check(names.manifest, found.manifest, now_s, report);
        snprintf(made.site, sizeof made.site, "%s", found.manifest->site);
        made.id = (struct generation_id){found.manifest->epoch, found.manifest->seq};
        made.files = found.manifest->file_count;
    }
    *result = made;
    signed_tree_finish(&found);
    tree_names_finish(&names);
    return report->errors == before;
}
