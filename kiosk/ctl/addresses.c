/* kioskctl addresses: do those that slides and guide send people to still answer? */
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/site/slide_kind.h"
#include "ctl/command.h"
#include "ctl/progress.h"
#include "guide/written/inspect.h"
#include "sync/addresses.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl addresses --site DIR [-o FILE] [--ca FILE]\n"
    "Asks every https address that slides and guide of a site lead to, and prints those that do not answer.\n"
    "  -o FILE    write all answers: {\"asked\": [{\"address\", \"when\", \"status\", \"answered\", "
    "\"why\"}, …]}\n"
    "  --ca FILE  PEM: believed beside the system's authorities\n"
    "Exit status: 0 all answer, 1 they cannot be asked, 2 wrong usage, 3 some do not answer.\n";

enum { ADDRESSES_MAX = 4000, SOME_SILENT = 3 /* exit status */ };
struct options {
    const char *site, *output, *ca;
};
struct addresses {
    struct asked_address *items;
    size_t count;
    struct progress progress;
};

static void add(struct addresses *addresses, const char *url) {
    for (size_t i = 0; url && i < addresses->count; i++)
        if (strcmp(addresses->items[i].url, url) == 0)
            return;
    if (url && addresses->count < ADDRESSES_MAX)
        addresses->items[addresses->count++].url = url;
}

static void add_all(struct addresses *addresses, const struct localized *urls) {
    for (size_t i = 0; i < urls->count; i++)
        add(addresses, urls->entries[i].text);
}

static void collect(struct addresses *addresses, const struct inspection *found) {
    for (size_t p = 0; p < found->site->playlist_count; p++)
        for (size_t s = 0; s < found->site->playlists[p].slide_count; s++)
            add(addresses, slide_address(&found->site->playlists[p].slides[s]));
    for (size_t p = 0; found->guide && p < found->guide->page_count; p++) {
        const struct guide_directory *directory = found->guide->pages[p].directory;
        add_all(addresses, &found->guide->pages[p].url);
        for (size_t i = 0; directory && i < directory->entry_count; i++)
            add_all(addresses, &directory->entries[i].url);
    }
}

static void say_done(void *context, size_t done) {
    struct addresses *addresses = context;
    progress_say(&addresses->progress, "%zu of %zu addresses are asked", done, addresses->count);
}

static bool write_answers(const struct addresses *addresses, const char *path, struct fail *fail) {
    json_t *list = json_array();
    for (size_t i = 0; i < addresses->count; i++) {
        const struct asked_address *item = &addresses->items[i];
        json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:b, s:s}", "address", item->url, "when",
                                              (json_int_t)time(NULL), "status", (json_int_t)item->status,
                                              "answered", item->answered, "why", item->why));
    }
    json_t *root = json_pack("{s:o}", "asked", list);
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    bool done = text ? disk_write(path, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(text);
    json_decref(root);
    return done;
}

static size_t print_silent(const struct addresses *addresses) {
    size_t silent = 0;
    for (size_t i = 0; i < addresses->count; i++)
        if (!addresses->items[i].answered) {
            printf("%s: %s\n", addresses->items[i].url, addresses->items[i].why);
            silent++;
        }
    return silent;
}

static int ask_all(const struct options *options, struct addresses *addresses) {
    struct fail fail;
    struct fetcher *fetcher = fetcher_create(options->ca, &fail);
    bool fine = fetcher != NULL;
    if (fine) {
        progress_init(&addresses->progress);
        addresses_ask(fetcher, addresses->items, addresses->count, say_done, addresses);
        progress_clear(&addresses->progress);
        fine = !options->output || write_answers(addresses, options->output, &fail);
    }
    fetcher_destroy(fetcher);
    if (!fine) {
        fprintf(stderr, "kioskctl addresses: %s\n", fail.text);
        return 1;
    }
    size_t silent = print_silent(addresses);
    fprintf(stderr, "%zu of %zu addresses do not answer\n", silent, addresses->count);
    return silent > 0 ? SOME_SILENT : 0;
}

static int ask_site(const struct options *options) {
    struct report report = {0};
    struct inspection found = {0};
    struct addresses addresses = {.items = calloc(ADDRESSES_MAX, sizeof *addresses.items)};
    struct disk_site *disk = disk_site_create(options->site);
    if (disk) {
        struct site_files files = disk_site_files(disk);
        inspect(&files, (int64_t)time(NULL) * 1000, &found, &report);
    }
    int status = 1;
    if (addresses.items && found.site) {
        collect(&addresses, &found);
        status = ask_all(options, &addresses);
    } else {
        fprintf(stderr, "kioskctl addresses: %s: no site that can be read: see kioskctl check\n",
                options->site);
    }
    inspection_finish(&found);
    disk_site_destroy(disk);
    free(addresses.items);
    report_finish(&report);
    return status;
}

static int run_command(int argc, char **argv) {
    static const struct option names[] = {{"site", required_argument, NULL, 's'},
                                          {"ca", required_argument, NULL, 'c'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    struct options options = {0};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "o:h", names, NULL)) != -1;)
        switch (option) {
        case 's':
            options.site = optarg;
            break;
        case 'c':
            options.ca = optarg;
            break;
        case 'o':
            options.output = optarg;
            break;
        default:
            fputs(USAGE, option == 'h' ? stdout : stderr);
            return option == 'h' ? 0 : 2;
        }
    if (!options.site || optind < argc) {
        fputs(USAGE, stderr);
        return 2;
    }
    return ask_site(&options);
}

const struct command command_addresses = {
    .name = "addresses",
    .purpose = "ask the addresses that a site leads to",
    .usage = USAGE,
    .run = run_command,
};
