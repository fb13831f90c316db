#include "player/voices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *voices_of(const struct guide *guide, const char *tag) {
    int number = guide ? guide_language_find(guide, tag) : -1;
    const char *own = number >= 0 ? guide->languages[number].voice : NULL;
    return own ? own : "en";
}

static void put(FILE *out, char c) {
    switch (c) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '\n':
        fputs("\n\n", out); /* a paragraph ends: it rests there */
        break;
    default:
        fputc(c, out);
    }
}

char *voices_markup(const struct guide *guide, const struct utterance *what) {
    /* in one piece, which is wiped: it may be what a visitor typed. "&amp;" is the longest that a character
     * becomes. */
    size_t size = what->length * 5 + 1;
    for (int run = 0; run < what->count; run++)
        size += sizeof "<voice xml:lang=\"\"></voice>" + strlen(voices_of(guide, what->runs[run].language));
    char *text = calloc(1, size);
    FILE *out = text ? fmemopen(text, size, "w") : NULL;
    if (!out) {
        free(text);
        return NULL;
    }
    setvbuf(out, NULL, _IONBF, 0);
    for (int run = 0; run < what->count; run++) {
        const char *voice = voices_of(guide, what->runs[run].language);
        bool other = strcmp(voice, voices_of(guide, what->runs[0].language)) != 0;
        if (other)
            fprintf(out, "<voice xml:lang=\"%s\">", voice);
        for (size_t at = what->runs[run].from; at < utterance_run_end(what, run); at++)
            put(out, what->text[at]);
        if (other)
            fputs("</voice>", out);
    }
    bool fine = !ferror(out);
    if (fclose(out) == 0 && fine)
        return text;
    explicit_bzero(text, size);
    free(text);
    return NULL;
}
