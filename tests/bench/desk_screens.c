#include "desk_screens.h"

#include <stdio.h>

#include "enrol/hex.h"

enum { BODY = 700 };
#define SESSION "POST /api/1/device/session"

static void open_session(struct screen *screen, int number, struct answer *answer) {
    char body[BODY], key[2 * ENROL_KEY + 1], text[2 * SESSION_CHALLENGE + 1], boot[2 * ENROL_BOOT + 1],
        signed_text[2 * SESSION_SIGNATURE + 1], token[2 * DEVICE_TOKEN + 1];
    uint8_t challenge[SESSION_CHALLENGE], signature[SESSION_SIGNATURE], start[ENROL_BOOT] = "bench";
    struct device_key pair;
    screen_key(number, &pair);
    hex_write(pair.public_half, ENROL_KEY, key);
    snprintf(body, sizeof body, "{\"key\": \"%s\"}", key);
    NEEDED(client_ask(&screen->client, &(struct question){SESSION, NULL, body}, answer) == 200);
    answer_member(answer, "challenge", text, sizeof text);
    NEEDED(hex_read(text, challenge, sizeof challenge));
    const struct session_proof proof = {"webpki:localhost", challenge, start};
    session_sign(&pair, &proof, signature);
    snprintf(body, sizeof body,
             "{\"key\": \"%s\", \"boot\": \"%s\", \"challenge\": \"%s\", \"signature\": \"%s\"}", key,
             hex_write(start, ENROL_BOOT, boot), text, hex_write(signature, SESSION_SIGNATURE, signed_text));
    NEEDED(client_ask(&screen->client, &(struct question){SESSION, NULL, body}, answer) == 200);
    answer_member(answer, "token", token, sizeof token);
    snprintf(screen->bearer, sizeof screen->bearer, "Authorization: Bearer %s\r\n", token);
}

static void take_news(struct screen *screen, const struct answer *answer) {
    answer_member(answer, "since", screen->since, sizeof screen->since);
    answer_member(answer, "published", screen->published, sizeof screen->published);
}

void screen_open(struct screen *screen, const struct place *place, int number, struct answer *answer) {
    client_open(&screen->client, place);
    open_session(screen, number, answer);
    const struct question first = {"GET /api/1/device/wait?since=0", screen->bearer, NULL};
    NEEDED(client_ask(&screen->client, &first, answer) == 200);
    take_news(screen, answer);
}

void screen_hold(struct screen *screen) {
    char line[80];
    snprintf(line, sizeof line, "GET /api/1/device/wait?since=%s", screen->since);
    client_send(&screen->client, &(struct question){line, screen->bearer, NULL});
    screen->doing = HELD;
}

static void fetch(struct screen *screen, enum doing what) {
    client_send(&screen->client,
                &(struct question){what == FETCHES_MANIFEST ? "GET /site/c/main/manifest"
                                                            : "GET /site/c/main/manifest.sig",
                                   NULL, NULL});
    screen->doing = what;
}

/* What it was answered to its held request: something new? */
static bool is_told(struct screen *screen, const struct answer *answer) {
    char known[sizeof screen->published];
    if (answer->status != 200)
        return false;
    memcpy(known, screen->published, sizeof known);
    take_news(screen, answer);
    return strcmp(known, screen->published) != 0;
}

void screen_step(struct screen *screen, struct answer *answer) {
    NEEDED(client_receive(&screen->client, answer));
    NEEDED(answer->status == 200 || answer->status == 204 || answer->status == 503);
    screen->refused += answer->status == 503;
    if (screen->doing == HELD && is_told(screen, answer)) {
        screen->told_ms = now_ms();
        fetch(screen, FETCHES_MANIFEST);
    } else if (screen->doing == FETCHES_MANIFEST) {
        fetch(screen, FETCHES_SIGNATURE);
    } else {
        screen_hold(screen);
    }
}

void screen_report(const struct screen *screen, const struct place *place, struct answer *answer) {
    static const char *const FORM =
        "{\"version\": \"0.1.0\", \"boot\": \"62656e63680000000000000000000000\", \"generation\": \"%s\", "
        "\"rung\": "
        "\"current\", \"slide\": \"first\", \"frame\": \"0123456789abcdef\", \"free\": 20000000000, "
        "\"temperature\": 412, "
        "\"touch\": \"none\", \"flags\": [], \"cause\": \"\", \"error\": \"\", \"done\": []}";
    char body[BODY];
    struct client client;
    snprintf(body, sizeof body, FORM, screen->published);
    client_open(&client, place);
    NEEDED(client_ask(&client, &(struct question){"POST /api/1/device/status", screen->bearer, body},
                      answer) == 204);
    client_close(&client);
}
