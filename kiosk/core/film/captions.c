#include "core/film/captions.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/film/film_findings.h"

enum { HOURS_MAX = 99, TEXT_BYTES_MAX = 4 * (CAPTIONS_TEXT_MAX + 2) };

/* A line of the file, without its end. */
struct line {
    const char *text;
    size_t size;
    int number;
};

struct source {
    const char *at, *end;
    int number; /* of the line that was read last */
    const char *file;
    struct arena *arena;
    struct report *report;
};

/* Lines end in "\n", "\r\n" or "\r". False: no more. */
static bool next_line(struct source *source, struct line *out) {
    if (source->at == source->end)
        return false;
    const char *start = source->at;
    while (source->at < source->end && *source->at != '\n' && *source->at != '\r')
        source->at++;
    *out = (struct line){start, (size_t)(source->at - start), ++source->number};
    if (source->at < source->end && *source->at++ == '\r' && source->at < source->end && *source->at == '\n')
        source->at++;
    return true;
}

static const char *find(const char *text, size_t size, const char *what) {
    return memmem(text, size, what, strlen(what));
}

static bool begins(const struct line *line, const char *with) {
    size_t length = strlen(with);
    return line->size >= length && memcmp(line->text, with, length) == 0 &&
           (line->size == length || line->text[length] == ' ' || line->text[length] == '\t');
}

static void complain(const struct source *source, int line, const struct said *said) {
    report_plain(source->report, &(struct finding_place){SEVERITY_ERROR, source->file, line, 1}, said);
}

/* Digits from `*at` on, at most four; how many there were. */
static int take_number(const char **at, const char *end, int64_t *out) {
    int digits = 0;
    *out = 0;
    for (; *at < end && **at >= '0' && **at <= '9' && digits < 5; digits++)
        *out = *out * 10 + *(*at)++ - '0';
    return digits;
}

/* [hh:]mm:ss.mmm, with "." or "," */
static bool take_time(const char **at, const char *end, int64_t *ms) {
    int64_t part[4] = {0}, unit[4] = {0};
    int count = 0, digits = 0;
    do {
        digits = take_number(at, end, &part[count]);
        if (digits == 0 || digits > 4)
            return false;
        count++;
    } while (count < 3 && *at < end && **at == ':' && (*at)++);
    if (count < 2 || *at == end || (**at != '.' && **at != ','))
        return false;
    (*at)++;
    if (take_number(at, end, &part[3]) != 3)
        return false;
    unit[count - 1] = 1000;
    unit[count - 2] = 60000;
    if (count == 3)
        unit[0] = 3600000;
    bool fine = part[count - 1] < 60 && part[count - 2] < 60 && (count < 3 || part[0] <= HOURS_MAX);
    *ms = part[0] * unit[0] + part[1] * unit[1] + (count == 3 ? part[2] * unit[2] : 0) + part[3];
    return fine;
}

static void skip_spaces(const char **at, const char *end) {
    while (*at < end && (**at == ' ' || **at == '\t'))
        (*at)++;
}

static bool take_times(const struct line *line, struct caption *cue) {
    const char *at = line->text, *end = line->text + line->size;
    skip_spaces(&at, end);
    if (!take_time(&at, end, &cue->from_ms))
        return false;
    skip_spaces(&at, end);
    if (end - at < 3 || memcmp(at, "-->", 3) != 0)
        return false;
    at += 3;
    skip_spaces(&at, end);
    return take_time(&at, end, &cue->to_ms) && (at == end || *at == ' ' || *at == '\t') &&
           cue->from_ms < cue->to_ms;
}

/* What a cue says, as it is put together; longer than it may be by a character at most. */
struct words {
    char text[TEXT_BYTES_MAX];
    size_t used;
    int characters;
    bool space; /* one is due before what comes next */
    bool cut;
};

