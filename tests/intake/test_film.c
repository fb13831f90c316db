/* kiosk/intake/film*.c: the kept film is taken, and every box of it, broken in turn, is refused in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/film/film.h"
#include "core/site/site_film.h"
#include "intake/film_samples.h"
#include "intake/intake.h"
#include "support/film_file.h"
#include "system/hash.h"

#define VIDEO "moov/trak/mdia/minf/stbl/"
#define SOUND "moov/trak2/mdia/minf/stbl/"
#define BYTES(text) text, sizeof(text) - 1

/* As kiosk-intake gives it: the head in a block of its own, so that reading beyond it is found. */
static bool judge(const struct film_file *film, uint64_t whole, const struct film_facts *index, char **out,
                  struct fail *fail) {
    size_t size = film_file_head(film), out_size = 0;
    char *head = malloc(size + 1);
    struct intake_options options = {.whole = whole};
    assert_non_null(head);
    memcpy(head, film->bytes, size);
    head[size] = '\0';
    if (index)
        options.index = *index;
    fail->text[0] = '\0';
    *out = NULL;
    bool taken = film_intake(head, size, &options, out, &out_size, fail);
    assert_true(!taken || strlen(*out) == out_size);
    free(head);
    return taken;
}

static void test_taken(void **state) {
    (void)state;
    struct film_file film = film_file_kept();
    struct fail fail;
    char *out;
    if (!judge(&film, film.size, NULL, &out, &fail))
        fail_msg("%s", fail.text);
    char expected[300];
    snprintf(expected, sizeof expected,
             "{\"spec\":1,\"bytes\":%zu,\"width\":128,\"height\":72,\"fps\":[25,1],\"frames\":50,"
             "\"samples\":96000,\"profile\":100,\"level\":10,\"references\":4,\"peak_bits\":",
             film.size);
    if (strncmp(out, expected, strlen(expected)) != 0)
        fail_msg("%s", out);
    free(out);
    free(film.bytes);
}

static struct film read_index(const char *folder, const char *name, struct arena *arena) {
    struct report report = {0};
    struct film film;
    struct fail fail = {0};
    char path[300], *text = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!disk_read(path, FILM_FILE_MAX, &text, &size, &fail))
        fail_msg("%s", fail.text);
    if (!film_index_read(name, text, size, arena, &report, &film))
        fail_msg("%s: %s", path, report.count ? report.items[0].text : "no memory");
    free(text);
    report_finish(&report);
    return film;
}

/* Whoever plays the films of the tests and of the default site is a screen, which takes no others. */
static void test_films_of_sites(void **state) {
    (void)state;
    static const struct {
        const char *folder, *index;
    } rows[] = {{TEST_DATA "/data/film/site", "assets/film/tiny.film.json"},
                {SITE_DIR, "assets/film/ballerup.film.json"}};
    enum { LARGEST = 64 << 20 };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(1 << 20);
        struct film film = read_index(rows[i].folder, rows[i].index, arena);
        struct film_facts index = {film.bytes,   film.width,  film.height, film.fps_num,
                                   film.fps_den, film.frames, film.samples};
        char path[300], *bytes = NULL, *out = NULL;
        size_t size = 0;
        struct fail fail = {0};
        snprintf(path, sizeof path, "%s/%s", rows[i].folder, film.file);
        if (!disk_read(path, LARGEST, &bytes, &size, &fail))
            fail_msg("%s", fail.text);
        struct film_file file = {(uint8_t *)bytes, size};
        if (!judge(&file, size, &index, &out, &fail))
            fail_msg("%s: %s", path, fail.text);
        for (size_t c = 0; c < film.chunk_count; c++) {
            size_t at = c * FILM_CHUNK_BYTES, left = size - at;
            struct hash hash = hash_bytes(bytes + at, left < FILM_CHUNK_BYTES ? left : FILM_CHUNK_BYTES);
            assert_string_equal(hash.hex, film.chunks[c]);
        }
        free(out);
        free(bytes);
        arena_destroy(arena);
    }
}

