#include "desk/routes/device_authorize.h"

#include <string.h>

#include <sodium.h>

#include "enrol/hex.h"

#define BEARER "Bearer "

const struct device_asking *device_asking(const struct request *request) {
    return request->session;
}

struct looking {
    struct device_asking *asking;
    bool good;
};

static void see(void *context, const struct screen_row *row) {
    struct looking *looking = context;
    struct device_asking *asking = looking->asking;
    uint8_t print[KEY_PRINT];
    device_key_print(row->key, print);
    looking->good = row->revoked_ms == 0 && sodium_memcmp(print, asking->claims.print, sizeof print) == 0 &&
                    strlen(row->name) < sizeof asking->name;
    asking->id = row->id;
    asking->group = row->group;
    if (looking->good)
        memcpy(asking->name, row->name, strlen(row->name) + 1);
}

enum verdict device_authorize(struct desk *desk, struct request *request) {
    const char *header = request_header(request, "Authorization");
    struct device_asking *asking = arena_alloc(request->arena, sizeof *asking);
    struct looking looking = {.asking = asking};
    uint8_t token[DEVICE_TOKEN];
    struct fail fail = {0};
    if (!header || strncmp(header, BEARER, strlen(BEARER)) != 0 ||
        !hex_read(header + strlen(BEARER), token, sizeof token))
        return VERDICT_SIGN_IN;
    struct database *database = desk_connection(desk);
    if (!database || !asking)
        return VERDICT_TROUBLE;
    if (!device_token_read(desk->devices->secret, token, devices_now_ms(desk), &asking->claims))
        return VERDICT_SIGN_IN;
    enum outcome outcome = screen_read(database, asking->claims.screen, see, &looking, &fail);
    if (outcome != OUTCOME_DONE && outcome != OUTCOME_ABSENT) {
        desk_log(desk, "cannot tell which screen asks: %s", fail.text);
        return VERDICT_TROUBLE;
    }
    request->session = asking;
    return looking.good ? VERDICT_ALLOWED : VERDICT_SIGN_IN;
}
