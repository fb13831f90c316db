/* kiosk/sync/desk*.c in a made-up world: getting in, and every day after; each order of answers, restarts and
 * failures. */
#include "sync/desk.h"

#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "enrol/enrol_code.h"
#include "enrol/hex.h"
#include "sync/world.h"

#define DESK "https://desk.example"
#define START_PATH "/device/start"
#define SESSION_PATH "/device/session"
#define STATUS_PATH "/device/status"
#define SPKI "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define NEXT_SPKI "00b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define CONTENT_KEY "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
#define ANSWER                                                                                               \
    "{\"id\": \"7\", \"name\": \"Forhallen\", \"screen\": \"raadhus\", \"url\": "                            \
    "\"https://desk.example/site/\", "                                                                       \
    "\"channel\": \"main\", \"pins\": [\"" NEXT_SPKI "\"], \"news\": 1}"

enum { MINUTE_MS = 60000, LONG_MS = 16 * 60000 };

struct talk { /* one screen */
    struct world *world;
    struct desk *desk;
    char folder[100];
    struct desk_facts facts;
    const char *picture;
    int stopped;      /* times it was told that nothing may be shown */
    bool cannot_stop; /* … and it could not be helped */
};

static void facts_now(void *context, struct desk_facts *facts) {
    *facts = ((struct talk *)context)->facts;
}

static bool picture_now(void *context, char **bytes, size_t *size) {
    const char *picture = ((struct talk *)context)->picture;
    *bytes = picture ? strdup(picture) : NULL;
    *size = picture ? strlen(picture) : 0;
    return picture != NULL;
}

static bool stop_now(void *context, struct fail *fail) {
    struct talk *talk = context;
    if (talk->cannot_stop)
        return fail_set(fail, "the disk is full");
    talk->stopped++;
    return true;
}

static void begin(struct talk *talk) {
    const struct desk_options options = {.url = DESK "/",
                                         .folder = talk->folder,
                                         .panel = "1920x1080",
                                         .model = "Pi",
                                         .context = talk,
                                         .facts = facts_now,
                                         .picture = picture_now,
                                         .stop = stop_now};
    talk->desk = desk_create(&options, &talk->world->ports, &talk->world->fail);
    if (!talk->desk)
        fail_msg("%s", talk->world->fail.text);
}

static int setup(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk->world = world_create();
    snprintf(talk->folder, sizeof talk->folder, "%s/device", talk->world->folder);
    talk->facts = (struct desk_facts){.generation = "1.7", .rung = "current", .slide = "hello"};
    begin(talk);
    *state = talk;
    return 0;
}

static int teardown(void **state) {
    struct talk *talk = *state;
    desk_destroy(talk->desk);
    world_destroy(talk->world);
    free(talk);
    return 0;
}

static void again(struct talk *talk) { /* killed and started again */
    desk_destroy(talk->desk);
    begin(talk);
}

static void step(struct talk *talk) {
    desk_step(talk->desk);
}

static void pass(struct talk *talk, int64_t ms) {
    world_pass(talk->world, ms);
    step(talk);
}

static struct desk_view view(const struct talk *talk) {
    return desk_view(talk->desk);
}

/* All that happened since, as letters: S(hows) I(n) M(oved) O(ffers) A(sks) T(rouble) W(ell) X (stopped). */
static const char *news(struct talk *talk) {
    static char all[40];
    static const char letters[] = "-SIMOATWX";
    char text[700];
    enum desk_news one;
    size_t count = 0;
    while ((one = desk_take_news(talk->desk, text, sizeof text)) != DESK_NOTHING)
        all[count++] = letters[one];
    all[count] = '\0';
    return all;
}

static const struct asked *asked(const struct talk *talk, const char *what) {
    for (size_t i = 0; i < talk->world->asked_count; i++)
        if (strstr(talk->world->asked[i].url, what))
            return &talk->world->asked[i];
    fail_msg("nobody asks for %s", what);
    return NULL;
}

static bool asks(const struct talk *talk, const char *what) {
    for (size_t i = 0; i < talk->world->asked_count; i++)
        if (strstr(talk->world->asked[i].url, what))
            return true;
    return false;
}

