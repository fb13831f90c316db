/* Sixteen at once at one desk and its signer: people who edit, publish, look and wait, screens that wait and
 * report. Nothing is lost, nobody who waits is forgotten; under ThreadSanitizer its threads are tried. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "desk/data/audit.h"
#include "desk/data/revisions.h"
#include "publish/sign_client.h"
#include "store/sign.h"
#include "support/desk_device.h"
#include "support/intake_here.h"

enum {
    EDITORS = 4,
    PUBLISHERS = 3,
    LOOKERS = 2,
    WAITERS = 3,
    SCREENS = 4,
    CLIENTS = EDITORS + PUBLISHERS + LOOKERS + WAITERS + SCREENS,
    EDITS = 8,       /* of one editor */
    PUBLISHINGS = 6, /* of one publisher: together fewer than kiosk-sign allows in a minute */
    LOOKS = 12,
    FIRST = 2,                          /* the revision that people_start leaves */
    LAST = FIRST + EDITORS * EDITS + 1, /* the one more is made when the others have ended */
    HOLD_MS = 20000,                    /* less than a client waits, more than the desk is ever silent here */
    PATIENCE = 3000,
    TICK_MS = 10
};

struct many {
    struct people_desk *people;
    char folder[40], key[60], socket[60], state[60];
    pid_t signer;
    atomic_llong last; /* the version that is published last; 0: not known yet */
};
/* Of one thread; cmocka's asserts are the main one's. */
struct client {
    struct many *many;
    struct session_key session;
    struct device device;
    int number, done, wrong; /* answers as they should be; others */
    char said[300];          /* the first of those */
};

static struct answer ask(struct client *client, const char *line, const char *body) {
    return people_ask(client->many->people, line, body ? "application/json" : NULL, body, client->session.id,
                      client->session.csrf);
}

static void wrong(struct client *client, const struct answer *answer, const char *what) {
    if (client->wrong++ == 0)
        snprintf(client->said, sizeof client->said, "%s: %d %.200s", what, answer->status,
                 answer->body ? answer->body : "");
}

/* `fine`: what may be answered besides 200. True: it is 200. */
static bool count(struct client *client, const struct answer *answer, int fine, const char *what) {
    if (answer->status == 200)
        client->done++;
    else if (answer->status != fine)
        wrong(client, answer, what);
    return answer->status == 200;
}

/* 0: it is not there. */
static int64_t number_of(const struct answer *answer, const char *name) {
    const char *at = answer->body ? strstr(answer->body, name) : NULL;
    return at ? strtoll(at + strlen(name), NULL, 10) : 0;
}

/* Each a text of its own: none of them is in another's way. */
static void *edit(void *context) {
    static const char *const FILES[] = {"one", "two"}, *const PATHS[] = {"/name/en",
                                                                         "/slides[id=first]/headline/en"};
    struct client *client = context;
    char body[300];
    for (int i = 0; i < EDITS; i++) {
        snprintf(body, sizeof body,
                 "{\"ops\": [{\"file\": \"playlists/%s.json\", \"path\": \"%s\", \"op\": \"set\", \"value\": "
                 "\"Edit %d\"}]}",
                 FILES[client->number % 2], PATHS[client->number / 2], i);
        struct answer answer = ask(client, "POST /api/1/edits", body);
        (void)count(client, &answer, 200, "an edit");
        answer_finish(&answer);
    }
    return NULL;
}

/* Others may be faster: then what is published is newer (409), or somebody else is at it just now (503). */
static void *publish(void *context) {
    struct client *client = context;
    char body[60];
    for (int i = 0; i < PUBLISHINGS; i++) {
        struct answer now = ask(client, "GET /api/1/publication", NULL);
        snprintf(body, sizeof body, "{\"revision\": %lld}", (long long)number_of(&now, "\"newest\":"));
        answer_finish(&now);
        struct answer answer = ask(client, "POST /api/1/publish", body);
        (void)count(client, &answer, answer.status == 503 ? 503 : 409, "publishing");
        answer_finish(&answer);
    }
    return NULL;
}

