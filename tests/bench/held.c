/* How much memory held requests take, how soon all of them hear of a wake, and how long ordinary requests
 * take meanwhile: a server of kiosk/desk/http in a child, and COUNT clients here. usage: held [COUNT [plain]]
 * (1000; plain: through a unix socket) */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "desk/http/server.h"
#include "support/tls_pair.h"

enum { ORDINARY = 500, ANSWER_BYTES = 4096, PATIENCE_MS = 60000 };
#define TOPIC 1
#define NEEDED(condition) needed((condition), #condition)

static void needed(bool there, const char *what) {
    if (there)
        return;
    fprintf(stderr, "held: it failed: %s (%s)\n", what, strerror(errno));
    exit(1);
}

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* --- the server, in a child --- */

struct owner {
    struct server *server;
    int held, news; /* atomic */
};

static enum verdict authorize(void *context, struct request *request) {
    (void)context, (void)request;
    return VERDICT_ALLOWED;
}

static void say(void *context, const char *line) {
    (void)context, (void)line;
}

static void wait_for_news(void *context, const struct request *request, struct response *response) {
    struct owner *owner = context;
    const uint64_t topic = TOPIC;
    if (!__atomic_load_n(&owner->news, __ATOMIC_SEQ_CST)) {
        response_hold(response, &topic, 1);
        __atomic_add_fetch(&owner->held, 1, __ATOMIC_SEQ_CST);
    }
    (void)request;
}

static void count(void *context, const struct request *request, struct response *response) {
    struct owner *owner = context;
    char *text = NULL;
    int size = asprintf(&text, "%d", __atomic_load_n(&owner->held, __ATOMIC_SEQ_CST));
    response_bytes(response, 200, "text/plain", size < 0 ? NULL : text, (size_t)size);
    (void)request;
}

static void wake(void *context, const struct request *request, struct response *response) {
    struct owner *owner = context;
    __atomic_store_n(&owner->news, 1, __ATOMIC_SEQ_CST);
    server_wake(owner->server, TOPIC);
    (void)request, (void)response;
}

static const struct route ROUTES[] = {
    {.method = METHOD_GET,
     .pattern = "/wait",
     .caller = CALLER_DEVICE,
     .held = true,
     .handle = wait_for_news},
    {.method = METHOD_GET, .pattern = "/count", .caller = CALLER_DEVICE, .handle = count},
    {.method = METHOD_POST, .pattern = "/wake", .caller = CALLER_DEVICE, .handle = wake},
};

static void serve(struct server_settings settings, int ready, int end) {
    struct owner owner = {0};
    struct fail fail = {0};
    char rest = 0;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    settings.routes = ROUTES;
    settings.route_count = LENGTH(ROUTES);
    settings.authorize = authorize;
    settings.log = say;
    settings.context = &owner;
    owner.server = server_create(&settings, &fail);
    if (!owner.server)
        fprintf(stderr, "held: %s\n", fail.text);
    unsigned port = owner.server ? server_port(owner.server) : 0;
    if (!owner.server || write(ready, &port, sizeof port) != sizeof port)
        _exit(1);
    while (read(end, &rest, 1) < 0 && errno == EINTR) {
    }
    server_destroy(owner.server, 5000);
    _exit(0);
}

/* --- the clients --- */

struct client {
    int fd;
    gnutls_session_t session; /* NULL: plain */
};
struct place {
    unsigned port;
    const char *path; /* of a unix socket; NULL: the port, with TLS */
    gnutls_certificate_credentials_t credentials;
};

static int dial(const struct place *place) {
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)place->port)};
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(un.sun_path, sizeof un.sun_path, "%s", place->path ? place->path : "");
    int fd = socket(place->path ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    NEEDED(fd >= 0);
    NEEDED((place->path ? connect(fd, (struct sockaddr *)&un, sizeof un)
                        : connect(fd, (struct sockaddr *)&in, sizeof in)) == 0);
    return fd;
}

