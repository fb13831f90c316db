/* kiosk-sync itself, shared by main and what speaks for it to the desk. */
#pragma once

#include "sync/config.h"
#include "sync/desk.h"
#include "sync/desk_facts.h"
#include "sync/feeds.h"
#include "sync/reporter.h"
#include "sync/trial.h"
#include "sync/update.h"

struct program {
    struct sync_config config;
    struct trust trust;
    struct store *store;
    struct fetcher *fetcher;
    struct ports ports;
    struct desk *desk; /* NULL: there is none */
    char panel[24], model[DESK_MODEL_MAX];
    struct update *update; /* NULL: no desk has said yet what this screen shows */
    struct feed_jobs *feeds;
    struct screen_files screen_files;
    struct generation *generation; /* whose feeds are fetched */
    struct site *site;
    struct trial trial; /* of kiosk-intake and its jail */
    struct reporter reporter;
    int signals;
    int64_t watchdog_ms, watchdog_next_ms;
    bool ready; /* and the service manager knows */
};

/* While nobody has said what is to be shown, that is what is waited for. */
struct update_view program_view(const struct program *program);
/* Where the content comes from, or whoever will say so. */
const char *program_address(const struct program *program);
bool program_start_desk(struct program *program, struct fail *fail) MUST_CHECK;
/* Leaves for the player which screen this is. */
void program_keep_screen(struct program *program, const struct enrolment *enrolment);
