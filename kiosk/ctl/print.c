/* kioskctl print: a page of the guide or a slide as a sign on paper, by the painter that paints the screens.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/compiler.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "ctl/pdf.h"
#include "show/compose_paper.h"
#include "show/moment.h"
#include "show/skips.h"
#include "stage/easel.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl print PAGE --site DIR [--screen NAME] [--language L] [--paper A4|A3] [--at T]\n"
    "                      [--feeds DIR] [--cache DIR] [--drafts] -o FILE.pdf\n"
    "Writes a page of the touch guide or a slide as signs on paper, upright, as the screen draws it and "
    "without\n"
    "its buttons; boxes to tick stay, for a pen.\n"
    "  PAGE          the id of a page of text or of opening hours, emergency, or PLAYLIST/SLIDE\n"
    "  --screen NAME whose languages and letters (the site's first)\n"
    "  --paper P     A4 or A3 (A4), at 300 dots an inch\n"
    "  --at T        as of 2026-12-01T08:00; default: now. What is past its date is not printed\n"
    "  --feeds DIR   normalised feeds, named by their ids\n"
    "  --drafts      also languages nobody has approved; the sheet says so\n";

enum { SHEETS_MAX = 12 /* 26 MB each until they are written */ };

struct paper {
    const char *name;
    double width_mm, height_mm; /* ISO 216 */
    int width, height;          /* px, at 300 dots an inch */
};
static const struct paper papers[] = {{"A4", 210, 297, 2480, 3508}, {"A3", 297, 420, 3508, 4961}};

struct arguments {
    const char *what, *site, *screen, *language, *at, *feeds, *cache, *output;
    const struct paper *paper;
    bool drafts;
};

static const struct paper *find_paper(const char *name) {
    for (size_t i = 0; i < LENGTH(papers); i++)
        if (strcmp(papers[i].name, name) == 0)
            return &papers[i];
    fprintf(stderr, "kioskctl print: there is no paper \"%s\": write A4 or A3\n", name);
    return NULL;
}

static bool parse(int argc, char **argv, struct arguments *a) {
    static const struct option options[] = {{"site", 1, NULL, 'i'},     {"screen", 1, NULL, 'n'},
                                            {"language", 1, NULL, 'l'}, {"paper", 1, NULL, 'p'},
                                            {"at", 1, NULL, 'a'},       {"feeds", 1, NULL, 'f'},
                                            {"cache", 1, NULL, 'c'},    {"drafts", 0, NULL, 'D'},
                                            {"output", 1, NULL, 'o'},   {NULL, 0, NULL, 0}};
    *a = (struct arguments){.paper = papers};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        const char **field = option == 'i'   ? &a->site
                             : option == 'n' ? &a->screen
                             : option == 'l' ? &a->language
                             : option == 'a' ? &a->at
                             : option == 'f' ? &a->feeds
                             : option == 'c' ? &a->cache
                             : option == 'o' ? &a->output
                                             : NULL;
        if (field)
            *field = optarg;
        else if (option == 'p' && !(a->paper = find_paper(optarg)))
            return false;
        else if (option != 'p' && option != 'D')
            return false;
        a->drafts |= option == 'D';
    }
    a->what = optind + 1 == argc ? argv[optind] : NULL;
    return a->what && a->site && a->output;
}

/* Sheet after sheet, as many as the page has. */
static bool add_sheets(const struct arguments *a, struct content *content, struct pdf *pdf,
                       struct report *report, struct fail *fail) {
    const struct moment moment = {.screen = a->screen,
                                  .at = a->at,
                                  .at_ms = (int64_t)time(NULL) * 1000,
                                  .width = a->paper->width,
                                  .height = a->paper->height,
                                  .drafts = a->drafts};
    struct compose_paper paper = {.content = content, .what = a->what, .language = a->language};
    struct skips skips;
    struct easel easel = {0};
    struct painter painter = easel_painter(&easel);
    int leaves = 1;
    bool fine = moment_frame(content, &moment, &skips, &paper.frame, fail);
    for (; fine && paper.leaf < leaves; paper.leaf++) {
        struct pixels picture = {0};
        fine = compose_paper(&paper, &painter, &picture, &leaves, paper.leaf ? NULL : report, fail) &&
               (leaves <= SHEETS_MAX ||
                fail_set(fail, "\"%s\" takes %d sheets; %d can be printed", a->what, leaves, SHEETS_MAX)) &&
               pdf_add(pdf, &picture, a->paper->width_mm, a->paper->height_mm, fail);
        pixels_finish(&picture);
    }
    easel_finish(&easel);
    return fine;
}

static bool print(const struct arguments *a, struct content *content, struct report *report,
                  struct fail *fail) {
    struct pdf *pdf = pdf_create();
    char *bytes = NULL;
    size_t size = 0;
    bool fine = (pdf || fail_set(fail, "out of memory")) && add_sheets(a, content, pdf, report, fail) &&
                pdf_bytes(pdf, &bytes, &size, fail) && disk_write(a->output, bytes, size, fail);
    free(bytes);
    pdf_destroy(pdf);
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
    struct content *content =
        content_from_folder(a.site, a.cache, a.feeds, a.paper->width, a.paper->height, &report);
    bool fine = content && print(&a, content, &report, &fail);
    findings_say(&report, true);
    if (fail.text[0])
        fprintf(stderr, "kioskctl print: %s\n", fail.text);
    content_destroy(content);
    report_finish(&report);
    return fine ? 0 : 1;
}

const struct command command_print = {
    .name = "print",
    .purpose = "write a page of the guide or a slide as a sign on paper",
    .usage = USAGE,
    .run = run_command,
};
