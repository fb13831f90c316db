#include <getopt.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ctl/command.h"
#include "ctl/published.h"
#include "store/hash.h"
#include "store/sign.h"
#include "system/disk.h"

static const char USAGE[] = "usage: kioskctl verify DIR --trust FILE [--channel C]\n"
                            "Checks a published tree: signature, manifest and every object.\n";

static bool read_trust(const char *path, struct trust *trust, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    bool done = disk_read(path, 16 << 10, &text, &size, fail) && trust_parse(text, size, trust, fail);
    free(text);
    return done;
}

static struct manifest *read_signed(const struct published_names *names, const struct trust *trust,
                                    struct fail *fail) {
    char *bytes = NULL, *signature = NULL, comment[SIGN_COMMENT_MAX], expected[SIGN_COMMENT_MAX];
    size_t size = 0, signature_size = 0;
    struct manifest *manifest = NULL;
    if (disk_read(names->manifest, MANIFEST_BYTES_MAX, &bytes, &size, fail) &&
        disk_read(names->signature, 4096, &signature, &signature_size, fail) &&
        sign_verify(trust, bytes, size, signature, signature_size, comment, fail)) {
        manifest = manifest_parse(bytes, size, fail);
    }
    if (manifest) {
        manifest_comment(manifest, expected, sizeof expected);
        if (strcmp(expected, comment) != 0) {
            fail_set(fail, "the signed comment does not agree with the manifest");
            manifest_destroy(manifest);
            manifest = NULL;
        }
    }
    free(bytes);
    free(signature);
    return manifest;
}

static bool object_right(const char *tree, const struct manifest_file *file, struct fail *fail) {
    char *path = published_object(tree, file->hash), *bytes = NULL;
    size_t size = 0;
    bool done = path && disk_read(path, (size_t)file->size, &bytes, &size, fail);
    if (done && (size != file->size || strcmp(hash_bytes(bytes, size).hex, file->hash) != 0)) {
        done = fail_set(fail, "%s (%s): not what was signed", path, file->name);
    }
    free(bytes);
    free(path);
    return done;
}

static int verify(const char *tree, const char *trust_path, const char *channel) {
    struct fail fail = {0};
    struct trust trust;
    struct published_names names = {NULL, NULL};
    struct manifest *manifest = NULL;
    size_t wrong = 0;
    int status = 1;
    if (!read_trust(trust_path, &trust, &fail) || !published_names_init(&names, tree, channel, &fail) ||
        !(manifest = read_signed(&names, &trust, &fail))) {
        fprintf(stderr, "kioskctl: %s\n", fail.text);
        goto out;
    }
    if (strcmp(manifest->channel, channel) != 0) {
        fprintf(stderr, "kioskctl: the manifest is for channel %s\n", manifest->channel);
        wrong++;
    }
    for (size_t i = 0; i < manifest->file_count; i++) {
        if (!object_right(tree, &manifest->files[i], &fail)) {
            fprintf(stderr, "kioskctl: %s\n", fail.text);
            wrong++;
        }
    }
    if (manifest->expires_s <= (int64_t)time(NULL)) {
        fprintf(stderr, "kioskctl: it has expired: publish again\n");
        wrong++;
    }
    if (wrong == 0) {
        printf("%s: site %s, channel %s, version %" PRIu32 ".%" PRIu64 ", %zu files: all right\n", tree,
               manifest->site, channel, manifest->epoch, manifest->seq, manifest->file_count);
        status = 0;
    }
out:
    manifest_destroy(manifest);
    published_names_finish(&names);
    return status;
}

int command_verify(int argc, char **argv) {
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
    return verify(argv[optind], trust, channel);
}
