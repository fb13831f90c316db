/* What was found, said on standard error. */
#pragma once

#include "core/base/fail.h"

/* One a line, whole: "FILE:LINE:COL: error: text", or "kioskctl: error: text" without a place. Errors alone,
 * or warnings, too. */
void findings_say(const struct report *report, bool warnings);