static void answers(struct talk *talk, const char *what, struct fetch_result result) {
    char url[400];
    snprintf(url, sizeof url, "%s", asked(talk, what)->url);
    world_answer(talk->world, url, result);
    step(talk);
}

static void gives(struct talk *talk, const char *what, const char *bytes) {
    answers(talk, what,
            (struct fetch_result){
                .outcome = FETCH_OK, .status = 200, .bytes = strdup(bytes), .size = strlen(bytes)});
}

static void nothing(struct talk *talk, const char *what) {
    answers(talk, what, (struct fetch_result){.outcome = FETCH_OK, .status = 204});
}

static void refuses(struct talk *talk, const char *what, long status) {
    struct fetch_result result = {
        .outcome = FETCH_FAILED, .status = status, .cause = status ? CAUSE_SERVER : CAUSE_NETWORK};
    fail_set(&result.fail, "desk.example: answered %ld", status);
    answers(talk, what, result);
}

static void member(const char *body, const char *key, char *out, size_t size) {
    json_t *root = json_loads(body, 0, NULL);
    const char *text = json_string_value(json_object_get(root, key));
    snprintf(out, size, "%s", text ? text : "");
    json_decref(root);
}

/* The desk's answer to a start, and the code that it expects for a screen that saw `identity`. */
static struct enrol_code starts(struct talk *talk, const char *identity, bool distrusted) {
    char hex[129], body[700], ns[65], url[400], *nonce;
    uint8_t key[ENROL_KEY], commit[32], commit2[32], desk_nonce[32], nd[32], hash[32];
    struct enrol_keys keys = {.count = 0};
    const struct asked *start = asked(talk, START_PATH);
    assert_string_equal(start->method, "POST");
    assert_int_equal(start->unproven, distrusted);
    member(start->body, "key", hex, sizeof hex);
    assert_true(hex_read(hex, key, sizeof key));
    member(start->body, "commit", hex, sizeof hex);
    assert_true(hex_read(hex, commit, sizeof commit));
    memset(desk_nonce, 0x80 + talk->world->chance, sizeof desk_nonce);
    snprintf(body, sizeof body,
             "{\"ticket\": \"%032d\", \"nonce\": \"%s\", \"site\": \"ballerup\", \"keys\": [\"" CONTENT_KEY
             "\"], \"seconds\": 900}",
             talk->world->chance, hex_write(desk_nonce, sizeof desk_nonce, ns));
    struct fetch_result result = {
        .outcome = FETCH_OK, .status = 200, .bytes = strdup(body), .size = strlen(body)};
    if (distrusted)
        snprintf(result.key, sizeof result.key, SPKI);
    answers(talk, START_PATH, result);
    snprintf(url, sizeof url, "%s",
             asked(talk, "/device/enrol?ticket=")->url); /* only now the nonce is shown */
    nonce = strstr(url, "&nonce=");
    assert_true(nonce && hex_read(nonce + 7, nd, sizeof nd));
    enrol_commitment(nd, commit2);
    assert_memory_equal(commit, commit2, sizeof commit);
    assert_true(enrol_keys_add(&keys, CONTENT_KEY));
    const struct enrol_terms terms = {key, desk_nonce, nd, identity, "ballerup", &keys};
    enrol_terms_hash(&terms, hash);
    return enrol_code_of(hash);
}

static const char *asked_session(struct talk *talk) {
    step(talk);
    return asked(talk, SESSION_PATH)->body;
}

static void let_in(struct talk *talk) {
    step(talk);
    (void)starts(talk, "webpki:desk.example", false);
    gives(talk, "/device/enrol", ANSWER);
    assert_non_null(desk_enrolment(talk->desk));
    (void)news(talk);
}

