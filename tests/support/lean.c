/* Loaded before a program under test (LD_PRELOAD): of the allocations that the program's own code makes, the
 * one numbered LEAN_AT gets nothing. What libraries allocate for themselves is left alone: they are told
 * apart by where the call comes from.
 *
 *   LEAN_AT=N        from 1; 0: none
 *   LEAN_COUNT=FILE  at the end, how many there were
 */
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static uintptr_t begin, end; /* of the program's own code; 0: not known yet */
static long refused = 0;
static atomic_long count;

/* The first object is the program itself. */
static int find_code(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size, (void)context;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && info->dlpi_phdr[i].p_flags & PF_X) {
            end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
            begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        }
    return 1;
}

__attribute__((constructor)) static void start(void) {
    const char *at = getenv("LEAN_AT");
    refused = at ? atol(at) : 0;
    dl_iterate_phdr(find_code, NULL);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("LEAN_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", atomic_load(&count));
    fclose(file);
}

static bool refuse(const void *caller) {
    uintptr_t from = (uintptr_t)caller;
    if (from < begin || from >= end || atomic_fetch_add(&count, 1) + 1 != refused)
        return false;
    errno = ENOMEM;
    return true;
}
#define REFUSED refuse(__builtin_return_address(0))

void *malloc(size_t size) {
    return REFUSED ? NULL : __libc_malloc(size);
}
void *calloc(size_t number, size_t size) {
    return REFUSED ? NULL : __libc_calloc(number, size);
}
void *realloc(void *memory, size_t size) {
    return REFUSED ? NULL : __libc_realloc(memory, size);
}

static char *copy(const char *text, size_t size) {
    char *made = __libc_malloc(size + 1);
    if (made) {
        memcpy(made, text, size);
        made[size] = '\0';
    }
    return made;
}
char *strdup(const char *text) {
    return REFUSED ? NULL : copy(text, strlen(text));
}
char *strndup(const char *text, size_t size) {
    return REFUSED ? NULL : copy(text, strnlen(text, size));
}
int asprintf(char **out, const char *format, ...) {
    va_list list;
    if (REFUSED)
        return -1;
    va_start(list, format);
    int length = vasprintf(out, format, list);
    va_end(list);
    return length;
}
int __asprintf_chk(char **out, int flag, const char *format, ...);
int __asprintf_chk(char **out, int flag, const char *format, ...) {
    va_list list;
    (void)flag;
    if (REFUSED)
        return -1;
    va_start(list, format);
    int length = vasprintf(out, format, list);
    va_end(list);
    return length;
}
