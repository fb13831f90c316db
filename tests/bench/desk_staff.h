/* Staff at a desk as a bench plays them: browsers that ask for this and that, and one who publishes. */
#pragma once

#include "desk_client.h"

enum { STAFF = 3, STAFF_SAMPLES = 20000 };
struct staff {
    struct place place;
    char key[600]; /* headers: cookie and token */
    double until_ms;
};
void staff_sign_in(struct staff *staff, const struct place *place, const char *login, const char *password);
/* In as many threads, from now on until until_ms, each a question every 100 ms: a mix of what their page
 * asks. */
void staff_start(struct staff *staff);
/* Waits for their end, and prints the members "staff_refused" and "staff" of a JSON object: of each kind of
 * question, and of "all". */
void staff_tell(void);
/* Saves a change, then publishes it; returns when it clicked. */
double staff_publish(const struct staff *staff, double *answered_ms);
