/* What is on the disk: whose word is believed, the folder of the content, and what it holds. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/site/site.h"
#include "ctl/device.h"
#include "store/store.h"
#include "system/disk.h"

enum { SPACE_COMFORT = 500 << 20, INODES_COMFORT = 5000 };
static const char STORE_DEFAULT[] = "/var/lib/kiosk/store";
static const char TRUST[] = "trust file", STORE[] = "store", CONTENT[] = "content", SCREEN[] = "screen";

static const char *trust_file(const struct device *device) {
    return device->player.from.trust ? device->player.from.trust
           : device->sync_configured ? device->sync.trust
                                     : NULL;
}

/* Whoever cannot read it, else the first. */
static const struct device_user *trust_reader(const struct device *device, const char *path) {
    const struct device_user *readers[2];
    size_t count = device_readers(device, readers);
    char where[DEVICE_PATH_MAX];
    for (size_t i = 1; i < count; i++)
        if (device_may_as(device, readers[i], path, R_OK, where) != DEVICE_MAY)
            return readers[i];
    return readers[0];
}

void device_check_trust(struct device *device) {
    const char *path = trust_file(device);
    char where[DEVICE_PATH_MAX], full[DEVICE_PATH_MAX], remedy[320];
    struct fail fail;
    if (!path || path[0] != '/')
        return; /* the configuration says so, or it is tried from a folder */
    const struct device_user *user = trust_reader(device, path);
    enum device_right right = device_may_as(device, user, path, R_OK, where);
    if (right == DEVICE_ABSENT) {
        device_text(remedy, sizeof remedy,
                    "copy the public key (KEY.pub) of who publishes here: install -D -m 644 KEY.pub %.150s",
                    path);
        device_say(device, TRUST, DEVICE_MISSING, remedy, "%s is not there", path);
    } else if (right == DEVICE_MAY_NOT) {
        device_text(remedy, sizeof remedy, "chmod %s %.250s", strcmp(where, path) == 0 ? "a+r" : "a+rx",
                    where);
        device_say(device, TRUST, DEVICE_MISSING, remedy, "%s cannot be read by user %s: %s is closed to it",
                   path, user->name, where);
    } else if (right == DEVICE_HIDDEN) {
        device_say(device, TRUST, DEVICE_UNSEEN, "sudo kioskctl device check",
                   "%s cannot be looked at by who calls", where);
    } else if (!trust_read(device_path(device, path, full), &device->trust, &fail)) {
        device->trust.count = 0;
        device_say(
            device, TRUST, DEVICE_MISSING,
            "it must hold what kioskctl key new wrote into KEY.pub: a comment and a line of 56 letters", "%s",
            fail.text);
    } else {
        device_say(device, TRUST, DEVICE_OK, NULL, "%s, %zu key%s", path, device->trust.count,
                   device->trust.count == 1 ? "" : "s");
    }
}

/* The folder that is there, of those on the way to `path`. */
static void nearest_folder(const struct device *device, const char *path, char out[DEVICE_PATH_MAX]) {
    device_text(out, DEVICE_PATH_MAX, "%s", path);
    while (out[1] && !device_has(device, out)) {
        char *slash = strrchr(out, '/');
        slash[slash == out] = '\0';
    }
}

/* Who has what is kiosk-sync's, for chown. */
static const char *owner(const struct device *device, char out[2 * DEVICE_NAME_MAX]) {
    const char *name = device->sync_user.name;
    device_text(out, 2 * DEVICE_NAME_MAX, "%s:%s", name, strcmp(name, "kiosk-sync") == 0 ? "kiosk" : name);
    return out;
}

