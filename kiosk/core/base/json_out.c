#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit_parts.h"

void json_out_put(struct json_out *out, const char *bytes, size_t size) {
    if (out->failed || out->room - out->size <= size) {
        size_t room = (out->size + size + 1) * 2;
        char *text = out->failed ? NULL : realloc(out->text, room);
        out->failed = !text;
        if (!text)
            return;
        out->text = text;
        out->room = room;
    }
    if (size > 0)
        memcpy(out->text + out->size, bytes, size);
    out->size += size;
    out->text[out->size] = '\0';
}

void json_out_word(struct json_out *out, const char *word) {
    json_out_put(out, word, strlen(word));
}

void json_out_piece(struct json_out *out, struct json_piece piece) {
    json_out_put(out, piece.at, piece.size);
}

void json_out_quoted(struct json_out *out, const char *text) {
    static const char meant[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    json_out_put(out, "\"", 1);
    for (const char *at = text; *at; at++) {
        const char *name = strchr(meant, *at);
        char escape[8];
        if (name)
            snprintf(escape, sizeof escape, "\\%c", names[name - meant]);
        else if ((unsigned char)*at < ' ')
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)(unsigned char)*at);
        else
            snprintf(escape, sizeof escape, "%c", *at);
        json_out_word(out, escape);
    }
    json_out_put(out, "\"", 1);
}
