/* What a program can do in the jail around ffmpeg, and how it ends. Python stands for a decoder that was
 * taken over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filming/tool_run.h"
#include "system/disk.h"

static char folder[] = "/tmp/tool-run-XXXXXX", *python;
static char heard[8000];

static void hear(void *context, bool error, const char *line) {
    (void)context;
    (void)error;
    snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "%s\n", line);
}

static enum tool_end run(const char *script, struct tool_run *with, struct fail *fail) {
    char file[80];
    const char *const argv[] = {"python3", "-I", "-S", "-c", script, NULL};
    snprintf(file, sizeof file, "%s.file", folder);
    with->jail.program = python;
    with->jail.reads = file;
    with->jail.folder = folder;
    with->jail.cpu_s = with->jail.cpu_s ? with->jail.cpu_s : 20;
    with->jail.file_bytes = 1 << 20;
    with->argv = argv;
    with->heard = hear;
    with->quiet_s = with->quiet_s ? with->quiet_s : 60;
    heard[0] = '\0';
    return tool_run(with, fail);
}

static void test_nothing_is_possible(void **state) {
    (void)state;
    static const char script[] =
        "import ctypes, os, socket, mmap\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "def call(function, *arguments):\n"
        "    if function(*arguments) == -1: raise OSError(ctypes.get_errno(), '')\n"
        "folder = os.getcwd()\n"
        "tries = {\n"
        "'read /etc/passwd': lambda: open('/etc/passwd').read(),\n"
        "'list /': lambda: os.listdir('/'),\n"
        "'read /proc': lambda: open('/proc/self/environ').read(),\n"
        "'list home': lambda: os.listdir('/root'),\n"
        "'write the file': lambda: open(folder + '.file', 'a'),\n"
        "'write beside': lambda: open(folder + '.new', 'w'),\n"
        "'write elsewhere': lambda: open('/tmp/tool-run-new', 'w'),\n"
        "'make a folder': lambda: os.mkdir('folder'),\n"
        "'make a link': lambda: os.symlink('/etc/passwd', 'link'),\n"
        "'run a program': lambda: os.execv('/bin/true', ['true']),\n"
        "'run what it wrote': lambda: (open('own', 'w').write('#!/bin/true'), os.chmod('own', 0o755)),\n"
        "'a process': lambda: os.fork(),\n"
        "'the network': lambda: socket.socket(socket.AF_INET),\n"
        "'a local socket': lambda: socket.socket(socket.AF_UNIX),\n"
        "'signal its parent': lambda: os.kill(os.getppid(), 0),\n"
        "'a pidfd of its parent': lambda: os.pidfd_open(os.getppid()),\n"
        "'trace its parent': lambda: call(libc.ptrace, 16, os.getppid(), 0, 0),\n"
        "'the limits of its parent': lambda: call(libc.prlimit, os.getppid(), 7, None, None),\n"
        "'a namespace': lambda: call(libc.unshare, 0x10000000),\n"
        "'code in memory': lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),\n"
        "'terminal control': lambda: call(libc.ioctl, 0, 0x5412, b'x'),\n"
        "}\n"
        "count = 0\n"
        "for name, attempt in tries.items():\n"
        "    try: attempt()\n"
        "    except OSError: count += 1; continue\n"
        "    print('possible:', name)\n"
        "assert open(folder + '.file').read() == 'a film'\n"
        "open('made', 'w').write('mine'); os.rename('made', 'kept'); open('kept').read()\n"
        "print('refused', count)\n";
    struct fail fail;
    if (run(script, &(struct tool_run){0}, &fail) != TOOL_DONE)
        fail_msg("%s %s", fail.text, heard);
    assert_string_equal(heard, "refused 21\n");
}

/* Each end is told from the others. */
static void test_how_it_ends(void **state) {
    (void)state;
    struct fail fail;
    volatile sig_atomic_t stop = 1;
    assert_int_equal(run("print('well'); print('done')", &(struct tool_run){0}, &fail), TOOL_DONE);
    assert_string_equal(heard, "well\ndone\n");
    assert_int_equal(run("import sys; sys.exit('no film')", &(struct tool_run){0}, &fail), TOOL_REFUSED);
    assert_string_equal(fail.text, "no film");
    assert_int_equal(run("while True: pass", &(struct tool_run){.jail = {.cpu_s = 1}}, &fail), TOOL_HEAVY);
    assert_int_equal(run("import time; time.sleep(60)", &(struct tool_run){.quiet_s = 1}, &fail), TOOL_HEAVY);
    assert_int_equal(run("import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL); "
                         "open('large', 'wb').write(bytes(2 << 20))",
                         &(struct tool_run){0}, &fail),
                     TOOL_HEAVY);
    assert_int_equal(run("import time; time.sleep(60)", &(struct tool_run){.stop = &stop}, &fail),
                     TOOL_STOPPED);
    assert_int_equal(run("import sys; print('[x] No space left on device', file=sys.stderr); sys.exit(1)",
                         &(struct tool_run){0}, &fail),
                     TOOL_FULL);
}

/* What it says is not believed to be short, or text. */
static void test_long_lines_are_cut(void **state) {
    (void)state;
    struct fail fail;
    assert_int_equal(run("import sys; sys.stderr.write('x' * 100000 + '\\n'); "
                         "sys.stderr.buffer.write(bytes(range(1, 256)));"
                         "sys.exit(1)",
                         &(struct tool_run){0}, &fail),
                     TOOL_REFUSED);
    assert_true(strlen(fail.text) < sizeof fail.text);
    assert_int_equal(strspn(heard, "x"), TOOL_LINE - 1);
}

static int set_up(void **state) {
    char file[80];
    (void)state;
    python = realpath("/usr/bin/python3", NULL);
    if (!python || !mkdtemp(folder))
        return 1;
    snprintf(file, sizeof file, "%s.file", folder);
    return !disk_write(file, "a film", 6, NULL);
}
static int tear_down(void **state) {
    char file[80];
    (void)state;
    snprintf(file, sizeof file, "%s.file", folder);
    free(python);
    return !(disk_remove(folder, NULL) && disk_remove(file, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_possible),
        cmocka_unit_test(test_how_it_ends),
        cmocka_unit_test(test_long_lines_are_cut),
    };
    if (access("/usr/bin/python3", X_OK) != 0) {
        puts("skipped: python3 is not installed (tests/install test)");
        return 77;
    }
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0) {
        puts("skipped: this kernel has no Landlock");
        return 77;
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
