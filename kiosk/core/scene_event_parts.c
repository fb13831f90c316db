#include "core/scene_event.h"

struct event_reader reader_of(const struct scene *scene) {
    return (struct event_reader){scene->request->site->zone, scene->request->now_ms, scene->language};
}

int event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px, bool draw) {
    struct event_reader reader = reader_of(scene);
    const struct theme *theme = scene->theme;
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    int start = x;
    for (size_t i = 0; i < count; i++)
        x += part_pill(scene, labels[i].text, x, middle_y, px,
                       labels[i].strong ? theme->accent : theme->primary,
                       labels[i].strong ? theme->on_accent : theme->on_primary, draw) +
             px / 2;
    return x - start;
}
