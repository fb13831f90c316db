/* The steps of backup_restore. */
#pragma once

#include "desk/data/backup_parts.h"

/* Writes what FILE holds into `folder`, which is new, and which nobody may trust yet. REFUSED: it is not a
 * whole backup. */
enum outcome restore_unpack(const char *file, const char *folder, struct backup_summary *summary,
                            struct fail *fail) MUST_CHECK;
/* Puts `made` where `folder` is, in one step. `aside` names what was there before from the moment it is not
 * any more. BUSY: somebody has it open. */
enum outcome restore_switch(const char *made, const char *folder, int64_t now_ms, char *aside,
                            size_t aside_size, struct fail *fail) MUST_CHECK;