/* The whole proof, as the desk checks it. */
static void opens_session(struct talk *talk, const char *identity) {
    char hex[200], body[300];
    uint8_t challenge[SESSION_CHALLENGE] = {1, 2, 3}, key[32], boot[16], signature[64];
    step(talk);
    const struct asked *first = asked(talk, SESSION_PATH);
    member(first->body, "key", hex, sizeof hex);
    assert_true(hex_read(hex, key, sizeof key));
    assert_null(strstr(first->body, "signature"));
    snprintf(body, sizeof body, "{\"challenge\": \"%s\"}", hex_write(challenge, sizeof challenge, hex));
    gives(talk, SESSION_PATH, body);
    const struct asked *second = asked(talk, SESSION_PATH);
    member(second->body, "boot", hex, sizeof hex);
    assert_true(hex_read(hex, boot, sizeof boot));
    member(second->body, "signature", hex, sizeof hex);
    assert_true(hex_read(hex, signature, sizeof signature));
    const struct session_proof proof = {identity, challenge, boot};
    assert_true(session_verify(key, &proof, signature));
    gives(talk, SESSION_PATH, "{\"token\": \"abc123\", \"seconds\": 86400}");
    assert_int_equal(view(talk).state, DESK_ONLINE);
    assert_string_equal(asked(talk, "/device/wait?since=0")->token, "abc123");
    assert_string_equal(asked(talk, STATUS_PATH)->token, "abc123");
}

static bool kept(const struct talk *talk, const char *name) {
    char path[200];
    struct stat info;
    snprintf(path, sizeof path, "%s/%s", talk->folder, name);
    return stat(path, &info) == 0 && (info.st_mode & 0777) == 0400;
}

static void ends(struct talk *talk) { /* answers what is still held */
    desk_destroy(talk->desk);
    talk->desk = NULL;
}

static void a_screen_gets_in(void **state) {
    struct talk *talk = *state;
    assert_true(kept(talk, "seed"));
    assert_string_equal(view(talk).code, "");
    step(talk);
    struct enrol_code code = starts(talk, "webpki:desk.example", false);
    assert_string_equal(view(talk).code, code.text);
    assert_int_equal(view(talk).code_ends_s, talk->world->now.wall_s + 900);
    assert_int_equal(talk->world->believed_count, 0);
    nothing(talk, "/device/enrol");
    assert_int_equal(talk->world->asked_count, 0); /* a desk that does not hold is not asked in a loop */
    pass(talk, 1000);
    gives(talk, "/device/enrol", ANSWER);
    assert_string_equal(news(talk), "SI");
    assert_string_equal(view(talk).code, "");
    const struct enrolment *enrolment = desk_enrolment(talk->desk);
    assert_string_equal(enrolment->id, "7");
    assert_string_equal(enrolment->url, "https://desk.example/site");
    assert_string_equal(enrolment->screen, "raadhus");
    assert_string_equal(enrolment->site, "ballerup");
    assert_string_equal(enrolment->keys.lines[0], CONTENT_KEY);
    assert_true(kept(talk, "enrolment"));
    assert_false(kept(talk, "start"));
    opens_session(talk, "webpki:desk.example");
    again(talk); /* two years later */
    pass(talk, INT64_C(730) * 86400 * 1000);
    assert_string_equal(desk_enrolment(talk->desk)->id, "7");
    opens_session(talk, "webpki:desk.example");
}

/* Nobody vouches for it: it is known by its key, and by no other from then on. */
static void a_desk_is_known_by_its_key(void **state) {
    struct talk *talk = *state;
    step(talk);
    struct fetch_result distrusted = {.outcome = FETCH_FAILED, .cause = CAUSE_NETWORK, .distrusted = true};
    answers(talk, START_PATH, distrusted);
    struct enrol_code code = starts(talk, "spki:" SPKI, true);
    assert_string_equal(view(talk).code, code.text);
    assert_int_equal(talk->world->believed_count, 1);
    assert_string_equal(talk->world->believed[0], SPKI);
    gives(talk, "/device/enrol", ANSWER);
    assert_int_equal(talk->world->believed_count, 2); /* and the certificate that comes next */
    assert_string_equal(talk->world->believed[1], NEXT_SPKI);
    talk->world->believed_count = 0;
    again(talk);
    assert_int_equal(talk->world->believed_count, 2);
    opens_session(talk, "spki:" SPKI);
    gives(talk, "/device/wait", "{\"since\": 1, \"pins\": [\"" SPKI "\"]}"); /* renewed meanwhile */
    again(talk);
    assert_string_equal(talk->world->believed[0], SPKI);
    assert_string_equal(talk->world->believed[1], SPKI);
}

