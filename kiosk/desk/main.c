/* kiosk-desk: what staff change, kept, checked and published. */
#include "desk/command.h"

int main(int argc, char **argv) {
    return commands_run(&desk_commands, argc, argv);
}
