/* Over TLS: from version 1.2 on, with the certificate that is in the file now, and through a unix socket
 * without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gnutls/gnutls.h>

#include "support/http_client.h"
#include "support/http_desk.h"
#include "support/tls_pair.h"

static void write_pem(const struct desk *desk, const char *name, const gnutls_datum_t *pem) {
    char temporary[] = "new";
    int fd = openat(desk->folder.fd, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && write(fd, pem->data, pem->size) == (ssize_t)pem->size);
    close(fd);
    assert_int_equal(renameat(desk->folder.fd, temporary, desk->folder.fd, name), 0);
}

static void put_pair(const struct desk *desk, unsigned char serial) {
    gnutls_datum_t certificate, key;
    assert_true(tls_pair(serial, &certificate, &key));
    write_pem(desk, "key", &key);
    write_pem(desk, "cert", &certificate);
    gnutls_free(certificate.data);
    gnutls_free(key.data);
}

struct tls {
    int fd;
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
};

/* The serial of the server's certificate; 0: no handshake. */
static unsigned tls_open(struct tls *tls, unsigned port, const char *priorities) {
    unsigned count = 0;
    unsigned char serial[20] = {0};
    size_t size = sizeof serial;
    gnutls_x509_crt_t certificate;
    *tls = (struct tls){.fd = client_connect(port)};
    assert_int_equal(gnutls_init(&tls->session, GNUTLS_CLIENT), 0);
    assert_int_equal(gnutls_certificate_allocate_credentials(&tls->credentials), 0);
    assert_int_equal(gnutls_priority_set_direct(tls->session, priorities, NULL), 0);
    gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, tls->credentials);
    gnutls_transport_set_int(tls->session, tls->fd);
    gnutls_handshake_set_timeout(tls->session, CLIENT_PATIENCE_MS);
    int error = 0;
    do {
        error = gnutls_handshake(tls->session);
    } while (error < 0 && !gnutls_error_is_fatal(error));
    const gnutls_datum_t *chain = error < 0 ? NULL : gnutls_certificate_get_peers(tls->session, &count);
    if (!chain)
        return 0;
    assert_int_equal(gnutls_x509_crt_init(&certificate), 0);
    assert_int_equal(gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER), 0);
    assert_int_equal(gnutls_x509_crt_get_serial(certificate, serial, &size), 0);
    gnutls_x509_crt_deinit(certificate);
    return serial[size - 1];
}

static void tls_close(struct tls *tls) {
    gnutls_deinit(tls->session);
    gnutls_certificate_free_credentials(tls->credentials);
    close(tls->fd);
}

static struct answer tls_ask(struct tls *tls, const char *bytes) {
    struct answer answer = {.bytes = calloc(1, ANSWER_MAX)};
    size_t size = 0;
    assert_int_equal(gnutls_record_send(tls->session, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
    for (size_t wanted = SIZE_MAX; size < wanted;) {
        ssize_t got = gnutls_record_recv(tls->session, answer.bytes + size, ANSWER_MAX - 1 - size);
        assert_true(got > 0 || got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED);
        size += got > 0 ? (size_t)got : 0;
        const char *end = strstr(answer.bytes, "\r\n\r\n");
        answer.body = end ? end + 4 : NULL;
        wanted = end ? (size_t)(answer.body - answer.bytes) +
                           (size_t)atol(answer_header(&answer, "Content-Length"))
                     : SIZE_MAX;
    }
    answer.status = atoi(answer.bytes + strlen("HTTP/1.1 "));
    return answer;
}

/* A desk whose certificate is in its own folder, which has to be there first. */
static struct desk *desk_with(unsigned char serial, char *certificate, char *key, size_t size) {
    char folder[] = "/tmp/kiosk-certificate-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct desk place = {.folder = {.fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)}};
    put_pair(&place, serial);
    snprintf(certificate, size, "%s/cert", folder);
    snprintf(key, size, "%s/key", folder);
    close(place.folder.fd);
    return desk_start((struct server_settings){.certificate = certificate, .certificate_key = key});
}

static void end(struct desk *desk, const char *certificate, const char *key) {
    char folder[100];
    desk_stop(desk);
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(key, '/') - key), key);
    unlink(certificate);
    unlink(key);
    assert_int_equal(rmdir(folder), 0);
}

