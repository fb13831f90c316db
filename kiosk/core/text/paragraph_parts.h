/* The steps of text layout, in order: paragraph_text (NFC, bold spans), paragraph_emoji (pictures
 * that some font has), paragraph_values (what
 * keeps its order in right-to-left text), paragraph_break (where a line may
 * end), paragraph_tie (where it had better not), paragraph_faces (script and face per character),
 * paragraph_line (which text stands on which line). Positions are UTF-16 units of the normalised text. Shared
 * by the parts of paragraph. */
#pragma once

#include <unicode/ubidi.h>
#include <unicode/utypes.h>

#include "core/text/paragraph.h"

enum { PARAGRAPH_UNITS_MAX = 16384, PARAGRAPH_LINES_MAX = 512 };

/* A line may end where a tie is only when it would have to tear a word else. */
enum boundary { BOUNDARY_GRAPHEME = 1, BOUNDARY_LINE = 2, BOUNDARY_TIED = 4 };

struct cell {
    int face;
    uint32_t script;
    bool bold;
    bool emoji; /* of a sequence that is one picture: one run, left to right, with a face of its own */
    bool first; /* of its sequence */
};

/* A text taken apart once, laid out at any size. */
struct prepared {
    const struct measure *measure;
    const char *language; /* never NULL */
    enum weight weight;
    bool loose; /* as in its style */
    UChar *units;
    int length;
    uint8_t *boundaries; /* length + 1, enum boundary: a boundary before this unit */
    struct cell *cells;  /* length */
    UBiDi *bidi;
    const UBiDiLevel *levels;
    bool rtl;
    bool truncated; /* longer than PARAGRAPH_UNITS_MAX */
};

struct line {
    int start, end; /* without trailing spaces */
    int width;
    const char *suffix; /* "", "-" or "…" */
};

struct lines {
    struct line items[PARAGRAPH_LINES_MAX];
    int count;
    bool cut;
    bool forced; /* a word was broken where the language does not allow it */
};

/* What the lines have. */
struct line_room {
    int px, width;
    int max_lines;
    bool balanced;
};

bool prepared_init(struct prepared *text, const struct measure *measure, const char *utf8,
                   const struct paragraph_style *style) MUST_CHECK;
void prepared_finish(struct prepared *text);

/* Fills cells' bold, units and length from `utf8`. */
bool prepared_read(struct prepared *text, const char *utf8) MUST_CHECK;
/* Chooses the emojis' faces; takes out those that no font has, each with one of the spaces around it. */
void prepared_choose_emoji(struct prepared *text);
/* Has a font all of the sequence? */
bool emoji_drawable(const struct measure *measure, enum weight weight, const char *utf8, size_t length);
/* Isolates the values of a text with right-to-left letters or base; other texts stay as they are. */
bool prepared_isolate(struct prepared *text) MUST_CHECK;
bool prepared_find_breaks(struct prepared *text) MUST_CHECK;
/* Turns line boundaries between what belongs together into ties; of a loose text only those inside words. */
void prepared_tie(struct prepared *text);
void prepared_choose_faces(struct prepared *text);

static inline enum weight cell_weight(const struct prepared *text, const struct cell *cell) {
    return cell->bold ? WEIGHT_BOLD : text->weight;
}
/* The end of the run that starts at `from`: one face, script, weight and level, not beyond `to`. */
int run_end(const struct prepared *text, int from, int to);
/* Is the run that starts here drawn from right to left? */
bool run_rtl(const struct prepared *text, int at);
/* The script to shape a run with: Latin for left-to-right numbers inside a right-to-left script. */
uint32_t run_script(const struct prepared *text, int at);
/* A run's text as it is drawn: UTF-8 without invisible controls, `suffix` added. Returns its length. */
int run_utf8(const struct prepared *text, int from, int to, const char *suffix, char *out, int size);

int range_width(const struct prepared *text, int px, int from, int to);
int suffix_width(const struct prepared *text, int px, const char *suffix, int at);
/* No last line of one word where the lines stay as many. `balanced`: lines about as long as each other. */
void lines_fill(struct lines *lines, const struct prepared *text, const struct line_room *room);
