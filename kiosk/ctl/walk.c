/* kioskctl walk: every page of the touch guide in every language, judged. */
#include "ctl/walk.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/time/instant.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "guide/view/view.h"
#include "player/options.h"
#include "show/turn.h"
#include "stage/fonts.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl walk --site DIR [--screen NAME] [--at T] [--size WxH]… [--panel WxH@MM]…\n"
    "                     [--bottom-mm MM] [--distance-mm MM] [--language L]… [--drafts] [--aids]\n"
    "                     [--feeds DIR] [--cache DIR] [--to DIR]\n"
    "Walks through the touch guide over everything that can be touched, and says what breaks its rules: "
    "sizes,\n"
    "gaps, reach, contrast, cut text, pages that take more than four touches.\n"
    "  --size WxH          of the upright picture, on the screen's own panel (1920x1080 and 1080x1920)\n"
    "  --panel WxH@MM      the same on a panel whose longer side measures MM millimetres\n"
    "  --bottom-mm MM      height of the picture's lower edge above the floor, instead of the screen's\n"
    "  --distance-mm MM    from the panel to the eye, instead of the screen's\n"
    "  --language L        only this one (all that are offered)\n"
    "  --drafts            also languages that nobody has approved\n"
    "  --aids              also with larger text, high contrast, buttons lower down, easy language\n"
    "  --to DIR            write a picture of every page, in a folder for each size and way of reading\n";

enum { SIZES_MAX = 32, LANGUAGES_MAX = GUIDE_LANGUAGES_MAX, PANEL_MM_MIN = 100, PANEL_MM_MAX = 3000 };

struct arguments {
    const char *site, *screen, *at, *feeds, *cache, *to;
    struct {
        int width, height;
        double panel_mm; /* 0: the screen's */
    } sizes[SIZES_MAX];
    size_t size_count;
    double bottom_mm, distance_mm; /* < 0: the screen's */
    const char *languages[LANGUAGES_MAX];
    size_t language_count;
    bool drafts, aids;
};

static bool take_mm(const char *text, double least, double most, double *out) {
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= least && value <= most))
        return false;
    *out = value;
    return true;
}

/* "1080x1920" or, with `panel`, "1080x1920@531". */
static bool take_size(struct arguments *a, const char *text, bool panel) {
    char size[24];
    const char *at = strchr(text, '@');
    size_t length = at ? (size_t)(at - text) : strlen(text);
    if (a->size_count == SIZES_MAX || (at != NULL) != panel || length >= sizeof size)
        return false;
    snprintf(size, sizeof size, "%.*s", (int)length, text);
    a->sizes[a->size_count].panel_mm = 0;
    if (panel && !take_mm(at + 1, PANEL_MM_MIN, PANEL_MM_MAX, &a->sizes[a->size_count].panel_mm))
        return false;
    return options_size(size, &a->sizes[a->size_count].width, &a->sizes[a->size_count].height) &&
           ++a->size_count;
}

static bool take(struct arguments *a, int option) {
    switch (option) {
    case 'i':
        a->site = optarg;
        return true;
    case 'n':
        a->screen = optarg;
        return true;
    case 'a':
        a->at = optarg;
        return true;
    case 'f':
        a->feeds = optarg;
        return true;
    case 'c':
        a->cache = optarg;
        return true;
    case 'o':
        a->to = optarg;
        return true;
    case 'd':
        a->drafts = true;
        return true;
    case 'x':
        a->aids = true;
        return true;
    case 's':
        return take_size(a, optarg, false);
    case 'p':
        return take_size(a, optarg, true);
    case 'b':
        return take_mm(optarg, 0, 2000, &a->bottom_mm);
    case 'e':
        return take_mm(optarg, 200, 3000, &a->distance_mm);
    case 'l':
        if (a->language_count == LANGUAGES_MAX)
            return false;
        a->languages[a->language_count++] = optarg;
        return true;
    default:
        return false;
    }
}

