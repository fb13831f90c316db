/* The screens that wait to be let in: each order of events, and each attack that needs no network to be told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "desk/enrol/starts.h"

#define CONTENT_KEY "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
#define EVIL_KEY "RWTf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
#define HOST "webpki:desk.example"
#define CERTIFICATE "spki:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define EVIL "spki:00b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ANN 1
#define BOB 2

enum { MINUTE = 60 * 1000 };

/* One end of the talk: what a screen knows. */
struct screen {
    uint8_t key[ENROL_KEY], nonce[ENROL_NONCE], ticket[ENROL_TICKET], desk_nonce[ENROL_NONCE];
    const char *identity, *content_key;
    struct enrol_code code;
};

struct room {
    struct starts *starts;
    int64_t now_ms;
    uint8_t chance;
    const char *address;
    struct start_seen seen;
    int wait_s;
    const char *answer;
};

static void desk_of(struct starts_desk *desk) {
    memset(desk, 0, sizeof *desk);
    snprintf(desk->identities[0], ENROL_IDENTITY_MAX, "%s", HOST);
    snprintf(desk->identities[1], ENROL_IDENTITY_MAX, "%s", CERTIFICATE);
    desk->identity_count = 2;
    snprintf(desk->site, sizeof desk->site, "ballerup");
    assert_true(enrol_keys_add(&desk->keys, CONTENT_KEY));
}

static int set_up(void **state) {
    static struct room room;
    struct starts_desk desk;
    desk_of(&desk);
    room = (struct room){.starts = starts_create(&desk), .now_ms = 5, .address = "192.0.2.1"};
    *state = &room;
    return room.starts ? 0 : -1;
}

static int tear_down(void **state) {
    starts_destroy(((struct room *)*state)->starts);
    return 0;
}

static struct screen screen_of(uint8_t number, const char *identity) {
    struct screen screen = {.identity = identity, .content_key = CONTENT_KEY};
    memset(screen.key, number, ENROL_KEY);
    memset(screen.nonce, number + 100, ENROL_NONCE);
    return screen;
}

static enum start_verdict begin(struct room *room, struct screen *screen) {
    struct start_asked asked = {
        .model = "Raspberry Pi 4", .panel = "1920x1080", .version = "0.1.0", .address = room->address};
    struct start_chance chance;
    memcpy(asked.key, screen->key, ENROL_KEY);
    enrol_commitment(screen->nonce, asked.commit);
    room->chance++;
    memset(chance.ticket, room->chance, sizeof chance.ticket);
    memset(chance.nonce, 0xff - room->chance, sizeof chance.nonce);
    memcpy(screen->ticket, chance.ticket, sizeof chance.ticket);
    memcpy(screen->desk_nonce, chance.nonce, sizeof chance.nonce);
    return starts_ask(room->starts, &asked, &chance, room->now_ms, &room->wait_s);
}

static enum reveal_verdict reveal(struct room *room, const struct screen *screen) {
    return starts_reveal(room->starts, screen->ticket, screen->nonce, room->now_ms, &room->answer);
}

/* What the screen itself computes, of what it was told and what it saw. */
static void shows(struct screen *screen) {
    uint8_t hash[LISTING_HASH];
    struct enrol_keys keys = {.count = 0};
    assert_true(enrol_keys_add(&keys, screen->content_key));
    const struct enrol_terms terms = {.key = screen->key,
                                      .desk_nonce = screen->desk_nonce,
                                      .screen_nonce = screen->nonce,
                                      .identity = screen->identity,
                                      .site = "ballerup",
                                      .keys = &keys};
    enrol_terms_hash(&terms, hash);
    screen->code = enrol_code_of(hash);
}

static void comes(struct room *room, struct screen *screen) {
    assert_int_equal(begin(room, screen), START_TAKEN);
    assert_int_equal(reveal(room, screen), REVEAL_WAIT);
    shows(screen);
}

