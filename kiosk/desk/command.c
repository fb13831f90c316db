#include "desk/command.h"

#include <string.h>

#include "core/base/compiler.h"

#define ROW(name) &desk_command_##name,
const struct desk_command *const desk_commands[] = {DESK_COMMANDS(ROW)};
const size_t desk_command_count = LENGTH(desk_commands);

const struct desk_command *desk_command_find(const char *name) {
    for (size_t i = 0; i < desk_command_count; i++)
        if (strcmp(desk_commands[i]->name, name) == 0)
            return desk_commands[i];
    return NULL;
}
