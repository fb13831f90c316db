#include "sync/desk_kept.h"

#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "enrol/hex.h"
#include "sync/desk_json.h"
#include "system/disk.h"

enum { KEPT_BYTES_MAX = 32 << 10 };

static char *read_file(const char *folder, const char *name, size_t *size) {
    char *path = disk_path(folder, name), *text = NULL;
    if (!path || !disk_read(path, KEPT_BYTES_MAX, &text, size, NULL))
        text = NULL;
    free(path);
    return text;
}

static json_t *read_object(const char *folder, const char *name) {
    size_t size = 0;
    char *text = read_file(folder, name, &size);
    json_t *root = text ? json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL) : NULL;
    free(text);
    return root;
}

static bool write_file(const char *folder, const char *name, const char *text, struct fail *fail) {
    char *path = disk_path(folder, name);
    bool done = path && text ? disk_write_private(path, text, strlen(text), geteuid(), fail)
                             : fail_set(fail, "%s: out of memory", name);
    free(path);
    return done;
}

static bool write_object(const char *folder, const char *name, json_t *root, struct fail *fail) {
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    bool done = write_file(folder, name, text, fail);
    free(text);
    json_decref(root);
    return done;
}

bool kept_seed_read(const char *folder, uint8_t seed[DEVICE_SEED]) {
    size_t size = 0;
    char *text = read_file(folder, "seed", &size);
    if (text && size > 0 && text[size - 1] == '\n')
        text[size - 1] = '\0';
    bool done = hex_read(text, seed, DEVICE_SEED);
    if (text)
        sodium_memzero(text, size);
    free(text);
    return done;
}

bool kept_seed_write(const char *folder, const uint8_t seed[DEVICE_SEED], struct fail *fail) {
    char text[2 * DEVICE_SEED + 2];
    strcat(hex_write(seed, DEVICE_SEED, text), "\n");
    bool done = write_file(folder, "seed", text, fail);
    sodium_memzero(text, sizeof text);
    return done;
}

static json_t *keys_json(const struct enrol_keys *keys) {
    json_t *list = json_array();
    for (size_t i = 0; i < keys->count; i++)
        json_array_append_new(list, json_string(keys->lines[i]));
    return list;
}

bool kept_start_read(const char *folder, struct kept_start *start) {
    json_t *root = read_object(folder, "start");
    bool done = desk_take_bytes(root, "ticket", start->ticket, ENROL_TICKET) &&
                desk_take_bytes(root, "screen_nonce", start->screen_nonce, ENROL_NONCE) &&
                desk_take_bytes(root, "desk_nonce", start->desk_nonce, ENROL_NONCE) &&
                desk_take_text(root, "identity", start->identity, sizeof start->identity) &&
                desk_take_text(root, "site", start->site, sizeof start->site) &&
                desk_take_keys(root, &start->keys);
    json_decref(root);
    return done;
}

bool kept_start_write(const char *folder, const struct kept_start *start, struct fail *fail) {
    char ticket[2 * ENROL_TICKET + 1], mine[2 * ENROL_NONCE + 1], desks[2 * ENROL_NONCE + 1];
    return write_object(folder, "start",
                        json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "ticket",
                                  hex_write(start->ticket, ENROL_TICKET, ticket), "screen_nonce",
                                  hex_write(start->screen_nonce, ENROL_NONCE, mine), "desk_nonce",
                                  hex_write(start->desk_nonce, ENROL_NONCE, desks), "identity",
                                  start->identity, "site", start->site, "keys", keys_json(&start->keys)),
                        fail);
}

static bool forget(const char *folder, const char *name, struct fail *fail) {
    char *path = disk_path(folder, name);
    bool done = path ? disk_remove(path, fail) : fail_set(fail, "out of memory");
    free(path);
    return done;
}

bool kept_start_forget(const char *folder, struct fail *fail) {
    return forget(folder, "start", fail);
}

bool kept_enrolment_forget(const char *folder, struct fail *fail) {
    return forget(folder, "enrolment", fail);
}

bool kept_enrolment_read(const char *folder, struct enrolment *enrolment) {
    size_t size = 0;
    char *text = read_file(folder, "enrolment", &size);
    json_t *root = text ? json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL) : NULL;
    bool done = desk_read_enrolment(text, size, enrolment) &&
                desk_take_text(root, "site", enrolment->site, sizeof enrolment->site) &&
                desk_take_text(root, "identity", enrolment->identity, sizeof enrolment->identity) &&
                desk_take_keys(root, &enrolment->keys);
    json_decref(root);
    free(text);
    return done;
}

bool kept_enrolment_write(const char *folder, const struct enrolment *enrolment, struct fail *fail) {
    json_t *pins = json_array();
    for (size_t i = 0; i < enrolment->pins.count; i++)
        json_array_append_new(pins, json_string(enrolment->pins.hex[i]));
    json_t *root =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "id", enrolment->id, "name", enrolment->name,
                  "url", enrolment->url, "channel", enrolment->channel, "site", enrolment->site, "identity",
                  enrolment->identity, "keys", keys_json(&enrolment->keys), "pins", pins);
    if (root && enrolment->screen[0])
        json_object_set_new(root, "screen", json_string(enrolment->screen));
    return write_object(folder, "enrolment", root, fail);
}

bool kept_trust(const struct enrol_keys *keys, struct trust *trust, struct fail *fail) {
    char text[ENROL_KEYS_MAX * (ENROL_CONTENT_KEY + 1) + 1];
    size_t used = 0;
    for (size_t i = 0; i < keys->count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s\n", keys->lines[i]);
    return trust_parse(text, used, trust, fail);
}
