#include <inttypes.h>
#include <stdio.h>

#include "core/time/zone.h"
#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/announce.h"
#include "desk/work/publishing.h"
#include "publish/sign_client.h"

static const char USAGE[] =
    "usage: kiosk-desk publish --data DIR (--key FILE | --sign-socket PATH) [--revision N | --undo] "
    "[--channel "
    "C]\n"
    "Signs a revision and writes it to DIR/site, where the screens fetch it. A site with errors is refused.\n"
    "  --key FILE          the signing key\n"
    "  --sign-socket PATH  ask kiosk-sign, which has it\n"
    "  --revision N        not older than what is published (the newest)\n"
    "  --undo              publish once more what was published before the last time\n"
    "  --channel C         which screens it is for (main)\n"
    "  --epoch N           begin epoch N, above the last one: after an older backup was restored, so that "
    "screens take\n"
    "                      its versions as newer than what they have\n";
enum { VALID_DAYS = 90 };

struct options {
    const char *data, *key, *socket, *number, *channel, *epoch_text;
    bool undo;
    int64_t revision; /* 0: the newest */
    int64_t epoch;    /* 0: go on with the last */
};

/* Whoever signs; one of the two is there. */
struct signing {
    struct key_file *file;
    struct sign_client *client;
    struct signer signer;
    struct generation_id known;
};

static bool open_signing(const struct options *options, struct signing *signing) {
    struct report report = {0};
    struct fail fail = {0};
    if (options->key && (signing->file = key_file_open(options->key, &report)))
        signing->signer = key_file_signer(signing->file);
    desk_say_findings(stderr, "", &report, true);
    report_finish(&report);
    if (options->socket && !(signing->client = sign_client_open(options->socket, &fail)))
        desk_say_fail(&fail);
    if (signing->client) {
        signing->signer = sign_client_signer(signing->client);
        signing->known = sign_client_last(signing->client, options->channel);
    }
    return signing->file || signing->client;
}

static int tell(enum outcome outcome, const struct published *published, const struct report *findings,
                const struct fail *fail) {
    desk_say_findings(stderr, "", findings, false);
    if (outcome != OUTCOME_DONE)
        return desk_say_fail(fail);
    printf("%zu files, %zu of them new\n", published->files, published->written);
    if (published->unchanged)
        printf("nothing changed: still version %" PRIu32 ".%" PRIu64 "\n", published->id.epoch,
               published->id.seq);
    else
        printf("published revision %" PRId64 " as version %" PRIu32 ".%" PRIu64 "\n", published->revision,
               published->id.epoch, published->id.seq);
    return 0;
}

static int publish_with(struct database *database, const struct options *options,
                        const struct signing *signing) {
    struct act act = desk_console();
    struct publishing publishing = {.database = database,
                                    .act = &act,
                                    .signer = &signing->signer,
                                    .channel = options->channel,
                                    .valid_s = VALID_DAYS * DAY_S,
                                    .epoch = (uint32_t)options->epoch,
                                    .known = signing->known};
    struct published published = {0};
    struct report findings = {0};
    struct fail fail = {0};
    int64_t revision = options->revision;
    enum outcome outcome =
        revision || options->undo ? OUTCOME_DONE : revision_newest(database, &revision, &fail);
    if (outcome == OUTCOME_DONE && revision == 0 && !options->undo) {
        fail_set(&fail, "there is no site yet: run \"kiosk-desk import\"");
        outcome = OUTCOME_ABSENT;
    }
    if (outcome == OUTCOME_DONE)
        outcome = options->undo ? publishing_undo(&publishing, &findings, &published, &fail)
                                : publishing_run(&publishing, revision, &findings, &published, &fail);
    if (outcome == OUTCOME_DONE)
        announce(options->data);
    int status = tell(outcome, &published, &findings, &fail);
    report_finish(&findings);
    return status;
}

static int run_command(int argc, char **argv) {
    struct options options = {.channel = "main"};
    const struct desk_option rows[] = {
        {"data", &options.data, NULL, true},           {"key", &options.key, NULL, false},
        {"sign-socket", &options.socket, NULL, false}, {"revision", &options.number, NULL, false},
        {"channel", &options.channel, NULL, false},    {"epoch", &options.epoch_text, NULL, false},
        {"undo", NULL, &options.undo, false},          {NULL, NULL, NULL, false}};
    struct signing signing = {0};
    int first, status = desk_options_read(argc, argv, rows, 0, &first, USAGE);
    if (status >= 0)
        return status;
    if (!options.key == !options.socket || (options.undo && options.number) ||
        (options.epoch_text && !desk_number_read(options.epoch_text, 1, UINT32_MAX, &options.epoch)) ||
        (options.number && !desk_number_read(options.number, 1, INT64_MAX, &options.revision))) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct database *database = desk_database(options.data, DATABASE_MUST_EXIST);
    status = database && open_signing(&options, &signing) ? publish_with(database, &options, &signing) : 1;
    key_file_close(signing.file);
    sign_client_close(signing.client);
    database_close(database);
    return status;
}

const struct command desk_command_publish = {
    .name = "publish",
    .purpose = "sign a revision and write it for the screens",
    .usage = USAGE,
    .run = run_command,
};
