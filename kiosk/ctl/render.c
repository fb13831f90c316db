/* kioskctl render: the very pixels a screen would show at a moment. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/command.h"
#include "ctl/findings.h"
#include "player/options.h"
#include "show/compose_page.h"
#include "show/moment.h"
#include "stage/easel.h"
#include "stage/png_write.h"

static const char USAGE[] =
    "usage: kioskctl render --site DIR|--store DIR [--screen NAME] --at T [--size WxH] [--rotate N]\n"
    "                       [--language L] [--feeds DIR] [--cache DIR] [--zone Z] [--slide ID] -o FILE.png\n"
    "Writes what the screen would show, upright as a viewer sees it.\n"
    "  --at T        2026-12-01T08:00 or 2026-12-01T08:00:30.04, local to the site, or with an offset; of a "
    "film "
    "the\n"
    "                frame that is on then, decoded by kiosk-film (its poster where that is not installed)\n"
    "  --size WxH    of the panel (1920x1080)\n"
    "  --rotate N    0, 90, 180 or 270: how the picture is turned on it; default: what the site says\n"
    "  --language L  show it in this language; without --zone all zones that alternate follow\n"
    "  --feeds DIR   with --site: normalised feeds, named by their ids\n"
    "  --zone Z      which zone --slide and --language are for (the largest)\n"
    "  --slide ID    show this slide instead of the one whose turn it is, also when its time is over (said "
    "then)\n"
    "The touch guide instead of the signage:\n"
    "  --page PAGE   home, topics, search, languages, aids, ask, emergency, slides, or the id of a door or "
    "page,\n"
    "                or HOUSE/SPOT: the way to a spot of its plan\n"
    "  --leaf N      the N-th part of a long page\n"
    "  --text-size N 0, 1 or 2;  --contrast;  --easy-reach;  --easy-text;  --drafts: also languages nobody "
    "has\n"
    "                approved\n";

struct arguments {
    const char *site, *store, *screen, *at, *language, *feeds, *cache, *zone, *slide, *output, *page;
    int width, height, rotate;
    int text_size, leaf;
    bool contrast, easy_reach, easy_text, drafts;
};

static bool small_number(const char *text, int least, int most, int *number) {
    char *end;
    long value = strtol(text, &end, 10);
    *number = (int)value;
    return end != text && !*end && value >= least && value <= most;
}

static bool parse(int argc, char **argv, struct arguments *a) {
    static const struct option options[] = {{"site", 1, NULL, 'i'},       {"store", 1, NULL, 't'},
                                            {"screen", 1, NULL, 'n'},     {"at", 1, NULL, 'a'},
                                            {"size", 1, NULL, 's'},       {"rotate", 1, NULL, 'r'},
                                            {"language", 1, NULL, 'l'},   {"feeds", 1, NULL, 'f'},
                                            {"cache", 1, NULL, 'c'},      {"zone", 1, NULL, 'z'},
                                            {"slide", 1, NULL, 'd'},      {"output", 1, NULL, 'o'},
                                            {"page", 1, NULL, 'p'},       {"leaf", 1, NULL, 'L'},
                                            {"text-size", 1, NULL, 'T'},  {"contrast", 0, NULL, 'C'},
                                            {"easy-reach", 0, NULL, 'E'}, {"drafts", 0, NULL, 'D'},
                                            {"easy-text", 0, NULL, 'e'},  {NULL, 0, NULL, 0}};
    *a = (struct arguments){.width = 1920, .height = 1080, .rotate = MOMENT_ROTATE_OWN, .leaf = 1};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        const char **field = option == 'i'   ? &a->site
                             : option == 't' ? &a->store
                             : option == 'n' ? &a->screen
                             : option == 'a' ? &a->at
                             : option == 'l' ? &a->language
                             : option == 'f' ? &a->feeds
                             : option == 'c' ? &a->cache
                             : option == 'z' ? &a->zone
                             : option == 'd' ? &a->slide
                             : option == 'o' ? &a->output
                             : option == 'p' ? &a->page
                                             : NULL;
        a->contrast |= option == 'C';
        a->easy_reach |= option == 'E';
        a->easy_text |= option == 'e';
        a->drafts |= option == 'D';
        if (option == 'C' || option == 'E' || option == 'e' || option == 'D')
            continue;
        if (field)
            *field = optarg;
        else if (option == 'L' || option == 'T') {
            if (!small_number(optarg, option == 'L' ? 1 : 0, option == 'L' ? 999 : 2,
                              option == 'L' ? &a->leaf : &a->text_size))
                return false;
        } else if (option == 's' ? !options_size(optarg, &a->width, &a->height)
                                 : option != 'r' || !options_rotate(optarg, &a->rotate))
            return false;
    }
    return optind == argc && !a->site != !a->store && a->at && a->output;
}

static struct content *open_content(const struct arguments *a, struct store *store, struct report *report) {
    struct store_state state;
    enum content_fault fault;
    struct fail fail;
    if (!store)
        return content_from_folder(a->site, a->cache, a->feeds, a->width, a->height, report);
    if (!store_state_read(store, &state, &fail)) {
        report_add(report, SEVERITY_ERROR, a->store, 0, 0, "%s", fail.text);
        return NULL;
    }
    return content_from_store(store, state.current, false, a->width, a->height, report, &fault);
}

static bool paint_page(const struct arguments *a, struct content *content, const struct moment *moment,
                       const struct painter *painter, struct pixels *picture, struct report *report,
                       struct fail *fail) {
    struct skips skips;
    struct compose_page page = {.content = content,
                                .page = a->page,
                                .language = a->language,
                                .text_size = a->text_size,
                                .leaf = a->leaf - 1,
                                .contrast = a->contrast,
                                .easy_reach = a->easy_reach,
                                .easy_text = a->easy_text};
    return moment_frame(content, moment, &skips, &page.frame, fail) &&
           compose_page(&page, painter, picture, report, fail);
}

static bool render(const struct arguments *a, struct content *content, struct report *report,
                   struct fail *fail) {
    const struct moment moment = {.screen = a->screen,
                                  .at = a->at,
                                  .width = a->width,
                                  .height = a->height,
                                  .rotate = a->rotate,
                                  .drafts = a->drafts,
                                  .zone = a->zone,
                                  .slide = a->slide,
                                  .language = a->language};
    struct easel easel = {0};
    easel_films(&easel);
    struct painter painter = easel_painter(&easel);
    struct pixels picture = {0};
    bool painted = a->page ? paint_page(a, content, &moment, &painter, &picture, report, fail)
                           : moment_paint(content, &moment, &painter, &picture, report, fail);
    easel_finish(&easel);
    bool fine = painted && png_write_file(&picture, a->output, fail);
    pixels_finish(&picture);
    return fine;
}

static int run_command(int argc, char **argv) {
    struct arguments a;
    struct fail fail = {0};
    struct report report = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(USAGE, stdout);
        return 0;
    }
    if (!parse(argc, argv, &a)) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct store *store = a.store ? store_open(a.store, false, &fail) : NULL;
    struct content *content = a.store && !store ? NULL : open_content(&a, store, &report);
    bool fine = content && render(&a, content, &report, &fail);
    findings_say(&report, true);
    if (fail.text[0])
        fprintf(stderr, "kioskctl render: %s\n", fail.text);
    content_destroy(content);
    if (store)
        store_close(store);
    report_finish(&report);
    return fine ? 0 : 1;
}

const struct command command_render = {
    .name = "render",
    .purpose = "paint what a screen shows at a moment",
    .usage = USAGE,
    .run = run_command,
};
