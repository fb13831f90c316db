#include "jail/filter.h"

#include <errno.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* libseccomp keeps the reason to itself, so the kernel is asked. In practice it is the filter of a service
 * around this one: systemd before 257 does not count `seccomp` to @system-service. */
static bool refused(struct fail *fail) {
    unsigned action = SECCOMP_RET_KILL_PROCESS;
    long answer = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action);
    return fail_set(fail,
                    "cannot make the jail: the system call seccomp is refused (%s); in a systemd unit, add "
                    "\"SystemCallFilter=seccomp\", elsewhere allow it to this program",
                    answer != 0 ? strerror(errno) : "libseccomp");
}

/* Those that could make memory executable may not: nothing here writes machine code, and an intruder's would
 * have to be put somewhere. */
static bool makes_executable(const char *name) {
    return strcmp(name, "mmap") == 0 || strcmp(name, "mmap2") == 0 || strcmp(name, "mprotect") == 0;
}

static int allow(scmp_filter_ctx filter, const char *name, int number) {
    const struct scmp_arg_cmp not_executable = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    return makes_executable(name) ? seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 1, not_executable)
                                  : seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
}

static int allow_all(scmp_filter_ctx filter, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number == -1) /* not known to libseccomp */
            continue;
        int failed = allow(filter, names[i], number);
        if (failed && number >= 0) /* below: of another machine */
            return failed;
    }
    /* abort() and the sanitizers raise signals, in this process only */
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            (struct scmp_arg_cmp){0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0});
}

/* `clone` with what makes a thread, in no namespace of its own, and its name. `clone3` keeps its flags in
 * memory, where no filter sees them: the C library goes on with `clone` where it is not there. */
static int allow_threads(scmp_filter_ctx filter) {
    const scmp_datum_t thread = CLONE_VM | CLONE_THREAD | CLONE_SIGHAND;
    const scmp_datum_t apart = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                               CLONE_NEWPID | CLONE_NEWNET | CLONE_PTRACE | CLONE_VFORK;
    const struct scmp_arg_cmp flags = {0, SCMP_CMP_MASKED_EQ, thread | apart, thread};
    const struct scmp_arg_cmp naming = {0, SCMP_CMP_EQ, PR_SET_NAME, 0};
    int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, flags);
    if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, naming);
    return failed ? failed : seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static bool enter(const char *const *names, size_t count, bool threads, struct fail *fail) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fail_set(fail, "cannot make the jail: prctl is refused (%s)", strerror(errno));
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return refused(fail);
    int failed = allow_all(filter, names, count);
    if (!failed && threads)
        failed = allow_threads(filter);
    bool entered = !failed && seccomp_load(filter) == 0;
    seccomp_release(filter);
    if (failed)
        return fail_set(fail, "cannot make the jail: %s", strerror(-failed));
    return entered || refused(fail);
}

bool filter_enter(const char *const *names, size_t count, struct fail *fail) {
    return enter(names, count, false, fail);
}

bool filter_enter_threads(const char *const *names, size_t count, struct fail *fail) {
    return enter(names, count, true, fail);
}
