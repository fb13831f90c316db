#include "desk_staff.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PERIOD_MS = 100, TEXT = 400 };

enum sends { NOTHING, A_DRAFT, A_CHANGE };
static const struct kind {
    const char *line;
    enum sends sends;
} KINDS[] = {
    {"GET /api/1/me", NOTHING},
    {"GET /api/1/screens", NOTHING},
    {"GET /api/1/slides", NOTHING},
    {"GET /api/1/files", NOTHING},
    {"GET /api/1/files/playlists/site.json", NOTHING},
    {"GET /api/1/history", NOTHING},
    {"GET /api/1/drafts", NOTHING},
    {"GET /api/1/media", NOTHING},
    {"GET /api/1/publication", NOTHING},
    {"GET /api/1/diff?from=published&to=newest", NOTHING},
    {"GET /api/1/wait?since=0", NOTHING},
    {"PUT /api/1/drafts", A_DRAFT},
    {"POST /api/1/check", A_CHANGE},
    {"POST /api/1/edits", A_CHANGE},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/* Of the default site, one for each of them and the last for who publishes: nobody meets anybody in one
 * field. */
static const char *const PLAYLISTS[STAFF + 1] = {"playlists/raadhus.json", "playlists/bibliotek.json",
                                                 "playlists/newcomers.json", "playlists/welcome.json"};
struct browser {
    const struct staff *staff;
    const char *playlist;
    pthread_t thread;
};
struct sample {
    int kind;
    double ms;
};
static struct browser browsers[STAFF];
static struct sample samples[STAFF_SAMPLES];
static int sample_count, question_count, refused; /* atomic */

void staff_sign_in(struct staff *staff, const struct place *place, const char *login, const char *password) {
    char body[TEXT], csrf[200];
    struct client client;
    struct answer answer = {0};
    staff->place = *place;
    snprintf(body, sizeof body, "{\"login\": \"%s\", \"password\": \"%s\"}", login, password);
    client_open(&client, place);
    NEEDED(client_ask(&client, &(struct question){"POST /api/1/session", NULL, body}, &answer) == 200);
    answer_member(&answer, "csrf", csrf, sizeof csrf);
    const char *cookie = strstr(answer.bytes, "Set-Cookie: ");
    NEEDED(cookie);
    cookie += strlen("Set-Cookie: ");
    snprintf(staff->key, sizeof staff->key, "Cookie: %.*s\r\nX-CSRF-Token: %s\r\n",
             (int)strcspn(cookie, ";\r"), cookie, csrf);
    answer_finish(&answer);
    client_close(&client);
}

/* NULL: nothing is sent. A change is never the same. */
static const char *write_body(const char *playlist, enum sends sends, char out[TEXT]) {
    int number = __atomic_add_fetch(&question_count, 1, __ATOMIC_RELAXED);
    if (sends == A_DRAFT)
        snprintf(out, TEXT, "{\"file\": \"%s\", \"slide\": \"bench\", \"base\": 1, \"ops\": []}", playlist);
    if (sends == A_CHANGE)
        snprintf(out, TEXT,
                 "{\"ops\": [{\"file\": \"%s\", \"path\": \"/name/en\", \"op\": \"set\", \"value\": \"Name "
                 "%d\"}]}",
                 playlist, number);
    return sends == NOTHING ? NULL : out;
}

static void ask_one(const struct browser *browser, const struct client *client, int kind,
                    struct answer *answer) {
    char body[TEXT];
    const struct question question = {KINDS[kind].line, browser->staff->key,
                                      write_body(browser->playlist, KINDS[kind].sends, body)};
    double begun = now_ms();
    int status = client_ask(client, &question, answer);
    double took = now_ms() - begun;
    if (status == 503)
        __atomic_add_fetch(&refused, 1, __ATOMIC_RELAXED);
    else if (status != 200 && status != 204) {
        fprintf(stderr, "%s is answered %d: %s\n", question.line, status, answer->body);
        exit(1);
    }
    int place = __atomic_fetch_add(&sample_count, 1, __ATOMIC_RELAXED);
    NEEDED(place < STAFF_SAMPLES);
    samples[place] = (struct sample){kind, took};
}

static void *browse(void *context) {
    const struct browser *browser = context;
    struct answer answer = {0};
    struct client client;
    client_open(&client, &browser->staff->place);
    double due = now_ms();
    for (int i = __atomic_add_fetch(&question_count, 5, __ATOMIC_RELAXED); due < browser->staff->until_ms;
         i++) {
        ask_one(browser, &client, i % KIND_COUNT, &answer);
        due += PERIOD_MS;
        double rest = due - now_ms();
        if (rest > 0)
            nanosleep(&(struct timespec){(time_t)(rest / 1e3), (long)((long)(rest * 1e6) % 1000000000L)},
                      NULL);
    }
    client_close(&client);
    answer_finish(&answer);
    return NULL;
}

void staff_start(struct staff *staff) {
    for (int i = 0; i < STAFF; i++) {
        browsers[i] = (struct browser){.staff = staff, .playlist = PLAYLISTS[i]};
        NEEDED(pthread_create(&browsers[i].thread, NULL, browse, &browsers[i]) == 0);
    }
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void tell_kind(const char *name, int kind) {
    static double took[STAFF_SAMPLES];
    int count = 0;
    for (int i = 0; i < sample_count; i++)
        if (kind < 0 || samples[i].kind == kind)
            took[count++] = samples[i].ms;
    qsort(took, (size_t)count, sizeof *took, ascending);
    if (count > 0)
        printf("%s\"%s\": {\"count\": %d, \"p50\": %.2f, \"p99\": %.2f, \"most\": %.2f}",
               kind < 0 ? "" : ", ", name, count, took[count / 2], took[count * 99 / 100], took[count - 1]);
}

void staff_tell(void) {
    for (int i = 0; i < STAFF; i++)
        NEEDED(pthread_join(browsers[i].thread, NULL) == 0);
    printf("\"staff_refused\": %d, \"staff\": {", refused);
    tell_kind("all", -1);
    for (int i = 0; i < KIND_COUNT; i++)
        tell_kind(KINDS[i].line, i);
    printf("}");
}

double staff_publish(const struct staff *staff, double *answered_ms) {
    char body[TEXT], revision[24];
    struct client client;
    struct answer answer = {0};
    client_open(&client, &staff->place);
    write_body(PLAYLISTS[STAFF], A_CHANGE, body);
    NEEDED(client_ask(&client, &(struct question){"POST /api/1/edits", staff->key, body}, &answer) == 200);
    answer_member(&answer, "revision", revision, sizeof revision);
    snprintf(body, sizeof body, "{\"revision\": %s}", revision);
    double clicked = now_ms();
    NEEDED(client_ask(&client, &(struct question){"POST /api/1/publish", staff->key, body}, &answer) == 200);
    *answered_ms = now_ms();
    client_close(&client);
    answer_finish(&answer);
    return clicked;
}
