/* Who the programs run as, and what that user may do with a file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl/device.h"

enum { ACCOUNTS_MAX = 256 << 10 };

/* The n-th of the fields between colons, as a text of its own. */
static bool field(const char *line, int n, char *out, size_t size) {
    size_t end = strcspn(line, "\n");
    const char *from = line, *stop = line + end;
    for (; n > 0 && from < stop; n--) {
        const char *colon = memchr(from, ':', (size_t)(stop - from));
        if (!colon)
            return false;
        from = colon + 1;
    }
    size_t length = strcspn(from, ":\n");
    if (length >= size)
        return false;
    memcpy(out, from, length);
    out[length] = '\0';
    return true;
}

/* Calls `see` for each line of /etc/passwd or /etc/group until it returns true. */
static bool each_line(const struct device *device, const char *path,
                      bool (*see)(void *context, const char *line), void *context) {
    char *text = malloc(ACCOUNTS_MAX);
    bool found = false;
    if (text && device_read(device, path, text, ACCOUNTS_MAX))
        for (const char *line = text; !found && line && *line; line = strchr(line, '\n')) {
            line += *line == '\n';
            found = see(context, line);
        }
    free(text);
    return found;
}

struct search {
    const char *name;
    unsigned long id; /* the line's third field, when the name is found */
    char main_group[24];
    struct device_user *user;
};

static bool is_name(void *context, const char *line) {
    struct search *search = context;
    char name[DEVICE_NAME_MAX], id[24];
    if (!field(line, 0, name, sizeof name) || strcmp(name, search->name) != 0 ||
        !field(line, 2, id, sizeof id))
        return false;
    search->id = strtoul(id, NULL, 10);
    if (!field(line, 3, search->main_group, sizeof search->main_group))
        search->main_group[0] = '\0';
    return true;
}

bool device_group_find(const struct device *device, const char *name, gid_t *gid) {
    struct search search = {.name = name};
    if (!each_line(device, "/etc/group", is_name, &search))
        return false;
    *gid = (gid_t)search.id;
    return true;
}

static void add_group(struct device_user *user, gid_t gid) {
    if (user->group_count < DEVICE_GROUPS_MAX)
        user->groups[user->group_count++] = gid;
}

static bool add_membership(void *context, const char *line) {
    struct search *search = context;
    char id[24], members[4000];
    if (!field(line, 2, id, sizeof id) || !field(line, 3, members, sizeof members))
        return false;
    char *rest = members;
    for (char *member; (member = strsep(&rest, ","));)
        if (strcmp(member, search->name) == 0)
            add_group(search->user, (gid_t)strtoul(id, NULL, 10));
    return false;
}

bool device_user_find(const struct device *device, const char *name, struct device_user *user) {
    struct search search = {.name = name, .user = user};
    *user = (struct device_user){0};
    device_text(user->name, sizeof user->name, "%s", name);
    if (!each_line(device, "/etc/passwd", is_name, &search))
        return false;
    user->known = true;
    user->uid = (uid_t)search.id;
    add_group(user, (gid_t)strtoul(search.main_group, NULL, 10));
    each_line(device, "/etc/group", add_membership, &search);
    user->self = device_live(device) && geteuid() == user->uid;
    return true;
}

static bool in_group(const struct device_user *user, gid_t gid) {
    for (size_t i = 0; i < user->group_count; i++)
        if (user->groups[i] == gid)
            return true;
    return false;
}

/* The kernel's rule: owner, else group, else others; root may all but run what nobody may. */
static bool bits_allow(const struct device_user *user, const struct stat *info, int how) {
    if (user->uid == 0)
        return true;
    int shift = info->st_uid == user->uid ? 6 : in_group(user, info->st_gid) ? 3 : 0;
    return ((info->st_mode >> shift) & (unsigned)how) == (unsigned)how; /* R_OK, W_OK, X_OK are 4, 2, 1 */
}

