#include "desk/sign/callers.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/log.h"

/* One line for each question. */
static void say(const struct caller *caller, const struct notary_answer *answer) {
    log_line(answer->refused ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, "user=%u process=%d %s",
             (unsigned)caller->who.uid, (int)caller->who.pid, answer->said);
}

static void hang_up(struct callers *callers, size_t at) {
    struct caller *caller = &callers->items[at];
    if (!caller->answer.bytes)
        log_line(LOG_LEVEL_WARNING, "user=%u process=%d asked=- outcome=ended without a question",
                 (unsigned)caller->who.uid, (int)caller->who.pid);
    close(caller->fd);
    free(caller->body);
    free(caller->answer.bytes);
    memmove(caller, caller + 1, (--callers->count - at) * sizeof *caller);
}

static void refuse_at_the_door(int fd, const struct ucred *who) {
    struct caller caller = {.fd = fd, .who = *who};
    struct notary_answer answer = notary_refuse("this user may not ask (kiosk-sign --allow-user)");
    say(&caller, &answer);
    if (answer.bytes && send(fd, answer.bytes, answer.size, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        errno = 0; /* they are not waited for */
    free(answer.bytes);
    close(fd);
}

/* Who comes finds a place, since who has been here longest leaves it. */
static void let_in(struct callers *callers, int64_t now_ms) {
    struct ucred who;
    for (int fd; (fd = door_next(callers->door, &who)) >= 0;) {
        if (!door_allows(callers->door, who.uid)) {
            refuse_at_the_door(fd, &who);
            continue;
        }
        if (callers->count == CALLERS_MAX)
            hang_up(callers, 0);
        callers->items[callers->count++] =
            (struct caller){.fd = fd, .who = who, .due_ms = now_ms + CALLER_MS};
    }
}

static void answer(struct callers *callers, struct caller *caller, struct instant now) {
    caller->answer = notary_answer(callers->notary, caller->asked, caller->body ? caller->body : "", now);
    say(caller, &caller->answer);
}

/* The head is whole. */
static bool begin_body(struct caller *caller) {
    struct fail fail = {0};
    if (wire_question_read(caller->head, &caller->asked, &fail)) {
        caller->body = malloc(caller->asked.size + 1);
        return caller->body != NULL;
    }
    caller->answer = notary_refuse(fail.text);
    say(caller, &caller->answer);
    return true;
}

/* False: the call is over. */
static bool receive(struct callers *callers, struct caller *caller, struct instant now) {
    while (!caller->answer.bytes) {
        bool in_head = caller->got < WIRE_HEAD;
        void *at = in_head ? (void *)(caller->head + caller->got)
                           : (void *)(caller->body + (caller->got - WIRE_HEAD));
        size_t wanted = (in_head ? WIRE_HEAD : WIRE_HEAD + caller->asked.size) - caller->got;
        ssize_t got = recv(caller->fd, at, wanted, MSG_DONTWAIT);
        if (got < 0)
            return errno == EAGAIN || errno == EINTR;
        if (got == 0)
            return false;
        caller->got += (size_t)got;
        if (in_head && caller->got == WIRE_HEAD && !begin_body(caller))
            return false;
        if (!caller->answer.bytes && caller->body && caller->got == WIRE_HEAD + caller->asked.size) {
            answer(callers, caller, now);
            return caller->answer.bytes != NULL;
        }
    }
    return true;
}

/* False: the call is over. */
static bool give(struct caller *caller) {
    while (caller->sent < caller->answer.size) {
        ssize_t sent = send(caller->fd, caller->answer.bytes + caller->sent,
                            caller->answer.size - caller->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        caller->sent += (size_t)sent;
    }
    return false;
}

static bool serve(struct callers *callers, struct caller *caller, struct instant now) {
    if (now.steady_ms >= caller->due_ms)
        return false;
    return receive(callers, caller, now) && (!caller->answer.bytes || give(caller));
}

static int patience_ms(const struct callers *callers, int64_t now_ms) {
    if (callers->count == 0)
        return -1;
    int64_t left_ms = callers->items[0].due_ms - now_ms; /* who came first is due first */
    return left_ms > 0 ? (int)left_ms : 0;
}

bool callers_turn(struct callers *callers, int signals) {
    struct clock clock = clock_system();
    struct pollfd ready[CALLERS_MAX + 2] = {{.fd = signals, .events = POLLIN},
                                            {.fd = callers->door->listener, .events = POLLIN}};
    for (size_t i = 0; i < callers->count; i++)
        ready[i + 2] = (struct pollfd){.fd = callers->items[i].fd,
                                       .events = callers->items[i].answer.bytes ? POLLOUT : POLLIN};
    if (poll(ready, callers->count + 2, patience_ms(callers, clock_sample(&clock).steady_ms)) < 0)
        return true;
    if (ready[0].revents)
        return false;
    struct instant now = clock_sample(&clock);
    for (size_t i = callers->count; i-- > 0;) /* from behind: who hangs up moves those after them */
        if (!serve(callers, &callers->items[i], now))
            hang_up(callers, i);
    let_in(callers, now.steady_ms);
    return true;
}

void callers_finish(struct callers *callers) {
    while (callers->count > 0)
        hang_up(callers, callers->count - 1);
}
