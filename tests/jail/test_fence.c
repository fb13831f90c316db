/* What can still be reached behind the fence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail/fence.h"

static char folder[] = "/tmp/fence-XXXXXX";
static char kept[60]; /* in it, as "shown" is, which is only read */

static int open_it(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    close(fd);
    return 0;
}
static int reads(const char *path) {
    return open_it(path, O_RDONLY);
}
static int writes(const char *path) {
    return open_it(path, O_WRONLY | O_CREAT | O_TRUNC);
}
static int renames(const char *path) {
    char to[80];
    snprintf(to, sizeof to, "%.60s.new", path);
    return rename(path, to) == 0 ? 0 : errno;
}
static int removes(const char *path) {
    return unlink(path) == 0 ? 0 : errno;
}
static int makes_folder(const char *path) {
    return mkdir(path, 0700) == 0 ? 0 : errno;
}
static int appends(const char *path) {
    return open_it(path, O_WRONLY);
}
static int makes_socket(const char *path) {
    return mknod(path, S_IFSOCK | 0600, 0) == 0 ? 0 : errno;
}
static int runs(const char *path) {
    char *const argv[] = {(char *)path, NULL};
    execv(path, argv);
    return errno;
}

static const struct {
    const char *what;
    int (*attempt)(const char *path);
    const char *path; /* inside `kept`, unless it begins with a slash */
    int error;
} CASES[] = {
    {"a file inside is read", reads, "there", 0},
    {"a file inside is made", writes, "made", 0},
    {"a file inside is written over", writes, "there", 0},
    {"a file inside is renamed", renames, "there", 0},
    {"a file inside is removed", removes, "there", 0},
    {"the folder itself is opened, to be synced", reads, ".", 0},
    {"no folder is made", makes_folder, "folder", EACCES},
    {"nothing outside is read", reads, "/etc/passwd", EACCES},
    {"nothing outside is listed", reads, "/tmp", EACCES},
    {"nothing outside is made", writes, "/tmp/fence-outside", EACCES},
    {"no program is run", runs, "/bin/true", EACCES},
    {"but those that may be are, here one that does not exist", runs, "/usr/lib/fence-nothing", ENOENT},
    {"a device is written", appends, "/dev/null", 0},
    {"another is not", appends, "/dev/zero", EACCES},
    {"no socket is made", makes_socket, "socket", EACCES},
    {"a file that is only shown is read", reads, "../shown/there", 0},
    {"and its folder listed", reads, "../shown", 0},
    {"it is not written over", writes, "../shown/there", EACCES},
    {"none is made there", writes, "../shown/made", EACCES},
    {"it is not removed", removes, "../shown/there", EACCES},
    {"what lies between is closed", reads, "..", EACCES},
    {"a way out of the folder leads nowhere", reads, "../../../etc/passwd", EACCES},
};

static bool has_landlock(void) {
    return syscall(SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
}

static enum fence enter(struct fail *fail) {
    char shown[80];
    snprintf(shown, sizeof shown, "%s/shown", folder);
    const struct fence_place places[] = {
        {"/nowhere/at/all", FENCE_READ, true}, {kept, FENCE_KEEP, false},          {shown, FENCE_READ, false},
        {"/usr/lib", FENCE_RUN, false},        {"/dev/null", FENCE_DEVICE, false},
    };
    return fence_enter(places, LENGTH(places), fail);
}

static int behind_fence(int (*attempt)(const char *path), const char *path) {
    pid_t child = fork();
    if (child == 0) {
        struct fail fail;
        _exit(enter(&fail) == FENCE_UP ? attempt(path) : 255);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void only_the_folder_is_left(void **state) {
    (void)state;
    if (!has_landlock())
        skip();
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        char path[80], there[80];
        snprintf(there, sizeof there, "%s/there", kept);
        assert_int_equal(writes(there), 0);
        snprintf(path, sizeof path, "%s%s%s", CASES[i].path[0] == '/' ? "" : kept,
                 CASES[i].path[0] == '/' ? "" : "/", CASES[i].path);
        int error = behind_fence(CASES[i].attempt, path);
        if (error != CASES[i].error)
            fail_msg("%s: %s", CASES[i].what, error == 255 ? "no fence" : strerror(error));
    }
}

static void a_folder_that_is_not_there_is_said(void **state) {
    (void)state;
    if (!has_landlock())
        skip();
    struct fail fail = {0};
    assert_int_equal(fence_enter(&(struct fence_place){"/nowhere/at/all", FENCE_READ, false}, 1, &fail),
                     FENCE_REFUSED);
    assert_non_null(strstr(fail.text, "/nowhere/at/all: cannot fence"));
}

static int make_folder(void **state) {
    (void)state;
    char shown[60], there[80];
    if (!mkdtemp(folder))
        return -1;
    snprintf(kept, sizeof kept, "%s/kept", folder);
    snprintf(shown, sizeof shown, "%s/shown", folder);
    snprintf(there, sizeof there, "%s/there", shown);
    return mkdir(kept, 0700) == 0 && mkdir(shown, 0700) == 0 ? writes(there) : -1;
}
static int remove_folder(void **state) {
    char command[80];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_the_folder_is_left),
                                       cmocka_unit_test(a_folder_that_is_not_there_is_said)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