/* What the kept film is still taken with. */
static const struct change {
    const char *why, *path;
    int at;
    size_t cut;
    const char *bytes;
    size_t size;
    const char *refusal; /* NULL: taken */
} changes[] = {
    {"free space at the top", "free", 0, 0, BYTES("\0\0\0\0"), NULL},
    {"no sound wants to be warmed up", SOUND "sgpd", -8, 54, BYTES(""), NULL},
    {"no aspect and no rate are said", VIDEO "stsd/avc1", 134, 36, BYTES(""), NULL},
    {"the whole of udta is not there", "moov/udta", -8, 61, BYTES(""), NULL},
    {"what made it is named", "moov/udta/meta/ilst", 0, 0, BYTES("\0\0\0\20\251too\0\0\0\10data"), NULL},
    {"stts in two runs of the same", VIDEO "stts", 4, 12, BYTES("\0\0\0\2\0\0\0\30\0\0\2\0\0\0\0\32\0\0\2\0"),
     NULL},

    {"no film at all", "ftyp", -4, 4, BYTES("\x89PNG"), "no film in an MP4 file"},
    {"QuickTime", "ftyp", 0, 24, BYTES("qt  \0\0\0\0qt  qt  qt  qt  "), "another of its family"},
    {"ftyp that is no list", "ftyp", 23, 1, BYTES(""), "another of its family"},
    {"data before the table of contents", "moov", -4, 4, BYTES("free"), "table of contents"},
    {"fragments at the top", "free", -4, 4, BYTES("moof"), "in fragments"},
    {"an index of fragments", "free", -4, 4, BYTES("sidx"), "in fragments"},
    {"a box nobody knows", "free", -4, 4, BYTES("uu\1d"), "a box uu?d in its file"},
    {"room for fragments", "moov", 0, 0, BYTES("\0\0\0\10mvex"), "in fragments"},
    {"keys of a protection", "moov", 0, 0, BYTES("\0\0\0\10pssh"), "protected against copying"},
    {"a box that ends inside its head", "moov", 0, 0, BYTES("\0\0\0\7free"),
     "damaged or cut short: its moov"},
    {"a box to the end of the file", "moov", 0, 0, BYTES("\0\0\0\0free"), "damaged or cut short: its moov"},
    {"data to the end, whatever that is", "mdat", -8, 4, BYTES("\0\0\0\0"), "damaged or cut short: its head"},
    {"data shorter than the file", "mdat", -8, 4, BYTES("\0\0\x10\0"), "behind its data"},
    {"data longer than the file", "mdat", -8, 4, BYTES("\0\1\0\0"), "cut short: it has"},
    {"no head", "moov/mvhd", -4, 4, BYTES("free"), "a box free in its moov"},
    {"a head of no time scale", "moov/mvhd", 12, 4, BYTES("\0\0\0\0"), "its mvhd cannot be read"},
    {"a head of a form to come", "moov/mvhd", 0, 1, BYTES("\2"), "its mvhd cannot be read"},
    {"ten hours, says the head", "moov/mvhd", 16, 4, BYTES("\x02\x25\x51\0"), "says that it is 36000000 ms"},
    {"a title", "moov/udta/meta/ilst", 0, 0, BYTES("\0\0\0\20\251nam\0\0\0\10data"),
     "a box ?nam in its ilst"},
    {"a cover", "moov/udta/meta/ilst", 0, 0, BYTES("\0\0\0\20covr\0\0\0\10data"), "a box covr in its ilst"},
    {"chapters", "moov/udta", 0, 0, BYTES("\0\0\0\10chpl"), "a box chpl in its udta"},
    {"half a box of names", "moov/udta", 53, 0, BYTES("\0\0\0\10"), "its udta cannot be read"},

    {"a track that is off", "moov/trak/tkhd", 1, 3, BYTES("\0\0\0"), "switched off"},
    {"turned by a quarter", "moov/trak/tkhd", 40, 8, BYTES("\0\0\0\0\0\1\0\0"), "have to be turned"},
    {"stretched by its track", "moov/trak/tkhd", 76, 4, BYTES("\0\xA0\0\0"), "in another size"},
    {"half a track head", "moov/trak/tkhd", 80, 4, BYTES(""), "its tkhd cannot be read"},
    {"references of tracks", "moov/trak", 0, 0, BYTES("\0\0\0\10tref"), "a box tref in its trak"},
    {"two edits", "moov/trak/edts/elst", 4, 4, BYTES("\0\0\0\2"), "list of edits"},
    {"an empty edit", "moov/trak/edts/elst", 12, 4, BYTES("\xff\xff\xff\xff"), "cut by an edit"},
    {"begins later", "moov/trak/edts/elst", 12, 4, BYTES("\0\0\x10\0"), "cut by an edit"},
    {"ends sooner", "moov/trak/edts/elst", 8, 4, BYTES("\0\0\3\xE8"), "cut by an edit"},
    {"slow motion", "moov/trak/edts/elst", 16, 4, BYTES("\0\0\x80\0"), "faster or slower"},
    {"half an edit", "moov/trak/edts/elst", 18, 2, BYTES(""), "its elst cannot be read"},
    {"no edits, and yet B pictures", "moov/trak/edts", -8, 36, BYTES(""), "begin with its first picture"},
    {"sound from its third second on", "moov/trak2/edts/elst", 12, 4, BYTES("\0\2\0\0"), "cut by an edit"},
    {"no time scale", "moov/trak/mdia/mdhd", 12, 4, BYTES("\0\0\0\0"), "its mdhd cannot be read"},
    {"a track of another length", "moov/trak/mdia/mdhd", 16, 4, BYTES("\0\1\0\0"),
     "another length than it has"},
    {"subtitles", "moov/trak2/mdia/hdlr", 8, 4, BYTES("subt"), "neither pictures nor sound"},
    {"sound that says it is pictures", "moov/trak2/mdia/hdlr", 8, 4, BYTES("vide"), "screens take H.264"},
    {"no sound description", "moov/trak2/mdia/minf/dinf", -4, 4, BYTES("free"), "a box free in its minf"},
    {"another file", "moov/trak/mdia/minf/dinf/dref/url ", 0, 4, BYTES("\0\0\0\0"), "refers to other files"},
    {"another file by its address", "moov/trak/mdia/minf/dinf/dref/url ", 4, 0, BYTES("http://x"),
     "refers to other files"},
    {"two places", "moov/trak/mdia/minf/dinf/dref", 4, 4, BYTES("\0\0\0\2"), "refers to other files"},
    {"a place of another kind", "moov/trak/mdia/minf/dinf/dref/url ", -4, 4, BYTES("urn "), "a box urn "},

    {"two forms", VIDEO "stsd", 4, 4, BYTES("\0\0\0\2"), "changes its form"},
    {"protected", VIDEO "stsd/avc1", -4, 4, BYTES("encv"), "protected against copying"},
    {"protected sound", SOUND "stsd/mp4a", -4, 4, BYTES("enca"), "protected against copying"},
    {"HEVC", VIDEO "stsd/avc1", -4, 4, BYTES("hvc1"), "pictures are hvc1, and screens take H.264"},
    {"sets of parameters between pictures", VIDEO "stsd/avc1", -4, 4, BYTES("avc3"), "pictures are avc3"},
    {"Opus", SOUND "stsd/mp4a", -4, 4, BYTES("Opus"), "sound is Opus, and screens take AAC"},
    {"another width", VIDEO "stsd/avc1", 24, 2, BYTES("\7\x80"), "says that its pictures are 1920"},
    {"a scheme of protection", VIDEO "stsd/avc1", 78, 0, BYTES("\0\0\0\10sinf"), "protected against copying"},
    {"interlaced, says the container", VIDEO "stsd/avc1", 78, 0, BYTES("\0\0\0\12fiel\2\6"), "interlaced"},
    {"pixels that are not square", VIDEO "stsd/avc1/", 142, 4, BYTES("\0\0\0\2"), "not square"},
    {"HDR", VIDEO "stsd/avc1", 78, 0, BYTES("\0\0\0\23colrnclx\0\11\0\20\0\11\0"), "is it HDR?"},
    {"full range", VIDEO "stsd/avc1", 78, 0, BYTES("\0\0\0\23colrnclx\0\1\0\1\0\1\x80"), "is it HDR?"},
    {"High 10", VIDEO "stsd/avc1", 87, 1, BYTES("\156"), "profile 110"},
    {"level 4.1", VIDEO "stsd/avc1", 89, 1, BYTES("\51"), "level 4.1"},
    {"lengths of two bytes", VIDEO "stsd/avc1", 90, 1, BYTES("\xFD"), "its avcC cannot be read"},
    {"two sequences", VIDEO "stsd/avc1", 91, 1, BYTES("\xE2"), "2 descriptions"},
    {"a sequence longer than its box", VIDEO "stsd/avc1", 92, 2, BYTES("\7\xFF"), "its avcC cannot be read"},
    {"a sequence that is none", VIDEO "stsd/avc1", 94, 1, BYTES("\x68"), "its avcC cannot be read"},
    {"inside it is Main", VIDEO "stsd/avc1", 95, 1, BYTES("\115"), ""},
    {"inside it is High 4:4:4", VIDEO "stsd/avc1", 95, 1, BYTES("\364"), "profile 244"},
    {"inside it is level 5.1", VIDEO "stsd/avc1", 97, 1, BYTES("\63"), "level 5.1"},
    {"inside it is level 3.0", VIDEO "stsd/avc1", 97, 1, BYTES("\36"), "two things about its profile"},

    {"one channel", SOUND "stsd/mp4a", 16, 2, BYTES("\0\1"), "not two channels"},
    {"44100", SOUND "stsd/mp4a", 24, 4, BYTES("\xAC\x44\0\0"), "not two channels of 48000"},
    {"QuickTime's sound", SOUND "stsd/mp4a", 8, 2, BYTES("\0\1"), "its mp4a cannot be read"},
    {"MP3", SOUND "stsd/mp4a", 53, 1, BYTES("\x6B"), "sound is not AAC;"},
    {"it is a stream of pictures", SOUND "stsd/mp4a", 54, 1, BYTES("\x11"), "sound is not AAC;"},
    {"the stream comes from an address", SOUND "stsd/mp4a", 47, 1, BYTES("\x40"), "its esds cannot be read"},
    {"AAC Main", SOUND "stsd/mp4a", 71, 1, BYTES("\x09"), "not AAC-LC"},
    {"inside it is 44100", SOUND "stsd/mp4a", 71, 2, BYTES("\x12\x10"), "not 48000 samples"},
    {"inside it is 5.1", SOUND "stsd/mp4a", 72, 1, BYTES("\xB0"), "not two channels;"},
    {"frames of 960", SOUND "stsd/mp4a", 72, 1, BYTES("\x94"), "another length than 1024"},
    {"HE-AAC", SOUND "stsd/mp4a", 75, 1, BYTES("\x80"), "not AAC-LC"},
    {"a descriptor longer than its box", SOUND "stsd/mp4a", 44, 1, BYTES("\x7f"), "its esds cannot be read"},

    {"nothing lasts", VIDEO "stts", 12, 4, BYTES("\0\0\0\0"), "its stts cannot be read"},
    {"no picture", VIDEO "stts", 8, 4, BYTES("\0\0\0\0"), "its stts cannot be read"},
    {"4 thousand million pictures", VIDEO "stts", 8, 4, BYTES("\xff\xff\xff\xff"), "longer than 30 minutes"},
    {"a table that says more than it has", VIDEO "stts", 4, 4, BYTES("\0\0\0\2"), "its stts cannot be read"},
    {"60 a second", VIDEO "stts", 12, 4, BYTES("\0\0\0\xD5"), "pictures a second, and screens take 24 to 30"},
    {"1 a second", VIDEO "stts", 12, 4, BYTES("\0\0\x32\0"), "1/1 pictures a second"},
    {"the frame rate changes", VIDEO "stts", 4, 12, BYTES("\0\0\0\2\0\0\0\30\0\0\2\0\0\0\0\32\0\0\2\1"),
     "its frame rate changes"},
    {"sound in pieces of 960", SOUND "stts", 12, 4, BYTES("\0\0\3\xC0"), "not 48000 samples"},
    {"one key picture only", VIDEO "stss", 4, 12, BYTES("\0\0\0\1\0\0\0\1"),
     "entered at picture 1 and then at 51"},
    {"not the first", VIDEO "stss", 8, 4, BYTES("\0\0\0\2"), "its stss cannot be read"},
    {"a key picture beyond the end", VIDEO "stss", 12, 4, BYTES("\0\0\0\x33"), "its stss cannot be read"},
    {"the same key picture again", VIDEO "stss", 12, 4, BYTES("\0\0\0\1"), "its stss cannot be read"},
    {"a picture that waits too long", VIDEO "ctts", 12, 4, BYTES("\0\0\x20\0"), "one after another"},
    {"half a picture later", VIDEO "ctts", 12, 4, BYTES("\0\0\5\0"), "one after another"},
    {"two at the same time", VIDEO "ctts", 12, 4, BYTES("\0\0\0\0"), "one after another"},
    {"more turns than pictures", VIDEO "ctts", 8, 4, BYTES("\0\0\0\xff"), "one after another"},
    {"sound in another order", "moov/trak2/mdia/minf/stbl", 0, 0,
     BYTES("\0\0\0\30ctts\0\0\0\0\0\0\0\1\0\0\0\x5f\0\0\0\0"), "in the order in which it is heard"},
    {"chunks that begin at 0", VIDEO "stsc", 8, 4, BYTES("\0\0\0\0"), "its stsc cannot be read"},
    {"another description", VIDEO "stsc", 16, 4, BYTES("\0\0\0\2"), "its stsc cannot be read"},
    {"more samples than there are", VIDEO "stsc", 12, 4, BYTES("\0\xff\xff\xff"), "its stsc cannot be read"},
    {"fewer samples than there are", VIDEO "stsc", 12, 4, BYTES("\0\0\0\1"), "its stsc cannot be read"},
    {"sizes of other samples", VIDEO "stsz", 8, 4, BYTES("\0\0\0\x31"), "its stsz cannot be read"},
    {"an empty sample", VIDEO "stsz", 12, 4, BYTES("\0\0\0\0"), "sample 1 of the film has 0 bytes"},
    {"a sample of 1 GiB", VIDEO "stsz", 12, 4, BYTES("\x40\0\0\0"), "sample 1 of the film has 1073741824"},
    {"all samples of one size, and a list", VIDEO "stsz", 4, 4, BYTES("\0\0\0\1"), "its stsz cannot be read"},
    {"too large for its chunk", VIDEO "stsz", 12, 4, BYTES("\0\0\x7F\0"), "damaged"},
    {"a place in the head", VIDEO "stco", 8, 4, BYTES("\0\0\0\1"), "should lie at byte 1;"},
    {"a place behind the end", VIDEO "stco", 8, 4, BYTES("\x7f\0\0\0"), "should lie at byte 2130706432;"},
    {"no places", VIDEO "stco", -4, 4, BYTES("sbgp"), "its stco cannot be read"},
    {"protection sample by sample", "moov/trak/mdia/minf/stbl", 0, 0, BYTES("\0\0\0\10saiz"), "protected"},
};

