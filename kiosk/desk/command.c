#include "desk/command.h"

#include "core/base/compiler.h"

#define ROW(name) &desk_command_##name,
static const struct command *const rows[] = {DESK_COMMANDS(ROW)};
const struct commands desk_commands = {"kiosk-desk", rows, LENGTH(rows)};
