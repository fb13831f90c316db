/* A feed that is JSON: read, its items taken one by one, written as a list. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "intake/feed_write.h"
#include "intake/intake.h"

struct feed_json {
    const char *list; /* what is written: "events" */
    /* The items in `root`: an array, one object, or NULL for none; borrowed. False: that is no such feed;
     * `fail` says why. */
    bool (*find)(const json_t *root, const json_t **items, struct fail *fail);
    /* Puts what a screen may want of the item into the list. False when out of memory. */
    bool (*take)(struct feed_list *list, const json_t *item, const struct intake_options *options);
};
/* An intake (intake.h) of such a document. */
bool feed_json_intake(const struct feed_json *kind, const char *bytes, size_t size,
                      const struct intake_options *options, char **out, size_t *out_size,
                      struct fail *fail) MUST_CHECK;
