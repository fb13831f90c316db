#include "ctl/command.h"

#include "core/base/compiler.h"

#define ROW(name) &command_##name,
static const struct command *const rows[] = {COMMANDS(ROW)};
const struct commands kioskctl_commands = {"kioskctl", rows, LENGTH(rows)};
