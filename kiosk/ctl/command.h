/* The commands of kioskctl. Each gets its own arguments (argv[0] is the command's name) and returns the exit
 * status: 0 done, 1 the thing is wrong (said on standard error), 2 wrong usage. */
#pragma once

int command_check(int argc, char **argv);
int command_device(int argc, char **argv);
int command_events(int argc, char **argv);
int command_key(int argc, char **argv);
int command_pin(int argc, char **argv);
int command_publish(int argc, char **argv);
int command_render(int argc, char **argv);
int command_report(int argc, char **argv);
int command_stats(int argc, char **argv);
int command_timeline(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_walk(int argc, char **argv);
