/* From a question to its answer, and what is on the disk by then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/sign/notary.h"
#include "system/disk.h"

enum { NOW = 1795000000 };

struct office {
    char folder[40], book[60];
    struct secret_key secret;
    struct trust trust;
    struct ledger ledger;
    struct notary notary;
    bool broken; /* the book as it is when the signature is made is no longer that of the ledger */
};

static char *read_text(const char *path) {
    char *text = NULL;
    size_t size = 0;
    struct fail fail;
    return disk_read(path, 10000, &text, &size, &fail) ? text : NULL;
}

/* Signs, and looks whether what it signs stands on the disk already. */
static char *sign(void *context, const void *bytes, size_t size, const char *comment, struct fail *fail) {
    struct office *office = context;
    char *book = read_text(office->book);
    (void)fail;
    office->broken |= strncmp(comment, "site=", 5) == 0 && (!book || !strstr(book, comment));
    free(book);
    return sign_create(&office->secret, bytes, size, comment);
}

static void open_office(struct office *office) {
    struct fail fail = {0};
    *office = (struct office){.folder = "/tmp/notary-XXXXXX", .trust = {.count = 1}};
    assert_true(sodium_init() >= 0);
    assert_non_null(mkdtemp(office->folder));
    snprintf(office->book, sizeof office->book, "%s/signed", office->folder);
    key_create(&office->secret, &office->trust.keys[0]);
    assert_true(ledger_init(&office->ledger, office->folder, &fail));
    struct signer signer = {office->trust.keys[0], office, sign};
    office->notary = notary_init(signer, &office->ledger);
}

static void close_office(struct office *office) {
    char command[80];
    ledger_finish(&office->ledger);
    assert_false(office->broken);
    snprintf(command, sizeof command, "rm -r '%s'", office->folder);
    assert_int_equal(system(command), 0);
}

static struct instant at(int64_t s) {
    return (struct instant){.wall_ms = (NOW + s) * 1000, .steady_ms = s * 1000};
}

static void manifest_text(char *out, size_t size, const char *site, uint64_t seq, int64_t issued_s) {
    snprintf(out, size,
             "{\"type\":\"signage.content\",\"spec\":1,\"site\":\"%s\",\"channel\":\"main\",\"epoch\":1,"
             "\"seq\":%llu,\"issued\":%lld,\"fresh_until\":%lld,\"expires\":%lld,\"min_player\":\"0.1.0\","
             "\"files\":[{\"name\":\"playlists/site.json\",\"h\":\"%064d\",\"n\":1,\"t\":\"application/"
             "json\"}]}",
             site, (unsigned long long)seq, (long long)issued_s, (long long)issued_s,
             (long long)issued_s + 86400, 0);
}

/* The kind of the answer; `said` is the log's line. */
static enum wire_kind ask_text(struct office *office, const char *text, int64_t s, char said[560]) {
    struct wire_head head;
    struct fail fail = {0};
    char comment[SIGN_COMMENT_MAX];
    struct notary_answer answer =
        notary_answer(&office->notary, (struct wire_head){WIRE_SIGN, strlen(text)}, text, at(s));
    assert_non_null(answer.bytes);
    assert_true(wire_answer_read((const uint8_t *)answer.bytes, &head, &fail));
    assert_int_equal(answer.size, WIRE_HEAD + head.size);
    assert_int_equal(answer.refused, head.kind == WIRE_REFUSED);
    if (head.kind == WIRE_SIGNED)
        assert_true(sign_verify(&office->trust, text, strlen(text), answer.bytes + WIRE_HEAD, head.size,
                                comment, &fail));
    memcpy(said, answer.said, sizeof answer.said);
    free(answer.bytes);
    return head.kind;
}

static enum wire_kind ask_stop(struct office *office, const char *text, int64_t s) {
    struct wire_head head;
    struct fail fail = {0};
    char comment[SIGN_COMMENT_MAX];
    struct notary_answer answer =
        notary_answer(&office->notary, (struct wire_head){WIRE_STOP, strlen(text)}, text, at(s));
    assert_true(wire_answer_read((const uint8_t *)answer.bytes, &head, &fail));
    if (head.kind == WIRE_SIGNED)
        assert_true(sign_verify(&office->trust, text, strlen(text), answer.bytes + WIRE_HEAD, head.size,
                                comment, &fail));
    free(answer.bytes);
    return head.kind;
}

static enum wire_kind ask(struct office *office, const char *site, uint64_t seq, int64_t s, char said[560]) {
    char text[700];
    manifest_text(text, sizeof text, site, seq, NOW + s);
    return ask_text(office, text, s, said);
}

static void the_book_comes_before_the_signature(void **state) {
    (void)state;
    struct office office;
    struct fail fail = {0};
    char said[560];
    open_office(&office);
    assert_int_equal(ask(&office, "town", 5, 0, said), WIRE_SIGNED);
    assert_non_null(strstr(said, "asked=sign site=town channel=main number=1.5 manifest="));
    assert_non_null(strstr(said, "outcome=signed"));
    assert_int_equal(ask(&office, "town", 5, 1, said), WIRE_REFUSED);
    assert_non_null(strstr(said, "outcome=refused: 1.5 is not newer than 1.5"));
    ledger_finish(&office.ledger); /* and after a new start */
    assert_true(ledger_init(&office.ledger, office.folder, &fail));
    assert_int_equal(ask(&office, "town", 5, 2, said), WIRE_REFUSED);
    assert_int_equal(ask(&office, "village", 6, 3, said), WIRE_REFUSED);
    assert_int_equal(ask(&office, "town", 6, 4, said), WIRE_SIGNED);
    close_office(&office);
}

