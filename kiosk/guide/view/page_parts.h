/* What every page of the guide is built from. For this room alone.
 *
 * Pages lay out as if every language ran left to right: x = 0 is where reading starts. The page_… functions
 * mirror boxes for right-to-left languages; sizes and text come out upright and unreversed. */
#pragma once

#include "core/site/scene_words.h"
#include "guide/view/metrics_parts.h"
#include "guide/view/view.h"

struct palette {
    struct colour paper, ink, muted; /* the page */
    struct colour card, edge;        /* things to touch; the edge is ≥ 3:1 against paper and card */
    struct colour strong, on_strong; /* what matters most, what is chosen */
    struct colour bar, on_bar;       /* the bar on every page, the hero */
    struct colour alarm, on_alarm;
    struct colour door, on_door; /* the header's: of the door behind which the page is */
    struct colour mark, on_mark; /* the same on the page and on cards: signs, numbers; ≥ 4.5:1 */
    struct colour bar_chosen, on_bar_chosen;
    struct colour focus, around_focus; /* ≥ 3:1 against each other: the ring has both */
};

/* What is read aloud, in this order. */
enum page_part {
    PART_TITLE,
    PART_TEXT,
    PART_ASIDE, /* whom to ask and what to take along: after the answer, wherever they stand */
    PART_COUNT  /* nothing is said */
};
/* What is read aloud, and how long it takes to read. */
struct page_said {
    struct utterance *parts;        /* PART_COUNT of them */
    enum page_part part;            /* what is said now belongs to it */
    int words;                      /* shown */
    const struct picture *pictured; /* what is said of it comes last; NULL: no picture is shown */
};

struct page { /* LENGTH: all that those who build a page share */
    const struct view_request *request;
    const struct guide *guide; /* request->guide */
    const struct guide_state *state;
    struct view *view;
    struct metrics m;
    struct palette colour;
    int language;    /* number in the guide */
    const char *tag; /* its tag */
    bool rtl;
    int bar_px;                /* em of the labels in the bar */
    struct measured *measured; /* texts measured before while this page is built */
    struct box content;        /* between header and bar */
    const char *file;          /* of what is shown, for findings; NULL: the guide's */
    int line;
    const char
        *fallback_language; /* tag of the language that stands in for a missing text; NULL: none does */
    struct page_said said;
    int code_step; /* 0 to CODE_SMALLEST: how much smaller codes are, for want of room */
    int smaller;   /* steps by which letters begin below the usual size, where all then stands on one leaf */
    const struct picture *scene; /* instead of the page's picture; NULL: none */
    bool hero;                   /* stands above the page's buttons */
    int headroom;                /* px that it leaves above them for what names them */
    bool framed;                 /* the bar is to be put below */
    bool failed;
};

struct words_style {
    int px;
    enum weight weight;
    enum align align;
    struct colour colour;
    const char *language; /* tag; NULL: the page's */
    double leading;       /* 0: 1.3 */
    int max_lines;        /* 0: all must fit; else the rest may be cut (texts of feeds) */
    bool silent;          /* not read aloud */
    bool balanced;        /* lines about as long as each other: titles, headings, answers */
};

struct measured *measured_create(void); /* NULL: out of memory; pages do without */
void measured_destroy(struct measured *measured);

/* Colours and language from the request; sizes of the whole picture. */
void page_init(struct page *page, const struct view_request *request, struct view *view);
/* For a site without a guide: English words, nothing else. */
const struct guide *guide_or_empty(const struct guide *guide);

/* Is the guide open in the page's language as a whole, or for what cannot wait alone? */
bool page_whole(const struct page *page);
const char *page_say(const struct page *page, enum guide_word word);
/* A word that the signage says, too. */
const char *page_word(const struct page *page, enum word word);
/* The word with its "%s" or "%d" filled in. */
void page_fill(const struct page *page, enum guide_word word, const char *value, char *out, size_t size);
void page_fill_numbers(const struct page *page, enum guide_word word, int first, int second, char *out,
                       size_t size);
/* The text in the page's language, else in the site's order (then page->fallback_language is set). NULL:
 * absent. *language (may be NULL) is what it is in. */
const char *page_pick(struct page *page, const struct localized *text, const char **language);
/* The same for what is no text of the page: addresses, the words of its hero. Nothing is said of what it is
 * in. */
const char *page_pick_aside(const struct page *page, const struct localized *text, const char **language);

void page_rect(struct page *page, struct box box, struct colour colour, int radius);
/* Number `at` of `count` boxes beside each other, `gap` px apart, that fill `box` to its last px. */
struct box page_share(struct box box, int gap, int at, int count);
/* Box of `count` of the content's twelve columns, from number `first` on, as high as the content. */
struct box page_columns(const struct page *page, int first, int count);
/* A rectangle with an edge of its own colour, `edge` px wide, inside the box. */
void page_card(struct page *page, struct box box, struct colour fill, struct colour edge, int width);
/* Height in px that `text` needs at this width; *torn (may be NULL): a word does not fit the line. */
int page_height(const struct page *page, const char *text, int width, const struct words_style *style,
                bool *torn);
