/* The program kiosk, from its command line to its exit status: what a process needs before the player can
 * run. */
#pragma once

struct visit_driver;

/* `driver` (visit.h) plays a visitor; NULL: only people do. Once in a process. */
int program_run(int argc, char **argv, const struct visit_driver *driver);
