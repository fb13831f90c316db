/* Runs kiosk-intake on one untrusted thing: a child process of its own that is killed when it takes too long.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { INTAKE_ARGS_MAX = 16, INTAKE_SECONDS = 20, INTAKE_PATIENCE_MAX = 4 };

/* The path of kiosk-intake: beside the running program, else the installed one. malloc'd. */
char *intake_program(void) MUST_CHECK;

struct intake_request {
    const char *format;
    const char *const *args; /* ends with NULL; NULL: none */
    const void *bytes;       /* copied */
    size_t size;
    const int *file; /* instead of bytes: a descriptor of a regular file, which the child reads itself from
                        where it stands, as much as it wants */
    size_t max;      /* bytes of the result at most */
    int patience;    /* so many times the usual limits of time, 0 as 1, at most INTAKE_PATIENCE_MAX */
};
/* Feeds the bytes to `kiosk-intake format args…` and returns what it wrote (malloc'd). Blocking; false with
 * the child's own words in `fail` when it refused, crashed or took over INTAKE_SECONDS. */
bool intake_run(const struct intake_request *request, char **out, size_t *out_size,
                struct fail *fail) MUST_CHECK;

/* The same without blocking, for an event loop: start, poll `fd` for reading and call step, until done. */
struct intake_job;
/* NULL: it could not be started, or `file` not be read, which is trouble of this machine. */
struct intake_job *intake_start(const struct intake_request *request, struct fail *fail) MUST_CHECK;
/* How long to wait for the fds at most: a child that closed its pipes is about to end, and nothing tells. */
enum { INTAKE_ENDING_MS = 5, INTAKE_WAIT_MS = 1000 };
int intake_wait_ms(const struct intake_job *job);
/* fds to wait for: *in is -1 once everything was handed over. */
void intake_fds(const struct intake_job *job, int *in, int *out);
enum intake_progress {
    INTAKE_RUNNING,
    INTAKE_DONE,
    INTAKE_REFUSED, /* the parser's own word about these bytes: the content is bad */
    INTAKE_TROUBLE, /* anything else: killed, too slow, no jail, no memory, nothing written; says nothing of
                       the content */
};
/* As intake_run, for whoever acts differently when the content is bad. Never RUNNING. */
enum intake_progress intake_run_judged(const struct intake_request *request, char **out, size_t *out_size,
                                       struct fail *fail) MUST_CHECK;
/* `now_ms` monotonic. On INTAKE_DONE the result is moved to *out; `fail` (UTF-8) says why it was not. */
enum intake_progress intake_step(struct intake_job *job, long long now_ms, char **out, size_t *out_size,
                                 struct fail *fail);
void intake_destroy(struct intake_job *job); /* kills and reaps */
