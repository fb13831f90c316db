/* What happened to a screen (enrolled, lost, restarted), and what it is asked to do. */
#pragma once

#include "desk/data/audit.h"

enum {
    EVENT_TEXT_MAX = 400, /* bytes */
    EVENT_KEPT_DAYS = 90,
    COMMAND_MS = 10 * 60 * 1000, /* a command that was not done by then is not done any more */
};

/* `what` and `detail` (or NULL) are made one line and cut. CONFLICT: there is no such screen. */
enum outcome screen_event_add(struct database *database, int64_t screen, int64_t now_ms, const char *what,
                              const char *detail, struct fail *fail) MUST_CHECK;
struct screen_event {
    int64_t n, at_ms;
    const char *what, *detail;
};
struct screen_event_query {
    int64_t screen, before; /* with an `n` below that; 0: all */
    int most;
};
/* Newest first. */
enum outcome screen_event_list(struct database *database, const struct screen_event_query *query,
                               void (*see)(void *context, const struct screen_event *event), void *context,
                               struct fail *fail) MUST_CHECK;
/* Forgets events older than EVENT_KEPT_DAYS, and commands as old. */
enum outcome screen_events_sweep(struct database *database, int64_t now_ms, struct fail *fail) MUST_CHECK;

/* All that a screen can be asked to do: none takes an argument. */
enum screen_command { COMMAND_IDENTIFY, COMMAND_PICTURE, COMMAND_RESTART, COMMAND_FETCH, COMMAND_COUNT };
const char *command_name(enum screen_command command); /* "identify" */
bool command_parse(const char *name, enum screen_command *command) MUST_CHECK;

/* CONFLICT: it is asked for already, or there is no such screen, or it was revoked. */
enum outcome command_add(struct database *database, const struct act *act, int64_t screen,
                         enum screen_command command, int64_t *id, struct fail *fail) MUST_CHECK;
/* The picture for whoever has the page open: nobody's command, in no log, and forgotten when it was done.
 * CONFLICT: as above. */
enum outcome command_look(struct database *database, int64_t screen, int64_t now_ms,
                          struct fail *fail) MUST_CHECK;
struct command_row {
    int64_t id, asked_ms;
    int64_t done_ms; /* 0: it is not */
    enum screen_command command;
    const char *by; /* who asked; "": the page, or somebody who was removed; lives during the call */
};
/* What a screen still has to do, oldest first. */
enum outcome command_list(struct database *database, int64_t screen, int64_t now_ms,
                          void (*see)(void *context, const struct command_row *row), void *context,
                          struct fail *fail) MUST_CHECK;
/* What people asked of a screen last, newest first, at most `most`. */
enum outcome command_history(struct database *database, int64_t screen, int most,
                             void (*see)(void *context, const struct command_row *row), void *context,
                             struct fail *fail) MUST_CHECK;
/* ABSENT: it was not this screen's, or is done already. */
enum outcome command_done(struct database *database, int64_t screen, int64_t id, int64_t now_ms,
                          struct fail *fail) MUST_CHECK;
