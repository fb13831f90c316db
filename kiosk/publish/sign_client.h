/* The side of kiosk-sign's socket that wants something signed. The key never comes here. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "publish/signer.h"
#include "store/store.h"

/* Asks the kiosk-sign that listens at `path` which key it has; it is asked anew, over another connection, for
 * each signature. NULL: nobody listens there, or it does not answer within ten seconds, or not to us: `fail`
 * says which. */
struct sign_client *sign_client_open(const char *path, struct fail *fail) MUST_CHECK;
void sign_client_close(struct sign_client *client); /* NULL is fine */
/* Signs manifests and nothing else, and only with manifest_comment's comment. Valid until sign_client_close.
 */
struct signer sign_client_signer(struct sign_client *client);
/* A minisign signature file over a stop order (enrol/stop_order.h) of the site whose content it signs,
 * malloc'd; NULL: `fail` says why. */
char *sign_client_stop(struct sign_client *client, const char *order, size_t size,
                       struct fail *fail) MUST_CHECK;
/* The newest it had signed for this channel when it was opened; 0.0: none. It signs only what is newer. */
struct generation_id sign_client_last(const struct sign_client *client, const char *channel);
