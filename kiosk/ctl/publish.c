#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "ctl/command.h"
#include "ctl/published.h"
#include "store/sign.h"
#include "system/disk.h"

enum { FRESH_MARGIN_S = 6 * 3600 };

static const char USAGE[] =
    "usage: kioskctl publish --site DIR --key FILE --to DIR [--channel C] [--expires-days N] [--force]\n"
    "Checks a site and writes it, signed, as files that any web server can serve.\n"
    "  --channel C       which screens it is for (main)\n"
    "  --expires-days N  after how long screens refuse it as new, 1 to 3650 (90)\n"
    "  --force           sign anew although nothing changed, or over a manifest of another key\n";

struct options {
    const char *site, *key, *to, *channel;
    long expires_days;
    bool force;
};

static bool read_key(const char *path, struct secret_key *key, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    bool done = disk_read(path, 4096, &text, &size, fail) && key_parse_secret(text, size, key, fail);
    if (text) {
        sodium_memzero(text, size);
    }
    free(text);
    return done;
}

/* What was published last, into *previous (NULL: nothing yet); its number may be believed only when this key
 * signed it. After a crash between the two files they do not fit: --force goes past the number then in use.
 */
static bool read_previous(const struct options *options, const struct published_names *names,
                          const struct secret_key *key, struct manifest **previous, struct fail *fail) {
    char *bytes = NULL, *signature = NULL, comment[SIGN_COMMENT_MAX];
    size_t size = 0, signature_size = 0;
    struct trust trust = {.count = 1};
    struct manifest *found = NULL;
    if (!disk_exists(names->manifest)) {
        return true;
    }
    memcpy(trust.keys[0].id, key->id, sizeof key->id);
    memcpy(trust.keys[0].key, key->key + 32, 32); /* a secret key ends with its public half (libsodium) */
    bool fits = disk_read(names->manifest, MANIFEST_BYTES_MAX, &bytes, &size, fail) &&
                disk_read(names->signature, 4096, &signature, &signature_size, fail) &&
                sign_verify(&trust, bytes, size, signature, signature_size, comment, fail);
    if (bytes && (fits || options->force)) {
        found = manifest_parse(bytes, size, fail);
    }
    if (found && !fits) {
        found->seq++;
    }
    free(bytes);
    free(signature);
    *previous = found;
    return found != NULL;
}

static bool same_files(const struct manifest *a, const struct manifest *b) {
    if (strcmp(a->site, b->site) != 0 || a->file_count != b->file_count) {
        return false;
    }
    for (size_t i = 0; i < a->file_count; i++) {
        if (strcmp(a->files[i].name, b->files[i].name) != 0 ||
            strcmp(a->files[i].hash, b->files[i].hash) != 0) {
            return false;
        }
    }
    return true;
}

static bool write_objects(const struct options *options, const struct published_set *set, struct fail *fail) {
    size_t written = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct published_file *file = &set->files[i];
        char *path = published_object(options->to, file->hash);
        struct stat info;
        bool there = path && stat(path, &info) == 0 && (uint64_t)info.st_size == file->size;
        bool done = path && (there || disk_write(path, file->bytes, file->size, fail));
        free(path);
        if (!done) {
            return false;
        }
        if (!there) {
            printf("new: %s (%zu bytes)\n", file->name, file->size);
            written++;
        }
    }
    printf("%zu files, %zu of them new\n", set->count, written);
    return true;
}

/* Web servers make their ETag of a file's size and the second it was written in: two publications within one
 * second must not look the same to a screen that asks with If-None-Match. Returns the time to give the new
 * manifest. */
static time_t later_than(const char *path) {
    struct stat status;
    time_t now = time(NULL);
    return stat(path, &status) == 0 && status.st_mtime >= now ? status.st_mtime + 1 : now;
}

/* The signature goes first: whoever then downloads the new manifest finds its signature beside it. Only who
 * took the old manifest just before sees a pair that does not fit, and asks again. */
static bool write_signed(const struct published_names *names, const struct manifest *manifest,
                         const struct secret_key *key, struct fail *fail) {
    char comment[SIGN_COMMENT_MAX];
    size_t size = 0;
    char *bytes = manifest_write(manifest, &size), *signature = NULL;
    manifest_comment(manifest, comment, sizeof comment);
    bool done = false;
    if (bytes && size > MANIFEST_BYTES_MAX) {
        fail_set(fail, "the list of files is over %d bytes: use fewer files", MANIFEST_BYTES_MAX);
    } else if (!bytes || !(signature = sign_create(key, bytes, size, comment))) {
        fail_set(fail, "out of memory");
    } else {
        struct timespec times[2] = {{.tv_sec = later_than(names->manifest)}, {0}};
        times[1] = times[0];
        done = disk_write(names->signature, signature, strlen(signature), fail) &&
               disk_write(names->manifest, bytes, size, fail) &&
               (utimensat(AT_FDCWD, names->manifest, times, 0) == 0 ||
                fail_set(fail, "%s: cannot set its time", names->manifest));
    }
    free(bytes);
    free(signature);
    return done;
}

