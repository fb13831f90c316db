#include "desk/routes/layout_findings.h"

#include <stdio.h>
#include <string.h>

#include "desk/painted/painters.h"
#include "desk/work/folder.h"

enum { WIDTH = 1920, HEIGHT = 1080 }; /* for pictures; scenes are laid out for both directions */

static bool lay_out(struct desk *desk, struct preview_question *question, const struct json_value *slide,
                    struct report *report) {
    const char *file = value_text(value_member(slide, "file")), *id = value_text(value_member(slide, "id"));
    struct report found = {0};
    struct fail fail = {0};
    if ((size_t)snprintf(question->slide, sizeof question->slide, "%s", id) >= sizeof question->slide)
        return false;
    bool known = painters_judge(desk->painters, question, &found, &fail) == PAINTED_DONE;
    for (size_t i = 0; known && i < found.count; i++)
        if (strcmp(found.items[i].file, file) == 0) /* other playlists may have such a slide, too */
            report_take(report, &found.items[i]);
    report_finish(&found);
    return known;
}

bool layout_findings(struct desk *desk, const struct site_tree *tree, const struct json_value *slides,
                     struct report *report) {
    struct preview_question question = {.width = WIDTH, .height = HEIGHT, .rotate = PREVIEW_ROTATE_OWN};
    struct fail fail = {0};
    char path[FOLDER_PATH_MAX];
    size_t count = value_length(slides);
    if (count == 0)
        return true;
    if (!desk->painters || folder_preview(tree, path, &fail) != OUTCOME_DONE)
        return false;
    snprintf(question.content, sizeof question.content, "%s", strrchr(path, '/') + 1);
    question.at_ms = desk_now_ms(desk);
    bool known = true;
    for (size_t i = 0; i < count; i++)
        known &= lay_out(desk, &question, value_item(slides, i), report);
    return known;
}
