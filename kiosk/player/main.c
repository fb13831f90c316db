/* kiosk: draws the signage loop, for ever. */
#include <stddef.h>

#include "player/program.h"

int main(int argc, char **argv) {
    return program_run(argc, argv, NULL);
}
