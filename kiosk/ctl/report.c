/* kioskctl report: what the municipality decided to do, and how complete the screens are about it. */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/site/slide_kind.h"
#include "core/time/instant.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "guide/written/guide.h"
#include "guide/written/page_kind.h"
#include "show/content.h"

static const char USAGE[] =
    "usage: kioskctl report --site DIR [--at T] [--lacking | --csv | --json]\n"
    "How complete the site is about each action of playlists/guide/policy.json: pages and slides that are "
    "there, in all\n"
    "the site's languages, not past their date (\"complete\"), checked by a named office (\"checked\"), and "
    "whether an\n"
    "office has seen within a year that the screen does what its criterion says (\"met\").\n"
    "  --at T      as of 2026-12-01; default: today\n"
    "  --lacking   below each action its criterion, and what is still lacking\n";
enum { MET_DAYS = 365, LACKS_MAX = 7, LACK_MAX = 200 };

struct completeness {
    const struct policy_action *action;
    size_t pages, slides;
    size_t untranslated, expired, unchecked, unowned; /* of pages and slides */
    size_t missing;                                   /* slides that no screen shows */
    bool met;
};
struct totals {
    size_t topics, complete, checked, met, internal;
};
enum format { FORMAT_TABLE, FORMAT_LACKING, FORMAT_CSV, FORMAT_JSON };

static bool complete(const struct completeness *c) {
    return c->pages + c->slides > 0 && !c->untranslated && !c->expired && !c->missing;
}

static bool checked(const struct completeness *c) {
    return complete(c) && !c->unchecked && !c->unowned;
}

static const char *state_of(const struct completeness *c) {
    if (c->action->internal)
        return "internal";
    if (c->pages + c->slides == 0)
        return "nothing yet";
    if (!complete(c))
        return "incomplete";
    return !checked(c) ? "unchecked" : c->met ? "met" : "checked";
}

/* What is still to be done for it to be met; returns how many. */
static size_t lacks_of(const struct completeness *c, char lacks[LACKS_MAX][LACK_MAX]) {
    const struct policy_action *action = c->action;
    const struct {
        size_t count;
        const char *what;
    } counts[] = {{c->missing, "named here, shown by no screen"},
                  {c->untranslated, "not in all languages of the site"},
                  {c->expired, "past the last day"},
                  {c->unchecked, "checked by nobody"},
                  {c->unowned, "without an office that answers for it"}};
    size_t n = 0;
    if (action->internal)
        return 0;
    if (c->pages + c->slides == 0)
        snprintf(lacks[n++], LACK_MAX, "a page or slide");
    for (size_t i = 0; i < LENGTH(counts); i++)
        if (counts[i].count)
            snprintf(lacks[n++], LACK_MAX, "%zu of %zu pages and slides: %s", counts[i].count,
                     c->pages + c->slides + c->missing, counts[i].what);
    if (action->criterion.count == 0)
        snprintf(lacks[n++], LACK_MAX, "a criterion that a reader can check");
    else if (!action->met_by)
        snprintf(lacks[n++], LACK_MAX, "an office that has seen that the screen does so");
    else if (!c->met)
        snprintf(lacks[n++], LACK_MAX, "%.100s to look again: its word is not of the last year",
                 action->met_by);
    return n;
}

static void judge_source(const struct source *source, bool expired, struct completeness *c) {
    c->expired += expired;
    c->unchecked += source->checked_day == 0;
    c->unowned += source->owner == NULL;
}

static bool page_speaks(const struct guide_page *page, const char *language) {
    bool text = !page_kind(page->kind)->is_text;
    for (size_t i = 0; i < page->text_count; i++)
        text |= strcmp(page->texts[i].language, language) == 0;
    return text && localized_find(&page->title, language);
}