static void put(struct words *words, const char *bytes, size_t size) {
    bool first = words->used == 0 || words->text[words->used - 1] == '\n';
    if (words->space && !first && words->characters < CAPTIONS_TEXT_MAX) {
        words->text[words->used++] = ' ';
        words->characters++;
    }
    words->space = false;
    /* two stars would begin bold letters (core/text/paragraph.h) */
    if (*bytes == '*' && words->used > 0 && words->text[words->used - 1] == '*')
        return;
    if (words->characters >= CAPTIONS_TEXT_MAX) {
        words->cut = true;
        return;
    }
    memcpy(words->text + words->used, bytes, size);
    words->used += size;
    words->characters++;
}

static void put_text(struct words *words, const char *text, size_t size) {
    for (size_t i = 0, step; i < size; i += step) {
        step = utf8_character(text + i, size - i);
        if (step == 0) /* the file was looked through */
            return;
        if ((unsigned char)text[i] <= ' ')
            words->space = true;
        else
            put(words, text + i, step);
    }
}

/* "&amp;" and the like (WebVTT §4.2.2); anything else stands for itself. Returns its bytes. */
static size_t put_reference(struct words *words, const char *text, size_t size) {
    static const char *const known[][2] = {{"&amp;", "&"},       {"&lt;", "<"},       {"&gt;", ">"},
                                           {"&nbsp;", "\u00A0"}, {"&lrm;", "\u200E"}, {"&rlm;", "\u200F"}};
    for (size_t i = 0; i < LENGTH(known); i++) {
        size_t length = strlen(known[i][0]);
        if (size >= length && memcmp(text, known[i][0], length) == 0) {
            put(words, known[i][1], strlen(known[i][1]));
            return length;
        }
    }
    put(words, text, 1);
    return 1;
}

/* Who speaks: "<v Anna>", "<v.loud Anna>" becomes "Anna: ". */
static void put_voice(struct words *words, const char *tag, size_t size) {
    const char *name =
        size > 1 && tag[0] == 'v' && (tag[1] == ' ' || tag[1] == '.') ? memchr(tag, ' ', size) : NULL;
    if (!name)
        return;
    put_text(words, name + 1, size - (size_t)(name + 1 - tag));
    put(words, ":", 1);
    words->space = true;
}

/* A line of a cue, without tags: <…> of WebVTT and SubRip, {\an8} of SubRip. */
static void put_line(struct words *words, const struct line *line) {
    const char *at = line->text, *end = at + line->size;
    if (words->used > 0 && words->text[words->used - 1] != '\n' && words->characters < CAPTIONS_TEXT_MAX) {
        words->text[words->used++] = '\n';
        words->characters++;
    }
    words->space = false;
    while (at < end) {
        size_t left = (size_t)(end - at), step = utf8_character(at, left);
        const char *close = *at == '<'                                ? memchr(at, '>', left)
                            : *at == '{' && left > 1 && at[1] == '\\' ? memchr(at, '}', left)
                                                                      : NULL;
        if (close) {
            put_voice(words, at + 1, (size_t)(close - at) - 1);
            at = close + 1;
        } else if (*at == '&') {
            at += put_reference(words, at, left);
        } else {
            put_text(words, at, step);
            at += step;
        }
        if (words->cut)
            return;
    }
}

/* The lines of a cue, up to an empty one. NULL: it says nothing, or there is no memory. */
static const char *take_words(struct source *source, int at) {
    struct words words = {.used = 0};
    struct line line;
    while (next_line(source, &line) && line.size > 0)
        if (!words.cut)
            put_line(&words, &line);
    while (words.used > 0 && words.text[words.used - 1] == '\n')
        words.used--;
    if (words.cut)
        report_said(source->report, &(struct finding_place){SEVERITY_ERROR, source->file, at, 1},
                    FOUND_CAPTIONS_CUT, CAPTIONS_TEXT_MAX);
    return words.used ? arena_copy(source->arena, words.text, words.used) : NULL;
}

static void skip_block(struct source *source) {
    struct line line;
    while (next_line(source, &line) && line.size > 0)
        ;
}

