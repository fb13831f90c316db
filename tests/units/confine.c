/* confine PLAN COMMAND…: runs the command as systemd would run it under a unit's settings: its limits, its
 * environment and its filters of system calls. PLAN is what plan.py writes. The filters are those of
 * systemd's seccomp-util.c, in the same order: the list of calls last. */
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <unistd.h>

struct plan {
    scmp_filter_ctx calls;   /* what is allowed */
    scmp_filter_ctx refused; /* what is refused by its arguments */
    unsigned long families;  /* bits of the address families allowed */
};

static _Noreturn void die(const char *what, const char *which) {
    fprintf(stderr, "confine: %s %s\n", what, which);
    exit(125);
}

static void refuse(scmp_filter_ctx filter, int error, int call, struct scmp_arg_cmp when) {
    if (seccomp_rule_add_array(filter, SCMP_ACT_ERRNO((unsigned)error), call, 1, &when) != 0)
        die("a rule cannot be made for", seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call));
}

/* MemoryDenyWriteExecute=: no mapping both written and run, and none made runnable later */
static void refuse_code(scmp_filter_ctx filter) {
    const scmp_datum_t both = PROT_EXEC | PROT_WRITE;
    refuse(filter, EPERM, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, both, both));
    refuse(filter, EPERM, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
    refuse(filter, EPERM, SCMP_SYS(pkey_mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
    refuse(filter, EPERM, SCMP_SYS(shmat), SCMP_A2(SCMP_CMP_MASKED_EQ, SHM_EXEC, SHM_EXEC));
}

/* RestrictNamespaces=: clone3 says its flags where no filter can look, so it does not exist */
static void refuse_namespaces(scmp_filter_ctx filter) {
    static const int flags[] = {CLONE_NEWNS,  CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                CLONE_NEWPID, CLONE_NEWUSER,   CLONE_NEWNET};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        scmp_datum_t flag = (scmp_datum_t)flags[i];
        refuse(filter, EPERM, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
        refuse(filter, EPERM, SCMP_SYS(unshare), SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
    }
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0 ||
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(setns), 0) != 0)
        die("a rule cannot be made for", "clone3");
}

/* RestrictRealtime=: what is no ordinary, batch or idle schedule */
static void refuse_realtime(scmp_filter_ctx filter) {
    static const scmp_datum_t schedules[] = {SCHED_FIFO, SCHED_RR, 6 /* SCHED_DEADLINE */};
    for (size_t i = 0; i < sizeof schedules / sizeof *schedules; i++)
        refuse(filter, EPERM, SCMP_SYS(sched_setscheduler), SCMP_A1(SCMP_CMP_EQ, schedules[i]));
}

/* RestrictAddressFamilies=, for those that Linux has */
static void refuse_families(scmp_filter_ctx filter, unsigned long allowed) {
    for (int family = 0; family < AF_MAX; family++)
        if (!(allowed & 1ul << family))
            refuse(filter, EAFNOSUPPORT, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family));
}

static void allow(struct plan *plan, const char *name) {
    int call = seccomp_syscall_resolve_name(name);
    if (call == __NR_SCMP_ERROR)
        return; /* as systemd does: not known to this libseccomp, or of another machine */
    if (call >= 0 && seccomp_rule_add(plan->calls, SCMP_ACT_ALLOW, call, 0) != 0)
        die("cannot allow", name);
}

static void set_limit(const char *text) {
    char name[16];
    unsigned long most;
    if (sscanf(text, "%15s %lu", name, &most) != 2)
        die("no limit is", text);
    int what = strcmp(name, "NOFILE") == 0 ? RLIMIT_NOFILE : strcmp(name, "CORE") == 0 ? RLIMIT_CORE : -1;
    if (what < 0 || setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) != 0)
        die("cannot limit", text);
}

static void add_family(struct plan *plan, const char *name) {
    static const struct {
        const char *name;
        int family;
    } families[] = {
        {"AF_UNIX", AF_UNIX}, {"AF_INET", AF_INET}, {"AF_INET6", AF_INET6}, {"AF_NETLINK", AF_NETLINK}};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strcmp(name, families[i].name) == 0) {
            plan->families |= 1ul << families[i].family;
            return;
        }
    die("unknown address family", name);
}

static void follow(struct plan *plan, char *line) {
    char *word = strtok(line, " \n"), *name = strtok(NULL, "\n");
    if (!word)
        return;
    if (strcmp(word, "allow") == 0 && name)
        allow(plan, name);
    else if (strcmp(word, "limit") == 0 && name)
        set_limit(name);
    else if (strcmp(word, "environment") == 0 && name)
        putenv(strdup(name));
    else if (strcmp(word, "family") == 0 && name)
        add_family(plan, name);
    else if (strcmp(word, "no-code") == 0)
        refuse_code(plan->refused);
    else if (strcmp(word, "no-namespaces") == 0)
        refuse_namespaces(plan->refused);
    else if (strcmp(word, "no-realtime") == 0)
        refuse_realtime(plan->refused);
    else if (strcmp(word, "no-personality") == 0)
        refuse(plan->refused, EPERM, SCMP_SYS(personality), SCMP_A0(SCMP_CMP_NE, 0));
    else
        die("the plan says something unknown:", word);
}

int main(int count, char **words) {
    if (count < 3)
        die("usage: confine PLAN COMMAND…", "");
    FILE *file = fopen(words[1], "re");
    struct plan plan = {seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_init(SCMP_ACT_ALLOW), 0};
    if (!file || !plan.calls || !plan.refused)
        die("cannot read", words[1]);
    char line[4096];
    while (fgets(line, sizeof line, file))
        follow(&plan, line);
    fclose(file);
    refuse_families(plan.refused, plan.families);
    if (seccomp_load(plan.refused) != 0 || seccomp_load(plan.calls) != 0)
        die("the kernel does not take the filters of", words[1]);
    execvp(words[2], words + 2);
    die("cannot run", words[2]);
}
