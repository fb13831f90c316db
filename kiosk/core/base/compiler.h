/* Attributes shared by every layer. */
#pragma once

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(string, first) __attribute__((format(printf, string, first)))
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
