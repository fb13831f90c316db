/* Descriptors of a film and its index, as a decoder is given them; fake-film reads the index alone. */
#pragma once

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int file, indexed;

static int memory_file(const char *text) {
    int fd = memfd_create("given", MFD_CLOEXEC);
    return fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) ? fd : -1;
}

static int give(void **state) {
    (void)state;
    file = memory_file("film");
    indexed = memory_file("{\"width\":128, \"height\":72, \"fps\":[25,1], \"frames\":50}");
    return file < 0 || indexed < 0 ? -1 : 0;
}
