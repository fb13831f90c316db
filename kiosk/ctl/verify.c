/* kioskctl verify: is a published tree what a screen would take? */
#include "publish/verify.h"

#include <getopt.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <time.h>

#include "ctl/command.h"
#include "ctl/findings.h"

static const char USAGE[] = "usage: kioskctl verify DIR --trust FILE [--channel C]\n"
                            "Checks a published tree: signature, manifest and every object.\n";

static int verify_tree(const char *tree, const char *trust_path, const char *channel) {
    struct fail fail = {0};
    struct report report = {0};
    struct trust trust;
    struct verify_result result;
    if (!trust_read(trust_path, &trust, &fail)) {
        fprintf(stderr, "kioskctl: %s\n", fail.text);
        return 1;
    }
    bool done = verify(tree, channel, &trust, (int64_t)time(NULL), &result, &report);
    findings_say(&report, true);
    if (done)
        printf("%s: site %s, channel %s, version %" PRIu32 ".%" PRIu64 ", %zu files: all right\n", tree,
               result.site, channel, result.id.epoch, result.id.seq, result.files);
    report_finish(&report);
    return done ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"trust", required_argument, NULL, 't'},
                                            {"channel", required_argument, NULL, 'c'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    const char *trust = NULL, *channel = "main";
    int option = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1) {
        switch (option) {
        case 't':
            trust = optarg;
            break;
        case 'c':
            channel = optarg;
            break;
        case 'h':
            fputs(USAGE, stdout);
            return 0;
        default:
            fputs(USAGE, stderr);
            return 2;
        }
    }
    if (!trust || optind + 1 != argc || sodium_init() < 0) {
        fputs(USAGE, stderr);
        return 2;
    }
    return verify_tree(argv[optind], trust, channel);
}

const struct command command_verify = {
    .name = "verify",
    .purpose = "check a published tree",
    .usage = USAGE,
    .run = run_command,
};