/* With the rights of who brings the content. */
static bool check_written(struct device *device, const char *path) {
    char where[DEVICE_PATH_MAX], remedy[360], folder[DEVICE_PATH_MAX], whose[2 * DEVICE_NAME_MAX];
    const struct device_user *writer = &device->sync_user;
    const char *user = writer->name;
    bool by_unit = strcmp(path, STORE_DEFAULT) == 0;
    owner(device, whose);
    device_text(remedy, sizeof remedy, "install -d -m 750 %.150s; chown %s %.150s", path, whose, path);
    enum device_right right = device_may_as(device, writer, path, W_OK | X_OK, where);
    nearest_folder(device, path, folder);
    if (right == DEVICE_ABSENT &&
        (by_unit || device_may_as(device, writer, folder, W_OK | X_OK, where) == DEVICE_MAY)) {
        device_say(device, STORE, DEVICE_OK, NULL, "%s is not there yet; kiosk-sync makes it", path);
        return false;
    }
    if (right == DEVICE_ABSENT)
        device_say(device, STORE, DEVICE_MISSING, remedy,
                   "%s is not there, and user %s may not make it in %s", path, user, folder);
    else if (right == DEVICE_HIDDEN)
        device_say(device, STORE, DEVICE_UNSEEN, "sudo kioskctl device check",
                   "%s cannot be looked at by who calls", where);
    else if (right == DEVICE_MAY_NOT) {
        device_text(remedy, sizeof remedy, "chown -R %s %.150s", whose, where);
        device_say(device, STORE, DEVICE_MISSING, remedy, "user %s may not write in %s: %s is closed to it",
                   user, path, where);
    }
    return right == DEVICE_MAY;
}

/* With the rights of who plays it. */
static bool check_read(struct device *device, const char *path) {
    char where[DEVICE_PATH_MAX], remedy[360], whose[2 * DEVICE_NAME_MAX];
    const char *user = device->user.name;
    enum device_right right = device_may(device, path, R_OK | X_OK, where);
    device_text(remedy, sizeof remedy, "chown -R %s %.120s; chmod -R u=rwX,g=rX,o= %.120s",
                owner(device, whose), path, path);
    if (right == DEVICE_ABSENT)
        device_say(device, STORE, DEVICE_OK, NULL, "%s is not there yet; kiosk-sync makes it", path);
    else if (right != DEVICE_MAY)
        device_say(device, STORE, DEVICE_MISSING, remedy, "user %s may not read %s: %s is closed to it", user,
                   path, where);
    else if (device->asker == DEVICE_FOR_PERSON && device_two_users(device) && device->user.uid != 0 &&
             device_may(device, path, W_OK, where) == DEVICE_MAY)
        device_say(device, STORE, DEVICE_WARNING, remedy,
                   "user %s may write in %s: somebody who takes over the player changes what it plays", user,
                   path);
    return right == DEVICE_MAY;
}

static void check_room(struct device *device, const char *path) {
    char full[DEVICE_PATH_MAX], folder[DEVICE_PATH_MAX];
    struct statvfs info;
    uint64_t have, reserve;
    nearest_folder(device, path, folder);
    if (statvfs(device_path(device, folder, full), &info) != 0 || !disk_space(full, &have, &reserve, NULL))
        return;
    if (info.f_flag & ST_RDONLY)
        device_say(device, STORE, DEVICE_MISSING,
                   "dmesg | grep -i -e ext4 -e mmc says why; a worn-out SD card does this: replace it",
                   "the file system of %s is read-only", path);
    else if (info.f_files > 0 && info.f_favail < INODES_COMFORT)
        device_say(device, STORE, info.f_favail == 0 ? DEVICE_MISSING : DEVICE_WARNING,
                   "remove files: du --inodes -x / | sort -n | tail",
                   "the file system of %s has room for %" PRIu64 " more files only", path,
                   (uint64_t)info.f_favail);
    else if (have < reserve + SPACE_COMFORT)
        device_say(device, STORE, have < reserve ? DEVICE_MISSING : DEVICE_WARNING,
                   "make room: du -xh / | sort -h | tail; apt clean; journalctl --vacuum-size=50M",
                   "%" PRIu64 " MiB are free for %s, and %" PRIu64 " MiB are always left so", have >> 20,
                   path, reserve >> 20);
    else
        device_say(device, STORE, DEVICE_OK, NULL, "%s, %" PRIu64 " MiB free", path, have >> 20);
}

