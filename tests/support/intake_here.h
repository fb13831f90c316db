/* For a test program that runs kiosk-intake: the one that was built, in place of intake_program.c's. */
#pragma once

#include <string.h>

#include "system/intake_client.h"

char *intake_program(void) {
    return strdup(BIN_DIR "/kiosk-intake");
}
