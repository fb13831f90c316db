/* A machine made of files in a folder of its own, and what kioskctl device check says of it. The user is
 * kiosk, whose rights follow from the modes alone, so it is the same for root and for anybody else. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "ctl/device.h"

struct tree {
    char root[64];
    struct device device;
};

static inline void tree_folders(const char *path) {
    char folder[600];
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        mkdir(folder, 0755);
        chmod(folder, 0755); /* whatever the umask */
    }
}

static inline void tree_put(const struct tree *tree, const char *path, const char *text, mode_t mode) {
    char full[600];
    snprintf(full, sizeof full, "%s%s", tree->root, path);
    tree_folders(full);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(full, mode), 0);
}

static inline void tree_mode(const struct tree *tree, const char *path, mode_t mode) {
    char full[600];
    snprintf(full, sizeof full, "%s%s", tree->root, path);
    assert_int_equal(chmod(full, mode), 0);
}

static inline void tree_link(const struct tree *tree, const char *path, const char *target) {
    char full[600];
    snprintf(full, sizeof full, "%s%s", tree->root, path);
    tree_folders(full);
    assert_int_equal(symlink(target, full), 0);
}

static inline void tree_remove(const struct tree *tree, const char *path) {
    char full[600];
    snprintf(full, sizeof full, "%s%s", tree->root, path);
    assert_int_equal(unlink(full), 0);
}

static inline int tree_make(void **state) {
    struct tree *tree = calloc(1, sizeof *tree);
    snprintf(tree->root, sizeof tree->root, "/tmp/device-XXXXXX");
    if (!mkdtemp(tree->root))
        return -1;
    tree->device = (struct device){.root = tree->root,
                                   .config = "/etc/kiosk/screen.json",
                                   .asker = DEVICE_FOR_PERSON,
                                   .now_s = 1796083200}; /* 2026-12-01 */
    tree_put(tree, "/etc/passwd",
             "root:x:0:0::/root:/bin/sh\nkiosk:x:4711:4712::/nonexistent:/bin/false\n"
             "kiosk-sync:x:4713:4712::/nonexistent:/bin/false\n",
             0644);
    tree_put(tree, "/etc/group", "root:x:0:\nvideo:x:44:anna,kiosk\ninput:x:106:\nkiosk:x:4712:\n", 0644);
    assert_true(device_user_find(&tree->device, "kiosk", &tree->device.user));
    assert_true(device_user_find(&tree->device, "kiosk-sync", &tree->device.sync_user));
    *state = tree;
    return 0;
}

static inline int tree_finish(void **state) {
    struct tree *tree = *state;
    char command[200];
    options_finish(&tree->device.player);
    sync_config_finish(&tree->device.sync);
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", tree->root, tree->root);
    int status = system(command);
    free(tree);
    return status;
}

/* Some row of that state says it, or names it as the remedy. */
static inline bool tree_says(const struct tree *tree, enum device_state state, const char *words) {
    for (size_t i = 0; i < tree->device.row_count; i++)
        if (tree->device.rows[i].state == state &&
            (strstr(tree->device.rows[i].text, words) || strstr(tree->device.rows[i].remedy, words)))
            return true;
    return false;
}

static inline void tree_expect(struct tree *tree, enum device_state state, const char *words) {
    if (tree_says(tree, state, words))
        return;
    device_print(&tree->device, false, stderr);
    fail_msg("no row of state %d says \"%s\"", state, words);
}

/* Runs a check afresh. */
static inline void tree_run(struct tree *tree, void (*check)(struct device *device)) {
    tree->device.row_count = 0;
    check(&tree->device);
}
