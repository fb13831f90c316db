#include <string.h>
#include <unicode/uchar.h>

#include "core/text/paragraph_parts.h"

enum { RUN_BYTES = 4096 };
static const char ellipsis[] = "…";

int range_width(const struct prepared *text, int px, int from, int to) {
    const struct measure *measure = text->measure;
    char utf8[RUN_BYTES];
    int width = 0;
    while (from < to) {
        int end = run_end(text, from, to);
        if (end - from > RUN_BYTES / 4) /* as many as fit in UTF-8; only a line of thousands gets here */
            end = from + RUN_BYTES / 4;
        int length = run_utf8(text, from, end, "", utf8, sizeof(utf8));
        if (length > 0 && text->cells[from].face != FACE_NONE)
            width += measure->width(measure->context, text->cells[from].face, px, run_script(text, from),
                                    run_rtl(text, from), utf8, (size_t)length);
        from = end;
    }
    return width;
}

int suffix_width(const struct prepared *text, int px, const char *suffix, int at) {
    const struct measure *measure = text->measure;
    if (*suffix == '\0')
        return 0;
    enum weight weight = at < 0 ? text->weight : cell_weight(text, &text->cells[at]);
    uint32_t c = *suffix == '-' ? '-' : 0x2026;
    int face = measure->face(measure->context, c, weight, text->language);
    const uint32_t latin = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n';
    return face == FACE_NONE
               ? 0
               : measure->width(measure->context, face, px, latin, false, suffix, strlen(suffix));
}

static int trimmed(const struct prepared *text, int start, int end) {
    while (end > start && u_isUWhiteSpace(text->units[end - 1]))
        end--;
    return end;
}

/* A dot between two things, as in "Open · until 22", is not drawn where the line parts them. */
static int parted(const struct prepared *text, int start, int end) {
    enum { DOT = 0xb7 };
    int last = trimmed(text, start, end), before = last - 1;
    bool dot = before > start && text->units[before] == DOT && u_isUWhiteSpace(text->units[before - 1]);
    return dot ? trimmed(text, start, before) : last;
}

static int next_break(const struct prepared *text, int from, int end, int boundary) {
    for (from++; from < end; from++)
        if (text->boundaries[from] & boundary)
            return from;
    return end;
}

static bool soft_hyphen_at(const struct prepared *text, int end) {
    return end > 0 && text->units[end - 1] == 0xad;
}

/* Where an address may be torn when it must: after these, kept at the end of the line. */
static bool address_joint(UChar c) {
    return c == '/' || c == '.' || c == '-' || c == '_' || c == '?' || c == '&' || c == '=' || c == '@';
}

/* More characters than a line holds: a longer word need not be measured to its end. */
static int most_units(int px, int width) {
    return px > 0 && width > 0 ? 16 + (int)(5LL * width / px) : 16;
}

static int grapheme_before(const struct prepared *text, int at, int start) {
    while (at > start && !(text->boundaries[at] & BOUNDARY_GRAPHEME))
        at--;
    return at;
}

/* As many graphemes of a word as fit, at least one. By bisection: a longer prefix is never narrower. */
static int force_break(const struct prepared *text, int px, int start, int end, int width) {
    int low = next_break(text, start, end, BOUNDARY_GRAPHEME);
    int high = end - start > most_units(px, width) ? start + most_units(px, width) : end;
    while (low < high) {
        int middle = low + (high - low + 1) / 2, at = grapheme_before(text, middle, low);
        if (range_width(text, px, start, at > low ? at : middle) > width)
            high = middle - 1;
        else
            low = middle;
    }
    int fits = grapheme_before(text, low, start);
    if (fits == start)
        fits = next_break(text, start, end, BOUNDARY_GRAPHEME);
    for (int joint = fits; fits < end && joint > start + (fits - start) / 3; joint--)
        if (address_joint(text->units[joint - 1]))
            return joint;
    return fits;
}

