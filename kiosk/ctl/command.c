#include "ctl/command.h"

#include <string.h>

#include "core/base/compiler.h"

#define ROW(name) &command_##name,
const struct command *const commands[] = {COMMANDS(ROW)};
const size_t command_count = LENGTH(commands);

const struct command *command_find(const char *name) {
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}
