/* What a reviewer gave back, from a stranger's machine. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/target.h"
#include "review/answers.h"
#include "system/hash.h"

static bool one_line(const char *text, size_t max) {
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            return false;
    return *text && strlen(text) <= max;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct review_answers answers;
    struct fail fail = {0};
    char *copy = target_copy(data, size);
    if (review_answers_read(&answers, "answers.json", copy, size, &fail)) {
        PROMISED(one_line(answers.reviewer, 120) && strlen(answers.reviewed_on) == 10);
        for (size_t i = 0; i < answers.count; i++) {
            const struct review_answer *answer = &answers.items[i];
            PROMISED(hash_valid(answer->source) && hash_valid(answer->text) && one_line(answer->id, 800));
            PROMISED(!answer->correction || one_line(answer->correction, ANSWER_TEXT_MAX));
            PROMISED(i == 0 || strcmp(answers.items[i - 1].id, answer->id) < 0);
        }
    } else {
        PROMISED(fail.text[0]);
    }
    review_answers_finish(&answers);
    free(copy);
    return 0;
}
