/* The film and the index that a command works on: opened, and read as the player reads it. */
#pragma once

#include "core/base/arena.h"
#include "core/film/film.h"
#include "film/fault.h"

struct job {
    struct arena *arena; /* of what the index says */
    struct film film;
    struct film_fault fault;
};

/* Opens the two files as FILM_FD_FILM and FILM_FD_INDEX and closes every other descriptor from 3 on. False:
 * said on standard error. */
bool job_open(const char *film, const char *index) MUST_CHECK;
/* Reads the index from FILM_FD_INDEX. Zero-initialised; finish in any case. False: `fault` says why. */
bool job_read(struct job *job) MUST_CHECK;
void job_finish(struct job *job);
/* Shuts the jail, and hushes libav: the fault is all that is said. */
bool job_confine(struct job *job) MUST_CHECK;

/* How a command ends. */
enum { ENDED_DONE, ENDED_CONTENT, ENDED_USAGE, ENDED_TROUBLE };
/* Says on standard error what the fault is, if there is one, and ends the program at once: inside the jail
 * nothing may be flushed, freed or unloaded. */
_Noreturn void job_leave(const struct job *job);
