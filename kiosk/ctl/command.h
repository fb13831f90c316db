/* The commands of kioskctl: one row and one file each. Adding one is a name here and a file
 * (docs/adding-a-kioskctl-command.md).
 */
#pragma once

#include "system/command.h"

/* In the order in which they are listed. */
#define COMMANDS(X)                                                                                          \
    X(addresses)                                                                                             \
    X(check)                                                                                                 \
    X(desk)                                                                                                  \
    X(device)                                                                                                \
    X(events)                                                                                                \
    X(film)                                                                                                  \
    X(key)                                                                                                   \
    X(pin)                                                                                                   \
    X(print)                                                                                                 \
    X(publish)                                                                                               \
    X(render)                                                                                                \
    X(report)                                                                                                \
    X(review)                                                                                                \
    X(search)                                                                                                \
    X(stats)                                                                                                 \
    X(timeline)                                                                                              \
    X(verify)                                                                                                \
    X(walk)

#define COMMAND_DECLARE(name) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

extern const struct commands kioskctl_commands;
