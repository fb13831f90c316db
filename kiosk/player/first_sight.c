#include "player/first_sight.h"

#include <stdio.h>
#include <string.h>

enum subject {
    MISTAKE,
    WRONG_SCREEN,
    CANNOT_SHOW,
    NO_NETWORK,
    SERVER,
    CONTENT,
    MACHINE,
    SETTINGS,
    OTHER_TROUBLE,
    NOBODY_FETCHES,
    ENROLLING,
    STARTING,
    FETCHING,
    PREPARING,
    WAITING,
};

/* %1 what is done, %2 of how many; %t: when it is tried again, or where the code is typed. A whole sentence
 * each. */
static const struct words {
    const char *title, *body;
} words[][FIRST_LANGUAGES] = {
    [MISTAKE] =
        {{"Opsætningen kan ikke læses",
          "Der er en fejl i skærmens opsætning. Skærmen går selv i gang, når filen er rettet."},
         {"The settings cannot be read",
          "There is a mistake in this screen’s settings. It goes on by itself once the file is right."}},
    [WRONG_SCREEN] = {{"Skærmens navn er ukendt",
                       "Ret navnet ved “screen” i opsætningen. Skærmen går selv i gang bagefter."},
                      {"This screen’s name is not known",
                       "Correct the name at “screen” in its settings. It goes on by itself afterwards."}},
    [CANNOT_SHOW] = {{"Indholdet kan ikke vises lige nu", "Der prøves igen af sig selv."},
                     {"The content cannot be shown just now", "It is tried again by itself."}},
    [NO_NETWORK] = {{"Ingen forbindelse til serveren", "Se efter netkablet eller det trådløse net. %t"},
                    {"No connection to the server", "Check the network cable or the wireless network. %t"}},
    [SERVER] = {{"Serveren svarer ikke, som den skal", "Se efter adressen og serveren. %t"},
                {"The server does not answer as it should", "Check the address and the server. %t"}},
    [CONTENT] = {{"Indholdet er afvist", "Det, der er udgivet, kan ikke bruges. Ret det, og udgiv igen. %t"},
                 {"The content was refused",
                  "What was published cannot be used. Correct it and publish again. %t"}},
    [MACHINE] = {{"Maskinen mangler noget", "Indholdet er der, men denne maskine kan ikke tage det. %t"},
                 {"This machine lacks something", "There is content, but this machine cannot take it. %t"}},
    [SETTINGS] = {{"Opsætningen skal rettes", "Indholdet kan ikke hentes med den opsætning, der er. %t"},
                  {"The settings need correcting",
                   "Content cannot be fetched with the settings there are. %t"}},
    [OTHER_TROUBLE] = {{"Indholdet kan ikke hentes", "%t"}, {"Content cannot be fetched", "%t"}},
    [NOBODY_FETCHES] = {{"Venter på indhold",
                         "Programmet kiosk-sync, der henter det, har ikke meldt sig endnu."},
                        {"Waiting for content",
                         "The program that fetches it, kiosk-sync, has not reported yet."}},
    [ENROLLING] = {{"Godkend denne skærm", "Log ind på %t, og tast koden, eller scan den."},
                   {"Let this screen in", "Sign in at %t and type the code, or scan it."}},
    [STARTING] = {{"Spørger efter indhold", "Serveren er spurgt. Det varer kun et øjeblik."},
                  {"Asking for content", "The server has been asked. This takes a moment only."}},
    [FETCHING] = {{"Henter indhold", "%1 af %2 filer er hentet."},
                  {"Fetching content", "%1 of %2 files are here."}},
    [PREPARING] = {{"Gør billederne klar", "%1 af %2 billeder er klar."},
                   {"Preparing the pictures", "%1 of %2 pictures are ready."}},
    [WAITING] = {{"Venter på indhold", "Der spørges jævnligt, om der er noget."},
                 {"Waiting for content", "The server is asked regularly whether there is any."}},
};

static const struct {
    const char *now, *seconds, *minute, *minutes;
} again[FIRST_LANGUAGES] = {{"Der prøves igen nu.", "Der prøves igen om %1 sekunder.",
                             "Der prøves igen om et minut.", "Der prøves igen om %1 minutter."},
                            {"It is tried again now.", "It is tried again in %1 seconds.",
                             "It is tried again in a minute.", "It is tried again in %1 minutes."}};

static enum subject of_cause(enum sync_cause cause) {
    static const enum subject subjects[] = {OTHER_TROUBLE, NO_NETWORK, SERVER, CONTENT, MACHINE, SETTINGS};
    return subjects[cause];
}

