/* From what ffprobe says to what becomes of a film, or why none does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "filming/plan.h"

#define VIDEO "\"index\":0,\"codec_type\":\"video\",\"codec_name\":\"h264\",\"codec_tag_string\":\"avc1\","
#define HD "\"width\":1920,\"height\":1080,\"sample_aspect_ratio\":\"1:1\",\"pix_fmt\":\"yuv420p\","
#define AT(fps) "\"r_frame_rate\":\"" fps "\",\"avg_frame_rate\":\"" fps "\","
#define LONG_(seconds, packets) "\"duration\":\"" seconds "\",\"nb_read_packets\":\"" packets "\""
#define PLAIN VIDEO HD AT("25/1") LONG_("10.0", "250")
#define SIZED(width, height, fps)                                                                            \
    VIDEO "\"width\":" width ",\"height\":" height ",\"pix_fmt\":\"yuv420p\"," AT(fps)
#define SOUND(index)                                                                                         \
    "},{\"index\":" index ",\"codec_type\":\"audio\",\"codec_name\":\"aac\",\"nb_read_packets\":\"9\","
#define WORDS(index, codec)                                                                                  \
    "},{\"index\":" index ",\"codec_type\":\"subtitle\",\"codec_name\":\"" codec                             \
    "\",\"nb_read_packets\":\"9\""

struct row {
    const char *why, *streams;
    int width, height, num, den; /* width 0: refused */
    const char *codes;           /* of all findings, then changes, with a space behind each */
    const char *filter;          /* is part of it; NULL: any */
};
static const struct row ROWS[] = {
    {"what fits stays", PLAIN, 1920, 1080, 25, 1, "", "fps=fps=25/1:start_time=0,scale=1920:1080"},
    {"upright fits, too", SIZED("1080", "1920", "30/1") LONG_("10", "300"), 1080, 1920, 30, 1, "", NULL},
    {"8K becomes full HD", SIZED("7680", "4320", "25/1") LONG_("10", "250"), 1920, 1080, 25, 1,
     "film-resized ", NULL},
    {"a tall one fits its height", SIZED("1200", "2000", "25/1") LONG_("10", "250"), 1080, 1800, 25, 1,
     "film-resized ", NULL},
    {"odd sides become even", SIZED("501", "375", "25/1") LONG_("10", "250"), 500, 374, 25, 1,
     "film-resized ", NULL},
    {"more than 8K is not decoded", SIZED("8192", "8192", "25/1") LONG_("10", "250"), 0, 0, 0, 0,
     "film-large ", NULL},
    {"a picture of nothing", SIZED("0", "0", "25/1") LONG_("10", "250"), 0, 0, 0, 0, "film-unreadable ",
     NULL},
    {"too small to be seen", SIZED("320", "40", "25/1") LONG_("10", "250"), 0, 0, 0, 0, "film-small ", NULL},
    {"pixels that are not square",
     VIDEO "\"width\":720,\"height\":576,\"sample_aspect_ratio\":\"64:45\",\"pix_fmt\":\"yuv420p\"," AT(
         "25/1") LONG_("10", "250"),
     1024, 576, 25, 1, "film-oblong ", "in_color_matrix=bt601"},
    {"0:1 is no shape of a pixel",
     VIDEO "\"sample_aspect_ratio\":\"0:1\",\"width\":640,\"height\":360,\"pix_fmt\":"
           "\"yuv420p\"," AT("25/1") LONG_("10", "250"),
     640, 360, 25, 1, "", NULL},
    {"a telephone held upright",
     PLAIN ",\"side_data_list\":[{\"side_data_type\":\"Display Matrix\",\"rotation\":-90}]", 1080, 1920, 25,
     1, "film-turned ", NULL},
    {"24000/1001", VIDEO HD AT("24000/1001") LONG_("10", "240"), 1920, 1080, 24000, 1001, "", NULL},
    {"24", VIDEO HD AT("24/1") LONG_("10", "240"), 1920, 1080, 24, 1, "", NULL},
    {"29.97 is not 30", VIDEO HD AT("30000/1001") LONG_("10", "300"), 1920, 1080, 30000, 1001, "", NULL},
    {"50 is halved", VIDEO HD AT("50/1") LONG_("10", "500"), 1920, 1080, 25, 1, "film-retimed ", NULL},
    {"59.94 is halved", VIDEO HD AT("60000/1001") LONG_("10", "600"), 1920, 1080, 30000, 1001,
     "film-retimed ", NULL},
    {"60 is halved", VIDEO HD AT("60/1") LONG_("10", "600"), 1920, 1080, 30, 1, "film-retimed ", NULL},
    {"240 is an eighth", VIDEO HD AT("240/1") LONG_("10", "2400"), 1920, 1080, 30, 1, "film-retimed ", NULL},
    {"12 is doubled", VIDEO HD AT("12/1") LONG_("10", "120"), 1920, 1080, 24, 1, "film-retimed ", NULL},
    {"12.5 is doubled", VIDEO HD AT("25/2") LONG_("10", "125"), 1920, 1080, 25, 1, "film-retimed ", NULL},
    {"1 a second", VIDEO HD AT("1/1") LONG_("10", "10"), 1920, 1080, 24, 1, "film-retimed ", NULL},
    {"27 has no good one", VIDEO HD AT("27/1") LONG_("10", "270"), 1920, 1080, 30, 1, "film-retimed ", NULL},
    {"an uneven pace becomes even",
     VIDEO HD "\"r_frame_rate\":\"60/1\",\"avg_frame_rate\":\"25/1\"," LONG_("10", "250"), 1920, 1080, 25, 1,
     "film-retimed ", NULL},
    {"half frames", PLAIN ",\"field_order\":\"tt\"", 1920, 1080, 25, 1, "film-interlaced ",
     "bwdif=mode=send_frame"},
    {"full range", PLAIN ",\"color_range\":\"pc\"", 1920, 1080, 25, 1, "film-colours ", "in_range=full"},
    {"colours that are said",
     VIDEO "\"width\":1280,\"height\":720,\"pix_fmt\":\"yuv420p\",\"color_space\":\"smpte170m\"," AT("25/1")
         LONG_("10", "250"),
     1280, 720, 25, 1, "", "in_color_matrix=bt601"},
    {"10 bit",
     VIDEO "\"width\":640,\"height\":360,\"pix_fmt\":\"yuv420p10le\"," AT("25/1") LONG_("10", "250"), 640,
     360, 25, 1, "film-colours ", "format=yuv420p"},
    {"HDR",
     VIDEO "\"width\":640,\"height\":360,\"pix_fmt\":\"yuv420p10le\",\"color_transfer\":\"smpte2084\"," AT(
         "25/1") LONG_("10", "250"),
     640, 360, 25, 1, "film-hdr film-colours ", "tonemap=tonemap=hable"},
    {"see-through", VIDEO "\"width\":640,\"height\":360,\"pix_fmt\":\"argb\"," AT("25/1") LONG_("10", "250"),
     640, 360, 25, 1, "film-see-through film-colours ", "premultiply"},
    {"all around", PLAIN ",\"side_data_list\":[{\"side_data_type\":\"Spherical Mapping\"}]", 1920, 1080, 25,
     1, "film-round ", NULL},
    {"Dolby's own colours",
     PLAIN ",\"side_data_list\":[{\"side_data_type\":\"DOVI configuration record\",\"dv_profile\":5}]", 0, 0,
     0, 0, "film-dolby ", NULL},
    {"Dolby on top of others",
     PLAIN ",\"side_data_list\":[{\"side_data_type\":\"DOVI configuration record\",\"dv_profile\":8}]", 1920,
     1080, 25, 1, "", NULL},
    {"encrypted",
     "\"index\":0,\"codec_type\":\"video\",\"codec_tag_string\":\"encv\"," HD AT("25/1") LONG_("10", "250"),
     0, 0, 0, 0, "film-protected ", NULL},
    {"only sound", "\"index\":0,\"codec_type\":\"audio\",\"nb_read_packets\":\"9\"", 0, 0, 0, 0,
     "film-only-sound ", NULL},
    {"the picture of a record", PLAIN ",\"disposition\":{\"attached_pic\":1}", 0, 0, 0, 0, "film-only-sound ",
     NULL},
    {"no frame", VIDEO HD AT("25/1") LONG_("10", "0"), 0, 0, 0, 0, "film-no-frames ", NULL},
    {"one frame", VIDEO HD AT("25/1") LONG_("0.04", "1"), 0, 0, 0, 0, "film-short ", NULL},
    {"31 minutes", VIDEO HD AT("25/1") LONG_("1860", "46500"), 0, 0, 0, 0, "film-long ", NULL},
    {"five minutes of two frames", VIDEO HD AT("25/1") LONG_("300", "2"), 0, 0, 0, 0, "film-hole ", NULL},
    {"25 minutes are made smaller", VIDEO HD AT("25/1") LONG_("1500", "37500"), 1920, 1080, 25, 1,
     "film-bits ", NULL},
    {"sound as it is", PLAIN SOUND("1") "\"channels\":2,\"sample_rate\":\"48000\"", 1920, 1080, 25, 1, "",
     NULL},
    {"5.1", PLAIN SOUND("1") "\"channels\":6,\"sample_rate\":\"96000\"", 1920, 1080, 25, 1, "film-stereo ",
     NULL},
    {"two languages of sound",
     PLAIN SOUND("1") "\"channels\":2,\"sample_rate\":\"48000\"" SOUND(
         "2") "\"channels\":2,\"sample_rate\":\"48000\"",
     1920, 1080, 25, 1, "film-sounds ", NULL},
    {"two pictures", PLAIN "},{" PLAIN, 1920, 1080, 25, 1, "film-pictures ", NULL},
    {"words", PLAIN WORDS("1", "subrip") ",\"tags\":{\"language\":\"dan\"}", 1920, 1080, 25, 1, "", NULL},
    {"pictures of words", PLAIN WORDS("1", "hdmv_pgs_subtitle"), 1920, 1080, 25, 1, "film-words-pictures ",
     NULL},
    {"words in no language", PLAIN WORDS("1", "subrip") ",\"tags\":{\"language\":\"und\"}", 1920, 1080, 25, 1,
     "film-words-language ", NULL},
};

