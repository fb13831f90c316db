/* The file with the hash of the staff's PIN: who can read it, and what is taken from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "player/pin_file.h"
#include "system/disk.h"

enum { SOMEBODY = 64711 };
static char folder[] = "/tmp/kiosk-pin-file-XXXXXX";

static int make(void **state) {
    if (!mkdtemp(folder))
        return -1;
    char *settings = disk_path(folder, "screen.json");
    *state = settings ? pin_file_beside(settings) : NULL;
    free(settings);
    return *state ? 0 : -1;
}

static int clear(void **state) {
    free(*state);
    return disk_remove(folder, NULL) ? 0 : -1;
}

static void only_the_player_reads_what_is_written(void **state) {
    const char *path = *state;
    char hash[PIN_HASH_MAX], read[PIN_HASH_MAX];
    struct stat info;
    struct fail fail;
    umask(0); /* whatever it leaves */
    assert_true(pin_hash("271828", hash));
    for (int i = 0; i < 2; i++) { /* a new PIN goes over the old one, which may not be written */
        assert_true(pin_file_write(path, hash, geteuid(), &fail));
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 07777, 0400);
        assert_int_equal(info.st_uid, geteuid());
        assert_true(pin_file_read(path, read, &fail));
        assert_string_equal(read, hash);
    }
    bool given = pin_file_write(path, hash, SOMEBODY, &fail);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(given, geteuid() == 0); /* none but root gives a file away */
    assert_int_equal(info.st_uid, given ? SOMEBODY : geteuid());
    assert_int_equal(info.st_mode & 07777, 0400);
}

static void what_is_no_hash_is_said(void **state) {
    static const struct {
        const char *text, *said; /* text NULL: no file */
    } rows[] = {
        {NULL, ""},
        {"", "kioskctl pin"},
        {"271828\n", "kioskctl pin"},
        {"\"staff_pin\": \"$argon2id$v=19$m=65536,t=2,p=1$a$b\"\n",
         "kioskctl pin"}, /* as it was in screen.json */
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "a",
         "more than the"},
    };
    const char *path = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char hash[PIN_HASH_MAX] = "unchanged";
        struct fail fail;
        assert_true(disk_remove(path, NULL));
        assert_true(!rows[i].text || disk_write(path, rows[i].text, strlen(rows[i].text), NULL));
        assert_false(pin_file_read(path, hash, &fail));
        assert_int_equal(fail.text[0] != '\0', rows[i].said[0] != '\0');
        assert_non_null(strstr(fail.text, rows[i].said));
        assert_string_equal(hash, "unchanged");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_player_reads_what_is_written),
        cmocka_unit_test(what_is_no_hash_is_said),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
