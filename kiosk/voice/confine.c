#include "voice/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES_MAX = 64, CPU_S_MAX = 300, MEMORY_MAX = 512 << 20 };

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RUN (READ | LANDLOCK_ACCESS_FS_EXECUTE)
#define WRITE LANDLOCK_ACCESS_FS_WRITE_FILE
#define SOCKETS (LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | WRITE | LANDLOCK_ACCESS_FS_EXECUTE)
#define ALL ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) /* of the first version */

/* What is not there is left out. */
static const struct {
    const char *path;
    __u64 may;
} open_paths[] = {
    {"/usr/lib", RUN}, /* with espeak-ng's data */
    {"/lib", RUN},
    {"/lib64", RUN},
    {"/etc/ld.so.cache", READ},
    {"/usr/share/alsa", READ},
    {"/etc/alsa", READ},
    {"/etc/asound.conf", READ},
    {"/dev/snd", READ | WRITE},
    {"/dev/null", READ | WRITE},
    {"/dev/urandom", READ},
    {"/tmp", SOCKETS}, /* where ALSA's mixers meet; the service has a /tmp of its own */
};

static bool limit(int what, rlim_t most) {
    struct rlimit limits = {most, most};
    return setrlimit((__rlimit_resource_t)what, &limits) == 0;
}

static bool open_path(int rules, const char *path, __u64 may) {
    struct stat info;
    struct landlock_path_beneath_attr rule = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent_fd < 0)
        return errno == ENOENT;
    bool folder = fstat(rule.parent_fd, &info) == 0 && S_ISDIR(info.st_mode);
    rule.allowed_access = folder ? may : may & OF_FILES;
    bool done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return done;
}

static bool close_files(const char *program) {
    const struct landlock_ruleset_attr closed = {.handled_access_fs = ALL};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &closed, sizeof closed, 0);
    if (rules < 0)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    bool done = open_path(rules, program, RUN);
    for (size_t i = 0; done && i < LENGTH(open_paths); i++)
        done = open_path(rules, open_paths[i].path, open_paths[i].may);
    done = done && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    int reason = errno;
    close(rules);
    errno = reason;
    return done;
}

/* Ways to reach another process, or past this filter. */
static const char *const forbidden[] = {
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kill",
    "tkill",
    "rt_sigqueueinfo",
    "rt_tgsigqueueinfo",
    "pidfd_open",
    "pidfd_send_signal",
    "pidfd_getfd",
    "kcmp",
    "setpriority",
    "sched_setscheduler",
    "sched_setattr",
    "unshare",
    "setns",
    "mount",
    "pivot_root",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "add_key",
    "request_key",
    "keyctl",
    "mknod",
    "mknodat",
    "chroot",
    "name_to_handle_at",
    "open_by_handle_at",
};

static bool refuse_all(scmp_filter_ctx filter) {
    for (size_t i = 0; i < LENGTH(forbidden); i++) {
        int number = seccomp_syscall_resolve_name(forbidden[i]);
        if (number >= 0 && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0) != 0)
            return false;
    }
    const struct scmp_arg_cmp network = {0, SCMP_CMP_NE, AF_UNIX, 0}, other = {0, SCMP_CMP_NE, 0, 0},
                              stranger = {0, SCMP_CMP_NE, (scmp_datum_t)getpid(), 0};
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, network) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, other) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1, stranger) == 0;
}

static bool filter_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool done = filter && refuse_all(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

bool voice_confine(const char *program, struct fail *fail) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail_set(fail, "cannot make the jail: prctl: %s", strerror(errno));
    if (!close_files(program))
        return fail_set(fail, "cannot make the jail: landlock: %s", strerror(errno));
    if (!filter_calls())
        return fail_set(fail, "cannot make the jail: the system call seccomp is refused");
    return (limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, FILES_MAX) && limit(RLIMIT_CPU, CPU_S_MAX) &&
            limit(RLIMIT_AS, MEMORY_MAX)) ||
           fail_set(fail, "cannot make the jail: setrlimit: %s", strerror(errno));
}