/* The last break at which [start, break) fits; `start` itself when not even the first word does. */
static int fitting_break(const struct prepared *text, int px, int start, int end, int width, int boundary) {
    int best = start, pen = 0;
    for (int at = start; at < end;) {
        int next = next_break(text, at, end, boundary);
        int word = trimmed(text, at, next);
        int measured = word - at > most_units(px, width) ? at + most_units(px, width) : word;
        int word_width = range_width(text, px, at, measured);
        int hyphen = next < end && soft_hyphen_at(text, next) ? suffix_width(text, px, "-", next - 1) : 0;
        if (pen + word_width > width)
            break;
        if (pen + word_width + hyphen <= width)
            best = next;
        pen += word_width + range_width(text, px, word, next);
        at = next;
    }
    return best;
}

/* The same for a whole line as it will be drawn: words measured apart can be a px narrower than together. */
static int drawn_break(const struct prepared *text, int px, int start, int end, int width, int boundary) {
    int best = fitting_break(text, px, start, end, width, boundary);
    while (best > start) {
        int hyphen = best < end && soft_hyphen_at(text, best) ? suffix_width(text, px, "-", best - 1) : 0;
        if (range_width(text, px, start, trimmed(text, start, best)) + hyphen <= width)
            return best;
        do
            best--;
        while (best > start && !(text->boundaries[best] & boundary));
    }
    return start;
}

/* Before a word is torn, what is only tied is parted. What fits as it will be drawn needs no break: words
 * measured apart can be wider than together, too. */
static int exact_break(const struct prepared *text, int px, int start, int end, int width) {
    if (end - start <= most_units(px, width) && range_width(text, px, start, end) <= width)
        return end;
    int at = drawn_break(text, px, start, end, width, BOUNDARY_LINE);
    return at > start ? at : drawn_break(text, px, start, end, width, BOUNDARY_LINE | BOUNDARY_TIED);
}

static void add_line(struct lines *lines, const struct prepared *text, int px, int start, int end,
                     const char *suffix) {
    struct line *line = &lines->items[lines->count++];
    *line = (struct line){.start = start, .end = end, .suffix = suffix};
    line->width = range_width(text, px, start, end) + suffix_width(text, px, suffix, end - 1);
}

static bool hangs(UChar c) {
    return u_isUWhiteSpace(c) || c == ',' || c == ';' || c == ':' || c == 0x60c || c == 0xad || c == 0xb7 ||
           c == 0x2013 || c == 0x2014;
}

/* The last line of a text that goes on: whole words and "…". */
static void add_cut_line(struct lines *lines, const struct prepared *text, int px, int start, int end,
                         int width) {
    int room = width - suffix_width(text, px, ellipsis, start < text->length ? start : -1);
    int at = end > start ? exact_break(text, px, start, end, room) : start;
    while (at > start && at < end && soft_hyphen_at(text, at)) {
        do
            at--;
        while (at > start && !(text->boundaries[at] & BOUNDARY_LINE));
    }
    if (at == start && end > start)
        at = force_break(text, px, start, end, room);
    while (at > start && hangs(text->units[at - 1]))
        at--;
    add_line(lines, text, px, start, at, ellipsis);
    lines->cut = true;
}

/* Lines being filled. */
struct filling {
    struct lines *lines;
    const struct prepared *text;
    struct line_room room;
};

/* A line of the author's; `more`: others follow. */
struct hard_line {
    int start, end;
    bool more;
};

/* From its start on, each line as long as it can be. False when the room is used up. */
static bool fill_greedily(const struct filling *filling, const struct hard_line *hard, int width) {
    struct lines *lines = filling->lines;
    const struct prepared *text = filling->text;
    int px = filling->room.px, start = hard->start, end = hard->end;
    do {
        int at = exact_break(text, px, start, end, width);
        bool forced = at == start && start < end;
        if (forced)
            at = force_break(text, px, start, end, width);
        if (lines->count + 1 >= filling->room.max_lines && (at < end || hard->more)) {
            add_cut_line(lines, text, px, start, end, width);
            return false;
        }
        lines->forced |= forced && at < end;
        bool hyphen = at < end && soft_hyphen_at(text, at);
        add_line(lines, text, px, start, at < end ? parted(text, start, at) : trimmed(text, start, at),
                 hyphen ? "-" : "");
        start = at;
    } while (start < end);
    return true;
}