/* One block: a cue with or without a name above it, or a remark. False: the file is at its end. */
static bool next_cue(struct source *source, struct caption *out, bool *found) {
    struct line line;
    *found = false;
    if (!next_line(source, &line))
        return false;
    if (line.size == 0)
        return true;
    if (begins(&line, "NOTE") || begins(&line, "STYLE") || begins(&line, "REGION")) {
        skip_block(source);
        return true;
    }
    if (!find(line.text, line.size, "-->") && (!next_line(source, &line) || line.size == 0))
        return true; /* a name alone */
    if (!take_times(&line, out)) {
        complain(source, line.number, &(const struct said){FOUND_CAPTIONS_TIME});
        skip_block(source);
        return true;
    }
    out->line = line.number;
    out->text = take_words(source, line.number);
    *found = out->text != NULL;
    return true;
}

static bool is_text(const char *text, size_t size) {
    for (size_t i = 0, step; i < size; i += step)
        if (text[i] == '\0' || (step = utf8_character(text + i, size - i)) == 0)
            return false;
    return true;
}

static int by_time(const void *a, const void *b) {
    const struct caption *left = a, *right = b;
    int64_t difference = left->from_ms - right->from_ms;
    return difference ? (difference > 0) - (difference < 0)
                      : (left->line > right->line) - (left->line < right->line);
}

/* "WEBVTT", and what stands below it up to an empty line. */
static void skip_head(struct source *source) {
    struct source ahead = *source;
    struct line line;
    if (!next_line(&ahead, &line) || !begins(&line, "WEBVTT"))
        return;
    *source = ahead;
    skip_block(source);
}

static size_t read_cues(struct source *source, struct caption *cues) {
    struct caption cue;
    size_t count = 0;
    bool found;
    while (next_cue(source, &cue, &found)) {
        if (found && count == CAPTIONS_CUES_MAX) {
            report_said(source->report, &(struct finding_place){SEVERITY_ERROR, source->file, cue.line, 1},
                        FOUND_CAPTIONS_MANY, CAPTIONS_CUES_MAX);
            break;
        }
        if (found)
            cues[count++] = cue;
    }
    return count;
}

bool captions_read(const char *file, const char *text, size_t size, struct arena *arena,
                   struct report *report, struct captions *out) {
    size_t mark = utf8_mark(text, size);
    struct source source = {
        .at = text + mark, .end = text + size, .file = file, .arena = arena, .report = report};
    if (!is_text(source.at, (size_t)(source.end - source.at))) {
        complain(&source, 1, &(const struct said){FOUND_CAPTIONS_NO_TEXT});
        return false;
    }
    struct caption *cues = calloc(CAPTIONS_CUES_MAX, sizeof *cues);
    if (!cues) {
        arena_want(arena);
        return false;
    }
    skip_head(&source);
    size_t count = read_cues(&source, cues);
    qsort(cues, count, sizeof *cues, by_time);
    struct caption *kept = count ? arena_alloc(arena, count * sizeof *kept) : NULL;
    if (kept) {
        memcpy(kept, cues, count * sizeof *kept);
        *out = (struct captions){kept, count};
    }
    free(cues);
    if (count == 0 && !arena_refused(arena))
        complain(&source, 1, &(const struct said){FOUND_CAPTIONS_NONE});
    return kept != NULL;
}

/* How many have begun at `ms`. */
static size_t begun(const struct captions *captions, int64_t ms) {
    size_t low = 0, high = captions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (captions->cues[middle].from_ms <= ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct caption *captions_at(const struct captions *captions, int64_t ms) {
    size_t count = begun(captions, ms);
    return count > 0 && ms < captions->cues[count - 1].to_ms ? &captions->cues[count - 1] : NULL;
}

int64_t captions_edge(const struct captions *captions, int64_t ms) {
    size_t count = begun(captions, ms);
    int64_t next_ms = count < captions->count ? captions->cues[count].from_ms : INT64_MAX;
    const struct caption *on = captions_at(captions, ms);
    return on && on->to_ms < next_ms ? on->to_ms : next_ms;
}
