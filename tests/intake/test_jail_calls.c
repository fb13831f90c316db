/* The jail's list of system calls on machines other than this one: libseccomp knows the tables of them all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <seccomp.h>

#include "intake/jail.h"

/* What a machine does not have, of the list: another name on the list does its work there. */
static const struct machine {
    const char *name;
    uint32_t arch;
    const char *absent[8];
} machines[] = {
    {"amd64", SCMP_ARCH_X86_64, {"mmap2", "clock_gettime64", "futex_time64", "sigreturn"}},
    {"arm64", SCMP_ARCH_AARCH64, {"mmap2", "clock_gettime64", "futex_time64", "sigreturn", "time"}},
    {"armhf", SCMP_ARCH_ARM, {"mmap", "time"}},
};

/* What parsers and decoders cannot do without once they are warm, by what calls it: of each row, one at least
 * must be on the list and known to the machine. A clock is read through the vDSO; where that has none, or
 * under an emulator, by call. On 32 bits glibc 2.34 and later tries the 64-bit call first and falls back to
 * the old one. */
static const struct {
    const char *why, *calls[2];
} needed[] = {
    {"input", {"read"}},
    {"output", {"write"}},
    {"malloc of large blocks", {"mmap", "mmap2"}},
    {"free of large blocks", {"munmap"}},
    {"realloc of large blocks", {"mremap"}},
    {"malloc of small blocks", {"brk"}},
    {"arenas growing", {"mprotect"}},
    {"arenas shrinking", {"madvise"}},
    {"locks of libraries, also with one thread", {"futex"}},
    {"locks with a time limit", {"futex", "futex_time64"}},
    {"the clock", {"clock_gettime", "clock_gettime64"}},
    {"hash seeds of libxml2 and jansson", {"getrandom"}},
    {"return from a signal handler", {"rt_sigreturn", "sigreturn"}},
    {"abort()", {"rt_sigprocmask"}},
    {"abort()", {"gettid"}},
    {"the end", {"exit_group"}},
};

static bool listed(const char *name) {
    size_t count;
    const char *const *calls = jail_calls(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(calls[i], name) == 0)
            return true;
    return false;
}

static bool absent(const struct machine *machine, const char *name) {
    for (size_t i = 0; i < LENGTH(machine->absent) && machine->absent[i]; i++)
        if (strcmp(machine->absent[i], name) == 0)
            return true;
    return false;
}

static void every_name_is_known_on_every_machine(void **state) {
    (void)state;
    size_t count;
    const char *const *calls = jail_calls(&count);
    for (size_t m = 0; m < LENGTH(machines); m++)
        for (size_t i = 0; i < count; i++) {
            int number = seccomp_syscall_resolve_name_arch(machines[m].arch, calls[i]);
            if (number == __NR_SCMP_ERROR)
                fail_msg("%s: libseccomp does not know \"%s\"", machines[m].name, calls[i]);
            if ((number < 0) != absent(&machines[m], calls[i]))
                fail_msg("%s: \"%s\" is %s", machines[m].name, calls[i],
                         number < 0 ? "not there" : "there, though it is said not to be");
        }
    for (size_t m = 0; m < LENGTH(machines); m++)
        for (size_t i = 0; i < LENGTH(machines[m].absent) && machines[m].absent[i]; i++)
            if (!listed(machines[m].absent[i]))
                fail_msg("\"%s\" is not on the list", machines[m].absent[i]);
}

static void what_is_needed_is_allowed_on_every_machine(void **state) {
    (void)state;
    for (size_t m = 0; m < LENGTH(machines); m++)
        for (size_t i = 0; i < LENGTH(needed); i++) {
            bool there = false;
            for (size_t k = 0; k < LENGTH(needed[i].calls) && needed[i].calls[k]; k++)
                there |= listed(needed[i].calls[k]) &&
                         seccomp_syscall_resolve_name_arch(machines[m].arch, needed[i].calls[k]) >= 0;
            if (!there)
                fail_msg("%s: %s needs \"%s\"", machines[m].name, needed[i].why, needed[i].calls[0]);
        }
}

/* None of these, on any machine: files, network, other programs, other processes. */
static void nothing_else_is_allowed(void **state) {
    (void)state;
    static const char *const outside[] = {"open",         "openat", "openat2", "creat", "socket", "connect",
                                          "execve",       "clone",  "clone3",  "fork",  "kill",   "ptrace",
                                          "ioctl",        "prctl",  "unlink",  "mount", "dup",    "setuid",
                                          "memfd_create", "bpf",    "seccomp"};
    for (size_t i = 0; i < LENGTH(outside); i++)
        if (listed(outside[i]))
            fail_msg("\"%s\" is allowed", outside[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_known_on_every_machine),
        cmocka_unit_test(what_is_needed_is_allowed_on_every_machine),
        cmocka_unit_test(nothing_else_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