static void test_changes(void **state) {
    (void)state;
    struct film_file film = film_file_kept();
    int wrong = 0;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        const struct change *change = &changes[i];
        struct film_file made =
            film_file_splice(&film, change->path, change->at, change->cut, change->bytes, change->size);
        struct fail fail;
        char *out = NULL;
        if (!made.bytes) {
            print_error("%s: there is no box %s\n", change->why, change->path);
            wrong++;
            continue;
        }
        bool taken = judge(&made, made.size, NULL, &out, &fail);
        if (taken != !change->refusal || (!taken && !strstr(fail.text, change->refusal))) {
            print_error("%s: %s\n", change->why, taken ? out : fail.text);
            wrong++;
        }
        if (!taken && !strstr(fail.text, "; kioskctl film add makes a film that screens take"))
            fail_msg("%s: no remedy: %s", change->why, fail.text);
        free(out);
        free(made.bytes);
    }
    free(film.bytes);
    assert_int_equal(wrong, 0);
}

/* The kept film, changed in several places, one after another. */
static struct film_file changed(const struct change *all, size_t count) {
    struct film_file film = film_file_kept();
    for (size_t i = 0; i < count; i++) {
        struct film_file next =
            film_file_splice(&film, all[i].path, all[i].at, all[i].cut, all[i].bytes, all[i].size);
        assert_non_null(next.bytes);
        free(film.bytes);
        film = next;
    }
    return film;
}

