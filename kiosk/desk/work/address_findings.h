/* What is said of a slide whose code leads to an address that did not answer. */
#pragma once

#include "core/base/json_values.h"
#include "desk/work/address_answers.h"
#include "desk/work/site_tree.h"

enum { ADDRESS_DAY = 11 };
/* The address of a slide as it is written that did not answer when it was asked last; NULL: there is none. */
const struct json_value *address_unanswered(const struct json_value *slide, struct address_answers *answers,
                                            struct address_silence *silence) MUST_CHECK;
/* "2026-11-29", the local day on which it was asked; returns `day`. `zone` NULL: UTC's. */
const char *address_asked_on(const struct address_silence *silence, const struct zone *zone,
                             char day[ADDRESS_DAY]);
/* Adds a warning for each of these in the playlists of the tree, sorted in. `answers` NULL: nothing is known.
 */
enum outcome address_findings(const struct site_tree *tree, struct address_answers *answers,
                              struct report *report, struct fail *fail) MUST_CHECK;
