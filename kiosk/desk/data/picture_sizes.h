/* How large pictures are, as kiosk-intake said when it was asked: by the hash of their bytes, so that none is
 * asked about twice. */
#pragma once

#include "desk/data/database.h"
#include "system/hash.h"

struct picture_size {
    int width,
        height; /* px as it is seen, of a drawing its own units; 0: kiosk-intake takes it for no picture */
};
/* ABSENT: nobody has asked. */
enum outcome picture_size_find(struct database *database, const struct hash *hash, struct picture_size *size,
                               struct fail *fail) MUST_CHECK;
/* One that is known stays; of a hash that no version of the site has nothing is kept. */
enum outcome picture_size_put(struct database *database, const struct hash *hash, struct picture_size size,
                              struct fail *fail) MUST_CHECK;
