/* Want of memory at a chosen allocation, for programs that are linked with --wrap (tests/CMakeLists.txt:
 * test_memory.c): of what our own code allocates, the one numbered memory_refuses gets NULL. What libraries
 * allocate for themselves is left alone: ICU 72 crashes in ucal_open, and jansson 2.14 writes past its buffer
 * when a token cannot grow. */
#pragma once

#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static long memory_count, memory_refuses;
static bool memory_watched;

static inline bool memory_refused(void) {
    if (!memory_watched || ++memory_count != memory_refuses)
        return false;
    errno = ENOMEM;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
int __real_vasprintf(char **out, const char *format, va_list list);
FILE *__real_open_memstream(char **text, size_t *size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);
int __wrap_vasprintf(char **out, const char *format, va_list list);
int __wrap_asprintf(char **out, const char *format, ...);
int __wrap___vasprintf_chk(char **out, int flag, const char *format, va_list list);
int __wrap___asprintf_chk(char **out, int flag, const char *format, ...);
FILE *__wrap_open_memstream(char **text, size_t *size);

void *__wrap_malloc(size_t size) {
    return memory_refused() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return memory_refused() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *memory, size_t size) {
    return memory_refused() ? NULL : __real_realloc(memory, size);
}
char *__wrap_strdup(const char *text) {
    return memory_refused() ? NULL : __real_strdup(text);
}
char *__wrap_strndup(const char *text, size_t size) {
    return memory_refused() ? NULL : __real_strndup(text, size);
}
int __wrap_vasprintf(char **out, const char *format, va_list list) {
    return memory_refused() ? -1 : __real_vasprintf(out, format, list);
}
int __wrap___vasprintf_chk(char **out, int flag, const char *format, va_list list) {
    (void)flag;
    return __wrap_vasprintf(out, format, list);
}
int __wrap_asprintf(char **out, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int length = __wrap_vasprintf(out, format, list);
    va_end(list);
    return length;
}
int __wrap___asprintf_chk(char **out, int flag, const char *format, ...) {
    va_list list;
    (void)flag;
    va_start(list, format);
    int length = __wrap_vasprintf(out, format, list);
    va_end(list);
    return length;
}
FILE *__wrap_open_memstream(char **text, size_t *size) {
    return memory_refused() ? NULL : __real_open_memstream(text, size);
}

/* Calls `story` once for each allocation that it makes, which is refused then, and a last time without;
 * beyond the first 64 for every `step`th. The story says what is wrong with what came of it. Returns the
 * number of allocations. */
static inline long memory_try(void (*story)(void *context), void *context, int step) {
    for (memory_refuses = 1;; memory_refuses += memory_refuses < 64 ? 1 : step) {
        memory_count = 0;
        memory_watched = true;
        story(context);
        memory_watched = false;
        if (memory_count < memory_refuses)
            return memory_count;
    }
}

/* The same, for about `some` of those beyond the first 64, so that it takes the same time however many there
 * are. */
static inline long memory_try_some(void (*story)(void *context), void *context, int some) {
    memory_refuses = LONG_MAX;
    memory_count = 0;
    memory_watched = true;
    story(context);
    memory_watched = false;
    return memory_try(story, context, (int)(memory_count / some) + 1);
}

/* For stories: was something refused so far? And what of the story is only about judging it. */
static inline bool memory_short(void) {
    return memory_count >= memory_refuses;
}
static inline void memory_judge(bool begin) {
    memory_watched = !begin;
}
