/* What publishing and what puts tree and database together again share. */
#pragma once

#include "desk/work/publishing.h"

/* Call while publishing_lock is held. */
enum outcome publishing_compare(const struct publishing *publishing, const char *tree,
                                enum reconciled *reconciled, struct fail *fail) MUST_CHECK;
/* Adds the row of what stands in the tree. */
enum outcome publishing_add(const struct publishing *publishing, const char *tree,
                            struct publication *publication, struct fail *fail) MUST_CHECK;
/* One publisher at a time; -1 and *outcome otherwise. Closing the descriptor gives it back. */
int publishing_lock(const struct publishing *publishing, enum outcome *outcome, struct fail *fail);
char *publishing_tree(const struct publishing *publishing); /* malloc'd; NULL: no memory */
