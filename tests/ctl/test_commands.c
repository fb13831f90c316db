/* kioskctl's table of commands. */
#include "ctl/command.h"

#define COMMANDS_OF kioskctl_commands
#define COMMANDS_FOLDER "kiosk/ctl"
#define COMMANDS_MANUAL "cmake/man/kioskctl.1"
#include "support/commands.h"

int main(void) {
    return commands_test();
}
