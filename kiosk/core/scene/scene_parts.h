/* What all scenes are built from: mirrored boxes, stacks of text, pills, pictures, QR cards. For this room
 * alone.
 *
 * Scenes lay out as if every language ran left to right: x = 0 is where reading starts. The part_… functions
 * mirror boxes for right-to-left languages. */
#pragma once

#include "core/draw/qr.h"
#include "core/scene/scene.h"
#include "core/site/scale.h"
#include "core/site/scene_words.h"

struct scene {
    const struct scene_request *request;
    const struct theme *theme;
    struct draw_list *list;
    struct report *report;
    struct scale scale;
    const char *language;
    const char *second; /* the other language when a slide shows two together, else NULL */
    bool rtl;
    bool sample; /* nobody has checked what is shown, whatever the slide's own source is */
    struct foot {
        int x, w;                   /* px */
        struct colour ground, text; /* of what it stands on */
        bool end;                   /* at the end of the line */
    } foot;                         /* where the source stands: a line at the bottom */
};

/* One text in a stack of texts. */
struct stack_item {
    const char *text;     /* NULL or "": skipped */
    const char *language; /* NULL: of the program, or of nobody known (part_language) */
    enum weight weight;
    struct colour colour;
    int max_px, min_px;
    double before;  /* space above in em of this text; the first visible item has none */
    double leading; /* 0: the paragraph's default */
    int max_lines;  /* 0: all of it must fit; else the rest may be cut (texts of feeds) */
    enum align align;
    bool bar;     /* the short accent bar above it */
    bool strike;  /* it no longer holds */
    bool address; /* no hyphen may be written into it */
    bool heading; /* its lines are made about as long as each other */
    int px;       /* out: the size that fits */
    int line_max; /* internal: the size at which its longest word fills the width */
    bool loose;   /* internal: what belongs together is parted, so that it fits */
};
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

/* Chooses the sizes (all shrink together) at which the stack fits width × height; returns its height. What
 * does not fit at its min is set without ties between words; what then does not fit is reported and shrinks
 * further; only then is it cut. */
int stack_fit(struct scene *scene, struct stack_item *items, size_t count, int width, int height);
/* Whether it fits at its min, with what belongs together on one line. Reports nothing. */
bool stack_fits(struct scene *scene, struct stack_item *items, size_t count, int width, int height);
/* How many of the `photo_h` px of a picture above the stack go to the words so that these are readable. */
int stack_lift(struct scene *scene, struct stack_item *items, size_t count, struct box text, int photo_h);
/* px that a fitted item takes in lines of at most `most` px. */
int stack_width(const struct scene *scene, const struct stack_item *item, int most);
/* Draws a fitted stack. */
void stack_draw(struct scene *scene, const struct stack_item *items, size_t count, struct box box,
                enum valign valign);
/* Fits and draws. */
void stack_put(struct scene *scene, struct stack_item *items, size_t count, struct box box,
               enum valign valign);

/* The localized text in `language`, else the fallback (reported); NULL when absent. `*shown` (may be NULL) is
 * its language. */
const char *part_text(struct scene *scene, const struct localized *text, const char *field,
                      const char *language, const char **shown);
/* The local day, since 1970; DAY_UNKNOWN when the clock is known to be wrong. What says "today" or counts
 * from it asks this. */
int32_t scene_today(const struct scene *scene);
/* `said`, else the scene's; a text in letters that run the other way, such as a word that the scene's
 * language lacks and that English stands in for, keeps its own direction. */
const char *part_language(const struct scene *scene, const char *text, const char *said);
/* The program's own word in the scene's language. */
const char *part_word(const struct scene *scene, enum word id);
/* The same for the second language: NULL unless the text exists in it. */
const char *part_second(struct scene *scene, const struct localized *text, const char *field);

void part_rect(struct scene *scene, struct box box, struct colour colour, int radius);
/* One paragraph; returns its size. Reports characters no font has. */
struct paragraph_size part_paragraph(struct scene *scene, const char *text, struct box box,
                                     const struct paragraph_style *style);
