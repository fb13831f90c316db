/* The power fails for a file system (root; ext4, xfs, f2fs), as tests/faults/power-cuts asks its stories to.
 */
#pragma once

#include <fcntl.h>
#include <linux/fs.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifndef FS_IOC_SHUTDOWN
#define FS_IOC_SHUTDOWN _IOR('X', 125, uint32_t)
#endif

/* `mode` "log": the file system's journal is written out first; "nolog": it is not. */
static inline int cut(const char *folder, const char *mode) {
    uint32_t how = strcmp(mode, "log") == 0 ? 1 : 2;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = fd >= 0 && ioctl(fd, FS_IOC_SHUTDOWN, &how) == 0 ? 0 : 1;
    if (result)
        perror("story: FS_IOC_SHUTDOWN");
    if (fd >= 0)
        close(fd);
    return result;
}
