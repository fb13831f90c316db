/* What a visitor types into the search. Copies of it live on the stack only, and are overwritten. */
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "guide/visit/state_parts.h"

/* Whole characters of UTF-8 and no control characters. */
static bool typeable(const char *text, size_t size) {
    int32_t at = 0, end = (int32_t)size;
    while (at < end) {
        UChar32 c;
        U8_NEXT((const uint8_t *)text, at, end, c);
        if (c < 0 || u_iscntrl(c))
            return false;
    }
    return size > 0;
}

static uint32_t type(struct guide_state *state, const char *text, size_t size) {
    size_t length = strlen(state->query);
    if (!typeable(text, size) || length + size >= sizeof state->query || (length == 0 && text[0] == ' '))
        return 0;
    memcpy(state->query + length, text, size);
    state->query[length + size] = 0;
    state->spot.leaf = 0;
    return EFFECT_REDRAW;
}

/* Bytes of `text` before its last grapheme (UAX #29). */
static size_t before_last(const char *text, size_t length) {
    UChar units[STATE_QUERY_MAX];
    int32_t count = 0, at = UBRK_DONE, kept = 0, whole = (int32_t)length;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(units, STATE_QUERY_MAX, &count, text, whole, &error);
    UBreakIterator *iterator = ubrk_open(UBRK_CHARACTER, "", units, count, &error);
    if (U_SUCCESS(error)) {
        ubrk_last(iterator);
        at = ubrk_previous(iterator);
    }
    ubrk_close(iterator);
    explicit_bzero(units, sizeof units);
    if (at == UBRK_DONE) { /* no memory for the iterator: one character then */
        U8_BACK_1((const uint8_t *)text, 0, whole);
        return (size_t)whole;
    }
    for (int32_t unit = 0; unit < at;) {
        UChar32 c;
        U8_NEXT_UNSAFE(text, kept, c);
        unit += U16_LENGTH(c);
    }
    return (size_t)kept;
}

static uint32_t erase(struct guide_state *state, size_t from) {
    if (state->query[0] == 0)
        return 0;
    explicit_bzero(state->query + from, sizeof state->query - from);
    state->spot.leaf = 0;
    return EFFECT_REDRAW;
}

uint32_t state_type(struct guide_state *state, const struct guide *guide, const struct action *action) {
    if (state->spot.place != PLACE_SEARCH)
        return 0;
    switch (action->verb) {
    case VERB_TYPE:
        return type(state, action->text, strnlen(action->text, sizeof action->text));
    case VERB_ERASE:
        return erase(state, before_last(state->query, strlen(state->query)));
    case VERB_ERASE_ALL:
        return erase(state, 0);
    case VERB_KEYBOARD:
        if (action->value < 0 || action->value >= (int)guide->keyboard_count)
            return 0;
        state->keyboard = action->value;
        return EFFECT_REDRAW;
    default:
        return 0;
    }
}