static enum subject subject_of(const struct first_facts *facts) {
    const struct sync_report *report = &facts->report;
    if (facts->mistake)
        return MISTAKE;
    if (report->enrol.code[0])
        return ENROLLING;
    if (facts->wrong_screen)
        return WRONG_SCREEN;
    if (facts->why && facts->why[0])
        return CANNOT_SHOW;
    if (!report->there)
        return NOBODY_FETCHES;
    if (report->failures > 0 && report->error[0])
        return of_cause(report->cause);
    if (report->state == SYNC_PREPARING && report->progress)
        return PREPARING;
    if (report->state == SYNC_FETCHING && report->progress)
        return FETCHING;
    return report->state == SYNC_WAITING ? WAITING : STARTING;
}

static void fill(const char *pattern, int done, int of, const char *when, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (const char *c = pattern; *c && used + 1 < size; c++) {
        char number[16], letter[2] = {*c, '\0'};
        const char *part = letter;
        if (*c == '%') {
            c++;
            snprintf(number, sizeof number, "%d", *c == '1' ? done : of);
            part = *c == 't' ? when : number;
        }
        used += (size_t)snprintf(out + used, size - used, "%s", part);
        used = used < size ? used : size - 1;
    }
    while (used > 0 && out[used - 1] == ' ')
        out[--used] = '\0';
}

/* Rounded, so that it does not twitch every second. */
static void say_again(int language, int64_t next_s, int64_t now_s, char *out, size_t size) {
    int64_t left_s = next_s - now_s;
    out[0] = '\0';
    if (!next_s || left_s >= 86400)
        return;
    if (left_s <= 0)
        fill(again[language].now, 0, 0, "", out, size);
    else if (left_s <= 50)
        fill(again[language].seconds, (int)((left_s + 9) / 10 * 10), 0, "", out, size);
    else if (left_s <= 60)
        fill(again[language].minute, 0, 0, "", out, size);
    else
        fill(again[language].minutes, (int)((left_s + 59) / 60), 0, "", out, size);
}

/* "https://desk.example/t#K7MF3QPX" → "desk.example/t", as people type it. */
static void say_where(const char *url, char *out, size_t size) {
    const char *from = strncmp(url, "https://", 8) == 0 ? url + 8 : url;
    snprintf(out, size, "%.*s", (int)strcspn(from, "#"), from);
}

static const char *detail_of(enum subject subject, const struct first_facts *facts) {
    switch (subject) {
    case MISTAKE:
        return facts->mistake;
    case WRONG_SCREEN:
    case CANNOT_SHOW:
        return facts->why;
    case NO_NETWORK:
    case SERVER:
    case CONTENT:
    case MACHINE:
    case SETTINGS:
    case OTHER_TROUBLE:
        return facts->report.error;
    case WAITING:
        return facts->report.rejected;
    default:
        return "";
    }
}

void first_sight_tell(const struct first_facts *facts, struct first_sight *out) {
    const struct sync_report *report = &facts->report;
    enum subject subject = subject_of(facts);
    memset(out, 0, sizeof *out);
    if (subject == PREPARING || subject == FETCHING) {
        out->done = subject == PREPARING ? report->pictures : report->files;
        out->of = subject == PREPARING ? report->of_pictures : report->of_files;
    }
    for (int language = 0; language < FIRST_LANGUAGES; language++) {
        const struct words *said = &words[subject][language];
        char when[300];
        if (subject == ENROLLING)
            say_where(report->enrol.url, when, sizeof when);
        else
            say_again(language, report->next_s, facts->now_s, when, sizeof when);
        snprintf(out->said[language].title, sizeof out->said[language].title, "%s", said->title);
        fill(said->body, out->done, out->of, when, out->said[language].body, sizeof out->said[language].body);
    }
    const char *detail = detail_of(subject, facts);
    snprintf(out->detail, sizeof out->detail, "%s", detail ? detail : "");
    snprintf(out->host, sizeof out->host, "%s", facts->host);
    snprintf(out->address, sizeof out->address, "%s", report->url);
    snprintf(out->version, sizeof out->version, "%s", facts->version);
    out->trouble = subject <= OTHER_TROUBLE;
    if (subject == ENROLLING)
        out->enrol = report->enrol;
    if (facts->identify)
        snprintf(out->name, sizeof out->name, "%s", report->name[0] ? report->name : facts->host);
}

bool first_sight_same(const struct first_sight *a, const struct first_sight *b) {
    bool same = a->done == b->done && a->of == b->of && a->trouble == b->trouble &&
                strcmp(a->detail, b->detail) == 0 && strcmp(a->host, b->host) == 0 &&
                strcmp(a->address, b->address) == 0 && strcmp(a->name, b->name) == 0 &&
                strcmp(a->enrol.code, b->enrol.code) == 0 && strcmp(a->enrol.url, b->enrol.url) == 0 &&
                strcmp(a->version, b->version) == 0;
    for (int i = 0; i < FIRST_LANGUAGES; i++)
        same = same && strcmp(a->said[i].title, b->said[i].title) == 0 &&
               strcmp(a->said[i].body, b->said[i].body) == 0;
    return same;
}
