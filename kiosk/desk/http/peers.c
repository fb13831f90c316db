/* Connections: how many, of whom, and until when. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "desk/http/server_parts.h"

/* Those counted as strangers' come first in the list, so that it is only walked as far as they go. */
static void unlink_peer(struct peer *peer) {
    struct server *server = peer->server;
    *(peer->previous ? &peer->previous->next : &server->peers) = peer->next;
    *(peer->next ? &peer->next->previous : &server->last_peer) = peer->previous;
}

static void link_peer(struct peer *peer) {
    struct server *server = peer->server;
    peer->previous = peer->counted ? NULL : server->last_peer;
    peer->next = peer->counted ? server->peers : NULL;
    *(peer->previous ? &peer->previous->next : &server->peers) = peer;
    *(peer->next ? &peer->next->previous : &server->last_peer) = peer;
}

static uint64_t network_of(const struct sockaddr *address) {
    uint64_t network = 0;
    if (address->sa_family == AF_INET6) {
        const struct in6_addr *in6 = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(in6))
            memcpy(&network, in6->s6_addr + 12, 4);
        else
            memcpy(&network, in6->s6_addr, 8);
    } else if (address->sa_family == AF_INET) {
        memcpy(&network, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
    }
    return network;
}

enum MHD_Result peers_accept(void *context, const struct sockaddr *address, socklen_t size) {
    struct server *server = context;
    uint64_t network = size > 0 ? network_of(address) : 0;
    unsigned strangers = 0;
    certificate_use_here(server->certificate);
    pthread_mutex_lock(&server->mutex);
    for (const struct peer *peer = server->peers; peer && peer->counted; peer = peer->next)
        strangers += peer->network == network;
    pthread_mutex_unlock(&server->mutex);
    return strangers < server->settings.limits.strangers ? MHD_YES : MHD_NO;
}

static void set_address(struct peer *peer, struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    if (!address || peer->server->listener.unix_)
        return;
    if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, peer->address,
                  sizeof peer->address);
    else if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, peer->address,
                  sizeof peer->address);
    peer->network = peer->server->settings.trust_proxy ? 0 : network_of(address);
}

static void begin(struct server *server, struct MHD_Connection *connection, void **context) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct peer *peer = calloc(1, sizeof *peer);
    *context = peer;
    if (!peer || !info) { /* its requests are refused: exchange_begin */
        free(peer);
        *context = NULL;
        return;
    }
    peer->server = server;
    peer->fd = info->connect_fd;
    set_address(peer, connection);
    peer->counted = peer->network != 0;
    pthread_mutex_lock(&server->mutex);
    link_peer(peer);
    peer->due_ms = server_now_ms() + server->settings.limits.header_ms;
    keeper_hurry(server, peer->due_ms);
    pthread_mutex_unlock(&server->mutex);
}

void peers_notify(void *context, struct MHD_Connection *connection, void **socket_context,
                  enum MHD_ConnectionNotificationCode code) {
    struct server *server = context;
    struct peer *peer = *socket_context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        begin(server, connection, socket_context);
    } else if (peer) { /* closed, but the descriptor is still its own */
        exchange_destroy(peer->exchange);
        pthread_mutex_lock(&server->mutex);
        unlink_peer(peer);
        pthread_mutex_unlock(&server->mutex);
        free(peer);
        *socket_context = NULL;
    }
}

void peer_due(struct peer *peer, int64_t due_ms) {
    pthread_mutex_lock(&peer->server->mutex);
    peer->due_ms = due_ms;
    keeper_hurry(peer->server, due_ms);
    pthread_mutex_unlock(&peer->server->mutex);
}

void peer_proven(struct peer *peer) {
    pthread_mutex_lock(&peer->server->mutex);
    if (peer->counted) {
        unlink_peer(peer);
        peer->counted = false;
        link_peer(peer);
    }
    pthread_mutex_unlock(&peer->server->mutex);
}

int64_t peer_patience_ms(const struct server *server, uint64_t bytes) {
    return server->settings.limits.header_ms + (int64_t)(bytes * 1000 / server->settings.limits.slowest);
}
