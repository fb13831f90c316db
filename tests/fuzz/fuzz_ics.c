/* iCalendar, as any calendar on the web may write it. */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    target_feed(ics_intake, data, size);
    return 0;
}
