/* The commands of kiosk-desk: one row and one file each. */
#pragma once

#include "system/command.h"

/* In the order in which they are listed. */
#define DESK_COMMANDS(X)                                                                                     \
    X(audit)                                                                                                 \
    X(backup)                                                                                                \
    X(export)                                                                                                \
    X(import)                                                                                                \
    X(publish)                                                                                               \
    X(restore)                                                                                               \
    X(serve)                                                                                                 \
    X(setup)                                                                                                 \
    X(user)

#define DESK_COMMAND_DECLARE(name) extern const struct command desk_command_##name;
DESK_COMMANDS(DESK_COMMAND_DECLARE)
#undef DESK_COMMAND_DECLARE

extern const struct commands desk_commands;
