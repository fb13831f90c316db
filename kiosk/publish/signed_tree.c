#include "publish/signed_tree.h"

#include <stdlib.h>

#include "system/disk.h"

enum { SIGNATURE_BYTES_MAX = 4096 };

struct pair {
    char *manifest, *signature;
    size_t manifest_size, signature_size;
};

static bool read_there(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) {
    return !disk_exists(path) || disk_read(path, max, bytes, size, fail);
}

static void judge(struct signed_tree *tree, const struct pair *pair, const struct trust *trust) {
    if (pair->manifest && pair->signature &&
        sign_verify(trust, pair->manifest, pair->manifest_size, pair->signature, pair->signature_size,
                    tree->comment, &tree->why)) {
        struct fail why = {0};
        tree->manifest = manifest_parse(pair->manifest, pair->manifest_size, &why);
        tree->state = tree->manifest ? SIGNED_WHOLE : SIGNED_UNKNOWN;
        if (!tree->manifest)
            fail_set(&tree->why, "%.200s (a newer kioskctl may have written it: update this one)", why.text);
        return;
    }
    if (!pair->manifest)
        fail_set(&tree->why, "there is a signature but no manifest");
    else if (!pair->signature)
        fail_set(&tree->why, "there is a manifest but no signature");
    struct fail ignored;
    if (pair->signature &&
        sign_verify_comment(trust, pair->signature, pair->signature_size, tree->comment, &ignored)) {
        tree->state = SIGNED_INTERRUPTED;
    } else if (pair->manifest) {
        tree->manifest = manifest_parse(pair->manifest, pair->manifest_size, &ignored);
    }
}

struct signed_tree signed_tree_read(const struct tree_names *names, const struct trust *trust) {
    struct signed_tree tree = {.state = SIGNED_UNKNOWN};
    struct pair pair = {NULL, NULL, 0, 0};
    if (!disk_exists(names->manifest) && !disk_exists(names->signature))
        tree.state = SIGNED_NOTHING;
    else if (read_there(names->manifest, MANIFEST_BYTES_MAX, &pair.manifest, &pair.manifest_size,
                        &tree.why) &&
             read_there(names->signature, SIGNATURE_BYTES_MAX, &pair.signature, &pair.signature_size,
                        &tree.why))
        judge(&tree, &pair, trust);
    free(pair.manifest);
    free(pair.signature);
    return tree;
}

void signed_tree_finish(struct signed_tree *tree) {
    manifest_destroy(tree->manifest);
    tree->manifest = NULL;
}
