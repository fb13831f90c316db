/* kiosk-voice PROGRAM ARGUMENT…: shuts the jail and becomes PROGRAM, which is espeak-ng. Run by the player.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jail/limits.h"
#include "voice/confine.h"

enum { FIRST = 3, NO_JAIL = 3, NO_PROGRAM = 127 };

int main(int argc, char **argv) {
    struct fail fail;
    if (argc < 2 || argv[1][0] != '/') {
        fputs("usage: kiosk-voice /PATH/TO/PROGRAM [argument]…\n", stderr);
        return 2;
    }
    limits_close_from(FIRST);
    if (!voice_confine(argv[1], &fail)) {
        fprintf(stderr, "kiosk-voice: %s\n", fail.text);
        return NO_JAIL;
    }
    execv(argv[1], argv + 1);
    fprintf(stderr, "kiosk-voice: %s: %s\n", argv[1], strerror(errno));
    return NO_PROGRAM;
}
