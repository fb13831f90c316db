#include "desk/routes/authorize.h"

#include <string.h>

#include "desk/http/cookie.h"
#include "desk/routes/device_authorize.h"

const struct signed_in *signed_in(const struct request *request) {
    return request->session;
}

/* Another method is a change, and a page of ours that makes one sends the token beside the cookie. */
static bool csrf_right(const struct request *request, const struct session *session) {
    const char *token = request_header(request, CSRF_HEADER);
    return request->route->method == METHOD_GET || (token && session_csrf_right(session, token));
}

static bool rights_reach(const struct request *request, const struct rights *rights) {
    static const enum action ACTIONS[CALLERS] = {[CALLER_VIEWER] = ACTION_SEE,
                                                 [CALLER_EDITOR] = ACTION_EDIT,
                                                 [CALLER_PUBLISHER] = ACTION_PUBLISH,
                                                 [CALLER_ADMIN] = ACTION_ADMINISTER};
    const char *scope = request->route->scope;
    if (scope && strcmp(scope, SCOPE_SELF) == 0)
        return rights_allow(rights, ACTION_SET_OWN_PASSWORD, GROUP_ANY);
    return rights_allow(rights, ACTIONS[request->route->caller],
                        scope && strcmp(scope, SCOPE_GROUP) == 0 ? GROUP_ANY : GROUP_ALL);
}

static enum verdict trouble(const struct desk *desk, enum outcome outcome, const struct fail *fail) {
    if (outcome == OUTCOME_ABSENT)
        return VERDICT_SIGN_IN;
    desk_log(desk, "cannot tell who asks: %s", fail->text);
    return VERDICT_TROUBLE;
}

static bool session_cookie(const struct request *request, char cookie[COOKIE_VALUE_MAX + 1]) {
    return request_cookie(request, SESSION_COOKIE, cookie) && strlen(cookie) == SESSION_TEXT - 1;
}

bool desk_knows(struct desk *desk, const struct request *request) {
    struct fail fail = {0};
    struct session session;
    char cookie[COOKIE_VALUE_MAX + 1];
    struct database *database = desk_connection(desk);
    if (!session_cookie(request, cookie))
        return false;
    return !database ||
           session_find(database, cookie, false, desk_now_ms(desk), &session, &fail) != OUTCOME_ABSENT;
}

enum verdict desk_authorize(void *context, struct request *request) {
    struct desk *desk = context;
    struct fail fail = {0};
    char cookie[COOKIE_VALUE_MAX + 1];
    if (request->route->caller == CALLER_ANYBODY)
        return VERDICT_ALLOWED;
    if (request->route->caller == CALLER_DEVICE)
        return device_authorize(desk, request);
    if (!session_cookie(request, cookie))
        return VERDICT_SIGN_IN;
    struct database *database = desk_connection(desk);
    struct signed_in *who = arena_alloc(request->arena, sizeof *who);
    if (!database || !who)
        return VERDICT_TROUBLE;
    int64_t now_ms = desk_now_ms(desk);
    /* what waits for news, or follows from them, is asked by a page, not by a person */
    bool by_person = !request->route->held && !request_header(request, UNATTENDED_HEADER);
    enum outcome outcome = session_find(database, cookie, by_person, now_ms, &who->session, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_read(database, who->session.user, &who->user, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_rights(database, who->user.id, &who->rights, &fail);
    if (outcome != OUTCOME_DONE)
        return trouble(desk, outcome, &fail);
    memcpy(who->id, cookie, sizeof who->id);
    who->act = (struct act){.user = who->user.id, .who = who->user.login, .now_ms = now_ms};
    request->session = who;
    request->locale = strcmp(who->user.locale, "en") == 0 ? LOCALE_EN : LOCALE_DA;
    if (!csrf_right(request, &who->session) || !rights_reach(request, &who->rights))
        return VERDICT_FORBIDDEN;
    return request->route->proof && !session_is_proved(&who->session, now_ms) ? VERDICT_PROVE
                                                                              : VERDICT_ALLOWED;
}
