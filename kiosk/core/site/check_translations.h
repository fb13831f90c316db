/* Missing translations, told so that a person can do something about them. */
#pragma once

#include "core/base/fail.h"
#include "core/site/site.h"

enum { TRANSLATIONS_LISTED = 10 };

/* A language that lacks up to TRANSLATIONS_LISTED texts keeps its findings, each with its place: they are
 * what is left to do. A language that lacks more was just added: one finding at its name in site.json says
 * how many. */
void check_translations(struct report *report, const struct site *site, const struct site_files *files);
