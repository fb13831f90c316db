/* kiosk-intake: one untrusted thing in, one safe thing out, in a jail. */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "intake/film_head.h"
#include "intake/intake.h"
#include "intake/jail.h"
#include "intake/time_text.h"
#include "intake/warm.h"

/* How it ends. What asks for a picture again, and what is held against its author, hangs on this. */
enum { ENDED_DONE, ENDED_CONTENT, ENDED_USAGE, ENDED_TROUBLE };
enum { CPU_SECONDS = 5, PATIENCE_MAX = 4 };
enum { WINDOW_DAYS_MAX = 400, DEFAULT_DAYS = 60 };

struct format {
    const char *name;
    intake_function *run;
    bool (*warm)(struct fail *fail);
    size_t bytes_max; /* 0: only its head is read, in the jail */
    int memory_mib;
};

static const struct format formats[] = {{"picture", picture_intake, warm_pictures, 64u << 20, 320},
                                        {"film", film_intake, warm_nothing, 0, 64},
#define ROW(id, function, name, kind, poll) {name, function##_intake, warm_texts, 16u << 20, 320},
                                        FEED_FORMATS(ROW)
#undef ROW
};

static const char usage[] =
    "usage: kiosk-intake FORMAT [options] < untrusted > safe\n"
    "Parses one untrusted thing in a jail and writes its safe form.\n"
#define NAME(id, function, name, kind, poll) ", " name
    "formats: picture, film" FEED_FORMATS(
        NAME) "\n"
#undef NAME
              "  --fit WxH     picture: as large as needed to cover W × H px, never enlarged\n"
              "  --measure     picture: only its kind, width and height, once all of it was decoded\n"
              "  --index WxH,NUM/DEN,FRAMES,SAMPLES,BYTES\n"
              "                film: what its index says of it, which has to be so\n"
              "  --from T      feeds: leave out what is over by then (default: now)\n"
              "  --to T        feeds: leave out what begins then or later (default: 60 days after --from)\n"
              "  --tz ZONE     feeds: time zone of times without one (default: Europe/Copenhagen)\n"
              "  --charset C   rss: the encoding, if the feed itself does not say (as HTTP's Content-Type)\n"
              "  --now S       the time now, in seconds since 1970 (default: the clock)\n"
              "  --patience N  N times the usual 5 s of the processor's time, 1 to 4\n"
              "T is seconds since 1970, or ISO 8601 (local to ZONE without an offset).\n"
              "  --help  --version\n"
              "Exit status: 0 done, 1 the content is bad, 2 wrong usage, 3 trouble of this machine.\n";

static int complain(int status, const char *text) {
    fprintf(stderr, "kiosk-intake: %s\n", text);
    return status;
}

static bool moment_parse(const char *text, const struct zone *zone, int64_t *ms) {
    char *end;
    errno = 0;
    long long seconds = strtoll(text, &end, 10);
    if (*text && *end == '\0' && errno == 0 && seconds >= -4102444800LL && seconds <= 8205000000LL) {
        *ms = (int64_t)seconds * 1000;
        return true;
    }
    return time_parse_iso(text, zone, ms);
}

struct request {
    const struct format *format;
    const char *from, *to, *now, *zone_name;
    int patience;
    struct intake_options options;
    struct zone *zone;
};

static bool index_parse(const char *text, struct film_facts *index) {
    char rest;
    return sscanf(text, "%5dx%5d,%9" SCNd64 "/%9" SCNd64 ",%9" SCNd32 ",%15" SCNd64 ",%15" SCNu64 "%c",
                  &index->width, &index->height, &index->fps_num, &index->fps_den, &index->frames,
                  &index->samples, &index->bytes, &rest) == 7 &&
           index->frames > 0;
}

/* -1: go on; otherwise the exit status. */
static int arguments_parse(int argc, char **argv, struct request *request) {
    static const struct option options[] = {
        {"fit", required_argument, NULL, 'f'},     {"measure", no_argument, NULL, 'm'},
        {"index", required_argument, NULL, 'i'},   {"from", required_argument, NULL, 'a'},
        {"to", required_argument, NULL, 'b'},      {"tz", required_argument, NULL, 'z'},
        {"now", required_argument, NULL, 'n'},     {"patience", required_argument, NULL, 'p'},
        {"help", no_argument, NULL, 'h'},          {"version", no_argument, NULL, 'v'},
        {"charset", required_argument, NULL, 'c'}, {NULL, 0, NULL, 0}};
    int letter;
    char rest;
    while ((letter = getopt_long(argc, argv, "", options, NULL)) != -1)
        switch (letter) {
        case 'f':
            if (sscanf(optarg, "%5dx%5d%c", &request->options.fit_width, &request->options.fit_height,
                       &rest) != 2 ||
                request->options.fit_width < 1 || request->options.fit_width > 8192 ||
                request->options.fit_height < 1 || request->options.fit_height > 8192)
                return complain(ENDED_USAGE, "--fit wants WxH, each 1 to 8192");
            break;
        case 'm':
            request->options.measure = true;
            break;
        case 'i':
            if (!index_parse(optarg, &request->options.index))
                return complain(ENDED_USAGE, "--index wants WxH,NUM/DEN,FRAMES,SAMPLES,BYTES");
            break;
        case 'a':
            request->from = optarg;
            break;
        case 'b':
            request->to = optarg;
            break;
        case 'z':
            request->zone_name = optarg;
            break;
        case 'n':
            request->now = optarg;
            break;
        case 'p':
            if (sscanf(optarg, "%1d%c", &request->patience, &rest) != 1 || request->patience < 1 ||
                request->patience > PATIENCE_MAX)
                return complain(ENDED_USAGE, "--patience wants a number from 1 to 4");
            break;
        case 'c':
            request->options.charset = optarg;
            break;
        case 'h':
            fputs(usage, stdout);
            return 0;
        case 'v':
            puts("kiosk-intake " KIOSK_VERSION);
            return 0;
        default:
            return complain(ENDED_USAGE, "try --help");
        }
    if (optind + 1 != argc)
        return complain(ENDED_USAGE, "exactly one FORMAT is needed; try --help");
    for (size_t i = 0; i < LENGTH(formats); i++)
        if (strcmp(argv[optind], formats[i].name) == 0)
            request->format = &formats[i];
    return request->format ? -1 : complain(ENDED_USAGE, "unknown format; try --help");
}

