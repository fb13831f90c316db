#include "desk/sign/judge.h"

#include <inttypes.h>

#include "core/site/reader.h"
#include "core/time/zone.h"
#include "publish/publish.h"

static bool names(const struct manifest *manifest, const struct sign_book *book, struct fail *fail) {
    struct sign_book after = *book;
    struct manifest_head head = manifest_head_of(manifest);
    if (!id_valid(manifest->site) || !id_valid(manifest->channel))
        return fail_set(fail, "site and channel must be 1 to %d of a-z, 0-9 and -", MANIFEST_ID_MAX);
    return sign_book_put(&after, &head, fail);
}

/* As a screen judges it that has taken what was signed last. */
static bool number(const struct manifest *manifest, const struct sign_book *book, int64_t now_s,
                   struct fail *fail) {
    static const struct manifest_head NOTHING = {.epoch = 0};
    const struct manifest_head *last = sign_book_find(book, manifest->channel);
    if (manifest->epoch == 0)
        return fail_set(fail, "epoch 0 is before the first");
    if (last && manifest->epoch > last->epoch && manifest->epoch - last->epoch > 1)
        return fail_set(fail, "epoch %" PRIu32 " is not the next one after %" PRIu32, manifest->epoch,
                        last->epoch);
    if (!last)
        last = &NOTHING;
    enum manifest_verdict verdict =
        manifest_judge(manifest, manifest->site, manifest->channel, last->epoch, last->seq, now_s);
    if (verdict == MANIFEST_SAME || verdict == MANIFEST_OLDER)
        return fail_set(fail,
                        "%" PRIu32 ".%" PRIu64 " is not newer than %" PRIu32 ".%" PRIu64
                        ", which was signed before: publish again",
                        manifest->epoch, manifest->seq, last->epoch, last->seq);
    if (verdict == MANIFEST_TOO_NEW)
        return fail_set(fail, "for players of version %s, newer than this signer: update it first",
                        manifest->min_player);
    return verdict == MANIFEST_NEW || fail_set(fail, "%s", manifest_verdict_text(verdict));
}

static bool times(const struct manifest *manifest, int64_t now_s, struct fail *fail) {
    if (manifest->issued_s < now_s - JUDGE_CLOCK_S || manifest->issued_s > now_s + JUDGE_CLOCK_S)
        return fail_set(fail, "issued at %" PRId64 ", and it is %" PRId64 " here: set the clocks",
                        manifest->issued_s, now_s);
    return manifest->expires_s <= now_s + PUBLISH_VALID_DAYS_MAX * DAY_S + JUDGE_CLOCK_S ||
           fail_set(fail, "expires in more than %d days", PUBLISH_VALID_DAYS_MAX);
}

bool judge(const struct manifest *manifest, const struct sign_book *book, int64_t now_s, struct fail *fail) {
    return names(manifest, book, fail) && number(manifest, book, now_s, fail) && times(manifest, now_s, fail);
}
