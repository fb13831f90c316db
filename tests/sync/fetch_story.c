/* fetch_story CA REDIRECTS private|public URL: fetches URL into memory and says how that ended, for
 * tests/e2e/test_redirects.sh. "private": redirects may lead to this machine, where the test's servers are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/fetch.h"

static void done(void *context, struct fetch_result *result) {
    (void)context;
    if (result->outcome == FETCH_OK)
        printf("%ld %s %.*s\n", result->status, result->charset[0] ? result->charset : "-", (int)result->size,
               result->bytes);
    else
        printf("%s: %s\n", cause_name(result->cause), result->fail.text);
    free(result->bytes);
}

int main(int argc, char **argv) {
    struct fail fail;
    struct fetcher *fetcher = argc == 5 ? fetcher_create(argv[1], &fail) : NULL;
    if (!fetcher)
        return 2;
    if (strcmp(argv[3], "private") == 0)
        fetcher_let_redirects_be_private(fetcher);
    const struct fetch_request request = {
        .url = argv[4], .max = 100000, .redirects = (unsigned)atoi(argv[2]), .done = done};
    if (!fetcher_start(fetcher, &request, &fail)) {
        printf("%s\n", fail.text);
        return 1;
    }
    while (fetcher_active(fetcher) > 0)
        fetcher_step(fetcher, NULL, 0, 100);
    fetcher_destroy(fetcher);
    return 0;
}
