/* How long a preview takes at 1080p: of a content never asked for before (its pictures are ready), and of the
 * next ones of the same, in the default site. Prints a line each and the targets of the desk's issue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "desk/painted/painters.h"
#include "system/disk.h"

enum { ROUNDS = 7, NEXT = 24, HOUR_MS = 3600000 };
#define FIRST_MOMENT INT64_C(1795503600000) /* 24 November 2026, 7.00 in Copenhagen */

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void tell(const char *what, double *times, int count, int target) {
    qsort(times, (size_t)count, sizeof *times, ascending);
    printf("%-28s median %4.0f ms   95 %% %4.0f ms   most %4.0f ms   (at most %d)\n", what, times[count / 2],
           times[count * 95 / 100], times[count - 1], target);
}

static bool ask(struct painters *painters, const struct preview_question *question, double *took_ms,
                size_t *size) {
    struct painted_picture picture = {NULL, 0};
    struct fail fail = {0};
    enum painted result;
    double began = now_ms();
    while ((result = painters_ask(painters, question, &picture, &fail)) == PAINTED_BUSY)
        began = now_ms();
    *took_ms = now_ms() - began;
    *size = picture.size;
    free(picture.bytes);
    if (result != PAINTED_DONE)
        fprintf(stderr, "%s: %s\n", question->screen, fail.text);
    return result == PAINTED_DONE;
}

static bool measure(const char *folder) {
    struct painters_settings settings = {
        .place = {.program = BIN_DIR "/kiosk-preview", .contents = folder, .cache = folder}, .count = 1};
    struct preview_question question = {.width = 1920, .height = 1080, .rotate = PREVIEW_ROTATE_OWN};
    struct fail fail = {0};
    double first[ROUNDS], next[ROUNDS * NEXT];
    size_t size = 0, most = 0;
    int count = 0;
    for (int round = -1; round < ROUNDS; round++) { /* before the first, pictures are made ready */
        struct painters *painters = painters_create(&settings, &fail);
        double took_ms;
        question.at_ms = FIRST_MOMENT;
        strcpy(question.content, "other");
        if (!painters || !ask(painters, &question, &took_ms, &size)) /* so that it is started and warm */
            return false;
        strcpy(question.content, "default");
        for (int i = 0; i <= NEXT; i++) {
            question.at_ms = FIRST_MOMENT + i * (int64_t)HOUR_MS / 7;
            if (!ask(painters, &question, &took_ms, &size))
                return false;
            most = size > most ? size : most;
            if (round >= 0)
                *(i == 0 ? &first[round] : &next[count++]) = took_ms;
        }
        painters_destroy(painters);
    }
    tell("first of a content", first, ROUNDS, 300);
    tell("next ones", next, count, 100);
    printf("%-28s %zu KiB\n", "largest picture", most / 1024);
    return true;
}

int main(void) {
    char folder[] = "/tmp/preview-XXXXXX", name[2][40];
    bool fine = mkdtemp(folder) != NULL;
    for (int i = 0; fine && i < 2; i++) {
        static const char *const parts[] = {"playlists", "assets", "fonts"};
        snprintf(name[i], sizeof name[i], "%s/%s", folder, i ? "default" : "other");
        fine = mkdir(name[i], 0700) == 0;
        for (int k = 0; fine && k < 3; k++) {
            char command[500];
            snprintf(command, sizeof command, "cp -r '%s/%s' '%s/'", SITE_DIR, parts[k], name[i]);
            fine = system(command) == 0;
        }
    }
    fine = fine && measure(folder);
    fine = disk_remove(folder, NULL) && fine;
    return fine ? 0 : 1;
}
