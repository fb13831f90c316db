/* The steps of `kiosk-desk setup`: what they need of the system, as its users. */
#pragma once

#include <limits.h>
#include <sys/types.h>

#include "desk/setup/answers.h"

struct setup {
    const char *root;      /* of the system that is set up; "": this one */
    const char *key_given; /* NULL: a new one */
    char settings[PATH_MAX], data[PATH_MAX], key[PATH_MAX];
    uid_t desk, sign; /* whose files they are */
    gid_t group;
};

/* Fills the rest of `setup`. False: not root, or the package's users are missing. */
bool setup_begin(struct setup *setup, struct fail *fail) MUST_CHECK;
/* Does the desk have a site, and people? */
bool setup_look(const struct setup *setup, struct answers *answers, struct fail *fail) MUST_CHECK;
/* Everything the desk is to read can be read by it, and is what it should be. */
bool setup_readable(const struct setup *setup, const struct answers *answers, struct fail *fail) MUST_CHECK;
/* The content key, for kiosk-sign alone. One that is there is never replaced. */
bool setup_key(const struct setup *setup, struct fail *fail) MUST_CHECK;
/* The desk's folder, for the desk alone. */
bool setup_folder(const struct setup *setup, struct fail *fail) MUST_CHECK;
/* Runs `work` in a process of the desk's user, so that what it makes is the desk's and what it reads the desk
 * can read. Returns what it returns, 0 to 125; 126: there is no such process. */
int setup_as_desk(const struct setup *setup, int (*work)(const void *context),
                  const void *context) MUST_CHECK;
/* Another command of kiosk-desk, as the desk's user. Its exit status. */
int setup_desk(const struct setup *setup, const char *const argv[]) MUST_CHECK;
/* The services, now and at each start of the machine; where that is not this machine's to do, says how. */
bool setup_start(const struct setup *setup, struct fail *fail) MUST_CHECK;
