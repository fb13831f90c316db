/* What the tables' files share: rules for fields, and what a refused change means to a person. */
#pragma once

#include <stddef.h>

#include "desk/data/database.h"

/* Valid UTF-8 without control characters, of `least` to `most` bytes. */
bool field_is_line(const char *text, size_t least, size_t most);
/* Fills `fail` and is REFUSED. */
enum outcome field_refuse(struct fail *fail, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same, and DAMAGED. */
enum outcome field_damaged(struct fail *fail, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same outcome; of an ABSENT, or of a CONFLICT, `fail` says this instead. */
enum outcome field_known(enum outcome outcome, struct fail *fail, const char *format, ...) PRINTF_LIKE(3, 4);
enum outcome field_taken(enum outcome outcome, struct fail *fail, const char *format, ...) PRINTF_LIKE(3, 4);

/* What errno says of a file or folder: FULL or TROUBLE. */
enum outcome field_disk_failed(const char *path, struct fail *fail);

enum { FIELD_ID_TEXT = 24 };
const char *field_id(int64_t id, char text[FIELD_ID_TEXT]); /* "#12", for the log */
