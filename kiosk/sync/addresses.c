#include "sync/addresses.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REDIRECTS = 5, BYTES_MAX = 64 << 10, STEP_MS = 250 };

/* One of those that are being asked. */
struct asking {
    struct asked_address *address; /* NULL: free */
    struct fetcher *fetcher;
    int64_t due_ms;
    bool whole; /* GET, after HEAD */
};

static int64_t monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end(struct asking *asking, const char *why) {
    snprintf(asking->address->why, sizeof asking->address->why, "%.*s", (int)sizeof asking->address->why - 1,
             why);
    asking->address = NULL;
}

static void take(void *context, struct fetch_result *result);

static void ask(struct asking *asking) {
    const struct fetch_talk talk = {.method = asking->whole ? NULL : "HEAD"};
    const struct fetch_request request = {.url = asking->address->url,
                                          .max = BYTES_MAX,
                                          .talk = &talk,
                                          .redirects = REDIRECTS,
                                          .public_only = true,
                                          .context = asking,
                                          .done = take};
    struct fail fail;
    if (!fetcher_start(asking->fetcher, &request, &fail))
        end(asking, fail.text);
}

/* A page that is longer than what is read of it has answered, too. */
static void take(void *context, struct fetch_result *result) {
    struct asking *asking = context;
    struct asked_address *address = asking->address;
    address->status = result->status;
    address->answered = result->outcome == FETCH_OK || (result->status >= 200 && result->status < 300);
    bool gone = result->status == 0 || result->status == 404 || result->status == 410;
    free(result->bytes);
    result->bytes = NULL;
    if (!address->answered && !asking->whole && !gone) {
        asking->whole = true;
        ask(asking);
    } else {
        end(asking, address->answered ? "" : result->fail.text);
    }
}

/* Those that took too long. */
static void give_up(struct asking *asking, int64_t now_ms) {
    if (!asking->address || now_ms < asking->due_ms)
        return;
    char why[60];
    snprintf(why, sizeof why, "does not answer within %d s", ADDRESS_SECONDS);
    fetcher_cancel(asking->fetcher, asking);
    end(asking, why);
}

void addresses_ask(struct fetcher *fetcher, struct asked_address *list, size_t count,
                   void (*progress)(void *context, size_t done), void *context) {
    struct asking all[ADDRESSES_AT_ONCE] = {{0}};
    size_t next = 0, running = 1;
    while (running > 0) {
        int64_t now_ms = monotonic_ms();
        running = 0;
        for (size_t i = 0; i < LENGTH(all); i++) {
            give_up(&all[i], now_ms);
            if (!all[i].address && next < count) {
                all[i] = (struct asking){&list[next++], fetcher, now_ms + ADDRESS_SECONDS * 1000, false};
                ask(&all[i]);
            }
            running += all[i].address != NULL;
        }
        if (progress)
            progress(context, next - running);
        if (running > 0)
            fetcher_step(fetcher, NULL, 0, STEP_MS);
        else
            running = next < count; /* some could not even be asked */
    }
}
