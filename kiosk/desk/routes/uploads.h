/* Uploads under way: each is a file without a name, which is gone with its descriptor, also when the desk is
 * killed. One that was given an id by whoever sends it can be gone on with when the connection is lost. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { UPLOADS_MAX = 16, UPLOAD_ID_MAX = 32 };
/* Bytes of the newest version's pictures: of one person's, and of all. */
#define OWN_PICTURES ((uint64_t)4 << 30)
#define ALL_PICTURES ((uint64_t)40 << 30)

struct uploads;
struct uploads *uploads_create(void) MUST_CHECK;
void uploads_destroy(struct uploads *uploads);

/* 16 to 32 of 0–9 and a–f. */
bool upload_id_valid(const char *id);
/* "bytes FROM-LAST/TOTAL" (RFC 9110 §14.4) of a body of `size` bytes. */
bool upload_range(const char *text, uint64_t size, uint64_t *from, uint64_t *total) MUST_CHECK;

struct upload_wish {
    const void *owner;    /* the request */
    int64_t user;         /* whose it is; of `id` */
    const char *id;       /* "": it cannot be gone on with */
    uint64_t from, total; /* bytes of it that have come, and will have */
};
enum upload_end { UPLOAD_OPEN, UPLOAD_FULL /* no room on the disk */, UPLOAD_BUSY, UPLOAD_ELSEWHERE };
/* *fd is for writing what comes from `from` on, on the disk of `folder`; the caller closes it. BUSY: too many
 * are under way; ELSEWHERE: fewer bytes than `from` are there, or it was to be of another size. What an
 * earlier request sent behind `from` is forgotten, and so is whatever nobody has gone on with for a quarter
 * of an hour. */
enum upload_end uploads_open(struct uploads *uploads, const struct upload_wish *wish, const char *folder,
                             int *fd, struct fail *fail) MUST_CHECK;
/* All of it, as a descriptor for reading that the caller closes; -1: it is not whole, or no request of this
 * owner's is under way. */
int uploads_take(struct uploads *uploads, const void *owner) MUST_CHECK;
/* How many bytes of it have come; false: there is none of that id. */
bool uploads_offset(struct uploads *uploads, int64_t user, const char *id, uint64_t *offset) MUST_CHECK;