static bool wanted(const struct arguments *a, const struct guide_language *language) {
    for (size_t i = 0; i < a->language_count; i++)
        if (strcmp(a->languages[i], language->tag) == 0)
            return true;
    return a->language_count == 0 && guide_language_open(language, a->drafts);
}

/* With and without aids. */
static const struct way {
    enum text_size size;
    bool contrast, reach, easy;
    const char *words, *folder; /* of its pictures */
} ways[] = {{TEXT_NORMAL, false, false, false, "", ""},
            {TEXT_LARGE, true, false, false, "larger text, high contrast", "large-contrast"},
            {TEXT_LARGEST, false, true, false, "largest text, easy reach", "largest-reach"},
            {TEXT_NORMAL, true, true, false, "high contrast, easy reach", "contrast-reach"},
            {TEXT_LARGE, false, false, true, "larger text, easy language", "large-easy"}};

static void say_result(const struct walk_options *options, const struct way *way,
                       const struct walk_result *result) {
    printf("%-8s %4d × %-4d %4.0f mm  %-26s %4zu views, slowest %.1f ms (%s)",
           content_guide(options->content)->languages[options->language].tag, options->width, options->height,
           options->screen->width_mm, way->words, result->views, (double)result->slowest_us / 1000,
           result->slowest);
    if (result->touches)
        printf(", farthest page %d touches", result->touches);
    printf(", %zu violation%s\n", result->violations, result->violations == 1 ? "" : "s");
    fflush(stdout);
}

static bool walk_way(const struct walk_options *base, const struct way *way, size_t *violations) {
    struct walk_options options = *base;
    struct report report = {0};
    struct walk_result result;
    struct fail fail;
    options.text_size = way->size;
    options.high_contrast = way->contrast;
    options.easy_reach = way->reach;
    options.easy_text = way->easy;
    char *folder = base->pictures ? disk_path(base->pictures, way->folder) : NULL;
    bool fine = !base->pictures || (folder && disk_make_folder(folder, &fail));
    if (!fine)
        fprintf(stderr, "kioskctl walk: %s\n", folder ? fail.text : "out of memory");
    options.pictures = folder;
    if (fine) {
        fine = guide_walk(&options, &result, &report);
        say_result(&options, way, &result);
        findings_say(&report, true);
        *violations += report.errors;
        report_finish(&report);
    }
    free(folder);
    return fine;
}

/* One language at one size. */
static bool walk_language(const struct arguments *a, const struct walk_options *options, size_t *violations) {
    bool fine = true;
    for (size_t i = 0; fine && i < (a->aids ? LENGTH(ways) : 1); i++)
        fine = walk_way(options, &ways[i], violations);
    return fine;
}

/* The strip in the signage that leads into the guide. */
static void look_at_strips(const struct walk_options *options, size_t *violations) {
    size_t count = 0;
    const struct screen_zone *zones =
        layout_zones(options->screen->layout, options->width, options->height, &count);
    struct measure measure = fonts_measure(options->fonts);
    for (size_t i = 0; i < count; i++) {
        struct box box =
            turn_fraction(zones[i].x, zones[i].y, zones[i].w, zones[i].h, options->width, options->height);
        struct scene_request request = {.site = content_site(options->content),
                                        .screen = options->screen,
                                        .zone = &zones[i],
                                        .now_ms = options->now_ms,
                                        .width = box.w,
                                        .height = box.h,
                                        .screen_width = options->width,
                                        .screen_height = options->height,
                                        .measure = &measure};
        struct view view = {0};
        if (zones[i].kind != ZONE_TOUCH)
            continue;
        *violations += !bar_build(&request, content_guide(options->content), options->drafts, &view);
        for (size_t k = 0; k < view.problems.count; k++)
            fprintf(stderr, "error: zone %s, %d × %d on %.0f mm: %s\n", zones[i].name, options->width,
                    options->height, options->screen->width_mm, view.problems.items[k].text);
        *violations += view.problems.count;
        view_finish(&view);
    }
}

