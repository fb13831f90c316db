/* What this desk is to its screens (docs/enrolment.md, Identities): names and keys of its own, never what a
 * screen says. */
#pragma once

#include <jansson.h>

#include "desk/routes/devices.h"

/* From the certificate that screens see, and the names the desk answers to; read each time, so that a renewed
 * certificate counts at once. REFUSED: it has none, as without TLS. */
enum outcome device_self_identities(const struct desk *desk, struct starts_desk *self,
                                    struct fail *fail) MUST_CHECK;
/* Keys by which a screen that believes one of them may know this desk from now on: the present certificate's
 * and the others'. Under the lock of desk->devices; read anew after DEVICE_PINS_MS. A list of texts; NULL: no
 * memory. */
json_t *device_self_pins(struct desk *desk) MUST_CHECK;
/* device_self_identities with the site's id and the keys that sign, under the lock of desk->devices. BUSY:
 * kiosk-sign does not say. */
enum outcome device_self_all(struct desk *desk, struct database *database, struct starts_desk *self,
                             struct fail *fail) MUST_CHECK;
