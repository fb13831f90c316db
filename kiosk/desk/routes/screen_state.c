#include "desk/routes/screen_state.h"

#include <string.h>

enum {
    LOST_MS = 15 * 60 * 1000,
    BEHIND_MS = 15 * 60 * 1000,
    FRESH_MS = 2 * 60 * 1000, /* while it tries what it has just got, it may show what it had */
};

enum state {
    STATE_OK,
    STATE_VISITED,
    STATE_NONE,
    STATE_NEW,
    STATE_BEHIND,
    STATE_CLOCK,
    STATE_TOUCH,
    STATE_ABSENT,
    STATE_STUCK,
    STATE_DAMAGED,
    STATE_FALLEN,
    STATE_CLONED,
    STATE_SILENT,
    STATE_LOST,
};
static const struct screen_state STATES[] = {
    [STATE_OK] = {"ok", STATE_OK, {"Viser det, der er udgivet", "Shows what is published"}, {NULL, NULL}},
    [STATE_VISITED] = {"ok",
                       STATE_VISITED,
                       {"En besøgende bruger den", "A visitor is using it"},
                       {NULL, NULL}},
    [STATE_NONE] = {"unknown",
                    STATE_NONE,
                    {"Ikke tilsluttet endnu", "Not connected yet"},
                    {"Tænd skærmen, og tast koden, som den viser.",
                     "Switch the screen on, and type the code that it shows."}},
    [STATE_NEW] = {"wait",
                   STATE_NEW,
                   {"Har ikke meldt sig endnu", "Has not reported yet"},
                   {"Den melder sig inden for fem minutter.", "It reports within five minutes."}},
    [STATE_BEHIND] = {"wait",
                      STATE_BEHIND,
                      {"Henter det nye", "Fetches what is new"},
                      {"Det tager sjældent mere end et par minutter.",
                       "That seldom takes more than a few minutes."}},
    [STATE_CLOCK] = {"warn",
                     STATE_CLOCK,
                     {"Uret går forkert", "Its clock is wrong"},
                     {"Sig det til IT: den skal kunne nå en tidsserver.",
                      "Tell IT: it has to reach a time server."}},
    [STATE_TOUCH] = {"warn",
                     STATE_TOUCH,
                     {"Den mærker ikke berøringer", "It does not feel touches"},
                     {"Sluk og tænd den. Hjælper det ikke, så sig det til IT.",
                      "Switch it off and on. If that does not help, tell IT."}},
    [STATE_ABSENT] = {"warn",
                      STATE_ABSENT,
                      {"Er ikke udgivet endnu", "Is not published yet"},
                      {"Udgiv: så viser den noget.", "Publish: then it shows something."}},
    [STATE_STUCK] = {"warn",
                     STATE_STUCK,
                     {"Har ikke fået det nyeste", "Has not got the newest"},
                     {"Bed den om at hente. Hjælper det ikke, så sig det til IT.",
                      "Ask it to fetch. If that does not help, tell IT."}},
    [STATE_DAMAGED] = {"warn",
                       STATE_DAMAGED,
                       {"Noget af indholdet er ødelagt", "Some of its content is damaged"},
                       {"Den henter det selv igen. Sker det ofte, så sig det til IT: disken er slidt.",
                        "It fetches that again by itself. If it happens often, tell IT: the disk is worn."}},
    [STATE_FALLEN] = {"warn",
                      STATE_FALLEN,
                      {"Viser noget ældre end det hentede", "Shows something older than it has fetched"},
                      {"Udgiv igen, og se efter på skærmen.", "Publish once more, and look at the screen."}},
    [STATE_CLONED] = {"warn",
                      STATE_CLONED,
                      {"To skærme udgiver sig for at være den", "Two screens say that they are it"},
                      {"Luk den ude, og tilslut begge igen.", "Shut it out, and connect both again."}},
    [STATE_SILENT] = {"warn",
                      STATE_SILENT,
                      {"Viser måske ingenting", "Perhaps shows nothing"},
                      {"Bed den om at genstarte. Hjælper det ikke, så se efter på stedet.",
                       "Ask it to restart. If that does not help, go and look."}},
    [STATE_LOST] = {"warn",
                    STATE_LOST,
                    {"Har ikke meldt sig længe", "Has not reported for long"},
                    {"Se efter, om den har strøm og netværk. Den viser det, den havde.",
                     "See whether it has power and network. It shows what it had."}},
};

static enum state judge_content(const struct screen_facts *facts) {
    const struct screen_status *status = facts->status;
    int64_t since_ms =
        facts->published->at_ms > facts->enrolled_ms ? facts->published->at_ms : facts->enrolled_ms;
    int64_t waited_ms = facts->now_ms - since_ms; /* for what it is to show */
    bool fell = status->seq > 0 && status->rung[0] && strcmp(status->rung, "current") != 0;
    if (facts->absent)
        return STATE_ABSENT;
    if (fell && waited_ms > FRESH_MS)
        return STATE_FALLEN;
    if (status->flags & DEVICE_DAMAGED)
        return STATE_DAMAGED;
    if (facts->published->seq == 0 ||
        (status->epoch == facts->published->epoch && status->seq == facts->published->seq))
        return STATE_OK;
    bool trouble = facts->said && facts->said->cause[0];
    return trouble || waited_ms > BEHIND_MS ? STATE_STUCK : STATE_BEHIND;
}

static enum state judge(const struct screen_facts *facts) {
    const struct screen_status *status = facts->status;
    if (!status)
        return facts->absent ? STATE_ABSENT : STATE_NEW;
    if (facts->now_ms - status->received_ms > LOST_MS)
        return STATE_LOST;
    if (status->flags & DEVICE_PLAYER_SILENT)
        return STATE_SILENT;
    if (status->flags & DEVICE_CLONED)
        return STATE_CLONED;
    enum state content = judge_content(facts);
    if (content > STATE_TOUCH)
        return content;
    if (status->flags & DEVICE_TOUCH_FAULTY)
        return STATE_TOUCH;
    if (status->flags & DEVICE_CLOCK_BEHIND)
        return STATE_CLOCK;
    return content == STATE_OK && status->flags & DEVICE_IN_USE ? STATE_VISITED : content;
}

const struct screen_state *screen_state_of(const struct screen_facts *facts) {
    return &STATES[facts ? judge(facts) : STATE_NONE];
}
