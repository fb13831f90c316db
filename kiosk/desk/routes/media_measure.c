/* What kiosk-intake says of bytes that somebody takes for a picture. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/routes/routes_parts.h"
#include "system/intake_client.h"

enum outcome picture_measure(const char *bytes, size_t size, struct picture_size *out, char end[PICTURE_END],
                             struct fail *fail) {
    static const char *const ARGS[] = {"--measure", NULL};
    struct intake_request request = {.format = "picture",
                                     .args = ARGS,
                                     .bytes = bytes,
                                     .size = size,
                                     .max = 100,
                                     .patience = INTAKE_PATIENCE_MAX};
    char *told = NULL, kind[PICTURE_END] = "", text[101] = "";
    struct picture_size found = {0};
    size_t told_size = 0;
    enum intake_progress progress = intake_run_judged(&request, &told, &told_size, fail);
    if (progress != INTAKE_DONE)
        return progress == INTAKE_REFUSED ? OUTCOME_REFUSED : OUTCOME_TROUBLE;
    memcpy(text, told, told_size < 100 ? told_size : 100);
    free(told);
    if (sscanf(text, "%7[a-z] %7d %7d", kind, &found.width, &found.height) != 3) {
        fail_set(fail, "kiosk-intake said something else than a size");
        return OUTCOME_TROUBLE;
    }
    memcpy(end, kind, sizeof kind);
    *out = found;
    return OUTCOME_DONE;
}