static void refused(struct film_file *film, uint64_t whole, const struct film_facts *index, const char *why) {
    struct fail fail;
    char *out;
    if (judge(film, whole, index, &out, &fail))
        fail_msg("taken, and should not: %s", why);
    if (!strstr(fail.text, why))
        fail_msg("%s\nshould say: %s", fail.text, why);
    free(film->bytes);
}

static void test_length(void **state) {
    (void)state;
    static const struct change faster[] = {
        {"27 pictures a second", "moov/trak/mdia/mdhd", 12, 4, BYTES("\0\0\x36\0"), NULL},
        {"so 1851 ms", "moov/trak/edts/elst", 8, 4, BYTES("\0\0\7\x3B"), NULL},
        {"in all", "moov/mvhd", 16, 4, BYTES("\0\0\7\x3B"), NULL},
        {"no sound", "moov/trak2", -8, 1285, BYTES(""), NULL},
    };
    struct fail fail;
    char *out;
    struct film_file shorter = changed(faster, 3), silent = changed(faster, 4);
    if (!judge(&silent, silent.size, NULL, &out, &fail))
        fail_msg("%s", fail.text);
    assert_non_null(strstr(out, "\"fps\":[27,1],\"frames\":50,\"samples\":0,"));
    free(out);
    free(silent.bytes);
    refused(&shorter, shorter.size, NULL, "sound is 2000 ms long, and its pictures 1851;");
}

