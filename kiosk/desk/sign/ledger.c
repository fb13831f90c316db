#include "desk/sign/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "system/disk.h"

static bool take(struct ledger *ledger, const char *folder, struct fail *fail) {
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0)
        return fail_set(fail, "%s: %s", folder, strerror(errno));
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        fail_set(fail, "%s: %s", folder,
                 errno == EWOULDBLOCK ? "another signer keeps its book there" : strerror(errno));
        close(lock);
        return false;
    }
    ledger->lock = lock;
    return true;
}

static bool read_book(struct ledger *ledger, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    struct fail why;
    if (!disk_exists(ledger->path))
        return true;
    if (!disk_read(ledger->path, SIGN_BOOK_BYTES_MAX, &text, &size, fail))
        return false;
    bool done = size > 0 ? sign_book_read(text, size, &ledger->book, &why) : fail_set(&why, "it is empty");
    free(text);
    return done || fail_set(fail,
                            "%.200s: %.120s: nothing is signed before it is put right from a backup, or "
                            "written anew by hand",
                            ledger->path, why.text);
}

bool ledger_init(struct ledger *ledger, const char *folder, struct fail *fail) {
    *ledger = (struct ledger){.path = disk_path(folder, "signed"), .lock = -1};
    bool done = ledger->path ? disk_make_folder(folder, fail) && take(ledger, folder, fail) &&
                                   disk_sweep(folder, NULL, DISK_SWEEP_ALL, fail) && read_book(ledger, fail)
                             : fail_set(fail, "out of memory");
    if (!done)
        ledger_finish(ledger);
    return done;
}

void ledger_finish(struct ledger *ledger) {
    if (ledger->path && ledger->lock >= 0)
        close(ledger->lock);
    free(ledger->path);
    *ledger = (struct ledger){.lock = -1};
}

bool ledger_enter(struct ledger *ledger, const struct manifest_head *head, struct fail *fail) {
    size_t size = 0;
    if (!sign_book_put(&ledger->book, head, fail))
        return false;
    char *text = sign_book_write(&ledger->book, &size);
    bool done = text ? disk_write(ledger->path, text, size, fail) : fail_set(fail, "out of memory");
    free(text);
    return done;
}
