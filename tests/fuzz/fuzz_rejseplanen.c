/* A board of departures. */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    target_feed(rejseplanen_intake, data, size);
    return 0;
}
