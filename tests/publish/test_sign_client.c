/* A client believes no signer's word: what it answers is checked. */
#include "publish/fixture.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "publish/sign_client.h"
#include "publish/sign_wire.h"

#define COMMENT "site=town channel=main epoch=1 seq=8 issued=1795000000"
#define BOOK "site=town channel=main epoch=1 seq=7 issued=1795000000\n"

enum trick { HONEST, OTHER_COMMENT, OTHER_KEY, OTHER_BYTES, REFUSES, SILENT, WRONG_KIND, TOO_LONG, CUT };

static void say(int fd, enum wire_kind kind, const void *body, size_t size) {
    uint8_t head[WIRE_HEAD];
    wire_head_write((struct wire_head){kind, size}, head);
    if (write(fd, head, sizeof head) != sizeof head || write(fd, body, size) != (ssize_t)size)
        _exit(1);
}

static void answer_sign(int fd, enum trick trick, const struct bench *bench) {
    struct secret_key secret = bench->secret;
    struct public_key ignored;
    if (trick == OTHER_KEY) {
        key_create(&secret, &ignored);
        memcpy(secret.id, bench->secret.id, sizeof secret.id);
    }
    char *text = sign_create(&secret, trick == OTHER_BYTES ? "other" : "bytes", 5,
                             trick == OTHER_COMMENT ? "another" : COMMENT);
    if (trick == REFUSES)
        say(fd, WIRE_REFUSED, "not today", 9);
    else if (trick == WRONG_KIND)
        say(fd, WIRE_KEY, text, strlen(text));
    else if (trick == TOO_LONG)
        (void)!write(fd, (const uint8_t[]){1, WIRE_SIGNED, 255, 0, 0, 0}, 6);
    else if (trick == CUT)
        (void)!write(fd, (const uint8_t[]){1, WIRE_SIGNED, 0, 0, 1, 0, 'u'}, 7);
    else if (trick != SILENT)
        say(fd, WIRE_SIGNED, text, strlen(text));
    free(text);
}

/* Answers a hello, then one question, and ends. */
static pid_t serve(int listener, enum trick trick, const struct bench *bench) {
    pid_t child = fork();
    if (child != 0)
        return child;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < 2; i++) {
        char question[100], key[40 + sizeof BOOK];
        int fd = accept(listener, NULL, NULL);
        (void)!recv(fd, question, WIRE_HEAD + (i ? 5 : 0), MSG_WAITALL);
        memcpy(key, &bench->trust.keys[0], 40);
        memcpy(key + 40, BOOK, sizeof BOOK);
        if (i == 0)
            say(fd, WIRE_KEY, key, 40 + strlen(BOOK));
        else
            answer_sign(fd, trick, bench);
        close(fd);
    }
    _exit(0);
}

static const struct {
    enum trick trick;
    const char *words; /* NULL: it is content */
} CASES[] = {
    {HONEST, NULL},
    {OTHER_COMMENT, "signed another comment: another"},
    {OTHER_KEY, "comment was changed"},
    {OTHER_BYTES, "does not fit the content"},
    {REFUSES, "the signer refuses: not today"},
    {SILENT, "ended the connection without an answer"},
    {WRONG_KIND, "it answers something else"},
    {TOO_LONG, "are allowed"},
    {CUT, "ended the connection without an answer"},
};

static void what_a_signer_answers_is_checked(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct bench bench;
        struct fail fail = {0};
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        int status = -1, listener = socket(AF_UNIX, SOCK_STREAM, 0);
        bench_init(&bench);
        snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", bench.folder);
        assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
        assert_int_equal(listen(listener, 2), 0);
        pid_t child = serve(listener, CASES[i].trick, &bench);
        close(listener);
        struct sign_client *client = sign_client_open(address.sun_path, &fail);
        assert_non_null(client);
        struct signer signer = sign_client_signer(client);
        assert_memory_equal(&signer.key, &bench.trust.keys[0], sizeof signer.key);
        assert_int_equal(sign_client_last(client, "main").seq, 7);
        assert_int_equal(sign_client_last(client, "other").epoch, 0);
        char *signature = signer.sign(signer.context, "bytes", 5, COMMENT, &fail);
        if (CASES[i].words ? signature || !strstr(fail.text, CASES[i].words) : !signature)
            fail_msg("case %zu: %s", i, signature ? signature : fail.text);
        free(signature);
        sign_client_close(client);
        assert_int_equal(waitpid(child, &status, 0), child);
        bench_finish(&bench);
    }
}

static void nobody_there(void **state) {
    (void)state;
    struct fail fail = {0};
    char path[300];
    assert_null(sign_client_open("/nowhere/socket", &fail));
    assert_non_null(strstr(fail.text, "is kiosk-sign running?"));
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_null(sign_client_open(path, &fail));
    assert_non_null(strstr(fail.text, "too long for a socket"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_signer_answers_is_checked),
                                       cmocka_unit_test(nobody_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