static void *look(void *context) {
    static const char *const LINES[] = {"GET /api/1/screens?look=true", "GET /api/1/slides",
                                        "GET /api/1/publication", "GET /api/1/history"};
    struct client *client = context;
    for (int i = 0; i < LOOKS; i++) {
        const char *line = LINES[(i + client->number) % (int)LENGTH(LINES)];
        struct answer answer = ask(client, line, NULL);
        (void)count(client, &answer, 200, line);
        answer_finish(&answer);
    }
    return NULL;
}

/* Whoever is held and not woken has 204 in the end, which is wrong here. */
static void *wait_for_news(void *context) {
    struct client *client = context;
    int64_t revision = FIRST, published = 1, screens = 0;
    char line[140];
    while ((revision < LAST || published < LAST) && client->wrong == 0) {
        snprintf(line, sizeof line, "GET /api/1/wait?since=%lld&published=%lld&screens=%lld",
                 (long long)revision, (long long)published, (long long)screens);
        struct answer answer = ask(client, line, NULL);
        if (count(client, &answer, 200, line) && (number_of(&answer, "\"revision\":") < revision ||
                                                  number_of(&answer, "\"published\":") < published))
            wrong(client, &answer, "news of before");
        revision = number_of(&answer, "\"revision\":");
        published = number_of(&answer, "\"published\":");
        screens = number_of(&answer, "\"screens\":");
        answer_finish(&answer);
    }
    return NULL;
}

static void report(struct client *client, int64_t version) {
    char body[400];
    snprintf(body, sizeof body,
             "{\"version\": \"0.1.0\", \"boot\": \"00112233445566778899aabbccddeeff\", \"generation\": "
             "\"1.%lld\", \"rung\": \"current\", \"slide\": null, \"frame\": null, \"free\": null, "
             "\"temperature\": null, \"touch\": null, \"flags\": [], \"cause\": \"\", \"error\": \"\", "
             "\"done\": []}",
             (long long)version);
    struct answer answer = device_ask(&client->device, "POST /api/1/device/status", body);
    if (answer.status != 204)
        wrong(client, &answer, "a report");
    answer_finish(&answer);
}

/* Until it was told of the last version. */
static void *play(void *context) {
    struct client *client = context;
    int64_t since = 0, version = 0, last = 0;
    char line[80];
    while ((last == 0 || version < last) && client->wrong == 0) {
        snprintf(line, sizeof line, "GET /api/1/device/wait?since=%lld", (long long)since);
        struct answer answer = device_ask(&client->device, line, NULL);
        if (count(client, &answer, 200, line) && number_of(&answer, "\"published\":\"1.") < version)
            wrong(client, &answer, "a version of before");
        since = number_of(&answer, "\"since\":");
        version = number_of(&answer, "\"published\":\"1.");
        answer_finish(&answer);
        report(client, version);
        last = atomic_load(&client->many->last);
    }
    return NULL;
}

/* Who does what, and by which of PEOPLE; those who end by themselves come first. */
static const struct part {
    int count;
    size_t who;
    void *(*run)(void *);
} PARTS[] = {{EDITORS, 2, edit},
             {PUBLISHERS, 1, publish},
             {LOOKERS, 3, look},
             {WAITERS, 3, wait_for_news},
             {SCREENS, 0, play}};
enum { ENDING = EDITORS + PUBLISHERS + LOOKERS };

static void let_in(struct client *client) {
    static const struct act ACT = {.who = "console", .now_ms = 1000};
    struct people_desk *people = client->many->people;
    const uint8_t seed[DEVICE_SEED] = {(uint8_t)(client->number + 10)};
    client->device.people = people;
    device_key_of(seed, &client->device.key);
    assert_int_equal(screen_enrol(people->database, &ACT, client->device.key.public_half,
                                  client->number % 2 ? "one" : "two", OF_OWN, &client->device.id, NULL),
                     OUTCOME_DONE);
    device_open_session(&client->device);
}

/* What they all wait for: one more edit, and it published. The version's number is known before anybody is
 * told. */
