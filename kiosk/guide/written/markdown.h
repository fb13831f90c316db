/* The text of a page as people write it: CommonMark with task lists, parsed by md4c. Headings (one or two #),
 * paragraphs, bullet and numbered lists, "- [ ] step" boxes to tick, **emphasis**. What a screen cannot show
 * (links, pictures, tables, HTML, code) is a finding with its line. */
#pragma once

#include "core/base/fail.h"
#include "guide/written/guide.h"

/* Fills in blocks, count and steps, in `arena`. False: not to be shown (reported). A block of more than 60
 * words is a warning. */
bool markdown_parse(const char *file, const char *text, size_t size, struct arena *arena,
                    struct guide_text *out, struct report *report) MUST_CHECK;
