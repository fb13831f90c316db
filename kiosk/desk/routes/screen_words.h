/* What a device says about itself as codes, in words for staff; its own words for IT are English. */
#pragma once

#include <jansson.h>

#include "core/base/compiler.h"

/* What keeps it from what is published: {da, en} by `cause` ("network" …, docs/formats.md), the English with
 * the device's own words behind it. NULL: no memory. */
json_t *screen_trouble(const char *cause, const char *error) MUST_CHECK;
/* The detail of an event ("trouble", "rung") as {da, en}; NULL: it reads the same in every language, or no
 * memory. */
json_t *screen_event_words(const char *what, const char *detail) MUST_CHECK;

/* What is kept of a trouble: its cause before its words. */
#define SCREEN_TROUBLE_DETAIL "%s: %s"
