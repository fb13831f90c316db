#include "voice/confine.h"

#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jail/fence.h"
#include "jail/limits.h"

enum { FILES_MAX = 64, CPU_S_MAX = 300, MEMORY_MAX = 512 << 20 };

static const struct fence_place always[] = {
    {"/usr/lib", FENCE_RUN, true}, /* with espeak-ng's data */
    {"/lib", FENCE_RUN, true},
    {"/lib64", FENCE_RUN, true},
    {"/etc/ld.so.cache", FENCE_READ, true},
    {"/dev/null", FENCE_DEVICE, true},
    {"/dev/urandom", FENCE_READ, true},
};

static bool close_files(const char *program, struct fail *fail) {
    struct fence_place places[LENGTH(always) + 1] = {{program, FENCE_RUN, true}};
    memcpy(places + 1, always, sizeof always);
    return fence_enter(places, LENGTH(places), fail) != FENCE_REFUSED;
}

/* Ways to reach another process, or past this filter. */
static const char *const forbidden[] = {
    "socket",
    "socketpair",
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
    const struct scmp_arg_cmp other = {0, SCMP_CMP_NE, 0, 0},
                              stranger = {0, SCMP_CMP_NE, (scmp_datum_t)getpid(), 0};
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, other) == 0 &&
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
    if (!close_files(program, fail))
        return false;
    if (!filter_calls())
        return fail_set(fail, "cannot make the jail: the system call seccomp is refused");
    return (limits_set(RLIMIT_CORE, 0) && limits_set(RLIMIT_NOFILE, FILES_MAX) &&
            limits_set(RLIMIT_CPU, CPU_S_MAX) && limits_set(RLIMIT_AS, MEMORY_MAX)) ||
           fail_set(fail, "cannot make the jail: setrlimit: %s", strerror(errno));
}
