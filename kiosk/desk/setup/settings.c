#include "desk/setup/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"

#define LINE "KIOSK_DESK="
#define TRUST_PROXY "--trust-proxy"
enum { SETTINGS_BYTES_MAX = 16 << 10 };

/* The last such line counts, as with systemd. NULL: none. */
static char *find_line(char *text) {
    char *found = NULL;
    for (char *line; (line = strsep(&text, "\n"));)
        if (strncmp(line, LINE, strlen(LINE)) == 0)
            found = line + strlen(LINE);
    return found;
}

static int find_option(const char *word) {
    for (int i = 0; i < ANSWER_SETTINGS; i++)
        if (strncmp(word, "--", 2) == 0 && strcmp(word + 2, answer_rows[i].option) == 0)
            return i;
    return -1;
}

static bool keep_word(struct answers *answers, const char *word, struct fail *fail) {
    size_t used = strlen(answers->others);
    if (used + strlen(word) + 2 > sizeof answers->others)
        return fail_set(fail, "the line " LINE " is too long");
    snprintf(answers->others + used, sizeof answers->others - used, " %s", word);
    return true;
}

static bool take_words(char *line, struct answers *answers, struct fail *fail) {
    bool fine = true;
    char *rest = line;
    for (char *word; fine && (word = strsep(&rest, " \t\r"));) {
        int option = find_option(word);
        if (option >= 0)
            fine = answer_take(answers, (enum answer)option, rest ? strsep(&rest, " \t\r") : "", fail);
        else if (word[0] && strcmp(word, TRUST_PROXY) != 0) /* which the address says already */
            fine = keep_word(answers, word, fail);
    }
    return fine;
}

bool settings_read(const char *path, struct answers *answers, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    if (!disk_exists(path))
        return true;
    if (!disk_read_linked(path, SETTINGS_BYTES_MAX, &text, &size, fail))
        return false;
    char *line = find_line(text);
    bool fine = !line || (!strpbrk(line, "\"'\\") ? take_words(line, answers, fail)
                                                  : fail_set(fail, "there are quotes in it"));
    free(text);
    if (!fine) {
        struct fail why = *fail;
        return fail_set(fail, "%s: %.300s; move it away, and setup writes another", path, why.text);
    }
    return true;
}

bool settings_write(const char *path, const struct answers *answers, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return fail_set(fail, "out of memory");
    fputs("# Where the staff's desk listens, written by \"kiosk-desk setup\", which may be run again.\n"
          "# What else may be said: kiosk-desk serve --help. After a change: systemctl daemon-reload && "
          "systemctl restart "
          "kiosk-desk\n" LINE,
          out);
    const char *between = "";
    for (int i = 0; i < ANSWER_SETTINGS; i++)
        if (answers->text[i][0]) {
            fprintf(out, "%s--%s %s", between, answer_rows[i].option, answers->text[i]);
            between = " ";
        }
    fprintf(out, "%s%s\n", answers_proxy(answers) ? " " TRUST_PROXY : "", answers->others);
    bool fine = fclose(out) == 0 ? disk_write(path, text, size, fail) : fail_set(fail, "out of memory");
    free(text);
    return fine;
}
