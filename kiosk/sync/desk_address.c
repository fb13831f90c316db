#include "sync/desk_address.h"

#include <stdio.h>
#include <string.h>

#define SCHEME "https://"
#define NAME "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
#define NUMBER_6 "0123456789abcdefABCDEF:."

static bool port_good(const char *port, size_t length) {
    return length == 0 ||
           (port[0] == ':' && length > 1 && length <= 6 && strspn(port + 1, "0123456789") >= length - 1);
}

bool desk_address_read(const char *typed, char address[DESK_ADDRESS_MAX], char host[DESK_HOST_MAX]) {
    size_t size = strlen(typed);
    if (strncmp(typed, SCHEME, strlen(SCHEME)) != 0 || size >= DESK_ADDRESS_MAX)
        return false;
    if (typed[size - 1] == '/')
        size--;
    bool six = typed[strlen(SCHEME)] == '[';
    const char *from = typed + strlen(SCHEME) + six;
    size_t length = strspn(from, six ? NUMBER_6 : NAME);
    const char *rest = from + length + six;
    if (length == 0 || length >= DESK_HOST_MAX || (six && from[length] != ']') || rest > typed + size ||
        !port_good(rest, (size_t)(typed + size - rest)))
        return false;
    snprintf(address, DESK_ADDRESS_MAX, "%.*s", (int)size, typed);
    for (size_t i = 0; i < length; i++)
        host[i] = from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] - 'A' + 'a') : from[i];
    host[length] = '\0';
    return true;
}
