/* Is a published tree what a screen would take? */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/sign.h"
#include "store/store.h"

struct verify_result {
    char site[41];
    struct generation_id id; /* 0.0: the manifest is not to be believed */
    size_t files;
};
/* Checks the signature of `channel` with the keys of `trust`, the manifest, its time, and every object. False
 * when anything is wrong; `report` gets all of it, with the file each finding is about. */
bool verify(const char *tree, const char *channel, const struct trust *trust, int64_t now_s,
            struct verify_result *result, struct report *report) MUST_CHECK;