static struct completeness judge(const struct site *site, const struct policy_action *action, int32_t today) {
    struct completeness c = {.action = action,
                             .met = action->met_by && action->criterion.count > 0 &&
                                    action->met_day <= today && today - action->met_day <= MET_DAYS};
    for (size_t i = 0; i < action->page_count; i++) {
        bool all = true;
        for (size_t l = 0; l < site->language_count; l++)
            all &= page_speaks(action->pages[i], site->languages[l]);
        c.pages++;
        c.untranslated += !all;
        judge_source(&action->pages[i]->source, !guide_page_shown(action->pages[i], today), &c);
    }
    for (size_t i = 0; i < action->slide_count; i++) {
        const struct slide *slide = site_slide(site, action->slides[i]);
        bool all = slide != NULL;
        for (size_t l = 0; slide && l < site->language_count; l++)
            all &= slide_translated(slide, site->languages[l]);
        c.slides += slide != NULL;
        c.missing += !slide;
        c.untranslated += slide && !all;
        if (slide)
            judge_source(&slide->source, slide_last_day(slide) < today, &c);
    }
    return c;
}

static const char *english(const struct site *site, const struct localized *text) {
    const struct localized_entry *entry = localized_pick(text, "en", site->languages, site->language_count);
    return entry ? entry->text : "";
}

/* RFC 4180: quotes are doubled. */
static void print_quoted(const char *text) {
    putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static json_t *row_json(const struct site *site, const struct completeness *c) {
    char lacks[LACKS_MAX][LACK_MAX];
    size_t count = lacks_of(c, lacks);
    json_t *lacking = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(lacking, json_string(lacks[i]));
    return json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s, s:s?, s:b, s:o}", "id",
                     c->action->id, "area", english(site, &c->action->area), "title",
                     english(site, &c->action->title), "state", state_of(c), "pages", (json_int_t)c->pages,
                     "slides", (json_int_t)c->slides, "untranslated", (json_int_t)c->untranslated, "expired",
                     (json_int_t)c->expired, "missing", (json_int_t)c->missing, "unchecked",
                     (json_int_t)c->unchecked, "without_owner", (json_int_t)c->unowned, "criterion",
                     english(site, &c->action->criterion), "met_by", c->action->met_by, "met", (int)c->met,
                     "lacking", lacking);
}

static void print_csv(const struct site *site, const struct completeness *c) {
    const char *texts[] = {c->action->id, english(site, &c->action->area), english(site, &c->action->title),
                           state_of(c)};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        print_quoted(texts[i]);
        putchar(',');
    }
    printf("%zu,%zu,%zu,%zu,%zu,%zu,%zu,", c->pages, c->slides, c->untranslated, c->expired, c->missing,
           c->unchecked, c->unowned);
    print_quoted(english(site, &c->action->criterion));
    putchar(',');
    print_quoted(c->action->met_by ? c->action->met_by : "");
    putchar('\n');
}

static void print_lacking(const struct site *site, const struct completeness *c) {
    char lacks[LACKS_MAX][LACK_MAX];
    size_t count = lacks_of(c, lacks);
    if (c->action->criterion.count > 0)
        printf("    %s\n", english(site, &c->action->criterion));
    for (size_t i = 0; i < count; i++)
        printf("    - lacking: %s\n", lacks[i]);
    if (c->met)
        printf("    - met, says %s\n", c->action->met_by);
}

static void print_row(const struct site *site, const struct completeness *c, enum format format,
                      json_t *list) {
    if (format == FORMAT_JSON) {
        json_array_append_new(list, row_json(site, c));
        return;
    }
    if (format == FORMAT_CSV) {
        print_csv(site, c);
        return;
    }
    printf("%-12s %-12s %5zu %6zu %12zu %7zu %7zu %9zu %8zu  %s\n", c->action->id, state_of(c), c->pages,
           c->slides, c->untranslated, c->expired, c->missing, c->unchecked, c->unowned,
           english(site, &c->action->title));
    if (format == FORMAT_LACKING)
        print_lacking(site, c);
}