static void versions_before_1_2_are_refused(void **state) {
    static const struct {
        const char *priorities;
        bool taken;
    } rows[] = {
        {"NORMAL", true},
        {"NORMAL:-VERS-ALL:+VERS-TLS1.3", true},
        {"NORMAL:-VERS-ALL:+VERS-TLS1.2", true},
        {"LEGACY:%COMPAT:-VERS-ALL:+VERS-TLS1.1", false},
        {"LEGACY:%COMPAT:-VERS-ALL:+VERS-TLS1.0", false},
    };
    char certificate[100], key[100];
    struct desk *desk = desk_with(5, certificate, key, sizeof key);
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct tls tls;
        if ((tls_open(&tls, server_port(desk->server), rows[i].priorities) == 5) != rows[i].taken)
            fail_msg("%s", rows[i].priorities);
        tls_close(&tls);
    }
    end(desk, certificate, key);
}

static void answers_over_tls_say_so(void **state) {
    char certificate[100], key[100];
    struct desk *desk = desk_with(5, certificate, key, sizeof key);
    struct tls tls;
    (void)state;
    assert_int_equal(tls_open(&tls, server_port(desk->server), "NORMAL"), 5);
    struct answer answer = tls_ask(&tls, "GET /api/open HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Strict-Transport-Security"), "max-age=31536000");
    answer_finish(&answer);
    answer = tls_ask(&tls, "GET /api/viewer HTTP/1.1\r\nHost: localhost\r\nCookie: session=viewer\r\n\r\n");
    assert_int_equal(answer.status, 401); /* over https the name has its prefix */
    answer_finish(&answer);
    answer =
        tls_ask(&tls, "GET /api/viewer HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-session=viewer\r\n\r\n");
    assert_int_equal(answer.status, 200);
    answer_finish(&answer);
    tls_close(&tls);
    struct answer plain = client_ask(server_port(desk->server), "GET /api/open", "", NULL);
    assert_int_equal(plain.status, 0);
    answer_finish(&plain);
    end(desk, certificate, key);
}

static void a_new_certificate_is_taken_without_a_restart(void **state) {
    char certificate[100], key[100], folder[100];
    struct desk *desk = desk_with(5, certificate, key, sizeof key);
    struct tls before, tls;
    gnutls_datum_t other, other_key;
    (void)state;
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(key, '/') - key), key);
    struct desk place = {.folder = {.fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)}};
    assert_int_equal(tls_open(&before, server_port(desk->server), "NORMAL"), 5);

    assert_true(tls_pair(6, &other, &other_key));
    write_pem(&place, "key", &other_key); /* half of a renewal */
    assert_int_equal(tls_open(&tls, server_port(desk->server), "NORMAL"), 5);
    tls_close(&tls);
    assert_true(desk_has_said(desk, "cannot be used"));
    write_pem(&place, "cert", &other); /* and the other */
    for (int i = 0; i < 3; i++) {
        assert_int_equal(tls_open(&tls, server_port(desk->server), "NORMAL"), 6);
        tls_close(&tls);
    }
    assert_true(desk_has_said(desk, "is taken anew"));
    write_pem(&place, "cert", &(gnutls_datum_t){(unsigned char *)"nonsense", 8});
    assert_int_equal(tls_open(&tls, server_port(desk->server), "NORMAL"), 6);
    tls_close(&tls);

    struct answer answer = tls_ask(&before, "GET /api/open HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_int_equal(answer.status, 200); /* who was connected stays so */
    answer_finish(&answer);
    tls_close(&before);
    gnutls_free(other.data);
    gnutls_free(other_key.data);
    close(place.folder.fd);
    end(desk, certificate, key);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_before_1_2_are_refused),
        cmocka_unit_test(answers_over_tls_say_so),
        cmocka_unit_test(a_new_certificate_is_taken_without_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