static void end_it(struct client *admin) {
    char body[60];
    struct answer now = ask(admin, "GET /api/1/publication", NULL);
    atomic_store(&admin->many->last, number_of(&now, "\"seq\":") + 1);
    answer_finish(&now);
    struct answer saved = ask(admin, "POST /api/1/edits",
                              "{\"ops\": [{\"file\": \"playlists/one.json\", \"path\": "
                              "\"/slides[id=first]/headline/en\", \"op\": \"set\", \"value\": \"Last\"}]}");
    (void)count(admin, &saved, 200, "the last edit");
    answer_finish(&saved);
    snprintf(body, sizeof body, "{\"revision\": %d}", LAST);
    struct answer answer = ask(admin, "POST /api/1/publish", body);
    (void)count(admin, &answer, 200, "the last publishing");
    answer_finish(&answer);
}

static void judge(struct many *many, const struct client clients[CLIENTS]) {
    int64_t revision = 0, first = 0;
    int published = 0;
    for (int i = 0; i < CLIENTS; i++) {
        if (clients[i].wrong)
            fail_msg("client %d: %s", i, clients[i].said);
        published += i >= EDITORS && i < EDITORS + PUBLISHERS ? clients[i].done : 0;
    }
    assert_true(published > 0);
    assert_int_equal(revision_newest(many->people->database, &revision, NULL), OUTCOME_DONE);
    assert_int_equal(revision, LAST);
    assert_int_equal(audit_verify(many->people->database, NULL, &first, NULL), OUTCOME_DONE);
}

static void sixteen_at_once(void **state) {
    struct many *many = *state;
    struct client clients[CLIENTS] = {{.many = NULL}}, admin = {.many = many};
    pthread_t threads[CLIENTS];
    void *(*runs[CLIENTS])(void *);
    admin.session = people_sign_in(many->people, 0);
    for (int i = 0, part = 0, left = PARTS[0].count; i < CLIENTS; i++, left--) {
        if (left == 0)
            left = PARTS[++part].count;
        clients[i].many = many;
        clients[i].number = i;
        runs[i] = PARTS[part].run;
        if (runs[i] == play)
            let_in(&clients[i]);
        else
            clients[i].session = people_sign_in(many->people, PARTS[part].who);
    }
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, runs[i], &clients[i]), 0);
    for (int i = 0; i < ENDING; i++)
        pthread_join(threads[i], NULL);
    end_it(&admin);
    for (int i = ENDING; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    judge(many, clients);
    if (admin.wrong)
        fail_msg("%s", admin.said);
}

static void start_signer(struct many *many) {
    struct secret_key secret;
    struct public_key public_;
    struct fail fail = {0};
    key_create(&secret, &public_);
    char *text = key_write_secret(&secret);
    assert_true(disk_write_private(many->key, text, strlen(text), geteuid(), &fail));
    free(text);
    assert_true(disk_make_folder(many->state, &fail) && chmod(many->state, 0700) == 0);
    many->signer = fork();
    if (many->signer == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        execl(BIN_DIR "/kiosk-sign", "kiosk-sign", "--key", many->key, "--listen", many->socket, "--state",
              many->state, (char *)NULL);
        _exit(127);
    }
    struct sign_client *client = NULL;
    for (int i = 0; i < PATIENCE && !(client = sign_client_open(many->socket, &fail)); i++)
        poll(NULL, 0, TICK_MS);
    if (!client)
        fail_msg("%s", fail.text);
    sign_client_close(client);
}

static int start(void **state) {
    struct many *many = calloc(1, sizeof *many);
    assert_non_null(many);
    *state = many;
    snprintf(many->folder, sizeof many->folder, "/tmp/kiosk-many-XXXXXX");
    assert_non_null(mkdtemp(many->folder));
    snprintf(many->key, sizeof many->key, "%s/key", many->folder);
    snprintf(many->socket, sizeof many->socket, "%s/socket", many->folder);
    snprintf(many->state, sizeof many->state, "%s/state", many->folder);
    start_signer(many);
    many->people = people_start_with(&(struct people_settings){
        .sign_socket = many->socket, .hosts = DEVICE_HOSTS, .limits = {.hold_ms = HOLD_MS}});
    return 0;
}

static int stop(void **state) {
    struct many *many = *state;
    people_stop(many->people);
    kill(many->signer, SIGTERM);
    waitpid(many->signer, NULL, 0);
    assert_true(disk_remove(many->folder, NULL));
    free(many);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(sixteen_at_once, start, stop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
