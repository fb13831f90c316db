/* Texts that people wrote by hand elsewhere come in as a revision: every byte as it is. */
#pragma once

#include "desk/work/saving.h"

struct import_text {
    const char *path, *text; /* NULL: the file goes, also a picture or a font */
    size_t size;
};
struct import_texts {
    int64_t base; /* the revision they began as */
    const struct import_text *items;
    size_t count;
    const char *note;
};
/* Merged with what was saved since `base`. REFUSED: a name that no text of a site has, a text that is too
 * long, a .json file that is no JSON (`fail` says where), a file that is to go and is not there. CONFLICT: as
 * any edit. */
enum outcome import_texts(struct database *database, const struct act *act, const struct import_texts *order,
                          struct saved *saved, struct fail *fail) MUST_CHECK;
/* The same, merged with revision `onto` and not saved: finish *merged when DONE. CONFLICT: `conflicts`,
 * zeroed before, say where. */
enum outcome import_merge(struct database *database, const struct import_texts *order, int64_t onto,
                          struct site_tree *merged, struct conflicts *conflicts,
                          struct fail *fail) MUST_CHECK;
