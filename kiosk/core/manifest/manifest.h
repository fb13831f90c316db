/* The signed list of a site's files. JSON, one object, ≤ 256 KiB; unknown fields are ignored inside a known
 * `spec`:
 *   {"type":"signage.content","spec":1,"site":"ballerup","channel":"main","epoch":1,"seq":42,
 *    "issued":1795000000,"fresh_until":…,"expires":…,"min_player":"0.1.0",
 *    "files":[{"name":"playlists/site.json","h":"<64 hex>","n":1234,"t":"application/json"}, …]}
 * Order of checks after the signature: type, spec, site, channel, epoch and seq against the ratchet, expiry,
 * limits. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { MANIFEST_BYTES_MAX = 256 << 10, MANIFEST_FILES_MAX = 2000, MANIFEST_ID_MAX = 40 };
#define MANIFEST_FILE_BYTES_MAX (512ull << 20)
#define MANIFEST_SEQ_JUMP_MAX 1000000ull

struct manifest_file {
    const char *name; /* a name for look-up, never a path on disk */
    const char *hash; /* 64 hex digits */
    const char *type; /* one that site_file_type knows */
    uint64_t size;
};
struct manifest {
    const char *site, *channel, *min_player;
    uint32_t epoch;
    uint64_t seq;
    int64_t issued_s, fresh_until_s, expires_s;
    struct manifest_file *files; /* sorted by name */
    size_t file_count;
    struct arena *arena;
};

enum manifest_verdict {
    MANIFEST_NEW,
    MANIFEST_SAME,    /* (epoch, seq) equal to the ratchet: nothing to do */
    MANIFEST_OLDER,   /* rollback: refused */
    MANIFEST_FOREIGN, /* other site or channel */
    MANIFEST_JUMP,    /* seq too far ahead */
    MANIFEST_EXPIRED,
    MANIFEST_TOO_NEW, /* needs a newer player */
};

/* Strict: duplicate keys, wrong types, floats, negative numbers, names that could leave the site are errors.
 */
struct manifest *manifest_parse(const char *json, size_t size, struct fail *fail) MUST_CHECK;
void manifest_destroy(struct manifest *manifest);
/* JSON, deterministic order. malloc'd; NULL when out of memory. */
char *manifest_write(const struct manifest *manifest, size_t *size) MUST_CHECK;
enum manifest_verdict manifest_judge(const struct manifest *manifest, const char *site, const char *channel,
                                     uint32_t ratchet_epoch, uint64_t ratchet_seq, int64_t now_s);
/* Which manifest it is. */
struct manifest_head {
    char site[MANIFEST_ID_MAX + 1], channel[MANIFEST_ID_MAX + 1];
    uint32_t epoch;
    uint64_t seq;
    int64_t issued_s;
};
struct manifest_head manifest_head_of(const struct manifest *manifest);
/* What is signed beside the manifest, the trusted comment (minisign): "site=… channel=… epoch=… seq=…
 * issued=…". Cut at `size`. */
void manifest_comment(const struct manifest *manifest, char *out, size_t size);
void manifest_head_comment(const struct manifest_head *head, char *out, size_t size);
/* The same read back, without the manifest; false when it is not such a comment. */
bool manifest_comment_parse(const char *comment, struct manifest_head *out) MUST_CHECK;
bool manifest_comment_agrees(const struct manifest *manifest, const char *comment);
const char *manifest_verdict_text(enum manifest_verdict verdict);
const struct manifest_file *manifest_find(const struct manifest *manifest, const char *name); /* or NULL */
