#include "publish/sign_book.h"

#include <stdlib.h>
#include <string.h>

#include "core/site/reader.h"

enum { LINE_MAX_BYTES = SIGN_BOOK_BYTES_MAX / SIGN_BOOK_CHANNELS_MAX };

static size_t place_of(const struct sign_book *book, const char *channel) {
    size_t i = 0;
    while (i < book->count && strcmp(book->last[i].channel, channel) != 0)
        i++;
    return i;
}

const struct manifest_head *sign_book_find(const struct sign_book *book, const char *channel) {
    size_t i = place_of(book, channel);
    return i < book->count ? &book->last[i] : NULL;
}

bool sign_book_put(struct sign_book *book, const struct manifest_head *head, struct fail *fail) {
    size_t i = place_of(book, head->channel);
    if (book->count > 0 && strcmp(book->last[0].site, head->site) != 0)
        return fail_set(fail, "this key signs for site %s, not for site %s", book->last[0].site, head->site);
    if (i == SIGN_BOOK_CHANNELS_MAX)
        return fail_set(fail, "this key signs for %d channels already", SIGN_BOOK_CHANNELS_MAX);
    book->last[i] = *head;
    book->count += i == book->count;
    return true;
}

char *sign_book_write(const struct sign_book *book, size_t *size) {
    char *text = malloc(SIGN_BOOK_BYTES_MAX), *at = text;
    for (size_t i = 0; text && i < book->count; i++) {
        manifest_head_comment(&book->last[i], at, LINE_MAX_BYTES - 1);
        at += strlen(at);
        *at++ = '\n';
    }
    *size = (size_t)(at - text);
    return text;
}

static bool read_line(const char *line, size_t length, struct sign_book *book) {
    char comment[LINE_MAX_BYTES];
    struct manifest_head head;
    if (length >= sizeof comment || memchr(line, '\0', length))
        return false;
    memcpy(comment, line, length);
    comment[length] = '\0';
    return manifest_comment_parse(comment, &head) && id_valid(head.site) && id_valid(head.channel) &&
           !sign_book_find(book, head.channel) && sign_book_put(book, &head, NULL);
}

bool sign_book_read(const char *text, size_t size, struct sign_book *book, struct fail *fail) {
    struct sign_book read = {.count = 0};
    int number = 0;
    for (const char *at = text, *end = text + size; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        number++;
        if (!newline || !read_line(at, (size_t)(newline - at), &read))
            return fail_set(fail, "line %d does not say what was signed for a channel", number);
        at = newline + 1;
    }
    *book = read;
    return true;
}