static void a_restart_changes_no_code(void **state) {
    struct talk *talk = *state;
    char url[400], code[10];
    step(talk);
    (void)starts(talk, "webpki:desk.example", false);
    snprintf(url, sizeof url, "%s", asked(talk, "/device/enrol")->url);
    snprintf(code, sizeof code, "%s", view(talk).code);
    again(talk);
    assert_string_equal(view(talk).code, code);
    step(talk);
    assert_string_equal(asked(talk, "/device/enrol")->url, url);
    gives(talk, "/device/enrol", ANSWER);
    assert_non_null(desk_enrolment(talk->desk));
}

/* Received, and not on the disk: as if it had not come. It is asked for again, and given again. */
static void what_is_not_on_the_disk_was_not_received(void **state) {
    struct talk *talk = *state;
    char path[200];
    snprintf(path, sizeof path, "%s/enrolment", talk->folder);
    step(talk);
    (void)starts(talk, "webpki:desk.example", false);
    assert_int_equal(mkdir(path, 0700), 0); /* in its way */
    gives(talk, "/device/enrol", ANSWER);
    assert_null(desk_enrolment(talk->desk));
    assert_int_equal(view(talk).cause, CAUSE_MACHINE);
    assert_string_not_equal(view(talk).code, "");
    again(talk);
    assert_null(desk_enrolment(talk->desk));
    assert_int_equal(rmdir(path), 0);
    step(talk);
    gives(talk, "/device/enrol", ANSWER);
    assert_non_null(desk_enrolment(talk->desk));
}

static void a_code_that_is_over_makes_room_for_another(void **state) {
    struct talk *talk = *state;
    static const long statuses[] = {404, 403, 0};
    for (size_t i = 0; i < LENGTH(statuses); i++) {
        char before[10];
        pass(talk, LONG_MS);
        (void)starts(talk, "webpki:desk.example", false);
        snprintf(before, sizeof before, "%s", view(talk).code);
        (void)news(talk);
        if (statuses[i])
            refuses(talk, "/device/enrol", statuses[i]);
        else
            pass(talk, 900 * 1000); /* by its own clock, though the desk says nothing */
        assert_string_equal(view(talk).code, "");
        assert_string_equal(view(talk).error, ""); /* nothing is wrong */
        assert_string_equal(news(talk), "S");
        assert_false(kept(talk, "start"));
        if (statuses[i])
            assert_false(asks(talk, START_PATH)); /* but not in a loop */
        pass(talk, LONG_MS);
        (void)starts(talk, "webpki:desk.example", false);
        assert_string_not_equal(view(talk).code, before);
        refuses(talk, "/device/enrol", 404);
    }
}

static void a_key_that_is_taken_is_made_anew(void **state) {
    struct talk *talk = *state;
    char before[65], after[65];
    step(talk);
    member(asked(talk, START_PATH)->body, "key", before, sizeof before);
    refuses(talk, START_PATH, 409);
    pass(talk, MINUTE_MS);
    member(asked(talk, START_PATH)->body, "key", after, sizeof after);
    assert_string_not_equal(before, after);
    again(talk);
    step(talk);
    member(asked(talk, START_PATH)->body, "key", before, sizeof before);
    assert_string_equal(before, after); /* and kept */
}

