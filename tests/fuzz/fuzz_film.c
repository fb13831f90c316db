/* Films, by the head of their file, as kiosk-intake reads it: from a descriptor, then all that stands in it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/film/film.h"
#include "fuzz/target.h"
#include "intake/film_box.h"
#include "intake/film_head.h"

static void keep_promises(const char *json, uint64_t whole) {
    long long bytes, num, den, samples, peak;
    int width, height, frames, profile, level, references;
    PROMISED(sscanf(json,
                    "{\"spec\":1,\"bytes\":%lld,\"width\":%d,\"height\":%d,\"fps\":[%lld,%lld],\"frames\":%d,"
                    "\"samples\":%lld,\"profile\":%d,\"level\":%d,\"references\":%d,\"peak_bits\":%lld}\n",
                    &bytes, &width, &height, &num, &den, &frames, &samples, &profile, &level, &references,
                    &peak) == 11);
    PROMISED((uint64_t)bytes == whole && whole <= FILM_BYTES_MAX);
    PROMISED(film_size_valid(width, height) && film_fps_valid(num, den));
    PROMISED(frames > 0 && frames <= FILM_FRAMES_MAX && samples >= 0 && peak > 0);
    PROMISED(profile <= 100 && level <= 40 && references <= 4);
}

static void look(const uint8_t *data, size_t size, uint64_t whole) {
    struct intake_options options = {.whole = whole};
    char *bytes = target_copy(data, size), *out = NULL;
    size_t out_size = 0;
    target_why.text[0] = '\0';
    if (film_intake(bytes, size, &options, &out, &out_size, &target_why)) {
        PROMISED(out && strlen(out) == out_size);
        keep_promises(out, whole);
    } else {
        PROMISED(target_why.text[0] && !out);
    }
    free(out);
    free(bytes);
}

static void read_head(const uint8_t *data, size_t size) {
    char *head = NULL;
    size_t head_size = 0;
    int fd = memfd_create("film", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    uint64_t whole = film_bytes_left(fd);
    PROMISED(whole == size);
    if (film_head_read(fd, &head, &head_size, &whole, &target_why) == FILM_HEAD_READ) {
        PROMISED(whole == size && head_size <= size && memcmp(head, data, head_size) == 0);
        look((const uint8_t *)head, head_size, whole);
    }
    free(head);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct box_head last;
    if (size == 0)
        return 0;
    read_head(data, size);
    if (size > BOX_HEAD && box_head_read(data + size - BOX_HEAD, BOX_HEAD, &last))
        look(data, size, size + last.body); /* as if its data stood behind it */
    return 0;
}