static bool publish_set(const struct options *options, const struct site *site,
                        const struct published_set *set, const struct secret_key *key, struct fail *fail) {
    struct published_names names = {NULL, NULL};
    struct manifest *previous = NULL;
    int64_t now = (int64_t)time(NULL);
    bool done = false;
    struct manifest_file *files = calloc(set->count, sizeof *files);
    if (!files || !published_names_init(&names, options->to, options->channel, fail) ||
        !read_previous(options, &names, key, &previous, fail)) {
        goto out;
    }
    for (size_t i = 0; i < set->count; i++) {
        files[i] = set->files[i].entry;
    }
    struct manifest next = {.site = site->id,
                            .channel = options->channel,
                            .min_player = KIOSK_VERSION,
                            .epoch = previous ? previous->epoch : 1,
                            .seq = previous ? previous->seq + 1 : 1,
                            .issued_s = now,
                            .fresh_until_s = now + DAY_S,
                            .expires_s = now + options->expires_days * DAY_S,
                            .files = files,
                            .file_count = set->count};
    if (previous && !options->force && same_files(previous, &next) &&
        now < previous->fresh_until_s - FRESH_MARGIN_S) {
        printf("nothing changed: still version %" PRIu32 ".%" PRIu64 "\n", previous->epoch, previous->seq);
        done = true;
    } else if (write_objects(options, set, fail) && write_signed(&names, &next, key, fail)) {
        printf("published %s/%s version %" PRIu32 ".%" PRIu64 " in %s\n", next.site, next.channel, next.epoch,
               next.seq, options->to);
        done = true;
    }
out:
    free(files);
    manifest_destroy(previous);
    published_names_finish(&names);
    return done;
}

/* The site and its guide (NULL: it has none) when nothing is wrong with them; every error is said. */
static struct site *load_clean(const struct site_files *files, struct guide **guide) {
    struct report report = {0};
    char line[800];
    struct site *site = site_load(files, &report);
    *guide = site ? guide_load(site, files, &report) : NULL;
    for (size_t i = 0; i < report.count; i++) {
        if (report.items[i].severity == SEVERITY_ERROR) {
            fprintf(stderr, "%s\n", fail_format(&report.items[i], line, sizeof line));
        }
    }
    if (report.errors > 0) {
        guide_destroy(*guide);
        site_destroy(site);
        *guide = NULL;
        site = NULL;
    }
    if (!site) {
        fprintf(stderr, "kioskctl: the site has %zu errors; nothing was published\n", report.errors);
    }
    report_finish(&report);
    return site;
}

static int publish(const struct options *options) {
    struct fail fail = {0};
    struct secret_key key;
    struct published_set set = {0};
    struct site *site = NULL;
    struct guide *guide = NULL;
    struct disk_site *folder = disk_site_create(options->site);
    int status = 1;
    if (!folder) {
        fprintf(stderr, "kioskctl: %s: not a folder that can be read\n", options->site);
        return 1;
    }
    struct site_files files = disk_site_files(folder);
    if (read_key(options->key, &key, &fail) && (site = load_clean(&files, &guide)) &&
        published_collect(&set, site, guide, &files, &fail) &&
        publish_set(options, site, &set, &key, &fail)) {
        status = 0;
    } else if (fail.text[0]) {
        fprintf(stderr, "kioskctl: %s\n", fail.text);
    }
    sodium_memzero(&key, sizeof key);
    published_set_finish(&set);
    guide_destroy(guide);
    site_destroy(site);
    disk_site_destroy(folder);
    return status;
}

static bool take_option(struct options *options, int option) {
    char *end = NULL;
    switch (option) {
    case 's':
        options->site = optarg;
        return true;
    case 'k':
        options->key = optarg;
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
        options->expires_days = strtol(optarg, &end, 10);
        return *end == '\0' && options->expires_days >= 1 && options->expires_days <= 3650;
    default:
        return false;
    }
}

int command_publish(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"site", required_argument, NULL, 's'},
                                            {"key", required_argument, NULL, 'k'},
                                            {"to", required_argument, NULL, 't'},
                                            {"channel", required_argument, NULL, 'c'},
                                            {"expires-days", required_argument, NULL, 'e'},
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
    if (!options.site || !options.key || !options.to || optind != argc || sodium_init() < 0) {
        fputs(USAGE, stderr);
        return 2;
    }
    return publish(&options);
}
