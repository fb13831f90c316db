#include "desk/routes/device_self.h"

#include <stdlib.h>
#include <string.h>

#include "desk/http/certificate_names.h"
#include "desk/routes/screen_names.h"
#include "publish/sign_client.h"

enum { KEYS_LAST_MS = 5000, KEYS_FAILED_MS = 2000 };

static void add_host(struct starts_desk *self, const char *host) {
    char lower[ENROL_IDENTITY_MAX];
    size_t size = strlen(host);
    bool brackets = size > 2 && host[0] == '[' && host[size - 1] == ']';
    if (self->identity_count == STARTS_IDENTITIES_MAX || size >= sizeof lower)
        return;
    size -= brackets ? 2 : 0;
    for (size_t i = 0; i < size; i++) {
        char c = host[i + brackets];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    lower[size] = '\0';
    if (enrol_identity_of_host(lower, self->identities[self->identity_count]))
        self->identity_count++;
}

static void add_key_of(const char *certificate, struct starts_desk *self) {
    struct certificate_names seen;
    if (self->identity_count < STARTS_IDENTITIES_MAX && certificate_names_read(certificate, &seen, NULL))
        self->identity_count += enrol_identity_of_key(seen.key, self->identities[self->identity_count]);
}

enum outcome device_self_identities(const struct desk *desk, struct starts_desk *self, struct fail *fail) {
    const char *const *hosts = desk->settings.hosts;
    struct certificate_names seen = {.count = 0};
    struct starts_desk found = {.identity_count = 0};
    if (desk->settings.certificate) {
        if (!certificate_names_read(desk->settings.certificate, &seen, fail))
            return OUTCOME_TROUBLE;
        found.identity_count += enrol_identity_of_key(seen.key, found.identities[0]);
    }
    for (const char *const *other = desk->settings.others; other && *other; other++)
        add_key_of(*other, &found); /* a screen that was let in under it signs for it */
    for (; hosts && *hosts; hosts++)
        add_host(&found, *hosts);
    for (size_t i = 0; !desk->settings.hosts && i < seen.count; i++)
        add_host(&found, seen.names[i]);
    if (found.identity_count == 0) {
        fail_set(fail, "screens cannot know this desk: it has neither a certificate nor a name (--host)");
        return OUTCOME_REFUSED;
    }
    *self = found;
    return OUTCOME_DONE;
}

static void add_pin(struct certificate_pins *pins, const char *certificate) {
    struct certificate_names seen;
    if (pins->count < DEVICE_PINS_MAX && certificate_names_read(certificate, &seen, NULL))
        memcpy(pins->keys[pins->count++], seen.key, sizeof seen.key);
}

static void read_pins(const struct desk_settings *settings, struct certificate_pins *pins) {
    pins->count = 0;
    if (settings->certificate)
        add_pin(pins, settings->certificate);
    for (const char *const *other = settings->others; other && *other; other++)
        add_pin(pins, *other);
}

json_t *device_self_pins(struct desk *desk) {
    struct certificate_pins *pins = &desk->devices->pins;
    int64_t now_ms = devices_now_ms(desk);
    if (pins->read_ms == 0 || now_ms - pins->read_ms >= DEVICE_PINS_MS) {
        read_pins(&desk->settings, pins);
        pins->read_ms = now_ms;
    }
    json_t *list = json_array();
    for (size_t i = 0; list && i < pins->count; i++)
        if (json_array_append_new(list, json_string(pins->keys[i])) != 0) {
            json_decref(list);
            list = NULL;
        }
    return list;
}

/* The second line of a minisign key file. */
static bool add_key(struct enrol_keys *keys, const struct public_key *key) {
    char *text = key_write_public(key), *rest = text, *line = NULL;
    for (int i = 0; rest && i < 2; i++)
        line = strsep(&rest, "\n");
    bool added = line && enrol_keys_add(keys, line);
    free(text);
    return added;
}

/* Not asked for each of many screens that start at once, nor when it just did not answer. */
static bool look_at_keys(struct desk *desk, struct fail *fail) {
    struct devices *devices = desk->devices;
    int64_t now_ms = devices_now_ms(desk);
    bool known = devices->keys.count > 0;
    if (now_ms - devices->keys_ms < (known ? KEYS_LAST_MS : KEYS_FAILED_MS))
        return known || fail_set(fail, "kiosk-sign does not say which key it has");
    devices->keys_ms = now_ms;
    devices->keys.count = 0;
    if (!desk->settings.sign_socket)
        return fail_set(fail, "no kiosk-sign is set (--sign-socket), so no screen can be told whose "
                              "content to believe");
    struct sign_client *client = sign_client_open(desk->settings.sign_socket, fail);
    if (!client)
        return false;
    struct signer signer = sign_client_signer(client);
    bool fine = add_key(&devices->keys, &signer.key) || fail_set(fail, "kiosk-sign has no usable key");
    sign_client_close(client);
    return fine;
}

enum outcome device_self_all(struct desk *desk, struct database *database, struct starts_desk *self,
                             struct fail *fail) {
    struct starts_desk found = {.identity_count = 0};
    enum outcome outcome = device_self_identities(desk, &found, fail);
    if (outcome == OUTCOME_DONE)
        outcome = screen_names_look(desk->devices->names, database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (!look_at_keys(desk, fail))
        return OUTCOME_BUSY;
    found.keys = desk->devices->keys;
    memcpy(found.site, screen_names_site(desk->devices->names), sizeof found.site);
    *self = found;
    return OUTCOME_DONE;
}
