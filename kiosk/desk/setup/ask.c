#include "desk/setup/ask.h"

#include <string.h>

/* A line without its end. False: there is none. */
static bool read_line(FILE *in, char *out, size_t size) {
    if (!fgets(out, (int)size, in))
        return false;
    size_t length = strcspn(out, "\r\n");
    if (!out[length]) /* the rest of a line that is too long is no answer to the next question */
        for (int byte; (byte = getc(in)) != EOF && byte != '\n';)
            ;
    out[length] = '\0';
    return true;
}

/* What stands there already is as good as said, once it is looked at as well. */
static bool keep(struct answers *answers, enum answer which, struct fail *fail) {
    char text[ANSWER_MAX];
    snprintf(text, sizeof text, "%s", answers->text[which]);
    return answer_take(answers, which, text, fail);
}

static bool ask(struct answers *answers, enum answer which, const struct asking *asking, struct fail *fail) {
    const struct answer_row *row = &answer_rows[which];
    char line[ANSWER_MAX + 2];
    fprintf(asking->out, "\n%s\n", row->why);
    for (;;) {
        bool has = answers->text[which][0] != '\0';
        fprintf(asking->out, has ? "%s [%s]: " : "%s: ", row->question, answers->text[which]);
        fflush(asking->out);
        if (!read_line(asking->in, line, sizeof line))
            return fail_set(fail, "standard input ended before --%s was said; give it as an option",
                            row->option);
        if (line[0] ? answer_take(answers, which, line, fail) : keep(answers, which, fail))
            return true;
        fprintf(asking->out, "%s\n", fail->text);
    }
}

bool answers_ask(struct answers *answers, const struct asking *asking, struct fail *fail) {
    bool fine = true;
    for (enum answer which = 0; fine && which < ANSWERS; which++) {
        const struct answer_row *row = &answer_rows[which];
        if (asking->given[which])
            fine = answer_take(answers, which, asking->given[which], fail);
        else if (row->wanted && !row->wanted(answers))
            answers->text[which][0] = '\0';
        else
            fine = asking->silent ? keep(answers, which, fail) : ask(answers, which, asking, fail);
    }
    return fine;
}