static void codes_of(const struct report *report, char *out, size_t size) {
    for (size_t i = 0; i < report->count; i++) {
        snprintf(out + strlen(out), size - strlen(out), "%s ", report->items[i].code);
        assert_true(*report->items[i].danish);
    }
}

static bool planned(const char *streams, struct plan *plan, char *codes, size_t size) {
    static struct probe probe;
    char json[4000];
    struct report findings = {0}, changes = {0};
    struct fail fail;
    snprintf(json, sizeof json,
             "{\"program_version\":{\"version\":\"5.1.9\"},\"streams\":[{%s}],\"format\":{}}", streams);
    assert_true(probe_read(json, strlen(json), &probe, &fail));
    bool done = plan_make(&probe, &(struct plan_wish){0}, plan, &findings, &changes);
    *codes = '\0';
    codes_of(&findings, codes, size);
    codes_of(&changes, codes, size);
    assert_int_equal(findings.errors > 0, !done);
    report_finish(&findings);
    report_finish(&changes);
    return done;
}

static void test_each_probe_has_its_plan(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct row *row = &ROWS[i];
        struct plan plan = {0};
        char codes[400];
        bool done = planned(row->streams, &plan, codes, sizeof codes);
        if (strcmp(codes, row->codes) != 0 || done != (row->width > 0))
            fail_msg("%s: %s, not %s", row->why, codes, row->codes);
        if (plan.width != row->width || plan.height != row->height || plan.fps_num != row->num ||
            plan.fps_den != row->den)
            fail_msg("%s: %d × %d at %d/%d", row->why, plan.width, plan.height, plan.fps_num, plan.fps_den);
        if (row->filter && !strstr(plan.filter, row->filter))
            fail_msg("%s: %s", row->why, plan.filter);
    }
}

