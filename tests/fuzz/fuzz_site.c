/* A site as people write it. The input is playlists/site.json when it has "screens", else a playlist. What is
 * accepted must have something to say for any moment. */
#include <stdlib.h>
#include <string.h>

#include "core/scene/timeline.h"
#include "core/site/site.h"
#include "fuzz/target.h"

static const char SITE[] =
    "{\"id\":\"a\",\"name\":{\"en\":\"A\"},\"languages\":[\"en\",\"da\"],\"theme\":{\"colours\":{\"paper\":"
    "\"#ffffff\",\"ink\":\"#10222e\",\"muted\":\"#4a5a66\",\"primary\":\"#0f4c5c\",\"on_primary\":"
    "\"#ffffff\",\"accent\":\"#9a3b12\",\"on_accent\":\"#ffffff\"},\"fonts\":[\"Inter\"]},\"feeds\":{"
    "\"events\":{\"format\":\"dpl-events\",\"url\":\"https://a.example/\",\"name\":{\"en\":\"Library\"}}},"
    "\"layouts\":{\"full\":{\"zones\":[{\"name\":\"main\",\"at\":[0,0,100,100]}]}},\"screens\":{\"one\":{"
    "\"name\":{\"en\":\"One\"},\"layout\":\"full\",\"languages\":[\"en\",\"da\"],\"zones\":{\"main\":["
    "\"playlists/main.json\"]}}}}";
static const char PLAYLIST[] = "{\"name\":{\"en\":\"A\"},\"slides\":[{\"id\":\"a\",\"type\":\"text\","
                               "\"headline\":{\"en\":\"A\"},\"evergreen\":true}]}";

struct input {
    const char *text;
    size_t size;
    bool is_site;
};

static bool read(void *context, const char *name, size_t max, char **bytes, size_t *size, struct fail *why) {
    const struct input *input = context;
    bool wants_site = strcmp(name, "playlists/site.json") == 0;
    const char *text = wants_site ? SITE : PLAYLIST;
    size_t length = strlen(text);
    if (wants_site == input->is_site) {
        text = input->text;
        length = input->size;
    }
    PROMISED(site_name_valid(name));
    if (length > max)
        return fail_set(why, "too large");
    *bytes = target_copy((const uint8_t *)text, length);
    *size = length;
    return true;
}

static bool exists(void *context, const char *name) {
    (void)context;
    PROMISED(site_name_valid(name));
    return true;
}

static void play(const struct site *site) {
    static const int64_t moments[] = {0, 1796297400000, 4102444800000};
    const struct feeds none = {0};
    for (size_t i = 0; i < site->screen_count; i++)
        for (size_t k = 0; k < site->screens[i].content_count; k++)
            for (size_t m = 0; m < LENGTH(moments); m++) {
                struct timeline_question question = {
                    .site = site, .screen = &site->screens[i], .feeds = &none};
                struct timeline_entry entry =
                    timeline_at(&question, site->screens[i].content[k].zone, moments[m]);
                PROMISED(entry.start_ms <= moments[m] && moments[m] < entry.end_ms);
            }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    struct input input = {copy, size, strstr(copy, "\"screens\"") != NULL};
    struct report report = {0};
    struct site *site = site_load(&(struct site_files){&input, read, exists}, &report);
    PROMISED(site || report.errors > 0);
    if (site)
        play(site);
    site_destroy(site);
    report_finish(&report);
    free(copy);
    return 0;
}
