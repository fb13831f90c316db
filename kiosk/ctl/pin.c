/* kioskctl pin: reads a PIN twice without showing it and prints what belongs into screen.json. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ctl/command.h"
#include "player/pin.h"

static const char USAGE[] = "usage: kioskctl pin\n"
                            "Reads a PIN of 6 to 12 digits twice and prints the line for \"player\" in "
                            "/etc/kiosk/screen.json. The PIN itself is\n"
                            "kept nowhere. Without a terminal it reads two lines from standard input. With "
                            "it staff open a screen's tools: touch the top corner where "
                            "reading begins for 5 seconds.\n";

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

static int run_command(int argc, char **argv) {
    char pin[64], hash[PIN_HASH_MAX];
    if (argc > 1) {
        bool help = strcmp(argv[1], "--help") == 0;
        fputs(USAGE, help ? stdout : stderr);
        return help ? 0 : 2;
    }
    bool same = read_twice(pin, sizeof pin), fine = same && pin_hash(pin, hash);
    explicit_bzero(pin, sizeof pin);
    if (same && !fine)
        fprintf(stderr, "kioskctl pin: a PIN has %d to %d digits\n", PIN_MIN, PIN_MAX);
    if (fine)
        printf("\"staff_pin\": \"%s\"\n", hash);
    return fine ? 0 : 1;
}

const struct command command_pin = {
    .name = "pin",
    .purpose = "make the PIN with which staff open a screen's tools",
    .usage = USAGE,
    .run = run_command,
};
