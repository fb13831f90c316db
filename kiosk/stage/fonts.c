#include "stage/fonts.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stage/families.h"
#include "stage/font_findings.h"
#include "stage/strike.h"
#include "stage/widths.h"

enum { CHOICES_MAX = 40, SIZED_MAX = 20, PROBE_PX = 16, RUN_BYTES_MAX = 16384, KEPT_BYTES_MAX = 4 << 20 };

struct font_file {
    char *path;  /* NULL until looked for */
    void *bytes; /* the file whole; NULL: not read yet, or too large to be kept */
    size_t size;
    bool looked, weighed, large;
};

/* A family in this engine's order of preference. A face is choice × FAMILY_WEIGHTS + weight. */
struct choice {
    const struct family *family; /* NULL: a file of the site's */
    struct font_file files[FAMILY_WEIGHTS];
    bool absent;
    TTF_Font *probe[FAMILY_WEIGHTS]; /* to ask which characters it has; of a large file, also to write with */
    int probe_px[FAMILY_WEIGHTS];    /* its size now */
};

struct sized {
    int face, px;
    TTF_Font *font;
    uint64_t used;
};

struct fonts {
    struct choice choices[CHOICES_MAX];
    size_t count;
    struct sized sized[SIZED_MAX];
    uint64_t clock;
    struct widths *widths;
    struct breaks *breaks;
};

/* The file of a face; a family without this weight lends its regular one. NULL: there is none. */
static struct font_file *file_of(struct choice *choice, int weight) {
    struct font_file *file = &choice->files[weight];
    if (!file->looked && choice->family) {
        file->looked = true;
        file->path = family_file(choice->family, weight);
    }
    if (!file->path && weight != WEIGHT_REGULAR)
        return file_of(choice, WEIGHT_REGULAR);
    return file->path ? file : NULL;
}

static bool is_large(struct font_file *file) {
    struct stat info;
    if (!file->weighed)
        file->large = stat(file->path, &info) == 0 && info.st_size > KEPT_BYTES_MAX;
    file->weighed = true;
    return file->large;
}

/* For who writes with it: FreeType reads a glyph anew for each fraction of a pixel it is placed at, from
 * memory, or it would seek and read the file a hundred times a line. */
static void read_whole(struct font_file *file) {
    if (!file->bytes && !is_large(file))
        file->bytes = SDL_LoadFile(file->path, &file->size);
}

static TTF_Font *open_face(struct fonts *fonts, int face, int px) {
    struct choice *choice = &fonts->choices[face / FAMILY_WEIGHTS];
    struct font_file *file = file_of(choice, face % FAMILY_WEIGHTS);
    if (!file)
        return NULL;
    SDL_RWops *from =
        file->bytes ? SDL_RWFromConstMem(file->bytes, (int)file->size) : SDL_RWFromFile(file->path, "rb");
    TTF_Font *font =
        from ? TTF_OpenFontIndexRW(from, 1, px, choice->family ? choice->family->index : 0) : NULL;
    if (font) {
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
        TTF_SetFontKerning(font, 1);
    }
    return font;
}

/* In whatever size it is open. */
static TTF_Font *any_size(const struct fonts *fonts, int face) {
    for (size_t i = 0; i < SIZED_MAX; i++)
        if (fonts->sized[i].font && fonts->sized[i].face == face)
            return fonts->sized[i].font;
    return NULL;
}

static TTF_Font *probe(struct fonts *fonts, int face) {
    struct choice *choice = &fonts->choices[face / FAMILY_WEIGHTS];
    int weight = face % FAMILY_WEIGHTS;
    if (choice->absent)
        return NULL;
    TTF_Font *open = choice->probe[weight] ? NULL : any_size(fonts, face);
    if (open)
        return open;
    if (!choice->probe[weight]) {
        choice->probe[weight] = open_face(fonts, face, PROBE_PX);
        choice->absent = !choice->probe[weight];
        choice->probe_px[weight] = PROBE_PX;
    }
    return choice->probe[weight];
}

/* A font of 65 535 glyphs takes 3 MB and 10 ms to open: it is opened once and changes its size instead. */
static TTF_Font *resized(struct fonts *fonts, int face, int px) {
    struct choice *choice = &fonts->choices[face / FAMILY_WEIGHTS];
    int *now = &choice->probe_px[face % FAMILY_WEIGHTS];
    TTF_Font *font = probe(fonts, face);
    if (font && *now != px && TTF_SetFontSize(font, px) == 0)
        *now = px;
    return font;
}

/* Any size of a face knows its characters. */
static void close_probe(struct choice *choice, int weight) {
    if (choice->probe[weight])
        TTF_CloseFont(choice->probe[weight]);
    choice->probe[weight] = NULL;
}