static void test_what_is_said_of_tracks_is_kept(void **state) {
    (void)state;
    struct plan plan = {0};
    char codes[400];
    assert_true(planned(
        PLAIN SOUND("3") "\"channels\":2,\"sample_rate\":\"48000\"" WORDS(
            "4", "subrip") ",\"tags\":{"
                           "\"language\":\"dan\"}" WORDS("5", "ass") ",\"tags\":{\"language\":\"da\"}" WORDS(
                               "6", "mov_text") ",\"tags\":{\"language\":\"eng\"}",
        &plan, codes, sizeof codes));
    assert_int_equal(plan.picture, 0);
    assert_int_equal(plan.sound, 3);
    assert_int_equal(plan.word_count, 2);
    assert_int_equal(plan.words[0].index, 4);
    assert_string_equal(plan.words[0].language, "da");
    assert_string_equal(plan.words[1].language, "en");
    assert_int_equal(plan.gop, 25);
    assert_true(plan.seconds_of_picture);
}

/* All of it, at its most, is less than screens take. */
static void test_no_length_is_too_large(void **state) {
    (void)state;
    for (int seconds = 60; seconds <= FILM_SECONDS_MAX; seconds += 60) {
        struct plan plan = {0};
        char codes[400], streams[600];
        snprintf(streams, sizeof streams,
                 VIDEO HD AT("25/1") "\"duration\":\"%d\",\"nb_read_packets\":\"%d\"", seconds, seconds * 25);
        assert_true(planned(streams, &plan, codes, sizeof codes));
        assert_true(plan.kbit <= PLAN_KBIT_MAX && plan.kbit >= 2000);
        assert_true((plan.kbit + PLAN_SOUND_KBIT) * 125.0 * seconds < (double)FILM_BYTES_MAX);
    }
}

/* What a jailed program that was taken over might say. */
static void test_ffprobe_is_not_believed(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "no JSON",
        "[]",
        "{\"streams\":{}}",
        "{\"streams\":[{\"index\":1e99,\"width\":-5,\"height\":\"x\",\"codec_type\":\"video\",\"duration\":"
        "\"nan\","
        "\"sample_aspect_ratio\":\"1:0\",\"r_frame_rate\":\"99999999999999999999/1\",\"avg_frame_rate\":\"/"
        "\","
        "\"nb_read_packets\":\"-3\",\"tags\":[],\"side_data_list\":[1,{\"side_data_type\":2}]}]}",
        "{\"streams\":[1,null,\"\"]}",
    };
    static struct probe probe;
    for (size_t i = 0; i < LENGTH(texts); i++) {
        struct fail fail;
        struct plan plan;
        struct report findings = {0}, changes = {0};
        bool read = probe_read(texts[i], strlen(texts[i]), &probe, &fail);
        assert_int_equal(read, i >= 4);
        if (read)
            assert_false(plan_make(&probe, &(struct plan_wish){0}, &plan, &findings, &changes));
        report_finish(&findings);
        report_finish(&changes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_probe_has_its_plan),
        cmocka_unit_test(test_what_is_said_of_tracks_is_kept),
        cmocka_unit_test(test_no_length_is_too_large),
        cmocka_unit_test(test_ffprobe_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
