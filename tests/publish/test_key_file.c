/* The secret key: read only when nobody else can, kept out of ordinary memory. */
#include "publish/fixture.h"

#include <sys/mman.h>

static void write_key(const struct bench *bench, char *path, size_t size, mode_t mode) {
    struct fail fail;
    char *text = key_write_secret(&bench->secret);
    snprintf(path, size, "%s/a.key", bench->folder);
    assert_true(disk_write(path, text, strlen(text), &fail));
    assert_int_equal(chmod(path, mode), 0);
    free(text);
}

static void only_its_owner_may_read_it(void **state) {
    (void)state;
    static const struct {
        mode_t mode;
        bool taken;
    } CASES[] = {
        {0600, true}, {0400, true}, {0644, false}, {0640, false}, {0604, false}, {0620, false}, {0602, false},
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct bench bench;
        char path[100], expected[140];
        bench_init(&bench);
        write_key(&bench, path, sizeof path, CASES[i].mode);
        struct key_file *key = key_file_open(path, &bench.report);
        assert_int_equal(key != NULL, CASES[i].taken);
        snprintf(expected, sizeof expected, "run \"chmod 600 %s\"", path);
        if (!key)
            assert_said(&bench, expected);
        key_file_close(key);
        bench_finish(&bench);
    }
}

static void it_signs_what_its_public_half_proves(void **state) {
    (void)state;
    struct bench bench;
    struct fail fail;
    char path[100], comment[SIGN_COMMENT_MAX];
    bench_init(&bench);
    write_key(&bench, path, sizeof path, 0600);
    struct key_file *key = key_file_open(path, &bench.report);
    assert_non_null(key);
    struct signer signer = key_file_signer(key);
    assert_memory_equal(&signer.key, &bench.trust.keys[0], sizeof signer.key);
    char *signature = signer.sign(signer.context, "text", 4, "comment", &fail);
    assert_non_null(signature);
    assert_true(sign_verify(&bench.trust, "text", 4, signature, strlen(signature), comment, &fail));
    free(signature);
    key_file_close(key);
    bench_finish(&bench);
}

/* "VmLck" of /proc/self/status. */
static long locked_kib(void) {
    char line[200];
    long kib = -1;
    FILE *file = fopen("/proc/self/status", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "VmLck: %ld", &kib) == 1)
            break;
    fclose(file);
    return kib;
}

/* Not where the limit is small ("ulimit -l"), nor below ASan, which keeps mlock from the system. */
static bool can_lock(void) {
    static char page[3 * 4096];
    long before = locked_kib();
    bool done = mlock(page, sizeof page) == 0 && locked_kib() > before;
    munlock(page, sizeof page);
    return done;
}

static void its_memory_is_locked(void **state) {
    (void)state;
    struct bench bench;
    char path[100];
    bench_init(&bench);
    write_key(&bench, path, sizeof path, 0600);
    if (can_lock()) {
        long before = locked_kib();
        struct key_file *key = key_file_open(path, &bench.report);
        assert_non_null(key);
        assert_true(locked_kib() > before);
        key_file_close(key);
        assert_int_equal(locked_kib(), before);
        assert_int_equal(bench.report.count, 0);
    }
    bench_finish(&bench);
}

static void what_is_no_key(void **state) {
    (void)state;
    struct bench bench;
    struct fail fail;
    char path[100];
    bench_init(&bench);
    assert_null(key_file_open("/nowhere/a.key", &bench.report));
    assert_said(&bench, "/nowhere/a.key: error: No such file");
    assert_null(key_file_open(bench.folder, &bench.report));
    assert_said(&bench, "not a regular file");
    snprintf(path, sizeof path, "%s/long", bench.folder);
    char *text = calloc(1, 5000);
    assert_non_null(text);
    memset(text, 'a', 4999);
    assert_true(disk_write(path, text, 4999, &fail));
    assert_int_equal(chmod(path, 0600), 0);
    assert_null(key_file_open(path, &bench.report));
    assert_said(&bench, "not a minisign secret key");
    free(text);
    bench_finish(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_its_owner_may_read_it),
        cmocka_unit_test(it_signs_what_its_public_half_proves),
        cmocka_unit_test(its_memory_is_locked),
        cmocka_unit_test(what_is_no_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