static enum find_verdict types(struct room *room, int64_t user, const char *code) {
    return starts_find(room->starts, user, code, room->now_ms, &room->seen, &room->wait_s);
}

static bool confirm(struct room *room, const char *answer) {
    return starts_confirm(room->starts, room->seen.ticket, answer, room->now_ms);
}

/* By its name or by its certificate: the desk knows the code of either. */
static void a_screen_is_let_in(void **state) {
    struct room *room = *state;
    static const char *const identities[] = {HOST, CERTIFICATE};
    for (uint8_t i = 0; i < LENGTH(identities); i++) {
        struct screen screen = screen_of((uint8_t)(i + 1), identities[i]);
        comes(room, &screen);
        room->now_ms += 20 * 1000;
        assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
        assert_memory_equal(room->seen.key, screen.key, ENROL_KEY);
        assert_string_equal(room->seen.model, "Raspberry Pi 4");
        assert_string_equal(room->seen.panel, "1920x1080");
        assert_string_equal(room->seen.address, "192.0.2.1");
        assert_int_equal(room->seen.age_s, 20);
        assert_int_equal(reveal(room, &screen), REVEAL_WAIT); /* looked at is not let in */
        assert_true(confirm(room, "{\"id\": \"7\"}"));
        assert_false(confirm(room, "{\"id\": \"8\"}"));                     /* by somebody else, too */
        assert_int_equal(types(room, BOB, screen.code.text), FIND_UNKNOWN); /* once only */
        for (int again = 0; again < 2; again++) { /* power may fail between receipt and fsync */
            assert_int_equal(reveal(room, &screen), REVEAL_ANSWER);
            assert_string_equal(room->answer, "{\"id\": \"7\"}");
        }
        starts_taken(room->starts, screen.key);
        assert_int_equal(reveal(room, &screen), REVEAL_UNKNOWN);
    }
    assert_int_equal(starts_count(room->starts, room->now_ms), 0);
}

/* Somebody in between speaks to both ends: whatever he hands on or puts in its place, what the screen shows
 * is a code that this desk never gave. */
static void in_between_the_code_is_another(void **state) {
    struct room *room = *state;
    enum { OWN_TLS, OWN_KEYS, OWN_NONCE, OWN_SCREEN, WAYS };
    for (int way = 0; way < WAYS; way++) {
        struct screen victim = screen_of((uint8_t)(10 + way), way == OWN_TLS ? EVIL : HOST);
        struct screen between = victim;
        if (way == OWN_SCREEN) { /* the desk is to let in his key instead */
            between = screen_of((uint8_t)(50 + way), HOST);
        }
        assert_int_equal(begin(room, &between), START_TAKEN);
        memcpy(victim.desk_nonce, between.desk_nonce, ENROL_NONCE);
        if (way == OWN_KEYS)
            victim.content_key = EVIL_KEY;
        if (way == OWN_NONCE)
            victim.desk_nonce[0] ^= 1;
        assert_int_equal(reveal(room, &between), REVEAL_WAIT);
        shows(&victim);
        assert_int_equal(types(room, ANN, victim.code.text), FIND_UNKNOWN);
    }
}

/* The nonce is fixed before the desk says its own: nobody can try one after the other until a code fits. */
static void the_commitment_binds(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST), other = screen;
    assert_int_equal(begin(room, &screen), START_TAKEN);
    memcpy(other.ticket, screen.ticket, ENROL_TICKET);
    other.nonce[0] ^= 1;
    assert_int_equal(reveal(room, &other), REVEAL_WRONG);
    assert_int_equal(reveal(room, &screen), REVEAL_UNKNOWN); /* one try */
    comes(room, &screen);
    memcpy(other.ticket, screen.ticket, ENROL_TICKET);
    assert_int_equal(reveal(room, &other), REVEAL_WRONG); /* nor later */
    assert_int_equal(types(room, ANN, screen.code.text), FIND_UNKNOWN);
}

