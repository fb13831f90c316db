/* What screen and desk say to each other, as JSON (docs/enrolment.md): bounded, and what cannot be used is no
 * answer. Members that are not known are passed over. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "sync/desk_kept.h"

struct json_t;

enum { DESK_ANSWER_MAX = 16 << 10, DESK_TOKEN_MAX = 161, DESK_COMMANDS_MAX = 16 };

/* Parts that files and answers share. */
bool desk_take_text(const struct json_t *from, const char *key, char *out, size_t size) MUST_CHECK; /* 1 … */
bool desk_take_bytes(const struct json_t *from, const char *key, void *bytes, size_t size) MUST_CHECK;
bool desk_take_keys(const struct json_t *from, struct enrol_keys *keys) MUST_CHECK; /* "keys" */
bool desk_take_pins(const struct json_t *from, struct kept_pins *pins) MUST_CHECK;  /* "pins", or none */
bool desk_url_valid(const char *url) MUST_CHECK;

/* {ticket, nonce, site, keys, seconds} into `start`, but for what the screen itself knows. */
bool desk_read_start(const char *text, size_t size, struct kept_start *start, int *seconds) MUST_CHECK;
/* {id, name, screen, url, channel, pins} into `enrolment`, but for what was agreed on before. */
bool desk_read_enrolment(const char *text, size_t size, struct enrolment *enrolment) MUST_CHECK;
bool desk_read_challenge(const char *text, size_t size, uint8_t challenge[SESSION_CHALLENGE]) MUST_CHECK;
bool desk_read_token(const char *text, size_t size, char token[DESK_TOKEN_MAX], int *seconds) MUST_CHECK;

enum { DESK_STOP_MAX = 1000 };
/* The signature beside a 410. False: there is none. */
bool desk_read_stop(const char *text, size_t size, char stop[DESK_STOP_MAX]) MUST_CHECK;

/* All that a desk can ask of a screen. */
enum desk_command { DESK_IDENTIFY, DESK_PICTURE, DESK_RESTART, DESK_FETCH, DESK_COMMANDS };
struct desk_told { /* the answer of `wait` */
    int64_t since;
    char published[40]; /* "": not said */
    struct {
        int64_t id;
        enum desk_command what;
    } commands[DESK_COMMANDS_MAX];
    size_t command_count;                              /* of those this program knows */
    char screen[KEPT_SCREEN_MAX], name[KEPT_NAME_MAX]; /* "": not said */
    bool has_pins;
    struct kept_pins pins;
};
bool desk_read_told(const char *text, size_t size, struct desk_told *told) MUST_CHECK;

enum desk_touch { DESK_TOUCH_UNKNOWN, DESK_TOUCH_NONE, DESK_TOUCH_OK, DESK_TOUCH_FAULTY };
struct desk_facts { /* texts "": not known */
    char generation[40], rung[24], slide[80], frame[24];
    char panel[24];     /* "1920x1080", of the window that the player draws in */
    int64_t free_bytes; /* −1: not known */
    int temperature;    /* tenths of a degree; INT32_MIN: not known */
    enum desk_touch touch;
    bool damaged, clock_behind, player_silent, in_use;
    const char *cause;
    char error[400];
    int64_t picture; /* number of the last command `picture` that the player did */
};
struct desk_done {
    int64_t ids[DESK_COMMANDS_MAX];
    size_t count;
};
/* malloc'd; NULL: no memory. */
char *desk_write_status(const struct desk_facts *facts, const uint8_t boot[ENROL_BOOT],
                        const struct desk_done *done) MUST_CHECK;
