#include "sync/address.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include "core/base/compiler.h"

static bool public_4(const uint8_t byte[4]) {
    static const struct {
        uint32_t network;
        int bits;
    } closed[] = {
        {0x00000000, 8},                                     /* this network */
        {0x0A000000, 8},                                     /* private */
        {0x64400000, 10},                                    /* a provider's own, behind its translation */
        {0x7F000000, 8},                                     /* this machine */
        {0xA9FE0000, 16},                                    /* link-local: also where clouds tell secrets */
        {0xAC100000, 12},                                    /* private */
        {0xC0000000, 24},                                    /* protocol assignments */
        {0xC0000200, 24},                                    /* documentation, as the two below */
        {0xC0A80000, 16},                                    /* private */
        {0xC6120000, 15},                                    /* benchmarks */
        {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 3}, /* multicast, reserved, broadcast */
    };
    uint32_t address = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
    for (size_t i = 0; i < LENGTH(closed); i++)
        if ((address ^ closed[i].network) >> (32 - closed[i].bits) == 0)
            return false;
    return true;
}

/* Only 2000::/3 is given out at all (RFC 4291 §2.4, IANA's IPv6 global unicast assignments). */
static bool public_6(const uint8_t byte[16]) {
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const uint8_t nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (memcmp(byte, mapped, sizeof mapped) == 0 || memcmp(byte, nat64, sizeof nat64) == 0)
        return public_4(byte + 12);
    if (byte[0] == 0x20 && byte[1] == 0x02) /* 6to4 */
        return public_4(byte + 2);
    if (byte[0] == 0x20 && byte[1] == 0x01 &&
        (byte[2] < 2 || (byte[2] == 0x0D && byte[3] == 0xB8))) /* Teredo and the like; documentation */
        return false;
    return byte[0] >> 5 == 1;
}

bool address_public(const struct sockaddr *address) {
    switch (address->sa_family) {
    case AF_INET: {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        return public_4((const uint8_t *)&four.sin_addr);
    }
    case AF_INET6: {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        return public_6((const uint8_t *)&six.sin6_addr);
    }
    default:
        return false;
    }
}