static void count(const struct completeness *c, struct totals *totals) {
    totals->internal += c->action->internal;
    if (c->action->internal)
        return;
    totals->topics++;
    totals->complete += complete(c);
    totals->checked += checked(c);
    totals->met += checked(c) && c->met;
}

static int print_all(const struct site *site, const struct guide *guide, int32_t today, enum format format) {
    json_t *list = format == FORMAT_JSON ? json_array() : NULL;
    struct totals totals = {0};
    if (format == FORMAT_CSV)
        puts("id,area,title,state,pages,slides,untranslated,expired,missing,unchecked,without_owner,"
             "criterion,met_by");
    if (format == FORMAT_TABLE || format == FORMAT_LACKING)
        printf("%-12s %-12s %5s %6s %12s %7s %7s %9s %8s  %s\n", "action", "state", "pages", "slides",
               "untranslated", "expired", "missing", "unchecked", "no owner", "what was decided");
    for (size_t i = 0; i < guide->policy.count; i++) {
        struct completeness c = judge(site, &guide->policy.actions[i], today);
        print_row(site, &c, format, list);
        count(&c, &totals);
    }
    if (format == FORMAT_TABLE || format == FORMAT_LACKING)
        printf("\n%zu of %zu actions met; %zu have pages and slides in all languages (complete), %zu of them "
               "checked by a named office; %zu internal, not for a screen\n",
               totals.met, totals.topics, totals.complete, totals.checked, totals.internal);
    if (format != FORMAT_JSON)
        return 0;
    json_t *root =
        json_pack("{s:I, s:I, s:I, s:I, s:I, s:o}", "topics", (json_int_t)totals.topics, "complete",
                  (json_int_t)totals.complete, "checked", (json_int_t)totals.checked, "met",
                  (json_int_t)totals.met, "internal", (json_int_t)totals.internal, "actions", list);
    int status = root && json_dumpf(root, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF ? 0 : 1;
    json_decref(root);
    return status;
}

static int show(const struct content *content, const char *at, enum format format) {
    const struct site *site = content_site(content);
    const struct guide *guide = content_guide(content);
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    if (at && !instant_parse(at, site->zone, &now_ms)) {
        fprintf(stderr, "kioskctl report: --at %s: write it as 2026-12-01\n", at);
        return 2;
    }
    if (!guide || guide->policy.count == 0) {
        fputs("kioskctl report: the site has no playlists/guide/policy.json\n", stderr);
        return 1;
    }
    struct civil local = zone_local(site->zone, now_ms);
    return print_all(site, guide, (int32_t)civil_days(local.year, local.month, local.day), format);
}

static int run_command(int argc, char **argv) {
    static const struct option options[] = {
        {"site", 1, NULL, 's'},    {"at", 1, NULL, 'a'},   {"csv", 0, NULL, 'c'}, {"json", 0, NULL, 'j'},
        {"lacking", 0, NULL, 'l'}, {"help", 0, NULL, 'h'}, {NULL, 0, NULL, 0}};
    const char *folder = NULL, *at = NULL;
    enum format format = FORMAT_TABLE;
    bool wrong = false;
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        wrong |= option == '?' || (format != FORMAT_TABLE && strchr("cjl", option));
        folder = option == 's' ? optarg : folder;
        at = option == 'a' ? optarg : at;
        format = option == 'c'   ? FORMAT_CSV
                 : option == 'j' ? FORMAT_JSON
                 : option == 'l' ? FORMAT_LACKING
                                 : format;
    }
    if (wrong || !folder || optind < argc) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct report report = {0};
    struct content *content = content_from_folder(folder, NULL, NULL, 1920, 1080, &report);
    findings_say(&report, !content);
    int status = content ? show(content, at, format) : 1;
    content_destroy(content);
    report_finish(&report);
    return status;
}

const struct command command_report = {
    .name = "report",
    .purpose = "say how complete a site is about what was decided",
    .usage = USAGE,
    .run = run_command,
};