static void check_screen(struct device *device, const struct site *site) {
    const char *name = device->player.screen;
    const struct screen *screen = site_screen(site, name);
    char known[240] = "";
    for (size_t i = 0; i < site->screen_count; i++) {
        size_t used = strlen(known);
        device_text(known + used, sizeof known - used, "%s%s", used ? ", " : "", site->screens[i].id);
    }
    device->touch = screen && screen->touch.on;
    if (!screen)
        device_say(device, SCREEN, DEVICE_MISSING, "write one of them as \"screen\" of \"player\"",
                   "%s names the screen \"%s\", but the content has: %s", device->config, name ? name : "",
                   known);
    else
        device_say(device, SCREEN, DEVICE_OK, NULL, "\"%s\"%s", screen->id,
                   screen->touch.on ? ", which takes touches" : "");
}

static void look_into(struct device *device, struct generation *generation) {
    struct report report = {0};
    struct site_files files = generation_files(generation);
    struct site *site = site_load(&files, &report);
    device->published_s = generation->manifest->issued_s;
    device->content = site != NULL;
    if (!site)
        device_say(device, CONTENT, DEVICE_MISSING, "publish a site that kioskctl check finds no errors in",
                   "generation %" PRIu32 ".%" PRIu64 " holds no site that can be shown: %.300s",
                   generation->id.epoch, generation->id.seq, report.count ? report.items[0].text : "");
    else
        device_say(device, CONTENT, DEVICE_OK, NULL,
                   "generation %" PRIu32 ".%" PRIu64 " of \"%s\", signed by a key that is trusted",
                   generation->id.epoch, generation->id.seq, site->id);
    if (site && device->player_configured)
        check_screen(device, site);
    site_destroy(site);
    report_finish(&report);
}

static void check_content(struct device *device, const char *path) {
    char full[DEVICE_PATH_MAX], trust[DEVICE_PATH_MAX];
    struct fail fail;
    struct store_state state;
    struct store *store = store_open(device_path(device, path, full), false, &fail);
    if (!store) {
        device_say(device, CONTENT, DEVICE_UNSEEN, "sudo kioskctl device check", "%s", fail.text);
        return;
    }
    if (trust_file(device))
        store_trust_from(store, device_path(device, trust_file(device), trust));
    if (!store_state_read(store, &state, &fail) || generation_id_none(state.current)) {
        device_say(device, CONTENT, DEVICE_WARNING,
                   "systemctl status kiosk-sync; journalctl -u kiosk-sync -n 30",
                   "nothing was received yet; until then the screen shows the picture that is compiled in");
    } else {
        struct generation *generation = generation_open(store, state.current, &fail);
        if (generation)
            look_into(device, generation);
        else
            device_say(device, CONTENT, DEVICE_MISSING,
                       "is the trust file that of who publishes? journalctl -u kiosk-sync -n 30",
                       "generation %" PRIu32 ".%" PRIu64 " cannot be believed: %.300s", state.current.epoch,
                       state.current.seq, fail.text);
        generation_close(generation);
        if (state.clock_s > device->published_s)
            device->published_s = state.clock_s;
    }
    store_close(store);
}

void device_check_store(struct device *device) {
    const char *path = device->player.from.store ? device->player.from.store
                       : device->sync_configured ? device->sync.store
                                                 : STORE_DEFAULT;
    if (path[0] != '/')
        return; /* a folder of somebody who tries it */
    if (device->asker != DEVICE_FOR_PLAYER && !check_written(device, path))
        return;
    if (device->asker != DEVICE_FOR_SYNC && !check_read(device, path))
        return;
    check_room(device, path);
    check_content(device, path);
}