#define STOP "kiosk-stop-1\nsite town\nkey 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"
static void screens_of_its_site_can_be_told_to_stop(void **state) {
    (void)state;
    struct office office;
    char said[560];
    open_office(&office);
    assert_int_equal(ask_stop(&office, STOP, 0), WIRE_REFUSED); /* it signs for no site yet */
    assert_int_equal(ask(&office, "town", 1, 0, said), WIRE_SIGNED);
    assert_int_equal(ask_stop(&office, STOP, 1), WIRE_SIGNED);
    assert_int_equal(ask_stop(&office, "kiosk-stop-1\nsite village" /* and so on */, 1), WIRE_REFUSED);
    assert_int_equal(ask_stop(&office, STOP STOP, 1), WIRE_REFUSED);
    manifest_text(said, sizeof said, "town", 2, NOW); /* nothing else is signed by this way */
    assert_int_equal(ask_stop(&office, said, 1), WIRE_REFUSED);
    int asked = 0;
    while (ask_stop(&office, STOP, 2) == WIRE_SIGNED && asked < 2 * NOTARY_A_MINUTE)
        asked++;
    assert_true(asked < NOTARY_A_MINUTE);
    close_office(&office);
}

static void what_cannot_be_written_is_not_signed(void **state) {
    (void)state;
    struct office office;
    struct fail fail = {0};
    char said[560];
    open_office(&office);
    assert_int_equal(ask(&office, "town", 1, 0, said), WIRE_SIGNED);
    assert_int_equal(unlink(office.book), 0);
    assert_int_equal(mkdir(office.book, 0700), 0); /* nothing can be renamed over a folder */
    assert_int_equal(ask(&office, "town", 2, 1, said), WIRE_REFUSED);
    assert_non_null(strstr(said, "cannot write"));
    assert_int_equal(rmdir(office.book), 0);
    assert_int_equal(ask(&office, "town", 2, 2, said), WIRE_REFUSED); /* it may have been written */
    assert_int_equal(ask(&office, "town", 3, 3, said), WIRE_SIGNED);
    assert_true(disk_write(office.book, "", 0, &fail)); /* a lost book is no empty one */
    ledger_finish(&office.ledger);
    assert_false(ledger_init(&office.ledger, office.folder, &fail));
    assert_non_null(strstr(fail.text, "it is empty"));
    close_office(&office);
}

static void so_many_a_minute_and_a_day(void **state) {
    (void)state;
    struct office office;
    char said[560];
    int heard = 0, signed_ = 0;
    open_office(&office);
    for (int i = 0; i < 40; i++) { /* refused ones count for the minute */
        assert_int_equal(ask_text(&office, "{}", 0, said), WIRE_REFUSED);
        heard += !strstr(said, "too many at once: try again in 2 s");
    }
    assert_int_equal(heard, NOTARY_A_MINUTE);
    for (int i = 1; i <= 400; i++) /* slower than the minute allows, and within less than the day */
        signed_ += ask(&office, "town", (uint64_t)i, 1000 + 2 * i, said) == WIRE_SIGNED;
    assert_true(signed_ >= NOTARY_A_DAY && signed_ <= NOTARY_A_DAY + 4);
    assert_non_null(strstr(said, "too many signatures today: try again in"));
    assert_int_equal(ask(&office, "town", 401, 90000, said), WIRE_SIGNED);
    close_office(&office);
}

static const struct {
    const char *why, *text, *words;
} HOSTILE[] = {
    {"nothing", "", "outcome=refused: "},
    {"a line of its own in the log", "{\"type\":\"x\\nuser=0 outcome=signed\"}", "\"type\" must be"},
    {"no manifest", "[]", "site=- channel=- number=-"},
    {"deep", "[[[[[[[[", "nested too deep"},
};

static void what_is_no_manifest(void **state) {
    (void)state;
    struct office office;
    char said[560], text[700];
    open_office(&office);
    for (size_t i = 0; i < LENGTH(HOSTILE); i++) {
        assert_int_equal(ask_text(&office, HOSTILE[i].text, 0, said), WIRE_REFUSED);
        if (!strstr(said, HOSTILE[i].words))
            fail_msg("%s: %s", HOSTILE[i].why, said);
    }
    manifest_text(text, sizeof text, "a b\\nc", 1, NOW);
    assert_int_equal(ask_text(&office, text, 0, said), WIRE_REFUSED);
    assert_non_null(strstr(said, "site=- channel=- number=-")); /* what is no name is not written down */
    assert_false(disk_exists(office.book));
    close_office(&office);
}

static void a_hello(void **state) {
    (void)state;
    struct office office;
    struct wire_key key;
    struct fail fail = {0};
    char said[560];
    open_office(&office);
    assert_int_equal(ask(&office, "town", 5, 0, said), WIRE_SIGNED);
    struct notary_answer answer = notary_answer(&office.notary, (struct wire_head){WIRE_HELLO, 0}, "", at(1));
    assert_non_null(answer.bytes);
    assert_true(wire_key_read(answer.bytes + WIRE_HEAD, answer.size - WIRE_HEAD, &key, &fail));
    assert_memory_equal(&key.key, &office.trust.keys[0], sizeof key.key);
    assert_int_equal(sign_book_find(&key.book, "main")->seq, 5);
    free(answer.bytes);
    close_office(&office);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_book_comes_before_the_signature),
        cmocka_unit_test(screens_of_its_site_can_be_told_to_stop),
        cmocka_unit_test(what_cannot_be_written_is_not_signed),
        cmocka_unit_test(so_many_a_minute_and_a_day),
        cmocka_unit_test(what_is_no_manifest),
        cmocka_unit_test(a_hello),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
