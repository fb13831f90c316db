/* The signed list of a site's files; what was read can be written and read again. */
#include <stdlib.h>

#include "core/manifest/manifest.h"
#include "core/site/site.h"
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    target_why = (struct fail){0};
    struct manifest *manifest = manifest_parse(copy, size, &target_why);
    if (manifest) {
        size_t written_size = 0;
        char *written = manifest_write(manifest, &written_size);
        PROMISED(written);
        struct manifest *again = manifest_parse(written, written_size, &target_why);
        PROMISED(again && again->seq == manifest->seq && again->file_count == manifest->file_count);
        for (size_t i = 0; i < manifest->file_count; i++)
            PROMISED(site_name_valid(manifest->files[i].name));
        manifest_destroy(again);
        free(written);
        manifest_destroy(manifest);
    } else {
        PROMISED(target_why.text[0]);
    }
    free(copy);
    return 0;
}
