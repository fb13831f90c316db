#include "sync/desk_json.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "enrol/hex.h"

enum { SECONDS_MIN = 60, SECONDS_MAX = 7 * 86400 };

static const char *text_of(const json_t *from, const char *key) {
    return json_string_value(json_object_get(from, key));
}

bool desk_take_text(const json_t *from, const char *key, char *out, size_t size) {
    const char *text = text_of(from, key);
    size_t length = text ? strlen(text) : 0;
    if (length == 0 || length >= size)
        return false;
    text_put(out, size, text);
    return true;
}

bool desk_take_bytes(const json_t *from, const char *key, void *bytes, size_t size) {
    return hex_read(text_of(from, key), bytes, size);
}

bool desk_take_keys(const json_t *from, struct enrol_keys *keys) {
    const json_t *list = json_object_get(from, "keys");
    size_t count = json_array_size(list);
    keys->count = 0;
    for (size_t i = 0; i < count; i++)
        if (!enrol_keys_add(keys, json_string_value(json_array_get(list, i))))
            return false;
    return keys->count > 0;
}

bool desk_take_pins(const json_t *from, struct kept_pins *pins) {
    const json_t *list = json_object_get(from, "pins");
    size_t count = json_array_size(list);
    uint8_t bytes[32];
    pins->count = 0;
    if ((list && !json_is_array(list)) || count > KEPT_PINS_MAX)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *hex = json_string_value(json_array_get(list, i));
        if (!hex_read(hex, bytes, sizeof bytes))
            return false;
        memcpy(pins->hex[pins->count++], hex, KEPT_PIN);
    }
    return true;
}

bool desk_url_valid(const char *url) {
    return https_url_valid(url) && strlen(url) < KEPT_URL_MAX;
}

static bool take_word(const json_t *from, const char *key, char *out) {
    const char *text = text_of(from, key);
    if (!enrol_site_valid(text))
        return false;
    snprintf(out, ENROL_SITE_MAX, "%s", text);
    return true;
}

static bool take_seconds(const json_t *from, int *seconds) {
    json_int_t value = json_integer_value(json_object_get(from, "seconds"));
    if (value < SECONDS_MIN || value > SECONDS_MAX)
        return false;
    *seconds = (int)value;
    return true;
}

/* NULL: it is no object. */
static json_t *object(const char *text, size_t size) {
    json_t *root = text ? json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL) : NULL;
    if (json_is_object(root))
        return root;
    json_decref(root);
    return NULL;
}

bool desk_read_start(const char *text, size_t size, struct kept_start *start, int *seconds) {
    json_t *root = object(text, size);
    bool fine = desk_take_bytes(root, "ticket", start->ticket, sizeof start->ticket) &&
                desk_take_bytes(root, "nonce", start->desk_nonce, sizeof start->desk_nonce) &&
                take_word(root, "site", start->site) && desk_take_keys(root, &start->keys) &&
                take_seconds(root, seconds);
    json_decref(root);
    return fine;
}

static bool id_valid(const char *id) {
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    return strspn(id, allowed) == strlen(id);
}

bool desk_read_enrolment(const char *text, size_t size, struct enrolment *enrolment) {
    json_t *root = object(text, size);
    bool fine = desk_take_text(root, "id", enrolment->id, sizeof enrolment->id) && id_valid(enrolment->id) &&
                desk_take_text(root, "name", enrolment->name, sizeof enrolment->name) &&
                desk_take_text(root, "url", enrolment->url, sizeof enrolment->url) &&
                desk_url_valid(enrolment->url) && take_word(root, "channel", enrolment->channel) &&
                desk_take_pins(root, &enrolment->pins);
    enrolment->screen[0] = '\0';
    if (fine && json_object_get(root, "screen"))
        fine = desk_take_text(root, "screen", enrolment->screen, sizeof enrolment->screen);
    size_t length = fine ? strlen(enrolment->url) : 0;
    if (fine && enrolment->url[length - 1] == '/')
        enrolment->url[length - 1] = '\0';
    json_decref(root);
    return fine;
}

bool desk_read_challenge(const char *text, size_t size, uint8_t challenge[SESSION_CHALLENGE]) {
    json_t *root = object(text, size);
    bool fine = desk_take_bytes(root, "challenge", challenge, SESSION_CHALLENGE);
    json_decref(root);
    return fine;
}

