/* Opening hours from a Danish library's site. */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    target_feed(dpl_hours_intake, data, size);
    return 0;
}
