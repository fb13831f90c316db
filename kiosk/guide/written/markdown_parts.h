/* One page being parsed: its source, the block being gathered, the blocks done. Shared by the parts
 * of markdown. Not for others. */
#pragma once

#include "guide/written/markdown.h"

enum { BLOCK_BYTES_MAX = 4000 };
/* Stand in for "**" and for a line break of the source until the whole block is known. */
enum { MARK_STRONG = 1, MARK_BREAK = 2 };

struct list {
    bool ordered;
    int number;
};

/* The blocks that are done. */
struct parsed {
    struct guide_block *blocks;
    size_t count, max;
    int steps;
};
/* The block being gathered. */
struct gathered {
    struct guide_block block; /* line 0: nothing of it was seen yet */
    bool open;
    char text[BLOCK_BYTES_MAX + 8];
    size_t length;
    bool too_long;
    int emphasis;
};

struct parsing {
    const char *file, *source;
    size_t size;
    struct arena *arena;
    struct report *report;
    size_t errors;
    const char *seen; /* the last place in the source that md4c spoke of */

    struct list list;
    int list_depth;
    bool item, item_used, step;
    struct gathered now;
    struct parsed done;
    const struct said *refused; /* what cannot be shown, reported at the next text; its text is left out */
    int refused_depth;
};

/* Line and column (characters, from 1) of `at` in the source. */
void markdown_position(const struct parsing *p, const char *at, int *line, int *column);
/* An error at that place. */
void markdown_complain(struct parsing *p, const char *at, const struct said *what);
/* Is it short enough, and UTF-8 without control characters? Reported when not. */
bool markdown_source_ok(struct parsing *p);
/* "[name]: address" defines a link and shows nothing: reported. */
void markdown_refuse_definitions(struct parsing *p);
/* The next line across from p->seen on: md4c tells of it without text, so the line is searched. */
const char *markdown_find_rule(const struct parsing *p);

/* Ends the block before and begins one. */
void markdown_open_block(struct parsing *p, enum guide_block_kind kind, int number);
/* Puts what was gathered among the blocks; nothing when no block is open or it has no text. */
void markdown_close_block(struct parsing *p);
/* Text of the open block, UTF-8 and the marks above; left out while something is refused. */
void markdown_append(struct parsing *p, const char *text, size_t size);
