/* kiosk-desk's table of commands. */
#include "desk/command.h"

#define COMMANDS_OF desk_commands
#define COMMANDS_FOLDER "kiosk/desk"
#define COMMANDS_MANUAL "cmake/man/kiosk-desk.8"
#include "support/commands.h"

int main(void) {
    return commands_test();
}