static void test_tracks(void **state) {
    (void)state;
    struct film_file film = film_file_kept();
    static const struct change silent[] = {{"no sound", "moov/trak2", -8, 1285, BYTES(""), NULL}};
    struct film_file once = changed(silent, 1);
    size_t chain[FILM_DEPTH_MAX] = {0};
    assert_int_equal(film_file_find(&once, "moov/trak", chain), 2);
    struct film_file twice = film_file_splice(&once, "moov", 108, 0, once.bytes + chain[1], 1303);
    free(once.bytes);
    refused(&twice, twice.size, NULL, "two tracks of pictures");

    static const struct change sound[] = {{"no pictures", "moov/trak", -8, 1303, BYTES(""), NULL}};
    struct film_file song = changed(sound, 1);
    refused(&song, song.size, NULL, "sound and no pictures");

    static const struct change none[] = {{"no pictures", "moov/trak", -8, 1303, BYTES(""), NULL},
                                         {"no sound", "moov/trak", -8, 1285, BYTES(""), NULL}};
    struct film_file nothing = changed(none, 2);
    refused(&nothing, nothing.size, NULL, "its moov has no trak");

    size_t stco[FILM_DEPTH_MAX], first = film_file_find(&film, VIDEO "stco", stco);
    const struct change same[] = {{"sound where the pictures are", SOUND "stco", 8, 4,
                                   (const char *)film.bytes + stco[first - 1] + 16, 4, NULL}};
    struct film_file over = changed(same, 1);
    refused(&over, over.size, NULL, "pictures and sound lie in the same place");
    free(film.bytes);
}