static enum device_right one(const struct device *device, const struct device_user *user, const char *path,
                             int how) {
    char full[DEVICE_PATH_MAX];
    struct stat info;
    if (stat(device_path(device, path, full), &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? DEVICE_ABSENT
               : user->self                        ? DEVICE_MAY_NOT
                                                   : DEVICE_HIDDEN;
    bool may = user->self ? access(full, how) == 0 || errno == EROFS : bits_allow(user, &info, how);
    return may ? DEVICE_MAY : DEVICE_MAY_NOT;
}

enum device_right device_may_as(const struct device *device, const struct device_user *user, const char *path,
                                int how, char where[DEVICE_PATH_MAX]) {
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        device_text(where, DEVICE_PATH_MAX, "%.*s", (int)(slash - path), path);
        enum device_right right = one(device, user, where, X_OK);
        if (right != DEVICE_MAY)
            return right;
    }
    device_text(where, DEVICE_PATH_MAX, "%s", path);
    return one(device, user, path, how);
}

enum device_right device_may(const struct device *device, const char *path, int how,
                             char where[DEVICE_PATH_MAX]) {
    return device_may_as(device, &device->user, path, how, where);
}

bool device_two_users(const struct device *device) {
    return device->user.known && device->sync_user.known && device->user.uid != device->sync_user.uid;
}

size_t device_readers(const struct device *device, const struct device_user *readers[2]) {
    bool two = device->asker == DEVICE_FOR_PERSON && device_two_users(device);
    readers[0] = &device->user;
    readers[1] = &device->sync_user;
    return two ? 2 : 1;
}

/* Of the groups that open the devices, those this machine has and the user lacks, "video, input". */
static void lacking(const struct device *device, char *out, size_t size) {
    static const char *const names[] = {"video", "render", "input", "audio"};
    out[0] = '\0';
    for (size_t i = 0; i < LENGTH(names); i++) {
        gid_t gid;
        size_t used = strlen(out);
        if (device_group_find(device, names[i], &gid) && !in_group(&device->user, gid))
            device_text(out + used, size - used, "%s%s", used ? "," : "", names[i]);
    }
}

/* The unit of the player lends these for as long as it runs. */
static void lend_groups(struct device *device) {
    char lent[400] = "";
    if (strcmp(device->user.name, "kiosk") != 0 ||
        !device_unit_setting(device, "kiosk.service", "SupplementaryGroups", lent, sizeof lent))
        return;
    char *rest = lent;
    for (char *name; (name = strsep(&rest, " "));) {
        gid_t gid;
        if (*name && device_group_find(device, name, &gid))
            add_group(&device->user, gid);
    }
}

void device_check_user(struct device *device) {
    struct device_user *user = &device->user;
    char groups[80], remedy[200];
    if (!user->known) {
        device_say(
            device, "user", DEVICE_MISSING,
            "adduser --system --group --no-create-home kiosk, or install the package kiosk-player again",
            "there is no user \"%s\" on this machine, which the programs run as", user->name);
        return;
    }
    if (!device->sync_user.known)
        device_say(device, "user", DEVICE_MISSING,
                   "adduser --system --no-create-home --ingroup kiosk kiosk-sync, or install the package "
                   "kiosk-player again",
                   "there is no user \"%s\" on this machine, which brings the content",
                   device->sync_user.name);
    if (device->asker == DEVICE_FOR_PERSON)
        lend_groups(device);
    lacking(device, groups, sizeof groups);
    bool person = user->self && strcmp(user->name, "kiosk") != 0 && user->uid != 0;
    device_text(remedy, sizeof remedy, person ? "sudo kioskctl device check" : "usermod -aG %s %s", groups,
                user->name);
    if (person)
        device_say(device, "user", DEVICE_NOTE, remedy,
                   "looked at with the rights of %s, who calls; to look with those of user kiosk",
                   user->name);
    else if (groups[0] && device->asker != DEVICE_FOR_SYNC && user->uid != 0)
        device_say(device, "user", DEVICE_WARNING, remedy,
                   "user %s is not in the groups %s, which display, touch and sound are kept for", user->name,
                   groups);
    else
        device_say(device, "user", DEVICE_OK, NULL, "looked at with the rights of user%s %s%s%s",
                   device_two_users(device) ? "s" : "", user->name, device_two_users(device) ? " and " : "",
                   device_two_users(device) ? device->sync_user.name : "");
}