static struct client client_open(const struct place *place) {
    struct client client = {.fd = dial(place)};
    int error = 0;
    if (place->path)
        return client;
    NEEDED(gnutls_init(&client.session, GNUTLS_CLIENT | GNUTLS_NO_TICKETS) == 0);
    NEEDED(gnutls_set_default_priority(client.session) == 0);
    gnutls_credentials_set(client.session, GNUTLS_CRD_CERTIFICATE, place->credentials);
    gnutls_transport_set_int(client.session, client.fd);
    do {
        error = gnutls_handshake(client.session);
    } while (error < 0 && !gnutls_error_is_fatal(error));
    NEEDED(error == 0);
    return client;
}

static void client_close(struct client *client) {
    if (client->session)
        gnutls_deinit(client->session);
    close(client->fd);
}

static void client_ask(const struct client *client, const char *line) {
    char bytes[300];
    int size = snprintf(bytes, sizeof bytes, "%s HTTP/1.1\r\nHost: localhost\r\n\r\n", line);
    ssize_t sent = client->session ? gnutls_record_send(client->session, bytes, (size_t)size)
                                   : send(client->fd, bytes, (size_t)size, MSG_NOSIGNAL);
    NEEDED(sent == size);
}

/* One whole answer, which is small; its body. */
static const char *client_answer(const struct client *client, char out[ANSWER_BYTES]) {
    size_t size = 0, wanted = SIZE_MAX;
    const char *body = NULL;
    while (size < wanted) {
        ssize_t got = client->session
                          ? gnutls_record_recv(client->session, out + size, ANSWER_BYTES - 1 - size)
                          : recv(client->fd, out + size, ANSWER_BYTES - 1 - size, 0);
        if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED)
            continue;
        NEEDED(got > 0);
        size += (size_t)got;
        out[size] = '\0';
        const char *end = strstr(out, "\r\n\r\n"), *length = strstr(out, "Content-Length: ");
        if (end) {
            body = end + 4;
            wanted = (size_t)(body - out) + (length && length < end ? (size_t)atol(length + 16) : 0);
        }
    }
    return body;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* KiB of memory that is the child's alone, or its share. */
static long memory_kib(pid_t child) {
    char path[64], line[200];
    long kib = -1;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)child);
    FILE *file = fopen(path, "re");
    NEEDED(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "Pss:", 4) == 0)
            kib = atol(line + 4);
    fclose(file);
    return kib;
}

static void measure_ordinary(const struct client *client, const char *when) {
    double took[ORDINARY];
    char answer[ANSWER_BYTES];
    for (int i = 0; i < ORDINARY; i++) {
        double begun = now_ms();
        client_ask(client, "GET /count");
        client_answer(client, answer);
        took[i] = now_ms() - begun;
    }
    qsort(took, ORDINARY, sizeof *took, compare);
    printf("ordinary requests %-18s p50 %6.2f ms   p99 %6.2f ms\n", when, took[ORDINARY / 2],
           took[ORDINARY * 99 / 100]);
}

static void measure_wake(const struct client *control, struct client *clients, int held) {
    double *took = calloc((size_t)held, sizeof *took);
    char answer[ANSWER_BYTES];
    struct epoll_event events[256];
    int epoll = epoll_create1(EPOLL_CLOEXEC), done = 0;
    NEEDED(took && epoll >= 0);
    for (int i = 0; i < held; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)i};
        NEEDED(epoll_ctl(epoll, EPOLL_CTL_ADD, clients[i].fd, &event) == 0);
    }
    double begun = now_ms();
    client_ask(control, "POST /wake");
    while (done < held) {
        int count_ready = epoll_wait(epoll, events, LENGTH(events), PATIENCE_MS);
        NEEDED(count_ready > 0);
        for (int i = 0; i < count_ready; i++) {
            client_answer(&clients[events[i].data.u32], answer);
            NEEDED(strncmp(answer, "HTTP/1.1 204", 12) == 0);
            NEEDED(epoll_ctl(epoll, EPOLL_CTL_DEL, clients[events[i].data.u32].fd, NULL) == 0);
            took[done++] = now_ms() - begun;
        }
    }
    client_answer(control, answer);
    printf("a wake is heard by all         first %6.1f ms   p50 %6.1f ms   last %6.1f ms\n", took[0],
           took[held / 2], took[held - 1]);
    close(epoll);
    free(took);
}

