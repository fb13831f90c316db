/* kioskctl: the staff's powers on the command line. */
#include "ctl/command.h"

int main(int argc, char **argv) {
    return commands_run(&kioskctl_commands, argc, argv);
}
