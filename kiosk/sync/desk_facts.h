/* How this screen is, for its desk: what the player says of itself (status.json), and what the machine says.
 */
#pragma once

#include <stdint.h>

#include "sync/desk_json.h"

struct desk_sources {
    const char *player; /* its status.json */
    const char *store;  /* whose disk it is about */
    const char *heat;   /* thousandths of a degree, as Linux has it */
};

/* What cannot be read is not known. A player that has said nothing for a minute is silent. Leaves cause and
 * error. */
void desk_facts_read(const struct desk_sources *sources, int64_t now_s, struct desk_facts *facts);

/* "Raspberry Pi 4 Model B Rev 1.4"; "": the machine does not say. */
enum { DESK_MODEL_MAX = 81 };
void desk_model(char model[DESK_MODEL_MAX]);