static void measure(const struct place *place, pid_t child, int held) {
    struct client control = client_open(place), *clients = calloc((size_t)held, sizeof *clients);
    char answer[ANSWER_BYTES];
    NEEDED(clients);
    measure_ordinary(&control, "before");
    long before = memory_kib(child);
    double begun = now_ms();
    for (int i = 0; i < held; i++) {
        clients[i] = client_open(place);
        client_ask(&clients[i], "GET /wait");
    }
    do
        client_ask(&control, "GET /count");
    while (atoi(client_answer(&control, answer)) < held);
    printf("%d connected and held within %.0f ms\n", held, now_ms() - begun);
    long after = memory_kib(child);
    printf("memory of the server           %.1f MB, %.1f KB for each held request\n", (double)after / 1024,
           (double)(after - before) / held);
    measure_ordinary(&control, "while all are held");
    measure_wake(&control, clients, held);
    for (int i = 0; i < held; i++)
        client_close(&clients[i]);
    client_close(&control);
    free(clients);
}

static void put(const char *path, const gnutls_datum_t *pem) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    NEEDED(fd >= 0 && write(fd, pem->data, pem->size) == (ssize_t)pem->size);
    close(fd);
}

int main(int argc, char **argv) {
    int held = argc > 1 ? atoi(argv[1]) : 1000, ready[2], end[2], status = 0;
    bool plain = argc > 2 && strcmp(argv[2], "plain") == 0;
    char folder[] = "/tmp/kiosk-held-XXXXXX", certificate[64], key[64], address[80];
    gnutls_datum_t chain_pem, key_pem;
    struct rlimit files;
    if (held < 1 || held > 50000 || argc > 3 || (argc > 2 && !plain)) {
        fprintf(stderr, "usage: held [COUNT [plain]]\n");
        return 2;
    }
    NEEDED(getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = files.rlim_max;
    NEEDED(setrlimit(RLIMIT_NOFILE, &files) == 0);
    NEEDED(mkdtemp(folder) && tls_pair(1, &chain_pem, &key_pem));
    snprintf(certificate, sizeof certificate, "%s/cert", folder);
    snprintf(key, sizeof key, "%s/key", folder);
    snprintf(address, sizeof address, plain ? "unix:%s/socket" : "127.0.0.1:0", folder);
    put(certificate, &chain_pem);
    put(key, &key_pem);
    NEEDED(pipe2(ready, O_CLOEXEC) == 0 && pipe2(end, O_CLOEXEC) == 0);
    pid_t child = fork();
    NEEDED(child >= 0);
    if (child == 0) {
        close(end[1]);
        serve((struct server_settings){.listen = address,
                                       .mode = 0600,
                                       .trust_proxy = plain,
                                       .certificate = plain ? NULL : certificate,
                                       .certificate_key = plain ? NULL : key,
                                       .limits = {.connections = (unsigned)held + 100,
                                                  .waiting = (unsigned)held + 100}},
              ready[1], end[0]);
    }
    close(ready[1]);
    struct place place = {.path = plain ? address + strlen("unix:") : NULL};
    NEEDED(read(ready[0], &place.port, sizeof place.port) == sizeof place.port);
    NEEDED(gnutls_certificate_allocate_credentials(&place.credentials) == 0);
    measure(&place, child, held);
    close(end[1]);
    NEEDED(waitpid(child, &status, 0) == child && status == 0);
    unlink(certificate);
    unlink(key);
    return rmdir(folder) != 0;
}
