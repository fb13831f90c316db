#include "player/staff.h"

#include <stdlib.h>
#include <string.h>

#include "player/player.h"
#include "player/player_first.h"
#include "system/log.h"

#define SECOND_NS 1000000000LL

struct staff_wish staff_take(struct staff_done *done, const struct sync_report *report) {
    struct staff_wish wish = {false, false};
    if (!report->there)
        return wish;
    if (done->known) {
        wish.identify = report->asked.identify > done->done.identify;
        wish.restart = report->asked.restart > done->done.restart;
    }
    /* after kiosk-sync was started anew it knows of none */
    if (!done->known || report->asked.identify > done->done.identify)
        done->done.identify = report->asked.identify;
    if (!done->known || report->asked.restart > done->done.restart)
        done->done.restart = report->asked.restart;
    done->known = true;
    return wish;
}

bool staff_identifies(const struct player *player) {
    return player->now.mono_ns < player->news.staff.identify_until_ns;
}

const char *staff_screen(struct player *player) {
    char *screen = player->news.staff.screen;
    screen[0] = '\0';
    if (player->options->screen)
        return player->options->screen;
    if (player->ladder.store)
        store_screen(player->ladder.store, screen);
    return screen[0] ? screen : NULL;
}

/* Another picture is to take the place of what plays, or the other way. */
static void change(struct player *player) {
    player->news.generation = true;
    player->news.since_ns = player->now.mono_ns;
}

/* Whoever stands before the screen goes first. */
static void identify(struct player *player) {
    if (visit_busy(player->visit))
        return;
    player->news.staff.identify_until_ns = player->now.mono_ns + STAFF_IDENTIFY_S * SECOND_NS;
    change(player);
}

static void follow_screen(struct player *player) {
    char screen[STORE_SCREEN_MAX];
    if (player->options->screen || !player->ladder.store)
        return;
    store_screen(player->ladder.store, screen);
    if (strcmp(screen, player->news.staff.screen) != 0)
        change(player);
}

bool staff_follow(struct player *player) {
    struct staff *staff = &player->news.staff;
    if (staff->identify_until_ns && !staff_identifies(player)) {
        staff->identify_until_ns = 0;
        change(player);
    }
    if (staff->done.known && !config_watch_changed(&staff->watch))
        return true;
    struct staff_wish wish = staff_take(&staff->done, first_report(player->first));
    follow_screen(player);
    if (wish.identify)
        identify(player);
    if (!wish.restart || !getenv("NOTIFY_SOCKET")) /* nobody would start it again */
        return true;
    log_line(LOG_LEVEL_INFO, "staff ask for it: starting anew");
    player->status = 0;
    return false;
}
