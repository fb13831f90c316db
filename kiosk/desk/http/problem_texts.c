/* The texts of what this room refuses. Of the two, Danish is the one most readers see. */
#include "desk/http/problem.h"

static const struct problem PROBLEMS[PROBLEM_CODES] = {
    [PROBLEM_BAD_REQUEST] = {"bad-request",
                             400,
                             {"Forespørgslen er ikke gyldig", "The request is not valid"},
                             {"Den er ikke skrevet, som HTTP foreskriver.",
                              "It is not written as HTTP demands."}},
    [PROBLEM_SIGN_IN] = {"sign-in",
                         401,
                         {"Log ind", "Sign in"},
                         {"Du er ikke logget ind, eller din session er udløbet. Dine kladder er gemt.",
                          "You are not signed in, or your session has ended. Your drafts are kept."}},
    [PROBLEM_FORBIDDEN] = {"forbidden",
                           403,
                           {"Det har du ikke adgang til", "You may not do that"},
                           {"Din rolle giver ikke adgang til det. Spørg en administrator.",
                            "Your role does not allow it. Ask an administrator."}},
    [PROBLEM_FOREIGN_ORIGIN] = {"foreign-origin",
                                403,
                                {"Forespørgslen kom fra en anden side", "The request came from another site"},
                                {"Åbn skrivebordet på dets egen adresse, og prøv igen.",
                                 "Open the desk at its own address and try again."}},
    [PROBLEM_NOT_FOUND] = {"not-found",
                           404,
                           {"Det findes ikke", "There is no such thing"},
                           {"Adressen er forkert, eller det er blevet slettet.",
                            "The address is wrong, or it was deleted."}},
    [PROBLEM_METHOD] = {"method",
                        405,
                        {"Det kan man ikke gøre her", "That cannot be done here"},
                        {"Adressen findes, men ikke med denne metode.",
                         "The address exists, but not with this method."}},
    [PROBLEM_CONFLICT] = {"conflict",
                          409,
                          {"En anden har ændret det imens", "Somebody else changed it meanwhile"},
                          {"Hent den nyeste udgave, og prøv igen.",
                           "Fetch the newest version and try again."}},
    [PROBLEM_GONE] = {"gone", 410, {"Det er udløbet", "It has expired"}, {"Begynd forfra.", "Start again."}},
    [PROBLEM_LENGTH_REQUIRED] = {"length-required",
                                 411,
                                 {"Størrelsen mangler", "The size is missing"},
                                 {"Forespørgslen skal sige med Content-Length, hvor stor den er.",
                                  "The request has to say with Content-Length how large it is."}},
    [PROBLEM_TOO_LARGE] = {"too-large",
                           413,
                           {"Det er for stort", "It is too large"},
                           {"Filen eller teksten er større end det, der må sendes hertil.",
                            "The file or text is larger than what may be sent here."}},
    [PROBLEM_MEDIA_TYPE] = {"media-type",
                            415,
                            {"Forkert slags indhold", "Wrong kind of content"},
                            {"Content-Type er ikke den, der ventes her.",
                             "Content-Type is not what is expected here."}},
    [PROBLEM_RANGE] = {"range",
                       416,
                       {"Den del findes ikke", "There is no such part"},
                       {"Der blev spurgt efter noget bag filens slutning.",
                        "It was asked for what lies behind the file's end."}},
    [PROBLEM_FIELDS] = {"fields",
                        422,
                        {"Noget er ikke udfyldt rigtigt", "Something is not filled in right"},
                        {"Se de nævnte felter.", "See the fields named."}},
    [PROBLEM_TOO_OFTEN] = {"too-often",
                           429,
                           {"For mange forsøg", "Too many tries"},
                           {"Vent lidt, og prøv igen.", "Wait a little and try again."}},
    [PROBLEM_INTERNAL] = {"internal",
                          500,
                          {"Der skete en fejl hos os", "Something went wrong here"},
                          {"Intet er ændret. Prøv igen, og sig det til IT, hvis det bliver ved.",
                           "Nothing was changed. Try again, and tell IT if it goes on."}},
    [PROBLEM_BUSY] = {"busy",
                      503,
                      {"Skrivebordet har travlt", "The desk is busy"},
                      {"Prøv igen om et øjeblik.", "Try again in a moment."}},
    [PROBLEM_STOPPING] = {"stopping",
                          503,
                          {"Skrivebordet genstarter", "The desk is restarting"},
                          {"Prøv igen om et øjeblik. Dine kladder er gemt.",
                           "Try again in a moment. Your drafts are kept."}},
    [PROBLEM_NO_ROOM] = {"no-room",
                         507,
                         {"Serverens disk er fuld", "The server's disk is full"},
                         {"Filen blev ikke gemt. Sig det til IT, eller slet filer, der ikke bruges.",
                          "The file was not kept. Tell IT, or delete files that are not used."}},
};

struct finding_words {
    const char *name;
    const char *text[LOCALES];
};
static const struct finding_words FINDINGS[FINDING_CODES] = {
    [FINDING_SYNTAX] = {"syntax",
                        {"er ikke skrevet rigtigt, eller står der to gange",
                         "is not well-formed, or stands there twice"}},
    [FINDING_TOO_MUCH] = {"too-much",
                          {"har for mange værdier eller niveauer", "has too many values or levels"}},
    [FINDING_UNKNOWN] = {"unknown", {"er ikke et felt her", "is no field here"}},
    [FINDING_TWICE] = {"twice", {"står der to gange", "stands there twice"}},
    [FINDING_MISSING] = {"missing", {"mangler", "is missing"}},
    [FINDING_TYPE] = {"type", {"er af en forkert slags", "is of the wrong kind"}},
    [FINDING_LONG] = {"too-long", {"er for langt", "is too long"}},
    [FINDING_RANGE] = {"range", {"er for lille eller for stort", "is too small or too large"}},
    [FINDING_CHOICE] = {"choice", {"er ikke en af mulighederne", "is not one of the choices"}},
    [FINDING_CONTROL] = {"control", {"indeholder styretegn", "holds control characters"}},
};

const struct problem *problem_row(enum problem_code code) {
    return &PROBLEMS[code];
}

const char *finding_text(enum finding_code code, enum locale locale) {
    return FINDINGS[code].text[locale];
}

const char *finding_name(enum finding_code code) {
    return FINDINGS[code].name;
}