static void test_index(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct film_facts index;
        const char *refusal; /* NULL: taken */
    } rows[] = {
        {"the same", {0, 128, 72, 25, 1, 50, 96000}, NULL},
        {"its numbers in other words", {0, 128, 72, 50, 2, 50, 96000}, NULL},
        {"an AAC frame more", {0, 128, 72, 25, 1, 50, 97024}, NULL},
        {"more than that",
         {0, 128, 72, 25, 1, 50, 97025},
         "sound has 96000 samples, and its index says 97025"},
        {"silent", {0, 128, 72, 25, 1, 50, 0}, "sound has 96000 samples"},
        {"a picture more", {0, 128, 72, 25, 1, 51, 96000}, "50 pictures of 128 × 72 px"},
        {"slower", {0, 128, 72, 24, 1, 50, 96000}, "another one than its index"},
        {"upright", {0, 72, 128, 25, 1, 50, 96000}, "not 50 of 72 × 128"},
        {"other bytes", {1, 128, 72, 25, 1, 50, 96000}, "another one than its index"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct film_file film = film_file_kept();
        struct film_facts index = rows[i].index;
        struct fail fail;
        char *out = NULL;
        index.bytes += film.size;
        bool taken = judge(&film, film.size, &index, &out, &fail);
        if (taken != !rows[i].refusal || (!taken && !strstr(fail.text, rows[i].refusal)))
            fail_msg("%s: %s", rows[i].why, taken ? out : fail.text);
        free(out);
        free(film.bytes);
    }
}

static void test_size(void **state) {
    (void)state;
    static const struct change large[] = {{"more than 512 MiB", "mdat", -8, 4, BYTES("\x20\0\0\1"), NULL}};
    struct film_file film = changed(large, 1);
    refused(&film, FILM_BYTES_MAX + 1, NULL, "more than 512 MiB");
    struct film_file kept = film_file_kept();
    refused(&kept, kept.size - 1, NULL, "and 1 are missing");
    kept = film_file_kept();
    refused(&kept, kept.size + 1, NULL, "goes on behind its data");
}

