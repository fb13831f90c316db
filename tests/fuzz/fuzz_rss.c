/* RSS 2.0, RSS 1.0 and Atom, as any newspaper may write it. */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    target_feed(rss_intake, data, size);
    return 0;
}
