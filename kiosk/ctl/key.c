#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/command.h"
#include "store/sign.h"
#include "system/disk.h"
#include "system/disk_fd.h"

static const char USAGE[] = "usage: kioskctl key new -o FILE\n"
                            "Makes a signing key: FILE (keep it secret) and FILE.pub (for the screens).\n";

/* A key is never replaced: O_EXCL. */
static bool write_new(const char *path, mode_t mode, const char *text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0) {
        fprintf(stderr, "kioskctl: %s: %s\n", path, strerror(errno));
        return false;
    }
    bool done = disk_write_fd(fd, text, strlen(text)) && fsync(fd) == 0;
    if (!done) {
        fprintf(stderr, "kioskctl: %s: %s\n", path, strerror(errno));
        unlink(path);
    }
    close(fd);
    return done;
}

static int key_new(const char *path) {
    struct secret_key secret;
    struct public_key public_;
    char *public_path = NULL, *public_text = NULL, *secret_text = NULL;
    int status = 1;
    if (sodium_init() < 0 || asprintf(&public_path, "%s.pub", path) < 0) {
        return 1;
    }
    key_create(&secret, &public_);
    secret_text = key_write_secret(&secret);
    public_text = key_write_public(&public_);
    if (!secret_text || !public_text) {
        fprintf(stderr, "kioskctl: out of memory\n");
    } else if (disk_exists(path) || disk_exists(public_path)) {
        fprintf(stderr, "kioskctl: %s or %s is there already and is not replaced\n", path, public_path);
    } else if (write_new(path, 0600, secret_text) && write_new(public_path, 0644, public_text)) {
        printf("%s: the secret key; whoever has it can change the screens\n%s: the public key\n", path,
               public_path);
        status = 0;
    }
    sodium_memzero(&secret, sizeof secret);
    if (secret_text) {
        sodium_memzero(secret_text, strlen(secret_text));
    }
    free(secret_text);
    free(public_text);
    free(public_path);
    return status;
}

static int run_command(int argc, char **argv) {
    static const struct option OPTIONS[] = {
        {"output", required_argument, NULL, 'o'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    const char *path = NULL;
    int option = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "o:h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        if (option != 'o') {
            fputs(USAGE, stderr);
            return 2;
        }
        path = optarg;
    }
    if (!path || optind + 1 != argc || strcmp(argv[optind], "new") != 0) {
        fputs(USAGE, stderr);
        return 2;
    }
    return key_new(path);
}

const struct command command_key = {
    .name = "key",
    .purpose = "make a signing key",
    .usage = USAGE,
    .run = run_command,
};
