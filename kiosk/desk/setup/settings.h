/* /etc/kiosk/desk: the options of `kiosk-desk serve`, in the line KIOSK_DESK= that the unit reads
 * (systemd.exec(5), EnvironmentFile=). */
#pragma once

#include "desk/setup/answers.h"

/* What the file says; where it is not there or says nothing, `answers` stays as it is. Options that setup
 * does not ask for go into `others`. False: it cannot be read, or has quotes, which only a person can judge.
 */
bool settings_read(const char *path, struct answers *answers, struct fail *fail) MUST_CHECK;
/* Anew, whole, with a word on what it is. */
bool settings_write(const char *path, const struct answers *answers, struct fail *fail) MUST_CHECK;
