#include "sync/cause.h"

const char *cause_name(enum cause cause) {
    static const char *const names[] = {
        [CAUSE_NONE] = "",           [CAUSE_NETWORK] = "network", [CAUSE_SERVER] = "server",
        [CAUSE_CONTENT] = "content", [CAUSE_MACHINE] = "machine", [CAUSE_CONFIGURATION] = "configuration"};
    return names[cause];
}
