/* A folder with a site that people write by hand comes into the database: every byte as it is. */
#pragma once

#include "desk/work/saving.h"

enum import_base { IMPORT_ON_LAST = -1 /* the folder began as what it held at the last import */ };

struct import_order {
    const char *folder;
    int64_t base; /* the revision that the folder was exported from, or IMPORT_ON_LAST */
    const char *note;
};
/* Takes all that is in playlists/, assets/ and fonts/, but what begins with "." or ends with "~"; what is not
 * in the folder and was in `base` goes. REFUSED: there is a link, something that is no file, a file that is
 * too large or badly named (`refused` has each of them), or no site at all; nothing is saved then. CONFLICT:
 * as any edit. */
enum outcome import_folder(struct database *database, const struct act *act, const struct import_order *order,
                           struct report *refused, struct saved *saved, struct fail *fail) MUST_CHECK;
