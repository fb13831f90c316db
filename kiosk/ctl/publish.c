/* kioskctl publish: what publish/ does, asked for and told on the command line. */
#include "publish/publish.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/time/zone.h"
#include "ctl/command.h"
#include "ctl/findings.h"
#include "publish/sign_client.h"
#include "system/disk.h"

static const char USAGE[] =
    "usage: kioskctl publish --site DIR --key FILE|--sign-socket PATH --to DIR [--channel C] "
    "[--expires-days N] [--epoch N] [--force]\n"
    "Checks a site and writes it, signed, as files that any web server can serve.\n"
    "  --sign-socket PATH  signed by the kiosk-sign that listens there, which keeps the key to itself\n"
    "  --channel C       which screens it is for (main)\n"
    "  --expires-days N  after how long screens refuse it as new, 1 to 3650 (90)\n"
    "  --epoch N         begin epoch N, above the last one: after the published folder was lost, so that "
    "screens\n"
    "                    take its versions, which begin at 1 again, as newer than what they have\n"
    "  --force           sign anew although nothing changed, or over a manifest of another key or site\n";

struct options {
    const char *site, *key, *sign_socket, *to, *channel;
    long expires_days, epoch;
    bool force;
};

/* The site's own warnings are `kioskctl check`'s. */
static bool build(struct disk_site *disk, struct publish_set *set) {
    struct report report = {0};
    struct publish_source source = {disk_site_files(disk), disk_site_open};
    bool done = publish_set_build(set, &source, &report);
    findings_say(&report, false);
    if (!done)
        fprintf(stderr, "kioskctl: the site has %zu error%s; nothing was published\n", report.errors,
                report.errors == 1 ? "" : "s");
    report_finish(&report);
    return done;
}

static void print_result(const struct options *options, const struct publish_set *set,
                         const struct publish_result *result) {
    for (size_t i = 0; i < set->count; i++)
        if (set->files[i].is_new)
            printf("new: %s (%" PRIu64 " bytes)\n", set->files[i].entry.name, set->files[i].entry.size);
    printf("%zu files, %zu of them new\n", set->count, result->written);
    if (result->unchanged)
        printf("nothing changed: still version %" PRIu32 ".%" PRIu64 "\n", result->id.epoch, result->id.seq);
    else
        printf("published %s/%s version %" PRIu32 ".%" PRIu64 " in %s\n", set->site, options->channel,
               result->id.epoch, result->id.seq, options->to);
}

/* Who signs: one of both. */
struct signing {
    struct key_file *key;
    struct sign_client *client;
};

static bool signing_init(struct signing *signing, const struct options *options, struct report *report) {
    struct fail fail;
    *signing = (struct signing){NULL, NULL};
    if (options->key)
        return (signing->key = key_file_open(options->key, report)) != NULL;
    if (!(signing->client = sign_client_open(options->sign_socket, &fail)))
        report_add(report, SEVERITY_ERROR, "", 0, 0, "%s", fail.text);
    return signing->client != NULL;
}

static void signing_finish(struct signing *signing) {
    key_file_close(signing->key);
    sign_client_close(signing->client);
}

static int publish_site(const struct options *options) {
    struct report report = {0};
    struct publish_set set = {0};
    struct publish_result result;
    struct publish_order order = {.tree = options->to,
                                  .channel = options->channel,
                                  .now_s = (int64_t)time(NULL),
                                  .valid_s = options->expires_days * DAY_S,
                                  .epoch = (uint32_t)options->epoch,
                                  .force = options->force};
    struct signing signing;
    struct disk_site *disk = NULL;
    bool done = signing_init(&signing, options, &report);
    if (done && !(disk = disk_site_create(options->site))) {
        fprintf(stderr, "kioskctl: %s: not a folder that can be read\n", options->site);
        done = false;
    }
    done = done && build(disk, &set);
    if (done) {
        struct signer signer =
            signing.key ? key_file_signer(signing.key) : sign_client_signer(signing.client);
        if (signing.client)
            order.known = sign_client_last(signing.client, options->channel);
        done = publish(&order, &set, &signer, &result, &report);
    }
    if (done)
        print_result(options, &set, &result);
    findings_say(&report, true);
    report_finish(&report);
    publish_set_finish(&set);
    disk_site_destroy(disk);
    signing_finish(&signing);
    return done ? 0 : 1;
}

static bool take_number(long *out, long min, long max) {
    char *end = NULL;
    *out = strtol(optarg, &end, 10);
    return end != optarg && *end == '\0' && *out >= min && *out <= max;
}

static bool take_option(struct options *options, int option) {
    switch (option) {
    case 's':
        options->site = optarg;
        return true;
    case 'k':
        options->key = optarg;
        return true;
    case 'S':
        options->sign_socket = optarg;
        return true;
    case 't':
        options->to = optarg;
        return true;
    case 'c':
        options->channel = optarg;
        return true;
    case 'f':
        options->force = true;
        return true;
    case 'e':
        return take_number(&options->expires_days, 1, PUBLISH_VALID_DAYS_MAX);
    case 'n':
        return take_number(&options->epoch, 1, UINT32_MAX);
    default:
        return false;
    }
}

static int run_command(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"site", required_argument, NULL, 's'},
                                            {"key", required_argument, NULL, 'k'},
                                            {"sign-socket", required_argument, NULL, 'S'},
                                            {"to", required_argument, NULL, 't'},
                                            {"channel", required_argument, NULL, 'c'},
                                            {"expires-days", required_argument, NULL, 'e'},
                                            {"epoch", required_argument, NULL, 'n'},
                                            {"force", no_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    struct options options = {.channel = "main", .expires_days = 90};
    int option = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        if (!take_option(&options, option)) {
            fputs(USAGE, stderr);
            return 2;
        }
    }
    if (!options.site || !options.key == !options.sign_socket || !options.to || optind != argc) {
        fputs(USAGE, stderr);
        return 2;
    }
    return publish_site(&options);
}

const struct command command_publish = {
    .name = "publish",
    .purpose = "sign a site and write it as plain files",
    .usage = USAGE,
    .run = run_command,
};
