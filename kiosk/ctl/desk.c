/* kioskctl desk: a desk's site in a folder, changed by hand beside those who use the browser. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "copy/pull.h"
#include "copy/push.h"
#include "ctl/command.h"
#include "ctl/progress.h"

static const char USAGE[] =
    "usage: kioskctl desk pull --to DIR [--desk URL] [--login L] [--ca FILE]\n"
    "       kioskctl desk push --from DIR [--desk URL] [--login L] [--ca FILE] [--note TEXT]\n"
    "A desk's site in a folder: pull brings what was changed in the desk, push sends what was changed in the "
    "folder\n"
    "and pulls what came of it. Either merges what both have changed; only where that was the same value "
    "nothing\n"
    "is sent, and both versions are shown.\n"
    "  --desk URL   https://desk.example.dk; the folder remembers it\n"
    "  --login L    whose; the folder remembers it, and no password\n"
    "  --ca FILE    PEM: believed beside the system's authorities\n"
    "  --note TEXT  what was changed, for the history\n"
    "The password is asked for on the terminal, or comes from KIOSK_DESK_PASSWORD.\n";
enum { PASSWORD_LINE = 600 };

struct options {
    const char *folder, *desk, *login, *ca, *note;
    bool push;
};

static int fail_with(const struct fail *fail) {
    char line[800];
    fprintf(stderr, "kioskctl desk: %s\n", fail->file[0] ? fail_format(fail, line, sizeof line) : fail->text);
    return 1;
}

static bool ask_password(char password[PASSWORD_LINE]) {
    struct termios before, quiet;
    const char *given = getenv("KIOSK_DESK_PASSWORD");
    if (given)
        return snprintf(password, PASSWORD_LINE, "%s", given) < PASSWORD_LINE;
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0)
        return false;
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    fputs("Password: ", stderr);
    bool fine = fgets(password, PASSWORD_LINE, stdin) != NULL;
    fputc('\n', stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    if (fine)
        password[strcspn(password, "\r\n")] = '\0';
    return fine;
}

static void tell(void *context, enum copy_event event, const char *path, const char *text) {
    progress_clear(context);
    switch (event) {
    case COPY_TAKEN:
        printf("%s: taken from the desk\n", path);
        break;
    case COPY_MERGED:
        printf("%s: what was changed in the desk was put into yours\n", path);
        break;
    case COPY_GONE:
        printf("%s: removed, as in the desk\n", path);
        break;
    case COPY_SENT:
        printf("%s: sent\n", path);
        break;
    case COPY_FINDING:
        printf("%s:%s\n", path, text);
        break;
    case COPY_BOTH:
        fprintf(stderr,
                "%s: changed here and in the desk: yours stays, the desk's is in %s" COPY_THEIRS
                "; put into the first what both want, and remove the second\n",
                path, path);
        break;
    case COPY_CONFLICT:
        fprintf(stderr, "%s: %s\n", path, text);
        break;
    }
}

static void say_progress(void *context, size_t done, size_t all) {
    progress_say(context, "%zu of %zu files", done, all);
}

/* Which desk, and as whom: what the folder remembers, unless it is told now. */
static bool choose(const struct options *options, struct copy *copy, struct fail *fail) {
    if (options->desk && copy->desk[0] && strcmp(options->desk, copy->desk) != 0)
        return fail_at(fail, copy->folder, 0, 0,
                       "is a copy of %s: pull from another desk into another folder", copy->desk);
    if ((options->desk && strlen(options->desk) >= sizeof copy->desk) ||
        (options->login && strlen(options->login) >= sizeof copy->login))
        return fail_set(fail, "--desk or --login is too long");
    if (options->desk)
        snprintf(copy->desk, sizeof copy->desk, "%s", options->desk);
    if (options->login)
        snprintf(copy->login, sizeof copy->login, "%s", options->login);
    if (!copy->desk[0] || !copy->login[0])
        return fail_at(fail, copy->folder, 0, 0,
                       "is no copy of a desk's site yet: say --desk URL and --login L");
    size_t length = strlen(copy->desk);
    if (copy->desk[length - 1] == '/')
        copy->desk[length - 1] = '\0';
    return true;
}

