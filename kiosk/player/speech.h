/* Reading aloud: espeak-ng as a child process, text through a pipe, sound through another, one text at a
 * time. Main thread; nothing here waits. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "stage/sound.h"
#include "system/children.h"

enum {
    SPEECH_WORDS_A_MINUTE = 150,
    SPEECH_SLOWER = 30, /* words a minute less for each step */
};

/* Zero-initialise, then speech_init. */
struct speech {
    char *program; /* NULL: espeak-ng is not installed */
    char *jail;    /* kiosk-voice, which becomes it; NULL: it runs as it is */
    pid_t pid;     /* of what is speaking and leads its own process group; 0: silence */
    int in;        /* its standard input; -1: all was written */
    char *text;    /* what is left to write from `at` */
    size_t at, size;
    bool paused;
    struct sound *sound;   /* plays what it says */
    int slower;            /* steps */
    struct children ended; /* killed, not yet reaped */
};

/* Looks for espeak-ng in $PATH, and for kiosk-voice, which the player's unit puts there. `sound` outlives it.
 */
void speech_init(struct speech *speech, struct sound *sound);
void speech_finish(struct speech *speech);
bool speech_available(const struct speech *speech);

/* What was spoken ends at once, `text` (SSML, UTF-8) begins in `voice` ("uk"; espeak-ng's name). False: it
 * cannot. */
bool speech_say(struct speech *speech, const char *voice, const char *text) MUST_CHECK;
/* Silence at once; the text is overwritten. */
void speech_hush(struct speech *speech);
/* Stands still, or goes on. */
void speech_pause(struct speech *speech);
/* Steps slower than usual, from the next text on. */
void speech_pace(struct speech *speech, int slower);
/* To be called at every turn: hands over text, takes notice of ends. True while something is spoken. */
bool speech_tick(struct speech *speech);