/* The font of a face at a size; the one not used for longest makes room. */
static TTF_Font *sized(struct fonts *fonts, int face, int px) {
    struct font_file *file = file_of(&fonts->choices[face / FAMILY_WEIGHTS], face % FAMILY_WEIGHTS);
    struct sized *oldest = &fonts->sized[0];
    if (!file)
        return NULL;
    if (is_large(file))
        return resized(fonts, face, px);
    for (size_t i = 0; i < SIZED_MAX; i++) {
        struct sized *entry = &fonts->sized[i];
        if (entry->font && entry->face == face && entry->px == px) {
            entry->used = ++fonts->clock;
            return entry->font;
        }
        if (entry->used < oldest->used)
            oldest = entry;
    }
    read_whole(file);
    TTF_Font *font = open_face(fonts, face, px);
    if (!font)
        return NULL;
    if (oldest->font)
        TTF_CloseFont(oldest->font);
    *oldest = (struct sized){.face = face, .px = px, .font = font, .used = ++fonts->clock};
    close_probe(&fonts->choices[face / FAMILY_WEIGHTS], face % FAMILY_WEIGHTS);
    return font;
}

/* Inter and others keep glyphs of their own at private-use code points, which mean signs here. */
static bool of_its_kind(const struct choice *choice, uint32_t code_point) {
    bool private_use = code_point >= 0xE000 && code_point <= 0xF8FF;
    return private_use == (choice->family && choice->family->signs);
}

static void add_family(struct fonts *fonts, const struct family *family) {
    for (size_t i = 0; i < fonts->count; i++)
        if (fonts->choices[i].family == family)
            return;
    if (fonts->count < CHOICES_MAX)
        fonts->choices[fonts->count++].family = family;
}

static void add_named(struct fonts *fonts, const char *name, char *(*file)(void *, const char *),
                      void *context, struct report *report) {
    const struct family *family = family_named(name);
    if (family) {
        add_family(fonts, family);
        if (!file_of(&fonts->choices[fonts->count - 1], WEIGHT_REGULAR))
            report_said(report, &(struct finding_place){SEVERITY_WARNING, "", 0, 0}, FOUND_FONT_ABSENT, name,
                        family->package);
        return;
    }
    char *path = strncmp(name, "fonts/", 6) == 0 && file ? file(context, name) : NULL;
    if (!path || fonts->count >= CHOICES_MAX) {
        report_said(report, &(struct finding_place){SEVERITY_WARNING, "", 0, 0}, FOUND_UNKNOWN_FONT, name);
        free(path);
        return;
    }
    struct choice *choice = &fonts->choices[fonts->count++];
    choice->files[WEIGHT_REGULAR].path = path;
    for (int i = 0; i < FAMILY_WEIGHTS; i++)
        choice->files[i].looked = true;
}

struct fonts *fonts_create(const struct theme *theme, char *(*file)(void *context, const char *name),
                           void *context, struct report *report) {
    struct fonts *fonts = calloc(1, sizeof(*fonts));
    if (!fonts || TTF_Init() != 0) {
        free(fonts);
        return NULL;
    }
    fonts->widths = widths_create();
    fonts->breaks = breaks_create();
    for (size_t i = 0; theme && i < theme->font_count; i++)
        add_named(fonts, theme->fonts[i], file, context, report);
    for (size_t i = 0; i < family_count; i++)
        add_family(fonts, &families[i]);
    for (size_t i = 0; i < fonts->count; i++)
        if (of_its_kind(&fonts->choices[i], 'A') && file_of(&fonts->choices[i], WEIGHT_REGULAR))
            return fonts;
    fonts_destroy(fonts);
    return NULL;
}

void fonts_destroy(struct fonts *fonts) {
    if (!fonts)
        return;
    for (size_t i = 0; i < SIZED_MAX; i++)
        if (fonts->sized[i].font)
            TTF_CloseFont(fonts->sized[i].font);
    for (size_t i = 0; i < fonts->count; i++)
        for (int w = 0; w < FAMILY_WEIGHTS; w++) {
            close_probe(&fonts->choices[i], w);
            free(fonts->choices[i].files[w].path);
            SDL_free(fonts->choices[i].files[w].bytes);
        }
    widths_destroy(fonts->widths);
    breaks_destroy(fonts->breaks);
    free(fonts);
    TTF_Quit();
}

static bool face_covers(void *context, int face, uint32_t code_point) {
    struct fonts *fonts = context;
    if (face < 0 || (size_t)face >= fonts->count * FAMILY_WEIGHTS ||
        !of_its_kind(&fonts->choices[face / FAMILY_WEIGHTS], code_point))
        return false;
    TTF_Font *font = probe(fonts, face);
    return font && TTF_GlyphIsProvided32(font, code_point);
}

