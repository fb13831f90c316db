/* kioskctl film: a film from whatever people have. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/text/plain_text.h"
#include "ctl/command.h"
#include "ctl/progress.h"
#include "filming/making.h"

static const char USAGE[] =
    "usage: kioskctl film add FILE -o assets/film/NAME [--speech LANGUAGE] [--captions LANGUAGE=FILE.vtt]…\n"
    "                         [--light] [--anyway] [--language da]\n"
    "Makes a film that screens take out of FILE: NAME.mp4, NAME.png (its first frame), NAME.LANGUAGE.vtt "
    "and\n"
    "NAME.film.json. Prints what was changed and why, what to look at, and the slide to paste. Takes about "
    "as\n"
    "long as the film; stopped, the same command goes on where it was. Needs Debian's package ffmpeg.\n"
    "  --speech LANGUAGE    the language spoken in it: en, da …\n"
    "  --captions L=F.vtt   captions in a language, as WebVTT; those in FILE itself are taken without\n"
    "  --light              a third less work to play, and larger: for boards that get hot\n"
    "  --anyway             take it although it is damaged or incomplete\n"
    "  --language da|en     of what is printed; English when left out\n"
    "Exit status: 0 made, 1 refused or stopped, 2 wrong usage.\n";

static volatile sig_atomic_t stopped;
static void stop(int number) {
    stopped = number;
}

struct telling {
    struct progress progress;
    struct timespec from;
    double from_part;
    bool begun;
};

/* How much of the whole a stage is: encoding takes nearly all of the time. */
static const struct {
    const char *what;
    double from, to;
} stages[MAKING_STAGES] = {
    [MAKING_LOOK] = {"looking at it", 0, 0.01},
    [MAKING_MEASURE] = {"measuring", 0.01, 0.12},
    [MAKING_ENCODE] = {"encoding", 0.12, 0.95},
    [MAKING_JOIN] = {"joining picture and sound", 0.95, 1},
};

static void tell(void *context, enum making_stage stage, double part) {
    struct telling *telling = context;
    struct timespec now;
    double done = stages[stage].from + part * (stages[stage].to - stages[stage].from);
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!telling->begun) { /* what was done by another run took none of this one's time */
        telling->begun = done > 0;
        telling->from = now;
        telling->from_part = done;
    }
    double took =
        (double)(now.tv_sec - telling->from.tv_sec) + (double)(now.tv_nsec - telling->from.tv_nsec) / 1e9;
    double left = done > telling->from_part + 0.01 ? took * (1 - done) / (done - telling->from_part) : -1;
    if (left < 0 || took < 2)
        progress_say(&telling->progress, "%s: %.0f %%", stages[stage].what, done * 100);
    else
        progress_say(&telling->progress, "%s: %.0f %%, %d:%02d left", stages[stage].what, done * 100,
                     (int)left / 60, (int)left % 60);
}

static void print_all(FILE *out, const char *name, const char *what, const struct report *report, bool danish,
                      enum severity severity) {
    char file[400], text[400];
    for (size_t i = 0; i < report->count; i++) {
        const struct fail *finding = &report->items[i];
        if (finding->severity != severity)
            continue;
        text_put(file, sizeof file, *finding->file ? finding->file : name);
        if (finding->line > 0)
            fprintf(out, "%s:%d: ", file, finding->line);
        else
            fprintf(out, "%s: ", file);
        fprintf(out, "%s: %s [%s]\n", what,
                text_put(text, sizeof text, danish ? fail_danish(finding) : finding->text), finding->code);
    }
}

static void print_slide(const struct making *making) {
    const char *name = strrchr(making->output, '/') + 1;
    printf("{\"id\": \"%s\", \"type\": \"film\", \"film\": \"assets/film/%s.film.json\",\n"
           " \"headline\": {\"en\": \"…\", \"da\": \"…\"}, \"alt\": {\"en\": \"…\", \"da\": \"…\"}}\n",
           name, name);
}

static void print_made(const struct making *making, const struct made *made) {
    const char *name = strrchr(making->output, '/') + 1;
    printf("made: assets/film/%s.film.json: %d × %d, %.5g frames a second, %d:%02d, %.1f MB, %s, %zu "
           "caption%s\n",
           name, made->width, made->height, (double)made->fps_num / made->fps_den, (int)made->seconds / 60,
           (int)made->seconds % 60, (double)made->bytes / 1e6, made->sound ? "with sound" : "silent",
           made->caption_count, made->caption_count == 1 ? "" : "s");
}

