#include "core/feed/event_picture.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { WHOLE_MAX = 3 /* letters */ };

static bool letter_at(const char *text, int32_t at) {
    UChar32 c;
    U8_NEXT((const uint8_t *)text, at, -1, c);
    return c > 0 && u_isalnum(c);
}

static bool letter_before(const char *text, int32_t at) {
    UChar32 c = 0;
    if (at > 0)
        U8_PREV((const uint8_t *)text, 0, at, c);
    return c > 0 && u_isalnum(c);
}

/* Do the letters of `text` before `end` end with `word`? */
static bool ends(const char *text, int32_t end, const char *word) {
    int32_t at = (int32_t)strlen(word), letters = 0;
    for (; at > 0; letters++) {
        UChar32 one, other;
        if (end == 0)
            return false;
        U8_PREV((const uint8_t *)word, 0, at, one);
        U8_PREV((const uint8_t *)text, 0, end, other);
        if (one < 0 || u_foldCase(one, U_FOLD_CASE_DEFAULT) != u_foldCase(other, U_FOLD_CASE_DEFAULT))
            return false;
    }
    return letters > WHOLE_MAX || !letter_before(text, end);
}

static bool has_word(const char *text, const char *word) {
    int32_t length = (int32_t)strlen(text);
    for (int32_t end = 1; end <= length; end++)
        if (letter_before(text, end) && !letter_at(text, end) && ends(text, end, word))
            return true;
    return false;
}

static bool is_called(const struct event_picture *kind, const struct event *event) {
    for (size_t w = 0; w < kind->word_count; w++) {
        if (has_word(event->title, kind->words[w]))
            return true;
        for (size_t t = 0; t < event->tag_count; t++)
            if (has_word(event->tags[t], kind->words[w]))
                return true;
    }
    return kind->word_count == 0;
}

static bool comes_from(const struct event_picture *kind, const struct event *event) {
    for (size_t i = 0; i < kind->feed_count; i++)
        if (strcmp(kind->feeds[i], event->feed_id) == 0)
            return true;
    return kind->feed_count == 0;
}

const struct event_picture *event_picture(const struct site *site, const struct event *event) {
    for (size_t i = 0; i < site->theme.event_picture_count; i++)
        if (comes_from(&site->theme.event_pictures[i], event) &&
            is_called(&site->theme.event_pictures[i], event))
            return &site->theme.event_pictures[i];
    return NULL;
}
