/* PNG, JPEG and WebP pictures, by what they say themselves. */
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    target_picture(data, size);
    return 0;
}
