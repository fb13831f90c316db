#include <string.h>

#include <unicode/utf8.h>

#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { ROW_BYTES_MAX = 80 };

static bool key_new(const struct guide_keyboard *keyboard, const char *key) {
    for (int r = 0; r < GUIDE_KEYBOARD_ROWS; r++)
        for (int k = 0; k < keyboard->counts[r]; k++)
            if (strcmp(keyboard->rows[r][k], key) == 0)
                return false;
    return true;
}

/* One key for each character. */
static void read_row(const struct json_place *place, struct guide_keyboard *out, int row) {
    const char *text = place_text(place, ROW_BYTES_MAX, false);
    int32_t at = 0, length = text ? (int32_t)strlen(text) : 0;
    while (at < length) {
        int32_t start = at;
        UChar32 c;
        U8_NEXT((const uint8_t *)text, at, length, c);
        const char *key = arena_copy(place->reader->arena, text + start, (size_t)(at - start));
        if (!key || c == ' ') {
            place_error(place, FOUND_SPACE_KEY);
            return;
        }
        if (out->counts[row] == GUIDE_KEYS_MAX) {
            place_error(place, FOUND_KEYS_MANY, GUIDE_KEYS_MAX);
            return;
        }
        if (!key_new(out, key)) {
            place_error(place, FOUND_KEY_TWICE, key);
            return;
        }
        out->rows[row][out->counts[row]++] = key;
    }
}

static bool read_keyboard(const struct json_place *place, struct guide_loading *loading,
                          struct guide_keyboard *out) {
    static const char *const keys[] = {"id", "name", "rtl", "rows"};
    struct guide *guide = loading->guide;
    const char *known[GUIDE_KEYBOARDS_MAX];
    size_t before = place->reader->errors;
    for (size_t i = 0; i < guide->keyboard_count; i++)
        known[i] = guide->keyboards[i].id;
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    out->id = read_new_id(place, known, guide->keyboard_count);
    struct language_set any = {NULL, PHRASE_LANGUAGES_MAX, NULL};
    struct json_place name = place_member(place, "name"), rows = place_member(place, "rows");
    read_localized_in(place, "name", &any, &out->name);
    if (!name.value)
        place_missing(place, "name", "what the keyboard is called, in its own language too",
                      "hvad tastaturet hedder, også på sit eget sprog");
    out->rtl = read_bool(place, "rtl", false);
    size_t count = place_array(&rows, GUIDE_KEYBOARD_ROWS);
    if (!rows.value)
        place_missing(place, "rows", "the keys of each row, such as [\"qwertyuiop\", …]",
                      "tasterne i hver række, f.eks. [\"qwertyuiop\", …]");
    for (size_t i = 0; i < count; i++) {
        struct json_place row = place_item(&rows, i);
        read_row(&row, out, (int)i);
    }
    out->row_count = (int)count;
    if (count == 0 && rows.value && place->reader->errors == before)
        place_error(&rows, FOUND_KEYBOARD_ROWS, GUIDE_KEYBOARD_ROWS);
    return place->reader->errors == before;
}

void load_keyboards(struct guide_loading *loading) {
    static const char *const keys[] = {"keyboards"};
    struct guide *guide = loading->guide;
    struct guide_file file;
    if (!guide_file_open(loading, guide_file_name(loading, "keyboards.json"), &file))
        return;
    struct json_place root = place_root(&file.reader), list = place_member(&root, "keyboards");
    size_t count = place_object(&root, keys, LENGTH(keys)) ? place_array(&list, GUIDE_KEYBOARDS_MAX) : 0;
    if (!list.value)
        place_missing(&root, "keyboards", "a list of keyboards", "en liste af tastaturer");
    else if (count == 0 && file.reader.errors == 0)
        place_error(&list, FOUND_NO_KEYBOARD);
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct guide_keyboard keyboard = {0};
        if (read_keyboard(&place, loading, &keyboard))
            guide->keyboards[guide->keyboard_count++] = keyboard;
    }
    guide_file_close(&file);
}
