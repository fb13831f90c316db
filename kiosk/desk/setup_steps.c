#include <errno.h>
#include <pwd.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/http/certificate_names.h"
#include "desk/setup_parts.h"
#include "publish/signer.h"
#include "system/disk.h"

enum { KEY_BYTES_MAX = 4096, PEM_BYTES_MAX = 1 << 20 };

static bool find_user(const char *name, uid_t *uid, gid_t *group, struct fail *fail) {
    const struct passwd *user = getpwnam(name);
    if (!user)
        return fail_set(fail, "there is no user %s: the package kiosk-desk makes it, so install that first",
                        name);
    *uid = user->pw_uid;
    *group = user->pw_gid;
    return true;
}

bool setup_begin(struct setup *setup, struct fail *fail) {
    snprintf(setup->settings, sizeof setup->settings, "%s/etc/kiosk/desk", setup->root);
    snprintf(setup->key, sizeof setup->key, "%s/etc/kiosk/content.key", setup->root);
    snprintf(setup->data, sizeof setup->data, "%s/var/lib/kiosk-desk", setup->root);
    setup->desk = setup->sign = geteuid();
    setup->group = getegid();
    if (setup->root[0])
        return true;
    if (geteuid() != 0)
        return fail_set(fail, "only root may set this machine up: sudo kiosk-desk setup");
    return find_user("kiosk-sign", &setup->sign, &setup->group, fail) &&
           find_user("kiosk-desk", &setup->desk, &setup->group, fail);
}

struct reading {
    const char *path;
    struct fail *fail;
};
static int try_to_read(const void *context) {
    const struct reading *reading = context;
    char *text = NULL;
    size_t size = 0;
    bool fine = disk_read_linked(reading->path, PEM_BYTES_MAX, &text, &size, reading->fail);
    free(text);
    return fine ? 0 : 1;
}

static bool readable(const struct setup *setup, const char *path, struct fail *fail) {
    struct reading reading = {path, NULL};
    if (!path[0] || setup_as_desk(setup, try_to_read, &reading) == 0)
        return true;
    if (!disk_exists(path))
        return fail_set(fail, "%s: there is no such file; nothing was changed", path);
    return fail_set(
        fail,
        "%s: the user kiosk-desk cannot read it: chgrp kiosk-desk %s; chmod 640 %s, and its folders must "
        "let it through; nothing was changed",
        path, path, path);
}

/* Is the certificate one, and for this name? Names with a * are not kept by whoever reads it, so it is no
 * more than a word to the wise. */
static bool fits(const struct answers *answers, const char *path, struct fail *fail) {
    struct certificate_names names = {.count = 0};
    const char *host = answers->text[ANSWER_HOST];
    bool named = false;
    if (!path[0])
        return true;
    if (!certificate_names_read(path, &names, fail))
        return false;
    for (size_t i = 0; i < names.count; i++)
        named |= strlen(names.names[i]) == strcspn(host, ",") &&
                 strncasecmp(names.names[i], host, strcspn(host, ",")) == 0;
    if (!named && names.count > 0)
        fprintf(stderr, "kiosk-desk: warning: %s is for %s, not for %s\n", path, names.names[0], host);
    return true;
}

static bool site_readable(const struct setup *setup, const char *folder, struct fail *fail) {
    char *path = folder[0] ? disk_path(folder, "playlists/site.json") : NULL;
    bool fine = !folder[0] || (path ? readable(setup, path, fail) : fail_set(fail, "out of memory"));
    free(path);
    return fine;
}

bool setup_readable(const struct setup *setup, const struct answers *answers, struct fail *fail) {
    const char *own = answers->text[ANSWER_CERTIFICATE], *proxy = answers->text[ANSWER_PROXY_CERTIFICATE];
    return readable(setup, own, fail) && readable(setup, answers->text[ANSWER_CERTIFICATE_KEY], fail) &&
           readable(setup, proxy, fail) && site_readable(setup, answers->text[ANSWER_SITE], fail) &&
           fits(answers, own, fail) && fits(answers, proxy, fail);
}

static char *new_key(struct fail *fail) {
    struct secret_key secret;
    struct public_key public_;
    if (sodium_init() < 0) {
        fail_set(fail, "libsodium does not start");
        return NULL;
    }
    key_create(&secret, &public_);
    char *text = key_write_secret(&secret);
    sodium_memzero(&secret, sizeof secret);
    if (!text)
        fail_set(fail, "out of memory");
    return text;
}

static char *given_key(const char *path, struct fail *fail) {
    struct secret_key secret;
    char *text = NULL;
    size_t size = 0;
    bool fine = disk_read_linked(path, KEY_BYTES_MAX, &text, &size, fail) &&
                key_parse_secret(text, size, &secret, fail);
    sodium_memzero(&secret, sizeof secret);
    if (!fine) {
        if (text)
            sodium_memzero(text, size);
        free(text);
        return NULL;
    }
    return text;
}

bool setup_key(const struct setup *setup, struct fail *fail) {
    if (disk_exists(setup->key)) {
        if (setup->key_given)
            return fail_set(
                fail, "%s is there already and is never replaced: screens would no more believe this desk",
                setup->key);
        return chown(setup->key, setup->sign, (gid_t)-1) == 0 && chmod(setup->key, 0400) == 0
                   ? true
                   : fail_set(fail, "%s: %s", setup->key, strerror(errno));
    }
    char *text = setup->key_given ? given_key(setup->key_given, fail) : new_key(fail);
    bool fine = text && disk_write_private(setup->key, text, strlen(text), setup->sign, fail);
    if (text)
        sodium_memzero(text, strlen(text));
    free(text);
    if (fine)
        printf("%s: the key that content is signed with; keep a copy of it in a safe place\n", setup->key);
    return fine;
}

bool setup_folder(const struct setup *setup, struct fail *fail) {
    if (!disk_make_folder(setup->data, fail))
        return false;
    return (chown(setup->data, setup->desk, setup->group) == 0 && chmod(setup->data, 0700) == 0) ||
           fail_set(fail, "%s: %s", setup->data, strerror(errno));
}
