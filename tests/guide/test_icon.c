#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/utf8.h>

#include "core/base/compiler.h"
#include "guide/written/icon.h"

static const char FONT[] =
    "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
static const char CSS[] = "/usr/share/fonts-material-design-icons-iconfont/css/material-design-icons.css";

static unsigned char *read_all(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s: apt install fonts-material-design-icons-iconfont", path);
    unsigned char *bytes = malloc(1 << 20);
    assert_non_null(bytes);
    *size = fread(bytes, 1, (1 << 20) - 1, file);
    assert_true(*size > 0 && feof(file));
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

static uint32_t code_point(const char *utf8) {
    int32_t at = 0, length = (int32_t)strlen(utf8);
    UChar32 c;
    U8_NEXT((const uint8_t *)utf8, at, length, c);
    assert_int_equal(at, length); /* one and no more */
    return (uint32_t)c;
}

static unsigned u16(const unsigned char *at) {
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t u32(const unsigned char *at) {
    return (uint32_t)u16(at) << 16 | u16(at + 2);
}

/* OpenType, "cmap" subtable format 4: segments of code points; no glyph 0 is ever mapped to. */
static bool maps(const unsigned char *table, uint32_t c) {
    unsigned twice = u16(table + 6);
    const unsigned char *ends = table + 14, *starts = ends + twice + 2, *deltas = starts + twice,
                        *offsets = deltas + twice;
    for (unsigned i = 0; i < twice; i += 2) {
        if (c > u16(ends + i) || c < u16(starts + i))
            continue;
        unsigned offset = u16(offsets + i);
        unsigned glyph = offset ? u16(offsets + i + offset + 2 * (c - u16(starts + i))) : c;
        return glyph != 0 && ((glyph + u16(deltas + i)) & 0xFFFF) != 0;
    }
    return false;
}

static const unsigned char *find_cmap(const unsigned char *font) {
    for (unsigned t = 0; t < u16(font + 4); t++) {
        const unsigned char *entry = font + 12 + 16 * t;
        if (memcmp(entry, "cmap", 4) != 0)
            continue;
        const unsigned char *cmap = font + u32(entry + 8);
        for (unsigned i = 0; i < u16(cmap + 2); i++) {
            const unsigned char *table = cmap + u32(cmap + 4 + 8 * i + 4);
            if (u16(table) == 4)
                return table;
        }
    }
    fail_msg("%s has no cmap of format 4", FONT);
    return NULL;
}

static void every_sign_is_in_the_font(void **state) {
    (void)state;
    size_t size = 0, count = 0;
    unsigned char *font = read_all(FONT, &size);
    const unsigned char *table = find_cmap(font);
    assert_false(maps(table, 0xE8FF + 0x0F00)); /* so that it can say no */
    for (; icon_name(count); count++) {
        uint32_t c = code_point(icon_find(icon_name(count)));
        if (c < 0xE000 || c > 0xF8FF || !maps(table, c))
            fail_msg("%s: the font has no U+%04X", icon_name(count), c);
    }
    assert_true(count >= 120);
    free(font);
}

/* The package's own table of names. */
static void every_sign_is_what_its_name_says(void **state) {
    (void)state;
    size_t size = 0;
    char *css = (char *)read_all(CSS, &size);
    for (size_t i = 0; icon_name(i); i++) {
        char rule[120];
        snprintf(rule, sizeof rule, ".material-icons.%s:before {", icon_name(i));
        const char *at = strstr(css, rule);
        at = at ? strstr(at, "content: \"\\") : NULL;
        if (!at || strtoul(at + 11, NULL, 16) != code_point(icon_find(icon_name(i))))
            fail_msg("%s is another sign in %s", icon_name(i), CSS);
    }
    free(css);
}

static void names_are_found(void **state) {
    (void)state;
    for (size_t i = 1; icon_name(i); i++) /* the search needs the order */
        assert_true(strcmp(icon_name(i - 1), icon_name(i)) < 0);
    static const struct {
        const char *name, *nearest;
    } rows[] = {
        {"hom", "home"},       /* a letter too few */
        {"luggge", "luggage"}, /* inside */
        {"Work", "work"},      /* capital */
        {"", NULL},            /* nothing is near to nothing */
        {"xxxxxxxxxxxx", NULL},
    };
    assert_string_equal(icon_find("home"), "\uE88A");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_null(icon_find(rows[i].name));
        const char *nearest = icon_nearest(rows[i].name);
        if (!nearest || !rows[i].nearest ? nearest != rows[i].nearest : strcmp(nearest, rows[i].nearest) != 0)
            fail_msg("\"%s\": %s", rows[i].name, nearest ? nearest : "none");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sign_is_in_the_font),
        cmocka_unit_test(every_sign_is_what_its_name_says),
        cmocka_unit_test(names_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