bool desk_read_token(const char *text, size_t size, char token[DESK_TOKEN_MAX], int *seconds) {
    json_t *root = object(text, size);
    const char *given = text_of(root, "token");
    bool fine = given && given[0] && strlen(given) < DESK_TOKEN_MAX &&
                strspn(given, "0123456789abcdef") == strlen(given) && take_seconds(root, seconds);
    if (fine)
        snprintf(token, DESK_TOKEN_MAX, "%s", given);
    json_decref(root);
    return fine;
}

bool desk_read_stop(const char *text, size_t size, char stop[DESK_STOP_MAX]) {
    json_t *root = object(text, size);
    const char *given = text_of(root, "stop");
    bool fine = given && strlen(given) < DESK_STOP_MAX;
    if (fine)
        snprintf(stop, DESK_STOP_MAX, "%s", given);
    json_decref(root);
    return fine;
}

/* What this program does not know is left undone and said nothing of: it stays the desk's to notice. */
static void take_command(const json_t *from, struct desk_told *told) {
    static const char *const names[DESK_COMMANDS] = {"identify", "picture", "restart", "fetch"};
    const char *word = text_of(from, "do");
    json_int_t id = json_integer_value(json_object_get(from, "id"));
    for (int i = 0; word && id > 0 && i < DESK_COMMANDS && told->command_count < DESK_COMMANDS_MAX; i++)
        if (strcmp(word, names[i]) == 0) {
            told->commands[told->command_count].id = id;
            told->commands[told->command_count++].what = (enum desk_command)i;
        }
}

bool desk_read_told(const char *text, size_t size, struct desk_told *told) {
    json_t *root = object(text, size);
    const json_t *since = json_object_get(root, "since"), *commands = json_object_get(root, "commands");
    memset(told, 0, sizeof *told);
    bool fine = json_is_integer(since) && json_integer_value(since) >= 0 && desk_take_pins(root, &told->pins);
    told->since = json_integer_value(since);
    told->has_pins = json_object_get(root, "pins") != NULL;
    for (size_t i = 0; i < json_array_size(commands) && i < DESK_COMMANDS_MAX; i++)
        take_command(json_array_get(commands, i), told);
    const struct {
        const char *key;
        char *out;
        size_t size;
    } texts[] = {{"published", told->published, sizeof told->published},
                 {"screen", told->screen, sizeof told->screen},
                 {"name", told->name, sizeof told->name}};
    for (size_t i = 0; fine && i < LENGTH(texts); i++)
        fine = !json_object_get(root, texts[i].key) ||
               desk_take_text(root, texts[i].key, texts[i].out, texts[i].size);
    json_decref(root);
    return fine;
}

static json_t *text_or_null(const char *text) {
    char put[sizeof(((struct desk_facts *)0)->error)];
    return text[0] ? json_string(text_put(put, sizeof put, text)) : json_null();
}

static json_t *flags_of(const struct desk_facts *facts) {
    const struct {
        bool set;
        const char *word;
    } flags[] = {{facts->damaged, "damaged"},
                 {facts->clock_behind, "clock-behind"},
                 {facts->player_silent, "player-silent"},
                 {facts->in_use, "in-use"}};
    json_t *list = json_array();
    for (size_t i = 0; i < LENGTH(flags); i++)
        if (flags[i].set)
            json_array_append_new(list, json_string(flags[i].word));
    return list;
}

char *desk_write_status(const struct desk_facts *facts, const uint8_t boot[ENROL_BOOT],
                        const struct desk_done *done) {
    static const char *const touches[] = {"", "none", "ok", "faulty"};
    char number[2 * ENROL_BOOT + 1];
    json_t *root = json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "version", KIOSK_VERSION, "boot",
        hex_write(boot, ENROL_BOOT, number), "generation", text_or_null(facts->generation), "rung",
        text_or_null(facts->rung), "slide", text_or_null(facts->slide), "frame", text_or_null(facts->frame),
        "panel", text_or_null(facts->panel), "free",
        facts->free_bytes < 0 ? json_null() : json_integer(facts->free_bytes), "temperature",
        facts->temperature == INT_MIN ? json_null() : json_integer(facts->temperature), "touch",
        text_or_null(touches[facts->touch]), "flags", flags_of(facts), "cause",
        facts->cause ? facts->cause : "", "error", json_null());
    json_t *ids = json_array();
    for (size_t i = 0; i < done->count; i++)
        json_array_append_new(ids, json_integer(done->ids[i]));
    json_object_set_new(root, "done", ids);
    json_object_set_new(root, "error", facts->error[0] ? text_or_null(facts->error) : json_string(""));
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    return text;
}
