/* For a test program that runs kiosk-intake: the one that was built, in place of intake_program.c's. */
#pragma once

#include <string.h>

#include "system/intake_client.h"

static _Atomic int intake_jails; /* how often it was asked for */
char *intake_program(void) {
    intake_jails++;
    return strdup(BIN_DIR "/kiosk-intake");
}