static int add(const struct making *making, bool danish) {
    struct report findings = {0}, changes = {0};
    struct telling telling = {0};
    struct making with = *making;
    struct made made;
    struct fail fail;
    struct sigaction action = {.sa_handler = stop};
    progress_init(&telling.progress);
    with.tell = tell;
    with.context = &telling;
    with.stop = &stopped;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    enum making_end end = making_run(&with, &made, &findings, &changes, &fail);
    progress_clear(&telling.progress);
    if (end == MAKING_DONE)
        print_all(stdout, making->file, danish ? "ændret" : "changed", &changes, danish, SEVERITY_WARNING);
    print_all(stderr, making->file, danish ? "advarsel" : "warning", &findings, danish, SEVERITY_WARNING);
    print_all(stderr, making->file, danish ? "fejl" : "error", &findings, danish, SEVERITY_ERROR);
    if (end == MAKING_DONE) {
        print_made(making, &made);
        print_slide(making);
    } else if (end == MAKING_STOPPED) {
        fprintf(stderr, "kioskctl film: stopped; the same command goes on where it was\n");
    } else if (end == MAKING_TROUBLE) {
        fprintf(stderr, "kioskctl film: %s\n", fail.text);
    }
    report_finish(&findings);
    report_finish(&changes);
    return end == MAKING_DONE ? 0 : 1;
}

static bool wrong(const char *what, const char *value) {
    fprintf(stderr, "kioskctl film: %s: %s\n", value, what);
    return false;
}

static bool take_captions(struct making *making, const char *value) {
    const char *equals = strchr(value, '=');
    struct making_captions *captions = &making->captions[making->caption_count];
    size_t length = equals ? (size_t)(equals - value) : 0;
    if (making->caption_count == FILM_CAPTIONS_MAX)
        return wrong("too many languages", value);
    if (length == 0 || length >= sizeof captions->language || !equals[1])
        return wrong("write LANGUAGE=FILE.vtt, as in da=film.vtt", value);
    snprintf(captions->language, sizeof captions->language, "%.*s", (int)length, value);
    if (!language_valid(captions->language))
        return wrong("no language: write its BCP 47 tag, as da or en", captions->language);
    for (size_t i = 0; i < making->caption_count; i++)
        if (strcmp(making->captions[i].language, captions->language) == 0)
            return wrong("captions in this language are given twice", captions->language);
    captions->file = equals + 1;
    making->caption_count++;
    return true;
}

static bool take_option(struct making *making, bool *danish, int option, const char *value) {
    switch (option) {
    case 'o':
        making->output = value;
        return true;
    case 's':
        making->speech = value;
        return language_valid(value) || wrong("no language: write its BCP 47 tag, as da or en", value);
    case 'c':
        return take_captions(making, value);
    case 'L':
        making->wish.light = true;
        return true;
    case 'a':
        making->wish.anyway = true;
        return true;
    case 'l':
        *danish = strcmp(value, "da") == 0;
        return *danish || strcmp(value, "en") == 0 || wrong("write da or en", value);
    default:
        return false;
    }
}

static int run_command(int argc, char **argv) {
    static const struct option names[] = {
        {"output", required_argument, NULL, 'o'},   {"speech", required_argument, NULL, 's'},
        {"captions", required_argument, NULL, 'c'}, {"light", no_argument, NULL, 'L'},
        {"anyway", no_argument, NULL, 'a'},         {"language", required_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0}};
    struct making making = {0};
    bool danish = false;
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "o:h", names, NULL)) != -1;) {
        if (option == 'h') {
            fputs(USAGE, stdout);
            return 0;
        }
        if (!take_option(&making, &danish, option, optarg)) {
            fputs(USAGE, stderr);
            return 2;
        }
    }
    if (optind + 2 != argc || strcmp(argv[optind], "add") != 0 || !making.output) {
        fputs(USAGE, stderr);
        return 2;
    }
    if (!making_output_valid(making.output)) {
        wrong("write -o assets/film/NAME, in a site's folder, NAME of a–z, 0–9 and \"-\"", making.output);
        return 2;
    }
    making.file = argv[optind + 1];
    return add(&making, danish);
}

const struct command command_film = {
    .name = "film",
    .purpose = "make a film that screens take out of any file",
    .usage = USAGE,
    .run = run_command,
};