enum { BALANCED_MOST = 4 /* of more lines nobody sees it */, PHRASE_LEAST = 40 /* % of the longer line */ };

/* Fills it anew, into the lines from `first` on. True when they are as many and none was torn; else `kept`,
 * which are `count`, stand there again. */
static bool refill(const struct filling *filling, const struct hard_line *hard, int first, int count,
                   int width, const struct line *kept) {
    struct lines *lines = filling->lines;
    lines->count = first;
    bool torn = lines->forced, cut = lines->cut;
    lines->forced = false;
    bool good = fill_greedily(filling, hard, width) && !lines->forced && lines->count == first + count;
    lines->forced = torn;
    lines->cut = cut;
    if (good)
        return true;
    memcpy(&lines->items[first], kept, (size_t)count * sizeof *kept);
    lines->count = first + count;
    return false;
}

enum { SHORT_PARTS = 5, SHORT_TIMES = 3 };

/* Where a last line begins, behind a space, that is too short to stand alone: of one word, or of less than a
 * fifth of the room; 0: it stands. */
static int short_line(const struct filling *filling, const struct line *line) {
    const struct prepared *text = filling->text;
    if (line->start < 1 || text->units[line->start - 1] != ' ')
        return 0;
    bool lone = true;
    for (int i = line->start; i < line->end; i++)
        lone &= !u_isUWhiteSpace(text->units[i]);
    return lone || line->width * SHORT_PARTS < filling->room.width ? line->start : 0;
}

static void balance(const struct filling *filling, const struct hard_line *hard, int first, int count,
                    struct line *kept) {
    struct lines *lines = filling->lines;
    int low = 0, high = filling->room.width, step = filling->room.px / 4 > 1 ? filling->room.px / 4 : 1;
    for (int i = 0; i < count; i++)
        low += lines->items[first + i].width;
    low = low / count < high ? low / count : high;
    while (high - low > step) {
        int middle = (low + high) / 2;
        if (refill(filling, hard, first, count, middle, kept)) {
            memcpy(kept, &lines->items[first], (size_t)count * sizeof *kept);
            high = middle;
        } else {
            low = middle;
        }
    }
    memcpy(&lines->items[first], kept, (size_t)count * sizeof *kept);
}

static bool ends_phrase(UChar c) {
    static const UChar signs[] = {'.', ',', '?', '!', ':', ';', 0x60c, 0x61b, 0x61f};
    for (size_t i = 0; i < LENGTH(signs); i++)
        if (c == signs[i])
            return true;
    return false;
}

/* Two lines of a heading part where its phrases do ("New job?" – "Get a tax card"), unless one is much
 * shorter then. */
static void part_at_phrase(const struct filling *filling, const struct hard_line *hard, int first) {
    const struct prepared *text = filling->text;
    struct lines *lines = filling->lines;
    int px = filling->room.px, width = filling->room.width, best = 0, longest = 0;
    for (int at = hard->start + 2; at < hard->end; at++) {
        if (text->units[at - 1] != ' ' || !ends_phrase(text->units[at - 2]) ||
            !(text->boundaries[at] & BOUNDARY_LINE))
            continue;
        int one = range_width(text, px, hard->start, at - 1), other = range_width(text, px, at, hard->end),
            more = one > other ? one : other;
        bool fits = more <= width && (one + other - more) * 100 >= more * PHRASE_LEAST;
        if (fits && (!best || more < longest)) {
            best = at;
            longest = more;
        }
    }
    if (!best)
        return;
    lines->count = first;
    add_line(lines, text, px, hard->start, trimmed(text, hard->start, best), "");
    add_line(lines, text, px, best, hard->end, "");
}

