#include "desk/routes/screen_names.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "desk/data/revisions.h"
#include "desk/work/site_tree.h"

struct screen_name {
    char *id; /* owned */
    char name[SCREEN_NAME_MAX + 1];
};
struct screen_names {
    int64_t revision;
    char site[ENROL_SITE_MAX];
    struct screen_name *list;
    size_t count;
};

struct screen_names *screen_names_create(void) {
    return calloc(1, sizeof(struct screen_names));
}

static void forget(struct screen_names *names) {
    for (size_t i = 0; i < names->count; i++)
        free(names->list[i].id);
    free(names->list);
    *names = (struct screen_names){.revision = 0};
}

void screen_names_destroy(struct screen_names *names) {
    if (names)
        forget(names);
    free(names);
}

static bool take(struct screen_names *names, const struct site *site) {
    static const char *const ORDER[] = {"en"};
    forget(names);
    text_put(names->site, sizeof names->site, site->id);
    names->list = calloc(site->screen_count + 1, sizeof *names->list);
    for (size_t i = 0; names->list && i < site->screen_count; i++) {
        const struct screen *screen = &site->screens[i];
        const struct localized_entry *name = localized_pick(&screen->name, "da", ORDER, LENGTH(ORDER));
        struct screen_name *row = &names->list[names->count];
        if (!(row->id = strdup(screen->id)))
            return false;
        text_put(row->name, sizeof row->name, name ? name->text : screen->id);
        names->count++;
    }
    return names->list != NULL;
}

enum outcome screen_names_look(struct screen_names *names, struct database *database, struct fail *fail) {
    struct site_tree tree = {0};
    struct report report = {0};
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    if (outcome != OUTCOME_DONE || (newest > 0 && newest == names->revision))
        return outcome;
    if ((outcome = site_tree_init(&tree, database, newest, fail)) != OUTCOME_DONE)
        return outcome;
    struct site_files files = site_tree_files(&tree);
    struct site *site = newest > 0 ? site_load(&files, &report) : NULL;
    if (!site) {
        fail_set(fail, "there is no site yet that can be read");
        outcome = OUTCOME_ABSENT;
    } else if (take(names, site)) {
        names->revision = newest;
    } else {
        forget(names);
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    site_destroy(site);
    report_finish(&report);
    site_tree_finish(&tree);
    return outcome;
}

const char *screen_names_site(const struct screen_names *names) {
    return names->site;
}

const char *screen_names_find(const struct screen_names *names, const char *id) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->list[i].id, id) == 0)
            return names->list[i].name;
    return NULL;
}
