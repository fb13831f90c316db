/* What a file says it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "filming/container.h"

#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t size;
    const char *format, *code; /* one of them */
} CASES[] = {
    {BYTES("\0\0\0\x20"
           "ftypisom"),
     "mov", NULL},
    {BYTES("\0\0\0\x08"
           "wide"),
     "mov", NULL},
    {BYTES("\0\0\0\x18"
           "ftypheic"),
     NULL, "film-picture"},
    {BYTES("\x1A\x45\xDF\xA3\x01"), "matroska", NULL},
    {BYTES("RIFF\0\0\0\0AVI LIST"), "avi", NULL},
    {BYTES("RIFF\0\0\0\0WAVEfmt "), NULL, "film-only-sound"},
    {BYTES("RIFF\0\0\0\0WEBPVP8X\0\0\0\0ANIM"), NULL, "film-webp"},
    {BYTES("RIFF\0\0\0\0WEBPVP8 "), NULL, "film-picture"},
    {BYTES("\0\0\x01\xBA"), "mpeg", NULL},
    {BYTES("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), "asf", NULL},
    {BYTES("\x06\x0E\x2B\x34\x02\x05\x01\x01"), "mxf", NULL},
    {BYTES("GIF89a"), "gif", NULL},
    {BYTES("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR....acTL"), "apng", NULL},
    {BYTES("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR....IDAT"), NULL, "film-picture"},
    {BYTES("\xFF\xD8\xFF\xE0"), NULL, "film-picture"},
    {BYTES("ID3\x03"), NULL, "film-only-sound"},
    {BYTES("\xFF\xFB\x90"), NULL, "film-only-sound"},
    {BYTES("OggS\0vorbis"), NULL, "film-only-sound"},
    {BYTES("OggS\0theora"), NULL, "film-kind"},
    {BYTES("#EXTM3U\n"), NULL, "film-list"},
    {BYTES("\xEF\xBB\xBF#EXTM3U\n"), NULL, "film-list"},
    {BYTES("ffconcat version 1.0\n"), NULL, "film-list"},
    {BYTES("<?xml version=\"1.0\"?><MPD>"), NULL, "film-list"},
    {BYTES("%PDF-1.7"), NULL, "film-kind"},
    {BYTES("G"), NULL, "film-kind"},
    {BYTES(""), NULL, "film-empty"},
};

static void test_first_bytes_decide(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct report report = {0};
        const char *format = container_of(CASES[i].bytes, CASES[i].size, &report);
        if (CASES[i].format) {
            assert_non_null(format);
            assert_string_equal(format, CASES[i].format);
            assert_int_equal(report.count, 0);
        } else {
            assert_null(format);
            assert_int_equal(report.errors, 1);
            assert_string_equal(report.items[0].code, CASES[i].code);
            assert_true(*report.items[0].danish);
        }
        report_finish(&report);
    }
}

/* Packets of a transport stream all begin with 0x47; a text that begins with "G" does not. */
static void test_a_transport_stream_is_told_by_four_packets(void **state) {
    (void)state;
    struct report report = {0};
    char packets[192 * 4] = {0};
    for (size_t i = 0; i < 4; i++)
        packets[i * 188] = 0x47;
    assert_string_equal(container_of(packets, sizeof packets, &report), "mpegts");
    packets[188 * 3] = 0;
    assert_null(container_of(packets, sizeof packets, &report));
    memset(packets, 0, sizeof packets);
    for (size_t i = 0; i < 4; i++)
        packets[4 + i * 192] = 0x47;
    assert_string_equal(container_of(packets, sizeof packets, &report), "mpegts");
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_bytes_decide),
        cmocka_unit_test(test_a_transport_stream_is_told_by_four_packets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
