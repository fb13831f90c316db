/* What goes between the desk and kiosk-preview, as each end reads it: heads, questions, pictures; and what
 * the painter asks of the process around it. */
#include <stdlib.h>
#include <string.h>

#include "desk/painted/preview_key.h"
#include "desk/preview/errand.h"
#include "fuzz/target.h"

static void read_head(const uint8_t *data) {
    uint8_t again[PREVIEW_HEAD];
    struct preview_head head;
    bool asked = preview_asked_read(data, &head, &target_why);
    if (!asked && !preview_told_read(data, &head, &target_why)) {
        PROMISED(target_why.text[0]);
        return;
    }
    PROMISED(head.size <= (asked ? PREVIEW_QUESTION_MAX : PREVIEW_PICTURE_MAX));
    preview_head_write(head, again);
    PROMISED(memcmp(again, data, PREVIEW_HEAD) == 0);
}

static void read_question(const uint8_t *body, size_t size) {
    struct preview_question question;
    uint8_t again[PREVIEW_QUESTION_MAX];
    char key[PREVIEW_KEY + 1];
    if (!preview_question_read(body, size, &question, &target_why)) {
        PROMISED(target_why.text[0]);
        return;
    }
    PROMISED(preview_question_valid(&question, &target_why) && preview_name_valid(question.content));
    PROMISED(preview_question_write(&question, again) == size && memcmp(again, body, size) == 0);
    preview_key(&question, "", key);
    PROMISED(strlen(key) == PREVIEW_KEY);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct errand errand;
    if (size < PREVIEW_HEAD)
        return 0;
    target_why = (struct fail){0};
    read_head(data);
    char *body = target_copy(data + PREVIEW_HEAD, size - PREVIEW_HEAD);
    read_question((const uint8_t *)body, size - PREVIEW_HEAD);
    if (preview_picture_valid(body, size - PREVIEW_HEAD, data[2], data[3]))
        PROMISED(size - PREVIEW_HEAD >= 8 + 25 + 12);
    if (errand_read(body, size - PREVIEW_HEAD, &errand))
        PROMISED(strncmp(errand.asset, "../", 3) != 0 && !strstr(errand.asset, "/../") &&
                 errand.asset[0] != '/');
    free(body);
    return 0;
}
