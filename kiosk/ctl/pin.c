/* kioskctl pin: reads a PIN twice without showing it and keeps its hash where the player alone can read it.
 */
#include <getopt.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ctl/command.h"
#include "player/pin_file.h"

#define FILE_DEFAULT "/etc/kiosk/" PIN_FILE_NAME
static const char USAGE[] =
    "usage: kioskctl pin [-o FILE]\n"
    "Reads a PIN of 6 to 12 digits twice and writes its hash into " FILE_DEFAULT ", or FILE, which only\n"
    "the player can read. The PIN itself is kept nowhere. A screen that runs takes it at once. Without a "
    "terminal it reads two\n"
    "lines from standard input. With the PIN staff open a screen's tools: touch the top corner where reading "
    "begins for 5 seconds.\n";

static bool read_pin(const char *prompt, bool terminal, char *out, size_t size) {
    if (terminal)
        fputs(prompt, stderr);
    bool fine = fgets(out, (int)size, stdin) != NULL;
    if (terminal)
        fputc('\n', stderr);
    if (fine)
        out[strcspn(out, "\r\n")] = '\0';
    return fine;
}

static bool read_twice(char *pin, size_t size) {
    struct termios before, quiet;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    char again[64];
    if (terminal) {
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    if (!terminal)
        fputs(
            "kioskctl pin: no terminal: the PIN, and the same once more, are read from two lines of standard "
            "input\n",
            stderr);
    bool fine =
        read_pin("PIN: ", terminal, pin, size) && read_pin("Once more: ", terminal, again, sizeof again);
    if (terminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    bool same = fine && strcmp(pin, again) == 0;
    explicit_bzero(again, sizeof again);
    if (!same)
        fputs(fine ? "kioskctl pin: the two are not the same\n"
                   : "kioskctl pin: standard input ended before the PIN had been given twice\n",
              stderr);
    return same;
}

/* Root writes it for the player, where there is one. */
static uid_t reader(void) {
    const struct passwd *player = geteuid() == 0 ? getpwnam("kiosk") : NULL;
    return player ? player->pw_uid : geteuid();
}

static bool keep(const char *path, const char *hash) {
    struct fail fail;
    bool fine = pin_file_write(path, hash, reader(), &fail);
    if (fine)
        printf("%s: written\n", path);
    else
        fprintf(stderr, "kioskctl pin: %s%s\n", fail.text, geteuid() == 0 ? "" : "; sudo kioskctl pin?");
    return fine;
}

/* -1: go on; else the exit status. */
static int parse(int argc, char **argv, const char **path) {
    static const struct option names[] = {{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "o:h", names, NULL)) != -1;) {
        if (option != 'o') {
            fputs(USAGE, option == 'h' ? stdout : stderr);
            return option == 'h' ? 0 : 2;
        }
        *path = optarg;
    }
    if (optind == argc)
        return -1;
    fputs(USAGE, stderr);
    return 2;
}

static int run_command(int argc, char **argv) {
    char pin[64], hash[PIN_HASH_MAX];
    const char *path = FILE_DEFAULT;
    int status = parse(argc, argv, &path);
    if (status >= 0)
        return status;
    bool same = read_twice(pin, sizeof pin), fine = same && pin_hash(pin, hash);
    explicit_bzero(pin, sizeof pin);
    if (same && !fine)
        fprintf(stderr, "kioskctl pin: a PIN has %d to %d digits\n", PIN_MIN, PIN_MAX);
    return fine && keep(path, hash) ? 0 : 1;
}

const struct command command_pin = {
    .name = "pin",
    .purpose = "make the PIN with which staff open a screen's tools",
    .usage = USAGE,
    .run = run_command,
};