int page_width(const struct page *page, const char *text, const struct words_style *style);
/* Smaller letters, step by step down to m.least, until every word stands whole at this width. */
void page_whole_words(const struct page *page, const char *text, int width, struct words_style *style);
/* The same until it all stands on one line, or at m.least. */
void page_one_line(const struct page *page, const char *text, int width, struct words_style *style);
/* Sets a text in a box from its top; what does not fit is a finding. Returns the height used. */
int page_words(struct page *page, const char *text, struct box box, const struct words_style *style);
/* The same, centred vertically. */
void page_words_middle(struct page *page, const char *text, struct box box, const struct words_style *style);
/* A sign of the icon font (UTF-8), `px` high, in the middle of `box`. Arrows turn round in right-to-left
 * languages. NULL draws nothing. */
void page_icon(struct page *page, const char *icon, struct box box, int px, struct colour colour);
const char *page_sign(const char *name); /* icon_find, never NULL: "" */

/* Adds something to touch, written on in ink; returns it, NULL when there is no more room. The hit area
 * reaches down. */
struct target *page_target(struct page *page, struct box box, const struct action *action, enum role role,
                           bool primary, bool on, const char *label);
/* Says a line; `language` is its tag, NULL: the page's. */
void page_speak(struct page *page, const char *language, const char *text);
/* What lies below does not count now: nothing there can be touched or stood on. */
void page_untouch(struct page *page);
/* Nothing was said yet. */
void page_unspeak(struct page *page);
/* Of two colours the one that is read better on `ground`. */
struct colour page_read_on(struct colour ground, struct colour a, struct colour b);
/* The door through which the visitor came, else the first that leads to the page; NULL: no door's. */
const struct guide_door *page_door(const struct page *page);
void page_report(struct page *page, const char *code, const char *english, const char *danish, ...)
    SAID_LIKE(2, 5);

/* Something to touch with a sign and words. */
enum button_look {
    LOOK_CARD,   /* white with an edge */
    LOOK_STRONG, /* filled: the main thing */
    LOOK_BAR,    /* in the bar: sign above a small label */
    LOOK_ALARM,
};
struct button {
    const char *icon;           /* UTF-8 or NULL */
    const char *label;          /* required */
    const char *label_language; /* tag; NULL: the page's */
    const char *note;           /* a second, smaller line; NULL: none */
    const char *note_language;
    const char *name;   /* what is spoken; NULL: the label */
    const char *detail; /* spoken after it, in the page's language; NULL: nothing */
    struct action action;
    enum role role;
    enum button_look look;
    const struct picture
        *picture;       /* fills what the words leave above them, where that is enough; NULL: none */
    struct colour fill; /* of its ground, with letters that are read on it; a = 0: as its look has it */
    int px;             /* em of the label; 0: as its look has it */
    bool secondary;     /* may be 15 mm instead of 20 */
    bool on;            /* chosen, ticked */
    bool stacked;       /* the sign above the words, both in the middle */
    int content;  /* px that the highest of those beside it needs: then all begin at one height; 0: its own */
    bool chevron; /* an arrow at the end: leads to a page */
};
/* The height a button of `width` needs, at least m.button (m.touch when secondary). */
int button_height(const struct page *page, const struct button *button, int width, bool *torn);
int button_width(const struct page *page, const struct button *button); /* on one line */
/* Smaller letters, down to m.least, until every word of the label stands whole at this width. */
void button_whole_words(const struct page *page, struct button *button, int width);
/* The ring of the keypad around what is put next into `box`, if it stands there. Before its ground is drawn.
 */
void button_focus(struct page *page, struct box box);
/* That ring. */
void page_ring(struct page *page, struct box box);
void button_put(struct page *page, const struct button *button, struct box box);

/* Background and header; sets page->content, above the bar. */
void frame_put(struct page *page, const char *title, const char *title_language);
/* The bar, after everything else: the keypad comes to it last. */
void frame_bar(struct page *page);

/* Buttons of a bar in as few rows as let every label stand whole; its labels shrink, down to what can be
 * read, before it takes more than its share of the picture. Sets page->bar_px. */
enum { BAR_ROWS_MAX = 4 };
struct bar_rows {
    int rows, per_row, heights[BAR_ROWS_MAX], height;
    bool torn; /* some word does not stand whole */
};
enum { BAR_MAX = 14, BAR_LANGUAGES = 3 };
/* The buttons at the picture's lower edge; zero-initialise. */
struct bar {
    struct button items[BAR_MAX];
    int count;
};
/* `icon` may be NULL. Returns the button, to change it. */
struct button *bar_add(struct bar *bar, const char *icon, const char *label, struct action action, bool on);
/* May a visitor choose language number `number`? */
bool page_offers(const struct page *page, size_t number);
/* The site's languages, each by its own name, and always the one that is chosen; the others stand behind one
 * button. */