static void what_is_no_answer_is_kept_nowhere(void **state) {
    struct talk *talk = *state;
    static const char *const start_rows[] = {
        "",
        "[]",
        "{}",
        "{\"ticket\": \"00\", \"nonce\": \"\"}",
        "{\"ticket\": \"00000000000000000000000000000001\", \"nonce\": "
        "\"0000000000000000000000000000000000000000000000000000000000000000\", \"site\": \"../x\", \"keys\": "
        "[\"" CONTENT_KEY "\"], \"seconds\": 900}",
        "{\"ticket\": \"00000000000000000000000000000001\", \"nonce\": "
        "\"0000000000000000000000000000000000000000000000000000000000000000\", \"site\": \"x\", \"keys\": "
        "[], \"seconds\": 900}",
        "{\"ticket\": \"00000000000000000000000000000001\", \"nonce\": "
        "\"0000000000000000000000000000000000000000000000000000000000000000\", \"site\": \"x\", \"keys\": "
        "[\"RW////////////////////////////////////////////////////\"], \"seconds\": 900}",
        "{\"ticket\": \"00000000000000000000000000000001\", \"nonce\": "
        "\"0000000000000000000000000000000000000000000000000000000000000000\", \"site\": \"x\", \"keys\": "
        "[\"" CONTENT_KEY "\"], \"seconds\": 1}",
    };
    for (size_t i = 0; i < LENGTH(start_rows); i++) {
        pass(talk, LONG_MS);
        gives(talk, START_PATH, start_rows[i]);
        assert_string_equal(view(talk).code, "");
        assert_int_equal(view(talk).cause, CAUSE_SERVER);
        assert_false(kept(talk, "start"));
    }
    static const char *const rows[] = {
        "",
        "{}",
        "{\"id\": \"../7\", \"name\": \"a\", \"url\": \"https://a\", \"channel\": \"main\"}",
        "{\"id\": \"7\", \"name\": \"\", \"url\": \"https://a\", \"channel\": \"main\"}",
        "{\"id\": \"7\", \"name\": \"a\", \"url\": \"http://a\", \"channel\": \"main\"}",
        "{\"id\": \"7\", \"name\": \"a\", \"url\": \"https://a\", \"channel\": \"a/b\"}",
        "{\"id\": \"7\", \"name\": \"a\", \"url\": \"https://a\", \"channel\": \"main\", \"pins\": [\"x\"]}",
        "{\"id\": \"7\", \"name\": \"a\", \"url\": \"https://a\", \"channel\": \"main\", \"screen\": 5}",
    };
    pass(talk, LONG_MS);
    (void)starts(talk, "webpki:desk.example", false);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        gives(talk, "/device/enrol", rows[i]);
        assert_null(desk_enrolment(talk->desk));
        assert_false(kept(talk, "enrolment"));
        pass(talk, 30 * 1000);
        if (!asks(talk, "/device/enrol")) {
            again(talk); /* its pauses grow beyond what a code lasts */
            step(talk);
        }
    }
}

static void a_desk_that_is_away_is_tried_again(void **state) {
    struct talk *talk = *state;
    int64_t longest = 0;
    step(talk);
    for (int i = 0; i < 12; i++) {
        refuses(talk, START_PATH, 0);
        assert_int_equal(view(talk).failures, i + 1);
        assert_int_equal(view(talk).cause, CAUSE_NETWORK);
        int64_t left = desk_next_ms(talk->desk) - talk->world->now.steady_ms;
        assert_in_range(left, 500, 15 * 60 * 1000);
        longest = left > longest ? left : longest;
        pass(talk, left);
    }
    assert_true(longest > 10 * 60 * 1000);
    assert_string_equal(news(talk), "T"); /* said once */
    (void)starts(talk, "webpki:desk.example", false);
    assert_int_equal(view(talk).failures, 0);
    assert_string_equal(news(talk), "SW");
}

static void sessions_end_and_begin_again(void **state) {
    struct talk *talk = *state;
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    refuses(talk, "/device/wait", 401); /* the desk was restarted */
    assert_int_equal(talk->world->asked_count, 0);
    pass(talk, MINUTE_MS);
    opens_session(talk, "webpki:desk.example");
    pass(talk, INT64_C(86400) * 1000); /* before its token is too old */
    opens_session(talk, "webpki:desk.example");
    refuses(talk, STATUS_PATH, 401);
    pass(talk, MINUTE_MS);
    refuses(talk, SESSION_PATH, 410);
    assert_int_equal(view(talk).state, DESK_REVOKED);
    assert_non_null(desk_enrolment(talk->desk)); /* what it shows stays */
    pass(talk, 59 * MINUTE_MS);
    assert_int_equal(talk->world->asked_count, 0);
    pass(talk, MINUTE_MS);
    opens_session(talk, "webpki:desk.example"); /* taken back */
    assert_string_equal(view(talk).error, "");
}

/* A desk whose content key is `secret`, and a screen that was let in there. */
static void let_in_by_key(struct talk *talk, struct secret_key *secret, char digits[2 * ENROL_KEY + 1]) {
    struct public_key public_;
    struct enrolment enrolment;
    key_create(secret, &public_);
    let_in(talk);
    member(asked_session(talk), "key", digits, 2 * ENROL_KEY + 1);
    assert_true(kept_enrolment_read(talk->folder, &enrolment));
    char *text = key_write_public(&public_);
    enrolment.keys.count = 0;
    assert_true(enrol_keys_add(&enrolment.keys, strtok(strchr(text, '\n') + 1, "\n")));
    assert_true(kept_enrolment_write(talk->folder, &enrolment, &talk->world->fail));
    free(text);
    again(talk);
    (void)asked_session(talk);
}

