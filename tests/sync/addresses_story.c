/* addresses_story CA private|public URL…: asks them and says how each ended, for tests/e2e/test_addresses.sh.
 * "private": they may be on this machine, where the test's server is; kioskctl has no such switch. */
#include <stdio.h>
#include <string.h>

#include "sync/addresses.h"

enum { MOST = 20 };

int main(int argc, char **argv) {
    struct fail fail;
    struct asked_address list[MOST] = {{0}};
    size_t count = 0;
    struct fetcher *fetcher = argc > 3 && argc < 3 + MOST ? fetcher_create(argv[1], &fail) : NULL;
    if (!fetcher)
        return 2;
    if (strcmp(argv[2], "private") == 0)
        fetcher_let_redirects_be_private(fetcher);
    for (int i = 3; i < argc; i++)
        list[count++].url = argv[i];
    addresses_ask(fetcher, list, count, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        printf("%s %s %ld %s\n", list[i].url, list[i].answered ? "answers" : "silent", list[i].status,
               list[i].why);
    fetcher_destroy(fetcher);
    return 0;
}