static void test_peak(void **state) {
    (void)state;
    uint32_t sizes[100];
    for (size_t i = 0; i < LENGTH(sizes); i++)
        sizes[i] = i % 25 == 0 ? 1000 : 10;
    struct samples samples = {.count = 100, .sizes = sizes};
    assert_int_equal(samples_peak(&samples, 25), (1000 + 24 * 10) * 8);
    sizes[99] = 5000;
    assert_int_equal(samples_peak(&samples, 25), (1000 + 5000 + 23 * 10) * 8);
    assert_int_equal(samples_peak(&samples, 1), 5000 * 8);
    assert_int_equal(samples_peak(&samples, 1000), (4 * 1000 + 95 * 10 + 5000) * 8);
}

/* A second of more than 10 Mbit: the sizes say so, and the data are long enough for them. */
static void test_rate(void **state) {
    (void)state;
    enum { EACH = 60 * 1000, COUNT = 50 };
    uint8_t stsz[8 + 4 * COUNT], stco[8 + 4], size[4];
    film_put_u32(stsz, 0);
    film_put_u32(stsz + 4, COUNT);
    for (int i = 0; i < COUNT; i++)
        film_put_u32(stsz + 8 + 4 * i, EACH);
    struct film_file kept = film_file_kept();
    uint32_t begin = (uint32_t)film_file_head(&kept);
    film_put_u32(stco, 1);
    film_put_u32(stco + 4, begin);
    film_put_u32(size, 8 + EACH * COUNT);
    const struct change fast[] = {
        {"no sound", "moov/trak2", -8, 1285, BYTES(""), NULL},
        {"large pictures", VIDEO "stsz", 4, sizeof stsz, (const char *)stsz, sizeof stsz, NULL},
        {"in one chunk", VIDEO "stsc", 4, 28, BYTES("\0\0\0\1\0\0\0\1\0\0\0\x32\0\0\0\1"), NULL},
        {"which begins", VIDEO "stco", 4, 200, (const char *)stco, 8, NULL},
        {"and has room", "mdat", -8, 4, (const char *)size, 4, NULL}};
    struct film_file film = changed(fast, 5);
    size_t chain[FILM_DEPTH_MAX], depth = film_file_find(&film, VIDEO "stco", chain);
    begin = (uint32_t)film_file_head(&film);
    film_put_u32(film.bytes + chain[depth - 1] + 16, begin);
    refused(&film, begin + EACH * COUNT, NULL, "a second of the film has 12.0 Mbit, and screens take 10.0");
    free(kept.bytes);
}

/* Cut anywhere, it is refused with a word; and so is its head. */
static void test_cut(void **state) {
    (void)state;
    struct film_file film = film_file_kept();
    size_t head = film_file_head(&film);
    for (size_t size = 0; size < head; size++) {
        struct film_file part = {film.bytes, size};
        struct fail fail;
        char *out;
        if (judge(&part, size, NULL, &out, &fail) || judge(&part, film.size, NULL, &out, &fail))
            fail_msg("cut after %zu bytes it is taken", size);
        assert_true(fail.text[0] != '\0');
    }
    free(film.bytes);
}

/* Whichever bit falls over: no crash, and what is taken still has the shape. */
static void test_flips(void **state) {
    (void)state;
    struct film_file film = film_file_kept();
    size_t head = film_file_head(&film), taken = 0;
    for (size_t bit = 0; bit < head * 8; bit++) {
        struct fail fail;
        char *out;
        film.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        if (judge(&film, film.size, NULL, &out, &fail))
            taken++;
        else
            assert_true(fail.text[0] != '\0');
        free(out);
        film.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_in_range(taken, 1, head * 8 / 2); /* dates and names say nothing */
    free(film.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),  cmocka_unit_test(test_films_of_sites), cmocka_unit_test(test_changes),
        cmocka_unit_test(test_length), cmocka_unit_test(test_tracks),         cmocka_unit_test(test_index),
        cmocka_unit_test(test_size),   cmocka_unit_test(test_peak),           cmocka_unit_test(test_rate),
        cmocka_unit_test(test_cut),    cmocka_unit_test(test_flips)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