/* Moves the text drawn from index `first` up to `end` so that its first line stands on `baseline`. */
void part_stand_on(struct scene *scene, size_t first, size_t end, int baseline);
/* A line through every run of text drawn since `first`, an index into the list. */
void part_strike(struct scene *scene, size_t first);
/* A hairline from the start edge of `box` to its end, at its top. */
void part_rule(struct scene *scene, struct box box);
/* Letters of the scene's language, in at most so many lines. */
struct paragraph_style part_style(const struct scene *scene, int px, enum weight weight, struct colour colour,
                                  int lines);
/* Width and height of a text set without limits on one line. */
struct paragraph_size part_measure(struct scene *scene, const char *text, int px, enum weight weight,
                                   const char *language);
/* The slide's picture over `box` with its credit, edge to edge. False when it has none that can be shown (a
 * missing one is reported). */
bool part_has_picture(struct scene *scene);
void part_picture(struct scene *scene, struct box box);
/* The same of a picture that the slide may not have itself. */
bool part_can_show(struct scene *scene, const struct picture *picture);
void part_show(struct scene *scene, const struct picture *picture, struct box box);
/* The slide's picture as the poster of the film `film`, over `box`, with its credit. */
void part_film(struct scene *scene, const char *film, struct box box);
/* A rounded label with its start edge at x, centred on middle_y; returns its width. */
int part_pill(struct scene *scene, const char *text, int x, int middle_y, int px, struct colour back,
              struct colour front);
int part_pill_width(struct scene *scene, const char *text, int px);
/* Whether a code may stand in `room`, and how large: the side in px, its quiet zone included, of the code of
 * `url` whose modules are a tenth of the viewing distance wide. 0: there is no room for that, and a smaller
 * one would be read by nobody who stands there. */
int part_qr_side(struct scene *scene, const char *url, struct box room);
/* The address in words, on up to three lines, for where there is no code; `text` holds it. */
enum { ADDRESS_BYTES = 700 };
struct stack_item part_qr_words(struct scene *scene, const char *url, int width, struct colour colour,
                                char text[ADDRESS_BYTES]);
/* A white card with the QR code of `url` and the address below, its bottom end corner at (right, bottom);
 * `draw` false: only measures. The box is empty when `url` does not fit a code. */
struct box part_qr_card(struct scene *scene, const char *url, int right, int bottom, int side, bool draw);
/* The code at the start, the address beside it, over the zone's ground; as high as `box`. */
void part_qr_row(struct scene *scene, const char *url, struct box box, struct colour text);

/* The same for an address out of a feed, which strangers wrote: its host stands large, on one line, so that
 * people see whose it is before they scan; the rest only where it fits, and the code only where part_qr_side
 * allows one. False, and nothing drawn, when the host cannot be read there or the address does not fit a
 * code. */
bool part_link_row(struct scene *scene, const char *url, struct box box, struct colour text) MUST_CHECK;

/* `colour` when it stands out against `back` (WCAG 2.1 SC 1.4.3, 4.5:1), else the theme's ink. */
struct colour part_legible(const struct scene *scene, struct colour colour, struct colour back);
struct colour part_mix(struct colour a, struct colour b, double share_of_b);
void part_report(struct scene *scene, const char *code, const char *english, const char *danish, ...)
    SAID_LIKE(2, 5);

/* Reports texts of the scene that lie over each other on the same ground. */
void scene_judge(struct scene *scene);

/* What every scene draws last: where its statement comes from, and that nobody has checked it. */
void part_source(struct scene *scene);
/* px that it takes at the foot; 0: there is nothing to say. */
int part_source_room(struct scene *scene);
/* "Updated …" when a feed of the slide is older than its limit, or NULL; written to `out`. */
const char *part_as_of(struct scene *scene, char *out, size_t size);

/* The calm empty picture: the site's name on the theme's colour. */
void scene_empty(struct scene *scene);
void scene_header(struct scene *scene);
/* A strip: one line with a bold label before it. Languages as in struct stack_item. */
void scene_line(struct scene *scene, const char *label, const char *label_lang, const char *text,
                const char *text_lang);
/* Headline with the accent bar at the top, the age of the data at the bottom; returns what is left between.
 */
struct box scene_frame(struct scene *scene, const char *default_headline);
/* One sentence in the middle of `box`, for lists with nothing in them. */
void scene_sentence(struct scene *scene, const char *text, struct box box);
