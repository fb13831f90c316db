#include "desk/sign/notary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/reader.h"
#include "core/time/zone.h"
#include "desk/sign/judge.h"
#include "enrol/stop_order.h"
#include "system/hash.h"

#define STOP_COMMENT "kiosk stop order"
enum { MINUTE_MS = 60000 };

struct notary notary_init(struct signer signer, struct ledger *ledger) {
    return (struct notary){signer, ledger, rate_init(NOTARY_A_MINUTE, MINUTE_MS),
                           rate_init(NOTARY_A_DAY, (int64_t)DAY_S * 1000)};
}

static void put(struct notary_answer *answer, enum wire_kind kind, const char *body, size_t size) {
    answer->bytes = malloc(WIRE_HEAD + size);
    if (!answer->bytes)
        return;
    wire_head_write((struct wire_head){kind, size}, (uint8_t *)answer->bytes);
    memcpy(answer->bytes + WIRE_HEAD, body, size);
    answer->size = WIRE_HEAD + size;
}

static void hello(const struct notary *notary, struct notary_answer *answer) {
    size_t size = 0;
    struct wire_key key = {notary->signer.key, notary->ledger->book};
    char *body = wire_key_write(&key, &size);
    if (body)
        put(answer, WIRE_KEY, body, size);
    free(body);
    snprintf(answer->said, sizeof answer->said, "asked=key outcome=told");
}

static bool in_time(struct rate *rate, int64_t now_ms, const char *limit, struct fail *fail) {
    int64_t wait_ms = 0;
    return rate_take(rate, now_ms, &wait_ms) ||
           fail_set(fail, "%s: try again in %" PRId64 " s", limit, (wait_ms + 999) / 1000);
}

/* The number is on the disk before its signature exists: whatever happens next, it is not given twice. */
static char *sign(struct notary *notary, const struct manifest *manifest, struct wire_head head,
                  const char *body, struct instant now, struct fail *fail) {
    char comment[SIGN_COMMENT_MAX];
    struct manifest_head entry = manifest_head_of(manifest);
    manifest_comment(manifest, comment, sizeof comment);
    if (!judge(manifest, &notary->ledger->book, now.wall_ms / 1000, fail) ||
        !in_time(&notary->signed_, now.steady_ms, "too many signatures today", fail) ||
        !ledger_enter(notary->ledger, &entry, fail))
        return NULL;
    return notary->signer.sign(notary->signer.context, body, head.size, comment, fail);
}

/* "site=… channel=… number=… ", without what cannot be a name. */
static void describe(const struct manifest *manifest, char *out, size_t size) {
    bool named = manifest && id_valid(manifest->site) && id_valid(manifest->channel);
    if (named)
        snprintf(out, size, "site=%s channel=%s number=%" PRIu32 ".%" PRIu64, manifest->site,
                 manifest->channel, manifest->epoch, manifest->seq);
    else
        snprintf(out, size, "site=- channel=- number=-");
}

/* Of the one site that this key signs for. */
static char *sign_stop(struct notary *notary, const char *body, size_t size, struct instant now,
                       struct fail *fail) {
    const struct sign_book *book = &notary->ledger->book;
    if (!in_time(&notary->asked, now.steady_ms, "too many at once", fail))
        return NULL;
    if (book->count == 0 || !stop_order_valid(body, size, book->last[0].site)) {
        fail_set(fail, "that is no stop order of the site this key signs for");
        return NULL;
    }
    return in_time(&notary->signed_, now.steady_ms, "too many signatures today", fail)
               ? notary->signer.sign(notary->signer.context, body, size, STOP_COMMENT, fail)
               : NULL;
}

static void answer_with(struct notary_answer *answer, const char *signature, const struct fail *fail) {
    if (signature)
        put(answer, WIRE_SIGNED, signature, strlen(signature));
    else
        put(answer, WIRE_REFUSED, fail->text, strlen(fail->text));
    answer->refused = !signature;
}

static struct notary_answer answer_stop(struct notary *notary, struct wire_head head, const char *body,
                                        struct instant now) {
    struct notary_answer answer = {.bytes = NULL};
    struct fail fail = {0};
    struct hash hash = hash_bytes(body, head.size);
    char *signature = sign_stop(notary, body, head.size, now, &fail);
    answer_with(&answer, signature, &fail);
    snprintf(answer.said, sizeof answer.said, "asked=stop order=%s outcome=%s%.280s", hash.hex,
             signature ? "signed" : "refused: ", signature ? "" : fail.text);
    free(signature);
    return answer;
}

struct notary_answer notary_answer(struct notary *notary, struct wire_head head, const char *body,
                                   struct instant now) {
    struct notary_answer answer = {.bytes = NULL};
    struct fail fail = {0};
    if (head.kind == WIRE_HELLO) {
        hello(notary, &answer);
        return answer;
    }
    if (head.kind == WIRE_STOP)
        return answer_stop(notary, head, body, now);
    struct hash hash = hash_bytes(body, head.size);
    char which[160];
    struct manifest *manifest = NULL;
    bool heard = in_time(&notary->asked, now.steady_ms, "too many at once", &fail);
    if (heard)
        manifest = manifest_parse(body, head.size, &fail);
    char *signature = manifest ? sign(notary, manifest, head, body, now, &fail) : NULL;
    describe(manifest, which, sizeof which);
    answer_with(&answer, signature, &fail);
    snprintf(answer.said, sizeof answer.said, "asked=sign %s manifest=%s outcome=%s%.280s", which, hash.hex,
             signature ? "signed" : "refused: ", signature ? "" : fail.text);
    free(signature);
    manifest_destroy(manifest);
    return answer;
}

struct notary_answer notary_refuse(const char *why) {
    struct notary_answer answer = {.refused = true};
    put(&answer, WIRE_REFUSED, why, strlen(why));
    snprintf(answer.said, sizeof answer.said, "asked=- outcome=refused: %.280s", why);
    return answer;
}