static void gone(struct talk *talk, const struct secret_key *secret, const char *order) {
    char *signature = sign_create(secret, order, strlen(order), "kiosk stop order");
    json_t *root = json_pack("{s:i, s:s}", "status", 410, "stop", signature);
    char *text = json_dumps(root, 0);
    struct fetch_result result = {
        .outcome = FETCH_FAILED, .status = 410, .cause = CAUSE_SERVER, .bytes = text, .size = strlen(text)};
    fail_set(&result.fail, "desk.example: answered 410");
    answers(talk, SESSION_PATH, result);
    json_decref(root);
    free(signature);
}

/* Whoever sits between the two can say that the screen was revoked, and cannot blank it. */
static void only_the_desks_key_stops_a_screen(void **state) {
    struct talk *talk = *state;
    struct secret_key secret, other;
    struct public_key public_;
    char digits[2 * ENROL_KEY + 1], right[200], foreign[200];
    let_in_by_key(talk, &secret, digits);
    key_create(&other, &public_);
    snprintf(right, sizeof right, "kiosk-stop-1\nsite ballerup\nkey %s\n", digits);
    snprintf(foreign, sizeof foreign, "kiosk-stop-1\nsite ballerup\nkey %064d\n", 7);
    const struct {
        const char *why, *order;
        const struct secret_key *secret;
    } forged[] = {{"signed by somebody else", right, &other},
                  {"for another screen", foreign, &secret},
                  {"a manifest that the desk has signed", "{\"type\":\"signage.content\"}", &secret},
                  {"nothing", "", &secret}};
    for (size_t i = 0; i < LENGTH(forged); i++) {
        gone(talk, forged[i].secret, forged[i].order);
        if (talk->stopped || !desk_enrolment(talk->desk) || view(talk).state != DESK_REVOKED)
            fail_msg("%s: the screen was blanked", forged[i].why);
        pass(talk, 60 * MINUTE_MS);
    }
    (void)news(talk);
    talk->cannot_stop = true;
    gone(talk, &secret, right);
    assert_non_null(desk_enrolment(talk->desk)); /* later, then */
    talk->cannot_stop = false;
    pass(talk, LONG_MS);
    (void)news(talk);
    gone(talk, &secret, right);
    assert_int_equal(talk->stopped, 1);
    assert_null(desk_enrolment(talk->desk));
    assert_non_null(strchr(news(talk), 'X'));
    assert_int_equal(view(talk).state, DESK_ENROLLING);
    pass(talk, LONG_MS);
    char now[2 * ENROL_KEY + 1];
    member(asked(talk, START_PATH)->body, "key", now, sizeof now);
    assert_string_not_equal(now, digits); /* it is another screen now */
    (void)starts(talk, "webpki:desk.example", false);
    again(talk);
    assert_null(desk_enrolment(talk->desk));
}

static void news_are_asked_for_at_once(void **state) {
    struct talk *talk = *state;
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    (void)news(talk);
    nothing(talk, STATUS_PATH);
    gives(talk, "/device/wait", "{\"since\": 4, \"published\": \"1.7\"}");
    assert_string_equal(news(talk), ""); /* it is on already */
    pass(talk, 1000);
    gives(talk, "/device/wait?since=4", "{\"since\": 5, \"published\": \"1.8\"}");
    assert_string_equal(news(talk), "O");
    pass(talk, 1000);
    assert_false(asks(talk, STATUS_PATH));
    snprintf(talk->facts.generation, sizeof talk->facts.generation, "1.8");
    pass(talk, 500);
    assert_non_null(strstr(asked(talk, STATUS_PATH)->body, "\"generation\":\"1.8\"")); /* proven at once */
    nothing(talk, STATUS_PATH);
    pass(talk, 2 * MINUTE_MS);
    assert_false(asks(talk, STATUS_PATH));
    pass(talk, 3 * MINUTE_MS);
    assert_true(asks(talk, STATUS_PATH));
    gives(talk, "/device/wait?since=5", "{\"since\": -1}"); /* no news */
    assert_int_equal(view(talk).state, DESK_AWAY);
}

