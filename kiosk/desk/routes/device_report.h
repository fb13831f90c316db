/* What screens say of themselves. */
#pragma once

#include "desk/routes/devices.h"

/* A screen was heard of, with this start of its program; the lock of desk->devices is held. When two devices
 * use its key, that is written down once. */
enum outcome device_seen(struct desk *desk, struct database *database, const struct device_claims *claims,
                         struct fail *fail) MUST_CHECK;
