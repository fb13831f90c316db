/* What the program is to its desk. */
#include <stdio.h>
#include <stdlib.h>

#include "sync/program_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"
#include "system/log.h"

#define HEAT "/sys/class/thermal/thermal_zone0/temp"

enum { PICTURE_BYTES_MAX = 8 << 20 };

struct update_view program_view(const struct program *program) {
    if (program->update)
        return update_view(program->update);
    struct desk_view desk = desk_view(program->desk);
    return (struct update_view){.phase = desk.next_s ? UPDATE_WAITING : UPDATE_ASKING,
                                .next_s = desk.next_s,
                                .failures = desk.failures,
                                .error = desk.error,
                                .cause = desk.cause};
}

static void tell_facts(void *context, struct desk_facts *facts) {
    const struct program *program = context;
    const struct desk_sources sources = {program->config.player_status, program->config.store, HEAT};
    desk_facts_read(&sources, ports_now(&program->ports).wall_s, facts);
    if (!program->update)
        return;
    struct update_view view = update_view(program->update);
    facts->cause = cause_name(view.cause);
    snprintf(facts->error, sizeof(facts->error), "%s", view.error);
}

/* It lies beside the player's status. */
static bool give_picture(void *context, char **bytes, size_t *size) {
    const struct program *program = context;
    char *folder = disk_parent(program->config.player_status);
    char *path = folder ? disk_path(folder, "picture.png") : NULL;
    bool there = path && disk_read(path, PICTURE_BYTES_MAX, bytes, size, NULL);
    free(path);
    free(folder);
    return there;
}

/* What brings content goes first, so that it does not say anew what there is. */
static bool stop_showing(void *context, struct fail *fail) {
    struct program *program = context;
    struct feed_jobs *feeds = feed_jobs_create(program->store, &program->ports);
    if (!feeds)
        return fail_set(fail, "out of memory");
    update_destroy(program->update);
    program->update = NULL;
    feed_jobs_destroy(program->feeds);
    program->feeds = feeds;
    site_destroy(program->site);
    program->site = NULL;
    generation_close(program->generation);
    program->generation = NULL;
    return store_forget(program->store, fail);
}

bool program_start_desk(struct program *program, struct fail *fail) {
    const struct sync_config *config = &program->config;
    snprintf(program->panel, sizeof(program->panel), "%dx%d", config->panel_width, config->panel_height);
    desk_model(program->model);
    const struct desk_options options = {.url = config->desk,
                                         .folder = config->device,
                                         .panel = program->panel,
                                         .model = program->model,
                                         .context = program,
                                         .facts = tell_facts,
                                         .picture = give_picture,
                                         .stop = stop_showing};
    program->desk = desk_create(&options, &program->ports, fail);
    return program->desk != NULL;
}

void program_keep_screen(struct program *program, const struct enrolment *enrolment) {
    struct fail fail;
    if (!store_screen_keep(program->store, enrolment->screen, &fail))
        log_line(LOG_LEVEL_WARNING, "%s", fail.text); /* tried again at the next start */
}

const char *program_address(const struct program *program) {
    const struct enrolment *enrolment = program->desk ? desk_enrolment(program->desk) : NULL;
    return enrolment ? enrolment->url : program->desk ? program->config.desk : program->config.url;
}