void bar_add_languages(const struct page *page, struct bar *bar);
struct bar_rows bar_fit(struct page *page, const struct button *buttons, int count);
/* At the picture's lower edge, over its ground. */
void bar_put(struct page *page, const struct button *buttons, int count, const struct bar_rows *rows);
/* Easy reach gives way, not further than reach_must, until `need` px of page->content lie below reach_top. */
void page_raise_reach(struct page *page, int need);
/* Letters so many steps of the scale larger than at first, and buttons with them: where there is room. They
 * begin page->smaller steps lower; nothing becomes smaller than what fingers hit and eyes read. */
void page_grow(struct page *page, int steps);

/* A QR code on a white card, 60 mm less page->code_step, with its address to type beneath it; the height it
 * needs. At the last step a phone reads it at arm's length. Counts as a code to take along. */
enum { CODE_SMALLEST = 3 };
int code_height(const struct page *page, const char *url, int width);
/* The largest code, from the present step on, with which `fits` holds: 60, 51, 42 or 34 mm. False: there is
 * none, and the step is as it was. */
bool code_fit(struct page *page, bool (*fits)(struct page *page, void *context), void *context);
void code_put(struct page *page, const char *url, struct box box);
/* The address alone, broken as beneath a code. */
int code_address_height(const struct page *page, const char *url, int width);
void code_put_address(struct page *page, const char *url, struct box box);

/* "Citizen Service\nPhone 4477 2000\nOpen now · closes at 16:00", with numbers that cannot be reordered;
 * empty when nothing is known. `marked`: as page_open_words has it. */
void page_contact(struct page *page, const struct guide_contact *contact, bool marked, char *out,
                  size_t size);
/* "**Citizen Service**\nNow: English · Dansk\nNext: Українська · Tuesday 1 December 10:00–12:00"; cut at
 * `size`. */
void page_counter(struct page *page, const struct guide_counter *counter, char *out, size_t size);
/* Where a statement comes from, and who has checked it when. */
void page_source(struct page *page, const struct source *source, bool sample, char *out, size_t size);

/* Today's local date, days since 1970. */
int32_t page_today(const struct page *page);
/* A button that leads to a page of the guide: sign, title, summary. */
struct button page_link(struct page *page, const struct guide_page *shown);
struct button page_link_short(struct page *page, const struct guide_page *shown); /* without the summary */

bool page_has_picture(const struct page *page, const struct picture *picture);
/* What stands where nobody reaches: the page's own picture, else its door's, else the start page's. */
const struct picture *page_scene(const struct page *page);
/* A picture, cropped to the box; false, and nothing drawn, when there is none, it is not ready, or high
 * contrast is wanted. */
bool page_picture(struct page *page, const struct picture *picture, struct box box);
/* The same for the picture that the page is about: it is described to who does not see. */
bool page_scene_put(struct page *page, const struct picture *picture, struct box box);
/* Leads to the page in easy language and back; false: there is none in the page's language. */
bool page_easy_button(const struct page *page, const struct guide_page *shown, struct button *out);
/* As the visitor reads: in easy language when they chose it, and there is one; else guide_text_pick. */
const struct guide_text *page_text(const struct page *page, const struct guide_page *shown);

/* What its captions say now; NULL: nothing, or no film is shown. *language: their tag. */
const struct caption *page_caption(const struct page *page, const char **language);

/* The hero: a picture, or a calm field with a large sign, and a few words, over a page whose buttons begin at
 * reach_top; where there is no room for one the words alone. `picture` and `words` may be NULL. False: the
 * words do not stand there either. */
bool hero_put(struct page *page, const struct picture *picture, const char *icon, const char *words,
              const char *language);
/* Would there be one? */
bool hero_fits(const struct page *page, const char *words, const char *language);

/* One for each place; the frame is theirs to put. */
void view_home(struct page *page);
void view_door(struct page *page);
void view_topics(struct page *page);
void view_page(struct page *page);
#define VIEW_OF_KIND(name, id) void view_##name(struct page *page, const struct guide_page *shown);
GUIDE_PAGE_KINDS(VIEW_OF_KIND)
#undef VIEW_OF_KIND
void view_entry(struct page *page);
void view_event(struct page *page);
void view_way(struct page *page);
void view_phrase(struct page *page);
void view_search(struct page *page);
void view_languages(struct page *page);
void view_essentials(struct page *page); /* instead of what is not open in the language */
void view_aids(struct page *page);
void view_ask(struct page *page);
void view_emergency(struct page *page);
void view_pin(struct page *page);
void view_staff(struct page *page);
void view_touch_test(struct page *page);
void view_cleaning(struct page *page);
void view_slides(struct page *page);
void view_warning(struct page *page); /* over what is there */
void view_leave(struct page *page);   /* likewise */