static bool walk_size(const struct arguments *a, struct walk_options *options, size_t *violations) {
    const struct guide *guide = content_guide(options->content);
    char name[60];
    struct fail fail;
    snprintf(name, sizeof name, "%dx%d-%.0fmm", options->width, options->height, options->screen->width_mm);
    char *folder = a->to ? disk_path(a->to, name) : NULL;
    bool fine = !a->to || (folder && disk_make_folder(folder, &fail));
    if (!fine)
        fprintf(stderr, "kioskctl walk: %s\n", folder ? fail.text : "out of memory");
    options->pictures = folder;
    look_at_strips(options, violations);
    for (size_t i = 0; fine && i < guide->language_count; i++) {
        options->language = (int)i;
        if (wanted(a, &guide->languages[i]))
            fine = walk_language(a, options, violations);
    }
    free(folder);
    return fine;
}

static int walk_all(const struct arguments *a, struct content *content) {
    struct report report = {0};
    const struct site *site = content_site(content);
    const struct screen *of_site = site_screen(site, a->screen);
    struct walk_options options = {.content = content, .drafts = a->drafts};
    size_t violations = 0;
    if (!content_guide(content) || !of_site) {
        fprintf(stderr, "kioskctl walk: the site has no %s\n", of_site ? "guide" : "such screen");
        return 1;
    }
    options.now_ms = (int64_t)time(NULL) * 1000;
    if (a->at && !instant_parse(a->at, site->zone, &options.now_ms)) {
        fprintf(stderr, "kioskctl walk: --at %s: write it as 2026-12-01T08:00\n", a->at);
        return 2;
    }
    options.fonts = fonts_create(&site->theme, content_font_file, content, &report);
    findings_say(&report, true);
    report_finish(&report);
    bool fine = options.fonts != NULL;
    for (size_t i = 0; fine && i < a->size_count; i++) {
        options.width = a->sizes[i].width;
        options.height = a->sizes[i].height;
        struct screen screen = *of_site;
        options.screen = &screen;
        if (a->sizes[i].panel_mm > 0)
            screen.width_mm = a->sizes[i].panel_mm;
        if (a->bottom_mm >= 0)
            screen.touch.bottom_mm = a->bottom_mm;
        if (a->distance_mm >= 0)
            screen.touch.distance_mm = a->distance_mm;
        fine = walk_size(a, &options, &violations);
    }
    fonts_destroy(options.fonts);
    return fine && violations == 0 ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    static const struct option names[] = {
        {"site", 1, NULL, 'i'},      {"screen", 1, NULL, 'n'},      {"at", 1, NULL, 'a'},
        {"size", 1, NULL, 's'},      {"feeds", 1, NULL, 'f'},       {"language", 1, NULL, 'l'},
        {"cache", 1, NULL, 'c'},     {"to", 1, NULL, 'o'},          {"aids", 0, NULL, 'x'},
        {"drafts", 0, NULL, 'd'},    {"help", 0, NULL, 'h'},        {"panel", 1, NULL, 'p'},
        {"bottom-mm", 1, NULL, 'b'}, {"distance-mm", 1, NULL, 'e'}, {NULL, 0, NULL, 0}};
    struct arguments a = {.bottom_mm = -1, .distance_mm = -1};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        if (!take(&a, option)) {
            fputs(USAGE, stderr);
            return 2;
        }
    }
    if (!a.site || optind < argc) {
        fputs(USAGE, stderr);
        return 2;
    }
    if (a.size_count == 0) {
        a.sizes[0].width = a.sizes[1].height = 1920;
        a.sizes[0].height = a.sizes[1].width = 1080;
        a.size_count = 2;
    }
    struct report report = {0};
    struct content *content = content_from_folder(a.site, a.cache, a.feeds, 1920, 1080, &report);
    if (!content)
        findings_say(&report, true);
    report_finish(&report);
    int status = content ? walk_all(&a, content) : 1;
    content_destroy(content);
    return status;
}

const struct command command_walk = {
    .name = "walk",
    .purpose = "judge every page of the touch guide",
    .usage = USAGE,
    .run = run_command,
};
