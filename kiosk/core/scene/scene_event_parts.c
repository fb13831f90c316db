#include "core/scene/scene_event_parts.h"

struct event_reader reader_of(const struct scene *scene) {
    const struct site *site = scene->request->site;
    return (struct event_reader){.zone = site->zone,
                                 .now_ms = scene->request->now_ms,
                                 .language = scene->language,
                                 .words = &site->words,
                                 .clock_wrong = scene->request->clock_wrong};
}

int event_pills_width(struct scene *scene, const struct event *event, int px) {
    struct event_reader reader = reader_of(scene);
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    int width = 0;
    for (size_t i = 0; i < count; i++)
        width += part_pill_width(scene, labels[i].text, px) + px / 2;
    return width;
}

void event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px) {
    struct event_reader reader = reader_of(scene);
    const struct theme *theme = scene->theme;
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    for (size_t i = 0; i < count; i++)
        x += part_pill(scene, labels[i].text, x, middle_y, px,
                       labels[i].strong ? theme->accent : theme->primary,
                       labels[i].strong ? theme->on_accent : theme->on_primary) +
             px / 2;
}
