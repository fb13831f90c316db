#include "ctl/check_scenes.h"

#include "core/site/check.h"
#include "show/content.h"
#include "show/scenes_check.h"
#include "stage/font_findings.h"
#include "stage/fonts.h"

static void say_scene(void *context, const struct scene_request *request, size_t screen) {
    progress_say(context, "laying out screen %zu of %zu, %d x %d: %s in %s", screen + 1,
                 request->site->screen_count, request->screen_width, request->screen_height,
                 request->slide ? request->slide->id : request->zone->name, request->language);
}

void check_scenes(const char *folder, const struct site_files *files, int64_t now_ms, struct report *report,
                  struct progress *progress) {
    struct report loading = {0}, fonts_report = {0};
    progress_say(progress, "looking at the pictures");
    struct content *content = content_from_folder(folder, NULL, NULL, 1920, 1080, &loading);
    report_finish(&loading); /* site_load has said all this already */
    if (!content)
        return;
    const struct site *site = content_site(content);
    const struct json_step steps[] = {{"theme", 0}, {"fonts", 0}};
    int line, column;
    struct fonts *fonts = fonts_create(&site->theme, content_font_file, content, &fonts_report);
    check_place(files, SITE_FILE, steps, LENGTH(steps), &line, &column);
    scenes_take(report, &fonts_report, line, column);
    if (fonts) {
        struct measure measure = fonts_measure(fonts);
        const struct scenes_check check = {.content = content,
                                           .measure = &measure,
                                           .now_ms = now_ms,
                                           .progress = say_scene,
                                           .context = progress};
        scenes_check(&check, report);
        fonts_destroy(fonts);
    } else {
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, line, column}, FOUND_NO_FONT);
    }
    content_destroy(content);
}
