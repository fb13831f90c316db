/* What setup has done by others: by the desk's user, and by systemd. */
#include <errno.h>
#include <grp.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/people.h"
#include "desk/setup_parts.h"
#include "system/disk.h"

enum { LOOK_SITE = 1, LOOK_PEOPLE = 2, LOOK_FAILED = 4 };

int setup_as_desk(const struct setup *setup, int (*work)(const void *context), const void *context) {
    fflush(NULL);
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        bool switched = setup->desk == geteuid() ||
                        (setgroups(0, NULL) == 0 && setgid(setup->group) == 0 && setuid(setup->desk) == 0);
        int result = switched ? work(context) : 126;
        fflush(NULL);
        _exit(result);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

static void see_user(void *context, const struct user *user) {
    (void)user;
    *(bool *)context = true;
}

static int look(const void *context) {
    const struct setup *setup = context;
    bool people = false;
    int64_t revision = 0;
    struct fail fail = {0};
    struct database *database = desk_database(setup->data, DATABASE_MUST_EXIST);
    bool fine = database && revision_newest(database, &revision, &fail) == OUTCOME_DONE &&
                user_list(database, see_user, &people, &fail) == OUTCOME_DONE;
    if (database && !fine)
        desk_say_fail(&fail);
    database_close(database);
    return fine ? (revision ? LOOK_SITE : 0) | (people ? LOOK_PEOPLE : 0) : LOOK_FAILED;
}

bool setup_look(const struct setup *setup, struct answers *answers, struct fail *fail) {
    char *database = disk_path(setup->data, "desk.db");
    int seen = database && disk_exists(database) ? setup_as_desk(setup, look, setup) : 0;
    free(database);
    answers->has_site = seen & LOOK_SITE;
    answers->has_people = seen & LOOK_PEOPLE;
    return seen < LOOK_FAILED ||
           fail_set(fail, "%s: the desk that is there cannot be used, as said above", setup->data);
}

static int run_argv(const void *context) {
    char *const *argv = context;
    int argc = 0;
    while (argv[argc])
        argc++;
    return command_find(&desk_commands, argv[0])->run(argc, (char **)argv);
}

int setup_desk(const struct setup *setup, const char *const argv[]) {
    return setup_as_desk(setup, run_argv, argv);
}

static bool systemctl(const char *words, struct fail *fail) {
    char command[200];
    pid_t child = 0;
    int status = 1;
    snprintf(command, sizeof command, "exec systemctl %s", words);
    char shell[] = "sh", one[] = "-c", *const argv[] = {shell, one, command, NULL};
    if (posix_spawn(&child, "/bin/sh", NULL, NULL, argv, environ) != 0)
        return fail_set(fail, "cannot run systemctl");
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status == 0 ||
           fail_set(fail, "systemctl %s did not succeed; journalctl -u kiosk-sign -u kiosk-desk says why",
                    words);
}

#define UNITS "kiosk-sign.service kiosk-desk.service kiosk-addresses.timer"
bool setup_start(const struct setup *setup, struct fail *fail) {
    if (setup->root[0] || !disk_exists("/run/systemd/system")) {
        puts("\nStart it with: systemctl daemon-reload && systemctl enable " UNITS
             " && systemctl restart " UNITS);
        return true;
    }
    fflush(stdout);
    return systemctl("daemon-reload", fail) && systemctl("--quiet enable " UNITS, fail) &&
           systemctl("restart " UNITS, fail);
}
