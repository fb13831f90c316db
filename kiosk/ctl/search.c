/* kioskctl search: what a visitor of the guide finds. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/time/instant.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "ctl/search_expected.h"
#include "guide/written/guide.h"
#include "show/content.h"

static const char USAGE[] =
    "usage: kioskctl search --site DIR --language L [--screen NAME] [--at T] [--drafts] WORD…\n"
    "       kioskctl search --site DIR --expect FILE [--screen NAME] [--at T] [--drafts]\n"
    "Prints the pages that a visitor finds who types the words in the guide, best first: an id a line,\n"
    "\"emergency\" for whom to call in need. A directory stands for its entries. When nothing is found, says "
    "so\n"
    "on standard error and prints the nearest.\n"
    "  --screen NAME  where they stand (the site's first)\n"
    "  --at T         as of 2026-12-01; default: now\n"
    "  --drafts       also in a language that nobody has approved\n"
    "  --expect FILE  a table of what people type: words, language and page, with tabs between. Says which "
    "words\n"
    "                 do not lead to their page among the first three; exit status 1 when there are any\n";

struct arguments {
    const char *site, *language, *screen, *at, *expect;
    bool drafts;
    char query[SEARCH_FOLDED_MAX];
};

static bool take_words(char **words, int count, char *query, size_t size) {
    size_t length = 0;
    for (int i = 0; i < count && length < size; i++)
        length += (size_t)snprintf(query + length, size - length, "%s%s", i > 0 ? " " : "", words[i]);
    return count > 0 && length < size;
}

static bool parse(int argc, char **argv, struct arguments *a) {
    static const struct option options[] = {
        {"site", 1, NULL, 's'},   {"language", 1, NULL, 'l'}, {"screen", 1, NULL, 'n'}, {"at", 1, NULL, 'a'},
        {"drafts", 0, NULL, 'd'}, {"expect", 1, NULL, 'e'},   {NULL, 0, NULL, 0}};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == '?')
            return false;
        const char **value = option == 's'   ? &a->site
                             : option == 'l' ? &a->language
                             : option == 'n' ? &a->screen
                             : option == 'a' ? &a->at
                             : option == 'e' ? &a->expect
                                             : NULL;
        if (value)
            *value = optarg;
        a->drafts |= option == 'd';
    }
    if (a->expect)
        return a->site && !a->language && optind == argc;
    return a->site && a->language && take_words(argv + optind, argc - optind, a->query, sizeof a->query);
}

static void look(const struct arguments *a, const struct search_index *index, const struct screen *screen,
                 int language, int64_t now_ms) {
    struct found found[SEARCH_RESULTS_MAX];
    size_t count = search(index, screen, language, a->query, now_ms, found, SEARCH_RESULTS_MAX);
    if (count == 0) {
        fprintf(stderr, "kioskctl search: nothing is found for \"%s\"; the nearest are:\n", a->query);
        count = search_nearest(index, screen, language, a->query, now_ms, found);
    }
    const char *ids[SEARCH_RESULTS_MAX];
    count = search_found_ids(found, count, ids, SEARCH_RESULTS_MAX);
    for (size_t i = 0; i < count; i++)
        puts(ids[i]);
}

static bool run_search(const struct arguments *a, const struct content *content) {
    const struct site *site = content_site(content);
    const struct guide *guide = content_guide(content);
    const struct screen *screen = site_screen(site, a->screen);
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    if (a->at && !instant_parse(a->at, site->zone, &now_ms)) {
        fprintf(stderr, "kioskctl search: --at %s: write it as 2026-12-01\n", a->at);
        return false;
    }
    if (!guide || !screen) {
        fprintf(stderr,
                guide ? "kioskctl search: --screen %s: the site has no such screen\n"
                      : "kioskctl search: the site has no guide\n",
                a->screen);
        return false;
    }
    const char *why;
    int language = a->expect ? 0 : search_language(guide, a->language, a->drafts, &why);
    if (language < 0) {
        fprintf(stderr, "kioskctl search: --language %s: %s\n", a->language, why);
        return false;
    }
    struct search_index *index = search_index_create(guide, NULL);
    bool fine = index != NULL;
    if (!fine)
        fputs("kioskctl search: out of memory\n", stderr);
    else if (a->expect)
        fine = search_expected(
            &(struct search_expected){
                .guide = guide, .index = index, .screen = screen, .now_ms = now_ms, .drafts = a->drafts},
            a->expect);
    else
        look(a, index, screen, language, now_ms);
    search_index_destroy(index);
    return fine;
}

static int run_command(int argc, char **argv) {
    struct arguments a = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(USAGE, stdout);
        return 0;
    }
    if (!parse(argc, argv, &a)) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct report report = {0};
    struct content *content = content_from_folder(a.site, NULL, NULL, 1920, 1080, &report);
    if (!content)
        findings_say(&report, true);
    bool fine = content && run_search(&a, content);
    content_destroy(content);
    report_finish(&report);
    return fine ? 0 : 1;
}

const struct command command_search = {
    .name = "search",
    .purpose = "say what a visitor of the guide finds",
    .usage = USAGE,
    .run = run_command,
};