/* How unlike each other lines are: what they are short of the longest, squared; the last may be shorter. */
static int64_t unevenness(const struct line *lines, int count) {
    int widest = 0;
    int64_t sum = 0;
    for (int i = 0; i < count; i++)
        widest = lines[i].width > widest ? lines[i].width : widest;
    for (int i = 0; i < count; i++) {
        int64_t less = widest - lines[i].width;
        sum += i == count - 1 ? less * less / 4 : less * less;
    }
    return sum;
}

/* In the least width a line between others can become much shorter than they are: a little wider, it need
 * not. */
static void smooth(const struct filling *filling, const struct hard_line *hard, int first, int count,
                   struct line *kept) {
    enum { WIDER_PERCENT = 12, STEPS = 6 };
    struct lines *lines = filling->lines;
    int narrow = 0;
    for (int i = 0; i < count; i++)
        narrow = kept[i].width > narrow ? kept[i].width : narrow;
    for (int i = 1; i <= STEPS; i++) {
        int width = narrow + narrow * WIDER_PERCENT * i / (100 * STEPS);
        if (width <= filling->room.width && refill(filling, hard, first, count, width, kept) &&
            unevenness(&lines->items[first], count) < unevenness(kept, count))
            memcpy(kept, &lines->items[first], (size_t)count * sizeof *kept);
    }
    memcpy(&lines->items[first], kept, (size_t)count * sizeof *kept);
}

/* Words of the line before go along to a last line that is too short, where it can spare them; then all lines
 * are made alike. */
static void even(const struct filling *filling, const struct hard_line *hard, int first) {
    const struct prepared *text = filling->text;
    struct lines *lines = filling->lines;
    int count = lines->count - first, tied[SHORT_TIMES], ties = 0;
    uint8_t was[SHORT_TIMES];
    struct line kept[PARAGRAPH_LINES_MAX];
    memcpy(kept, &lines->items[first], (size_t)count * sizeof kept[0]);
    for (int at = 0; ties < SHORT_TIMES && (at = short_line(filling, &kept[count - 1])) > 0;) {
        tied[ties] = at;
        was[ties++] = text->boundaries[at];
        text->boundaries[at] = (uint8_t)((text->boundaries[at] & ~BOUNDARY_LINE) | BOUNDARY_TIED);
        if (!refill(filling, hard, first, count, filling->room.width, kept) ||
            lines->items[first + count - 1].start >= at) {
            memcpy(&lines->items[first], kept, (size_t)count * sizeof *kept);
            text->boundaries[at] = was[--ties];
            break;
        }
        memcpy(kept, &lines->items[first], (size_t)count * sizeof *kept);
    }
    if (filling->room.balanced && count <= BALANCED_MOST) {
        balance(filling, hard, first, count, kept);
        if (count == 2)
            part_at_phrase(filling, hard, first);
        if (count > 2)
            smooth(filling, hard, first, count, kept);
    }
    while (ties-- > 0)
        text->boundaries[tied[ties]] = was[ties];
}

/* False when the room is used up. */
static bool fill_hard_line(const struct filling *filling, const struct hard_line *hard) {
    int first = filling->lines->count;
    bool torn = filling->lines->forced;
    filling->lines->forced = false;
    bool whole = fill_greedily(filling, hard, filling->room.width);
    if (whole && !filling->lines->forced && filling->lines->count > first + 1)
        even(filling, hard, first);
    filling->lines->forced |= torn;
    return whole;
}

void lines_fill(struct lines *lines, const struct prepared *text, const struct line_room *room) {
    struct filling filling = {lines, text, *room};
    lines->count = 0;
    lines->cut = lines->forced = false;
    if (room->max_lines > PARAGRAPH_LINES_MAX || room->max_lines < 1)
        filling.room.max_lines = room->max_lines < 1 ? 1 : PARAGRAPH_LINES_MAX;
    int start = 0, last = trimmed(text, 0, text->length);
    while (start < last || (start == 0 && last > 0)) {
        int end = start;
        while (end < last && text->units[end] != '\n')
            end++;
        struct hard_line hard = {start, trimmed(text, start, end), end < last || text->truncated};
        if (!fill_hard_line(&filling, &hard))
            return;
        start = end + 1;
    }
}