/* What was recorded of another screen's start: this desk's nonce is a new one, and so is the code. */
static void a_replayed_start_is_worth_nothing(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST), replay = screen;
    comes(room, &screen);
    comes(room, &replay);
    assert_false(enrol_code_same(&screen.code, &replay.code));
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
    assert_memory_equal(room->seen.ticket, screen.ticket, ENROL_TICKET);
    assert_true(confirm(room, "{}"));
    assert_int_equal(reveal(room, &replay), REVEAL_WAIT); /* the answer is for the other ticket */
}

static void no_code_before_the_nonce_is_shown(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST);
    assert_int_equal(begin(room, &screen), START_TAKEN);
    shows(&screen);
    assert_int_equal(types(room, ANN, screen.code.text), FIND_UNKNOWN);
    memcpy(room->seen.ticket, screen.ticket, ENROL_TICKET);
    assert_false(confirm(room, "{}"));
}

static void two_with_one_code_are_both_refused(void **state) {
    struct room *room = *state;
    struct screen one = screen_of(1, HOST), two = one;
    assert_int_equal(begin(room, &one), START_TAKEN);
    uint8_t before = room->chance;
    room->chance = (uint8_t)(before - 1); /* a desk whose chance is broken: the same nonce again */
    struct start_chance chance;
    struct start_asked asked = {.model = "", .panel = "", .version = "", .address = "192.0.2.2"};
    memcpy(asked.key, two.key, ENROL_KEY);
    enrol_commitment(two.nonce, asked.commit);
    memcpy(chance.nonce, one.desk_nonce, ENROL_NONCE);
    memset(chance.ticket, 0xee, ENROL_TICKET);
    memcpy(two.ticket, chance.ticket, ENROL_TICKET);
    assert_int_equal(starts_ask(room->starts, &asked, &chance, room->now_ms, &room->wait_s), START_TAKEN);
    assert_int_equal(reveal(room, &one), REVEAL_WAIT);
    shows(&one);
    assert_int_equal(types(room, ANN, one.code.text), FIND_FOUND);
    assert_int_equal(reveal(room, &two), REVEAL_UNKNOWN);
    assert_int_equal(reveal(room, &one), REVEAL_UNKNOWN);
    assert_int_equal(types(room, ANN, one.code.text), FIND_TWICE);
    assert_false(confirm(room, "{}")); /* what was seen before is refused now, too */
}

static void a_code_is_good_for_fifteen_minutes(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST);
    comes(room, &screen);
    room->now_ms += 15 * MINUTE - 1;
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
    room->now_ms += 1;
    assert_false(confirm(room, "{}")); /* seen in time, confirmed too late */
    assert_int_equal(types(room, ANN, screen.code.text), FIND_UNKNOWN);
    assert_int_equal(reveal(room, &screen), REVEAL_UNKNOWN);
    comes(room, &screen); /* by itself, and again */
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
    room->now_ms += 15 * MINUTE - 1;
    assert_true(confirm(room, "{}"));
    room->now_ms += 15 * MINUTE - 1; /* a screen that lost its power has time to come back for the answer */
    assert_int_equal(reveal(room, &screen), REVEAL_ANSWER);
    room->now_ms += 1;
    assert_int_equal(reveal(room, &screen), REVEAL_UNKNOWN);
}

static void wrong_codes_are_counted(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST);
    comes(room, &screen);
    for (int i = 0; i < 20; i++)
        assert_int_equal(types(room, ANN, "K7MF-3QP"), FIND_NO_CODE); /* a slip */
    for (int i = 0; i < 10; i++) {
        assert_int_equal(types(room, ANN, "0000-0000"), FIND_UNKNOWN);
        room->now_ms += 1000;
    }
    assert_int_equal(types(room, ANN, screen.code.text), FIND_TOO_OFTEN); /* the right one, too */
    assert_int_equal(room->wait_s, 290);
    assert_int_equal(types(room, BOB, screen.code.text), FIND_FOUND); /* nobody else suffers */
    room->now_ms += 290 * 1000;
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
}

