/* kiosk/sync/address.c: where a stranger's redirect may lead. */
#include "sync/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/base/compiler.h"

static const struct {
    const char *address;
    bool is_public;
} rows[] = {
    {"8.8.8.8", true},
    {"93.184.216.34", true},
    {"172.15.255.255", true},
    {"172.32.0.0", true},
    {"100.63.255.255", true},
    {"100.128.0.0", true},
    {"198.17.255.255", true},
    {"198.20.0.0", true},
    {"223.255.255.255", true},
    {"0.0.0.0", false},
    {"0.1.2.3", false},
    {"10.0.0.1", false},
    {"10.255.255.255", false},
    {"100.64.0.1", false},
    {"127.0.0.1", false},
    {"127.255.0.1", false},
    {"169.254.169.254", false},
    {"172.16.0.1", false},
    {"172.31.255.1", false},
    {"192.168.1.1", false},
    {"192.0.0.8", false},
    {"192.0.2.1", false},
    {"198.18.0.1", false},
    {"198.51.100.1", false},
    {"203.0.113.9", false},
    {"224.0.0.1", false},
    {"240.0.0.1", false},
    {"255.255.255.255", false},
    {"2606:4700::1111", true},
    {"2a00:1450::1", true},
    {"::", false},
    {"::1", false},
    {"fe80::1", false},
    {"fc00::1", false},
    {"fd12:3456::1", false},
    {"ff02::1", false},
    {"fec0::1", false},
    {"2001:db8::1", false},
    {"2001::1", false},
    {"::ffff:10.0.0.1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::a00:1", false},
    {"64:ff9b::808:808", true},
    {"2002:a00:1::1", false},
    {"2002:7f00:1::", false},
    {"2002:808:808::1", true},
    {"64:ff9b:1::1", false},
    {"::127.0.0.1", false},
};

static void each_kind_of_address(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sockaddr_storage storage = {0};
        struct sockaddr_in four = {.sin_family = AF_INET};
        struct sockaddr_in6 six = {.sin6_family = AF_INET6};
        if (inet_pton(AF_INET, rows[i].address, &four.sin_addr) == 1)
            memcpy(&storage, &four, sizeof four);
        else if (inet_pton(AF_INET6, rows[i].address, &six.sin6_addr) == 1)
            memcpy(&storage, &six, sizeof six);
        else
            fail_msg("%s is no address", rows[i].address);
        if (address_public((const struct sockaddr *)&storage) != rows[i].is_public)
            fail_msg("%s", rows[i].address);
    }
    const struct sockaddr_un other = {.sun_family = AF_UNIX};
    assert_false(address_public((const struct sockaddr *)&other));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_kind_of_address)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
