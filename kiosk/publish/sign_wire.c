#include "publish/sign_wire.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 8 + 32 };

void wire_head_write(struct wire_head head, uint8_t out[WIRE_HEAD]) {
    out[0] = WIRE_VERSION;
    out[1] = (uint8_t)head.kind;
    for (int i = 0; i < 4; i++)
        out[2 + i] = (uint8_t)(head.size >> (8 * (3 - i)));
}

static bool read_head(const uint8_t in[WIRE_HEAD], struct wire_head *head, struct fail *fail) {
    if (in[0] != WIRE_VERSION)
        return fail_set(fail, "version %d of the signer's protocol is not spoken here, only %d", in[0],
                        WIRE_VERSION);
    *head = (struct wire_head){(enum wire_kind)in[1], 0};
    for (int i = 0; i < 4; i++)
        head->size = head->size << 8 | in[2 + i];
    return true;
}

static bool fits(const struct wire_head *head, size_t max, struct fail *fail) {
    return head->size <= max ||
           fail_set(fail, "a message of %zu bytes, where %zu are allowed", head->size, max);
}

size_t wire_question_max(enum wire_kind kind) {
    return kind == WIRE_SIGN ? WIRE_QUESTION_MAX : kind == WIRE_STOP ? WIRE_STOP_MAX : 0;
}

bool wire_question_read(const uint8_t in[WIRE_HEAD], struct wire_head *head, struct fail *fail) {
    struct wire_head read;
    if (!read_head(in, &read, fail))
        return false;
    if (read.kind != WIRE_HELLO && read.kind != WIRE_SIGN && read.kind != WIRE_STOP)
        return fail_set(fail, "a question of kind %d is not known here", in[1]);
    if (!fits(&read, wire_question_max(read.kind), fail))
        return false;
    *head = read;
    return true;
}

bool wire_answer_read(const uint8_t in[WIRE_HEAD], struct wire_head *head, struct fail *fail) {
    struct wire_head read;
    if (!read_head(in, &read, fail))
        return false;
    if (read.kind < WIRE_KEY || read.kind > WIRE_REFUSED)
        return fail_set(fail, "an answer of kind %d is not known here", in[1]);
    if (!fits(&read, WIRE_ANSWER_MAX, fail))
        return false;
    *head = read;
    return true;
}

char *wire_key_write(const struct wire_key *key, size_t *size) {
    size_t text_size = 0;
    char *text = sign_book_write(&key->book, &text_size), *body = text ? malloc(KEY_BYTES + text_size) : NULL;
    if (body) {
        memcpy(body, key->key.id, sizeof key->key.id);
        memcpy(body + sizeof key->key.id, key->key.key, sizeof key->key.key);
        memcpy(body + KEY_BYTES, text, text_size);
        *size = KEY_BYTES + text_size;
    }
    free(text);
    return body;
}

bool wire_key_read(const char *body, size_t size, struct wire_key *key, struct fail *fail) {
    struct wire_key read;
    if (size < KEY_BYTES)
        return fail_set(fail, "the signer does not say its key");
    if (!sign_book_read(body + KEY_BYTES, size - KEY_BYTES, &read.book, fail))
        return false;
    memcpy(read.key.id, body, sizeof read.key.id);
    memcpy(read.key.key, body + sizeof read.key.id, sizeof read.key.key);
    *key = read;
    return true;
}
