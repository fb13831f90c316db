#include "desk/preview/cache_sweep.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"

struct kept {
    char name[128];
    uint64_t size;
    struct timespec asked;
};
struct pile {
    struct kept *items;
    size_t count, room;
    uint64_t size;
};

static void add(struct pile *pile, int folder, const char *name) {
    struct stat found;
    if (strlen(name) >= sizeof pile->items->name || fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(found.st_mode))
        return;
    if (pile->count == pile->room) {
        size_t room = pile->room ? pile->room * 2 : 64;
        struct kept *grown = realloc(pile->items, room * sizeof *grown);
        if (!grown)
            return; /* the rest is looked at the next time */
        pile->items = grown;
        pile->room = room;
    }
    struct kept *item = &pile->items[pile->count++];
    *item = (struct kept){.size = (uint64_t)found.st_size, .asked = found.st_mtim};
    strcpy(item->name, name);
    pile->size += item->size;
}

static int older_first(const void *left, const void *right) {
    const struct timespec *a = &((const struct kept *)left)->asked, *b = &((const struct kept *)right)->asked;
    return a->tv_sec != b->tv_sec     ? (a->tv_sec > b->tv_sec) - (a->tv_sec < b->tv_sec)
           : a->tv_nsec != b->tv_nsec ? (a->tv_nsec > b->tv_nsec) - (a->tv_nsec < b->tv_nsec)
                                      : 0;
}

void cache_sweep(const char *folder, uint64_t most) {
    struct pile pile = {.items = NULL};
    DIR *names = opendir(folder);
    if (!names)
        return;
    for (const struct dirent *name; (name = readdir(names));)
        add(&pile, dirfd(names), name->d_name);
    if (pile.size > most) {
        qsort(pile.items, pile.count, sizeof *pile.items, older_first);
        for (size_t i = 0; i < pile.count && pile.size > most / 4 * 3; i++)
            if (unlinkat(dirfd(names), pile.items[i].name, 0) == 0)
                pile.size -= pile.items[i].size;
    }
    closedir(names);
    free(pile.items);
}
