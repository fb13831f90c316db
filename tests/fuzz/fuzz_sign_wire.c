/* Messages of kiosk-sign's socket, as its server and as its client read them, and the book it keeps. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/target.h"
#include "publish/sign_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct wire_head head;
    struct wire_key key;
    uint8_t again[WIRE_HEAD];
    if (size < WIRE_HEAD)
        return 0;
    target_why = (struct fail){0};
    if (wire_question_read(data, &head, &target_why))
        PROMISED(head.size <= wire_question_max(head.kind));
    else
        PROMISED(target_why.text[0]);
    if (wire_answer_read(data, &head, &target_why)) {
        wire_head_write(head, again);
        PROMISED(memcmp(again, data, WIRE_HEAD) == 0 && head.size <= WIRE_ANSWER_MAX);
    }
    char *body = target_copy(data + WIRE_HEAD, size - WIRE_HEAD);
    if (wire_key_read(body, size - WIRE_HEAD, &key, &target_why)) {
        size_t written_size = 0;
        char *written = wire_key_write(&key, &written_size);
        PROMISED(written && written_size == size - WIRE_HEAD && memcmp(written, body, written_size) == 0);
        free(written);
    }
    free(body);
    return 0;
}
