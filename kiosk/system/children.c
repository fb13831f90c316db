#include "system/children.h"

#include <stddef.h>
#include <sys/wait.h>

void children_bury(struct children *children, pid_t pid) {
    for (int i = 0; i < CHILDREN_MAX; i++)
        if (children->ending[i] == 0) {
            children->ending[i] = pid;
            return;
        }
    waitpid(pid, NULL, 0);
}

void children_reap(struct children *children) {
    for (int i = 0; i < CHILDREN_MAX; i++)
        if (children->ending[i] && waitpid(children->ending[i], NULL, WNOHANG) != 0)
            children->ending[i] = 0;
}

void children_finish(struct children *children) {
    for (int i = 0; i < CHILDREN_MAX; i++)
        if (children->ending[i])
            waitpid(children->ending[i], NULL, 0);
    *children = (struct children){0};
}