static bool sign_in(struct talk *talk, const struct copy *copy, struct fail *fail) {
    char password[PASSWORD_LINE] = "";
    bool fine = ask_password(password)
                    ? talk_sign_in(talk, copy->login, password, fail)
                    : fail_set(fail, "no password: run it on a terminal, or set KIOSK_DESK_PASSWORD");
    explicit_bzero(password, sizeof password);
    return fine;
}

static int push(const struct options *options, struct copy *copy, struct talk *talk,
                const struct copy_telling *telling, struct fail *fail) {
    switch (copy_push(copy, talk, telling, options->note, fail)) {
    case TALK_DONE:
        return 0;
    case TALK_CONFLICT:
        progress_clear(telling->context);
        fputs(
            "kioskctl desk: nothing else was sent. Make the same change here, or run \"kioskctl desk pull\", "
            "which puts the desk's version beside yours\n",
            stderr);
        return 1;
    case TALK_FAILED:
        break;
    }
    progress_clear(telling->context);
    return fail_with(fail);
}

static int exchange(const struct options *options, struct copy *copy, struct talk *talk) {
    struct progress progress;
    const struct copy_telling telling = {&progress, tell, say_progress};
    struct fail fail = {0};
    size_t both = 0;
    progress_init(&progress);
    if (!sign_in(talk, copy, &fail))
        return fail_with(&fail);
    int status = options->push ? push(options, copy, talk, &telling, &fail) : 0;
    if (status == 0 && !copy_pull(copy, talk, &telling, &both, &fail)) {
        progress_clear(&progress);
        status = fail_with(&fail);
    }
    progress_clear(&progress);
    if (status == 0)
        printf("revision %lld\n", (long long)copy->revision);
    return status == 0 && both > 0 ? 1 : status;
}

static int run_copy(const struct options *options) {
    struct copy copy = {0};
    struct talk talk = {.desk = copy.desk};
    struct fail fail = {0};
    int status = 1;
    bool fine = copy_open(&copy, options->folder, &fail) && choose(options, &copy, &fail) &&
                (!options->push || copy_push_ready(&copy, &fail));
    if (fine && options->push && copy_changed(&copy) == 0) {
        puts("nothing to send");
        status = 0;
    } else if (fine && (talk.fetcher = fetcher_create(options->ca, &fail))) {
        status = exchange(options, &copy, &talk);
        talk_sign_out(&talk);
    } else {
        status = fail_with(&fail);
    }
    fetcher_destroy(talk.fetcher);
    copy_finish(&copy);
    return status;
}

static bool read_options(int argc, char **argv, struct options *options) {
    static const struct option names[] = {
        {"to", 1, NULL, 't'}, {"from", 1, NULL, 'f'}, {"desk", 1, NULL, 'd'}, {"login", 1, NULL, 'l'},
        {"ca", 1, NULL, 'c'}, {"note", 1, NULL, 'n'}, {NULL, 0, NULL, 0}};
    bool fine = true;
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;) {
        const char **value = option == 'd'   ? &options->desk
                             : option == 'l' ? &options->login
                             : option == 'c' ? &options->ca
                             : option == 'n' ? &options->note
                                             : &options->folder;
        *value = optarg;
        fine &= option != '?' && (option != 't' || !options->push) &&
                ((option != 'f' && option != 'n') || options->push);
    }
    return fine && optind == argc && options->folder;
}

static int run_command(int argc, char **argv) {
    struct options options = {.note = ""};
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "--help") == 0 || strcmp(what, "-h") == 0) {
        fputs(USAGE, stdout);
        return 0;
    }
    options.push = strcmp(what, "push") == 0;
    if ((!options.push && strcmp(what, "pull") != 0) || !read_options(argc - 1, argv + 1, &options)) {
        fputs(USAGE, stderr);
        return 2;
    }
    return run_copy(&options);
}

const struct command command_desk = {
    .name = "desk",
    .purpose = "keep a desk's site in a folder, and change it there",
    .usage = USAGE,
    .run = run_command,
};