static void commands_are_done_once(void **state) {
    struct talk *talk = *state;
    static const char *const all =
        "{\"since\": 1, \"commands\": [{\"id\": 3, \"do\": \"identify\"}, {\"id\": 4, \"do\": \"fetch\"}, "
        "{\"id\": 5, \"do\": \"rm\"}, {\"id\": 6, \"do\": \"restart\"}, {\"id\": \"7\", \"do\": "
        "\"restart\"}, 8]}";
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    (void)news(talk);
    nothing(talk, STATUS_PATH);
    pass(talk, 1000);
    gives(talk, "/device/wait", all);
    assert_string_equal(news(talk), "AOA");
    assert_int_equal(view(talk).asked[DESK_IDENTIFY], 3);
    assert_int_equal(view(talk).asked[DESK_RESTART], 6);
    pass(talk, 1000);
    assert_non_null(strstr(asked(talk, STATUS_PATH)->body, "\"done\":[3,4,6]"));
    gives(talk, "/device/wait", all); /* the desk has not heard yet */
    assert_string_equal(news(talk), "");
    refuses(talk, STATUS_PATH, 0); /* nor now: it is said again */
    pass(talk, MINUTE_MS);
    assert_non_null(strstr(asked(talk, STATUS_PATH)->body, "\"done\":[3,4,6]"));
    nothing(talk, STATUS_PATH);
    pass(talk, 6 * MINUTE_MS);
    assert_non_null(strstr(asked(talk, STATUS_PATH)->body, "\"done\":[]"));
}

static void a_picture_is_sent_when_the_player_made_it(void **state) {
    struct talk *talk = *state;
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    talk->picture = "PNG";
    gives(talk, "/device/wait", "{\"since\": 1, \"commands\": [{\"id\": 3, \"do\": \"picture\"}]}");
    pass(talk, 500);
    assert_false(asks(talk, "/device/shot"));
    talk->facts.picture = 3;
    pass(talk, 500);
    assert_string_equal(asked(talk, "/device/shot")->method, "PUT");
    assert_string_equal(asked(talk, "/device/shot")->body, "PNG");
    nothing(talk, "/device/shot");
    gives(talk, "/device/wait", "{\"since\": 2, \"commands\": [{\"id\": 9, \"do\": \"picture\"}]}");
    pass(talk, 61 * 1000); /* somebody stands before the screen: there is none */
    talk->facts.picture = 9;
    pass(talk, 1000);
    assert_false(asks(talk, "/device/shot"));
}

/* Somebody publishes, sees a mistake, publishes again: the tenth time is on the screen as soon as the first.
 */
static void news_in_a_row_are_heard_of_within_a_second(void **state) {
    struct talk *talk = *state;
    char told[80], next[60];
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    for (int n = 1; n <= 20; n++) {
        snprintf(told, sizeof told, "{\"since\": %d, \"published\": \"1.%d\"}", n, n);
        snprintf(next, sizeof next, "/device/wait?since=%d", n);
        gives(talk, "/device/wait", told);
        pass(talk, 1000);
        if (!asks(talk, next))
            fail_msg("after %d in a row the next ones are not asked for", n);
    }
}

/* One that does not hold, or takes no token that it gave: at most 60 requests in five minutes (faults, H4).
 */