/* Is `language` ("zh-Hant-TW") one of `list` ("zh-Hant zh-TW"), by prefix? */
static size_t speaks(const char *list, const char *language) {
    size_t best = 0;
    for (const char *word = list; word && *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        if (strncmp(word, language, length) == 0 && (language[length] == '\0' || language[length] == '-') &&
            length > best)
            best = length;
        word += length;
    }
    return best;
}

static int face_for(void *context, uint32_t code_point, enum weight weight, const char *language) {
    struct fonts *fonts = context;
    int own = FACE_NONE;
    size_t own_match = 0;
    for (size_t i = 0; language && code_point > 0x24F && i < fonts->count; i++) {
        const struct family *family = fonts->choices[i].family;
        size_t match = family ? speaks(family->languages, language) : 0;
        int face = (int)i * FAMILY_WEIGHTS + (int)weight;
        if (match > own_match && face_covers(fonts, face, code_point)) {
            own = face;
            own_match = match;
        }
    }
    for (size_t i = 0; own == FACE_NONE && i < fonts->count; i++) {
        int face = (int)i * FAMILY_WEIGHTS + (int)weight;
        if (face_covers(fonts, face, code_point))
            own = face;
    }
    return own;
}

/* Of a font of pictures in one size, else 0. */
static int em_of(const struct fonts *fonts, int face) {
    const struct family *family = fonts->choices[face / FAMILY_WEIGHTS].family;
    return family ? family->em : 0;
}

/* Direction and script stick to a font, so they are set every time (SDL_ttf never guesses them). */
static TTF_Font *ready(struct fonts *fonts, int face, int px, uint32_t script, bool rtl) {
    TTF_Font *font = sized(fonts, face, px);
    if (!font)
        return NULL;
    char tag[5] = {(char)(script >> 24), (char)(script >> 16), (char)(script >> 8), (char)script, '\0'};
    TTF_SetFontDirection(font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, tag);
    return font;
}

static int run_width(void *context, int face, int px, uint32_t script, bool rtl, const char *utf8,
                     size_t length) {
    struct fonts *fonts = context;
    char text[RUN_BYTES_MAX];
    uint64_t key = widths_key(face, px, script, rtl, utf8, length);
    int width = 0;
    if (widths_find(fonts->widths, key, &width))
        return width;
    TTF_Font *font = length < sizeof(text) ? ready(fonts, face, px, script, rtl) : NULL;
    if (!font || length == 0)
        return 0;
    memcpy(text, utf8, length);
    text[length] = '\0';
    if (TTF_SizeUTF8(font, text, &width, NULL) != 0)
        return 0;
    width = strike_px(width, em_of(fonts, face), px);
    widths_keep(fonts->widths, key, width);
    return width;
}

static void face_metrics(void *context, int face, int px, int *ascent, int *descent) {
    TTF_Font *font = sized(context, face, px);
    int em = em_of(context, face);
    *ascent = font ? strike_px(TTF_FontAscent(font), em, px) : px;
    *descent = font ? strike_px(-TTF_FontDescent(font), em, px) : 0;
}

struct measure fonts_measure(struct fonts *fonts) {
    return (struct measure){.context = fonts,
                            .face = face_for,
                            .covers = face_covers,
                            .width = run_width,
                            .metrics = face_metrics,
                            .package = family_package,
                            .breaks = fonts->breaks};
}

static bool row_has_ink(const SDL_Surface *run, int y) {
    const uint8_t *row = (const uint8_t *)run->pixels + (ptrdiff_t)y * run->pitch;
    for (int x = 0; x < run->w; x++)
        if (((const uint32_t *)(const void *)row)[x] >> 24 != 0)
            return true;
    return false;
}

/* SDL_ttf makes the picture higher than the font when marks stand above or below it, but does not say on
 * which side: the added rows are just enough, so the outermost one on that side has ink. */
static int rows_above_ascent(const SDL_Surface *run, int font_height) {
    int added = run->h - font_height;
    return added > 0 && row_has_ink(run, 0) ? added : 0;
}

struct SDL_Surface *fonts_render(struct fonts *fonts, const struct draw_item *run, int *ascent) {
    TTF_Font *font = *run->text ? ready(fonts, run->face, run->px, run->script, run->rtl) : NULL;
    if (!font)
        return NULL;
    struct colour ink = run->colour;
    SDL_Surface *drawn = TTF_RenderUTF8_Blended(font, run->text, (SDL_Color){ink.r, ink.g, ink.b, ink.a});
    int em = em_of(fonts, run->face);
    *ascent = TTF_FontAscent(font) + (drawn && !em ? rows_above_ascent(drawn, TTF_FontHeight(font)) : 0);
    if (em)
        drawn = strike_scaled(drawn, em, run->px, ascent);
    return drawn;
}