static int times_parse(struct request *request) {
    struct intake_options *options = &request->options;
    request->zone = zone_create(request->zone_name);
    if (!request->zone)
        return complain(ENDED_USAGE, "unknown time zone");
    options->zone = request->zone;
    options->now_ms = (int64_t)time(NULL) * 1000;
    if (request->now && !moment_parse(request->now, request->zone, &options->now_ms))
        return complain(ENDED_USAGE, "--now wants seconds since 1970");
    options->from_ms = options->now_ms;
    if (request->from && !moment_parse(request->from, request->zone, &options->from_ms))
        return complain(ENDED_USAGE, "--from wants a time");
    options->to_ms = options->from_ms + (int64_t)DEFAULT_DAYS * DAY_MS;
    if (request->to && !moment_parse(request->to, request->zone, &options->to_ms))
        return complain(ENDED_USAGE, "--to wants a time");
    if (options->to_ms <= options->from_ms ||
        options->to_ms - options->from_ms > (int64_t)WINDOW_DAYS_MAX * DAY_MS)
        return complain(ENDED_USAGE, "--to must be after --from, by at most 400 days");
    return -1;
}

/* All of standard input, at most `max` bytes, NUL behind it. *ended says whose fault it is that there is
 * none.
 */
static char *read_all(size_t max, size_t *size, int *ended, struct fail *fail) {
    *ended = ENDED_TROUBLE;
    size_t capacity = 64 << 10, used = 0;
    char *bytes = malloc(capacity + 1);
    while (bytes) {
        ssize_t got = read(STDIN_FILENO, bytes + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fail_set(fail, "cannot read: %s", strerror(errno));
            break;
        }
        used += (size_t)got;
        if (got == 0) {
            bytes[used] = '\0';
            *size = used;
            return bytes;
        }
        if (used > max) {
            *ended = ENDED_CONTENT;
            fail_set(fail, "larger than %zu MiB", max >> 20);
            break;
        }
        if (used == capacity) {
            capacity = capacity * 2 <= max ? capacity * 2 : max + 1;
            char *grown = realloc(bytes, capacity + 1);
            if (!grown) {
                fail_set(fail, "out of memory");
                break;
            }
            bytes = grown;
        }
    }
    free(bytes);
    return NULL;
}

static bool write_all(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t done = write(fd, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        size -= (size_t)done;
    }
    return true;
}

/* Inside the jail nothing may be flushed, freed or unloaded by exit handlers: leave at once. */
_Noreturn static void leave(int ended, const struct fail *fail) {
    char line[sizeof(fail->text) + 32];
    int length = snprintf(line, sizeof(line), "kiosk-intake: %s\n", fail->text);
    bool said = write_all(STDERR_FILENO, line, (size_t)length);
    _exit(said ? ended : ENDED_TROUBLE);
}

/* Decoders keep it to themselves why they failed; errno remembers when the last thing that failed was an
 * allocation. Its size was within what one document may declare, so that is no word about the content. */
_Noreturn static void leave_parser(const struct fail *fail) {
    struct fail why;
    if (errno != ENOMEM)
        leave(ENDED_CONTENT, fail);
    fail_set(&why, "out of memory (%s)", fail->text);
    leave(ENDED_TROUBLE, &why);
}

static char *read_head(size_t *size, uint64_t *whole) {
    char *bytes = NULL;
    struct fail fail;
    enum film_head read = film_head_read(STDIN_FILENO, &bytes, size, whole, &fail);
    if (read != FILM_HEAD_READ)
        leave(read == FILM_HEAD_BAD ? ENDED_CONTENT : ENDED_TROUBLE, &fail);
    return bytes;
}

int main(int argc, char **argv) {
    jail_close_rest();
    signal(SIGPIPE, SIG_IGN);
    struct request request = {.zone_name = "Europe/Copenhagen", .patience = 1};
    int status = arguments_parse(argc, argv, &request);
    if (status < 0)
        status = times_parse(&request);
    if (status >= 0) {
        zone_destroy(request.zone);
        return status;
    }
    struct fail fail = {.text = "out of memory"};
    size_t size = 0, out_size = 0;
    int ended = ENDED_TROUBLE;
    char *out = NULL;
    if (!request.format->warm(&fail))
        leave(ENDED_TROUBLE, &fail);
    bool whole = request.format->bytes_max > 0;
    char *bytes = whole ? read_all(request.format->bytes_max, &size, &ended, &fail) : NULL;
    if (whole && !bytes)
        leave(ended, &fail);
    request.options.whole = film_bytes_left(STDIN_FILENO);
    if (!jail_enter(request.format->memory_mib, request.patience * CPU_SECONDS, &fail))
        leave(ENDED_TROUBLE, &fail);
    if (!whole)
        bytes = read_head(&size, &request.options.whole);
    errno = 0;
    if (!request.format->run(bytes, size, &request.options, &out, &out_size, &fail))
        leave_parser(&fail);
    if (!write_all(STDOUT_FILENO, out, out_size)) {
        fail_set(&fail, "cannot write: %d", errno);
        leave(ENDED_TROUBLE, &fail);
    }
    _exit(ENDED_DONE);
}