static void a_desk_out_of_its_mind_is_left_in_peace(void **state) {
    struct talk *talk = *state;
    enum { NO_HOLD, ALWAYS_THE_SAME, ALWAYS_NEWS, NO_TOKEN, NO_START, KINDS };
    static const char *const kinds[] = {"not held", "always the same", "always news", "no token is good",
                                        "no start is known"};
    char fresh[60];
    for (int kind = 0; kind < KINDS; kind++) {
        int requests = 0;
        const int64_t ends_ms = talk->world->now.steady_ms + 5 * MINUTE_MS;
        if (kind == NO_START)
            again(talk);
        step(talk);
        if (kind == NO_HOLD)
            let_in(talk);
        while (talk->world->now.steady_ms < ends_ms) {
            while (asks(talk, "/device/")) {
                requests++;
                if (asks(talk, START_PATH))
                    (void)starts(talk, "webpki:desk.example", false);
                else if (asks(talk, "/device/enrol"))
                    refuses(talk, "/device/enrol", 404);
                else if (asks(talk, SESSION_PATH) && !strstr(asked(talk, SESSION_PATH)->body, "signature"))
                    gives(talk, SESSION_PATH,
                          "{\"challenge\": "
                          "\"00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                          "\"}");
                else if (asks(talk, SESSION_PATH))
                    gives(talk, SESSION_PATH, "{\"token\": \"ab\", \"seconds\": 86400}");
                else if (kind == NO_TOKEN)
                    refuses(talk, asks(talk, STATUS_PATH) ? STATUS_PATH : "/device/wait", 401);
                else if (asks(talk, STATUS_PATH))
                    nothing(talk, STATUS_PATH);
                else if (kind == NO_HOLD)
                    nothing(talk, "/device/wait");
                else {
                    snprintf(fresh, sizeof fresh, "{\"since\": %d, \"published\": \"1.9\"}",
                             kind == ALWAYS_NEWS ? 1000 + requests : 1);
                    gives(talk, "/device/wait", fresh);
                }
                assert_true(requests < 1000);
            }
            pass(talk, 250);
        }
        if (requests > 60)
            fail_msg("%s: %d requests", kinds[kind], requests);
        if (kind == NO_TOKEN)
            assert_true(disk_remove(talk->folder, &talk->world->fail)); /* the next one is not let in */
    }
}

static void where_it_hangs_may_change(void **state) {
    struct talk *talk = *state;
    let_in(talk);
    opens_session(talk, "webpki:desk.example");
    (void)news(talk);
    gives(talk, "/device/wait", "{\"since\": 1, \"screen\": \"bibliotek\", \"name\": \"Hj\u00f8rnet\"}");
    assert_string_equal(news(talk), "M");
    again(talk);
    assert_string_equal(desk_enrolment(talk->desk)->screen, "bibliotek");
    assert_string_equal(desk_enrolment(talk->desk)->name, "Hj\u00f8rnet");
}

static void addresses(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *typed, *address;
    } rows[] = {
        {"https://Desk.Example/", "https://Desk.Example"},
        {"https://10.0.0.5:8443", "https://10.0.0.5:8443"},
        {"https://[::1]:8443/", "https://[::1]:8443"},
        {"http://desk.example", NULL},
        {"https://", NULL},
        {"https:///", NULL},
        {"https://desk.example/x", NULL},
        {"https://desk.example//", NULL},
        {"https://desk.example:", NULL},
        {"https://desk.example:123456", NULL},
        {"https://user@desk.example", NULL},
        {"https://[::1", NULL},
        {"https://desk.example?x", NULL},
        {"https://d\u00f8d.dk", NULL},
    };
    ends(talk);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct desk_options options = {.url = rows[i].typed, .folder = talk->folder};
        struct desk *desk = desk_create(&options, &talk->world->ports, &talk->world->fail);
        if ((desk != NULL) != (rows[i].address != NULL))
            fail_msg("%s", rows[i].typed);
        if (desk)
            assert_string_equal(desk_view(desk).url, rows[i].address);
        desk_destroy(desk);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_screen_gets_in),
        TEST(a_desk_is_known_by_its_key),
        TEST(a_restart_changes_no_code),
        TEST(what_is_not_on_the_disk_was_not_received),
        TEST(a_code_that_is_over_makes_room_for_another),
        TEST(a_key_that_is_taken_is_made_anew),
        TEST(what_is_no_answer_is_kept_nowhere),
        TEST(a_desk_that_is_away_is_tried_again),
        TEST(sessions_end_and_begin_again),
        TEST(only_the_desks_key_stops_a_screen),
        TEST(news_are_asked_for_at_once),
        TEST(commands_are_done_once),
        TEST(a_picture_is_sent_when_the_player_made_it),
        TEST(news_in_a_row_are_heard_of_within_a_second),
        TEST(a_desk_out_of_its_mind_is_left_in_peace),
        TEST(where_it_hangs_may_change),
        TEST(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
