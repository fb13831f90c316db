/* kiosk-driven: kiosk, and a written visit with it (--visit FILE). Built for the tests and the bench, never
 * installed. */
#include <stdio.h>
#include <string.h>

#include "driven/driver.h"
#include "player/program.h"

/* Takes "--visit FILE" out of the command line; NULL: it is not there. */
static const char *take_visit(int *argc, char **argv) {
    for (int i = 1; i + 1 < *argc; i++)
        if (strcmp(argv[i], "--visit") == 0) {
            const char *path = argv[i + 1];
            *argc -= 2;
            memmove(argv + i, argv + i + 2, (size_t)(*argc - i + 1) * sizeof *argv);
            return path;
        }
    return NULL;
}

int main(int argc, char **argv) {
    const char *path = take_visit(&argc, argv);
    struct fail fail = {0};
    struct script *script = path ? script_read(path, &fail) : NULL;
    if (path && !script) {
        char line[640];
        fprintf(stderr, "kiosk-driven: %s\n", fail_format(&fail, line, sizeof line));
        return 2;
    }
    struct visit_driver driver = {0};
    if (script)
        driver = script_driver(script);
    int status = program_run(argc, argv, script ? &driver : NULL);
    script_destroy(script);
    return status;
}