static void an_address_may_start_ten_times_a_minute(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST);
    for (int i = 0; i < 10; i++)
        assert_int_equal(begin(room, &screen), START_TAKEN);
    room->now_ms += 1000;
    assert_int_equal(begin(room, &screen), START_TOO_OFTEN);
    assert_int_equal(room->wait_s, 59);
    room->address = "192.0.2.2";
    assert_int_equal(begin(room, &screen), START_TAKEN);
    room->address = "192.0.2.1";
    room->now_ms += 59 * 1000;
    assert_int_equal(begin(room, &screen), START_TAKEN);
}

static void no_more_than_two_hundred_wait(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, HOST);
    char address[START_ADDRESS_MAX];
    room->address = address;
    for (int i = 0; i < STARTS_MAX; i++) {
        snprintf(address, sizeof address, "192.0.2.%d", i / 10);
        assert_int_equal(begin(room, &screen), START_TAKEN);
    }
    snprintf(address, sizeof address, "2001:db8::1");
    assert_int_equal(begin(room, &screen), START_FULL);
    assert_in_range(room->wait_s, 1, 900);
    assert_int_equal(starts_count(room->starts, room->now_ms), STARTS_MAX);
    room->now_ms += 15 * MINUTE;
    assert_int_equal(begin(room, &screen), START_TAKEN);
    assert_int_equal(starts_count(room->starts, room->now_ms), 1);
}

/* Neither a screen's words nor its addresses can be longer, or more, than there is room for. */
static void what_a_screen_says_is_cut(void **state) {
    struct room *room = *state;
    struct start_asked asked = {.panel = "", .version = "", .address = "192.0.2.1"};
    struct screen screen = screen_of(1, HOST);
    struct start_chance chance = {{7}, {7}};
    char model[1000];
    memset(model, 'x', sizeof model);
    model[3] = '\n';
    model[4] = '\xff';
    model[sizeof model - 1] = '\0';
    asked.model = model;
    memcpy(asked.key, screen.key, ENROL_KEY);
    enrol_commitment(screen.nonce, asked.commit);
    memcpy(screen.ticket, chance.ticket, ENROL_TICKET);
    memcpy(screen.desk_nonce, chance.nonce, ENROL_NONCE);
    assert_int_equal(starts_ask(room->starts, &asked, &chance, room->now_ms, &room->wait_s), START_TAKEN);
    assert_int_equal(reveal(room, &screen), REVEAL_WAIT);
    shows(&screen);
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
    assert_true(strlen(room->seen.model) < START_TEXT_MAX);
    assert_memory_equal(room->seen.model, "xxx \xef\xbf\xbdx", 8);
}

/* A certificate renewed in the middle: what the waiting screens were told does not hold; they start again. */
static void another_desk_forgets_who_waits(void **state) {
    struct room *room = *state;
    struct screen screen = screen_of(1, CERTIFICATE);
    struct starts_desk desk;
    desk_of(&desk);
    comes(room, &screen);
    starts_set_desk(room->starts, &desk); /* the same again */
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
    snprintf(desk.identities[2], ENROL_IDENTITY_MAX, "%s", EVIL);
    desk.identity_count = 3;
    starts_set_desk(room->starts, &desk);
    assert_int_equal(reveal(room, &screen), REVEAL_UNKNOWN);
    comes(room, &screen);
    assert_int_equal(types(room, ANN, screen.code.text), FIND_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_screen_is_let_in),
        TEST(in_between_the_code_is_another),
        TEST(the_commitment_binds),
        TEST(a_replayed_start_is_worth_nothing),
        TEST(no_code_before_the_nonce_is_shown),
        TEST(two_with_one_code_are_both_refused),
        TEST(a_code_is_good_for_fifteen_minutes),
        TEST(wrong_codes_are_counted),
        TEST(an_address_may_start_ten_times_a_minute),
        TEST(no_more_than_two_hundred_wait),
        TEST(what_a_screen_says_is_cut),
        TEST(another_desk_forgets_who_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
