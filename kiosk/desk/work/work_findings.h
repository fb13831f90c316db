/* Why the desk does not do what staff ask for. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_CHANGED "changed-meanwhile", "%.300s was changed meanwhile", "%.300s er blevet ændret imens"
#define FOUND_CHANGED_BOTH                                                                                   \
    "changed-meanwhile", "%.100s was changed in the same places meanwhile",                                  \
        "%.100s er imens blevet ændret de samme steder"
#define FOUND_BEGINNING                                                                                      \
    "nothing-before", "revision 1 is the beginning: there is nothing to go back to",                         \
        "udgave 1 er begyndelsen: der er intet at gå tilbage til"
#define FOUND_NOT_PUBLISHED "nothing-before", "nothing was published yet", "der er ikke udgivet noget endnu"
#define FOUND_FIRST_PUBLISHED                                                                                \
    "nothing-before", "this was the first to be published: nothing was before it",                           \
        "dette var det første, der blev udgivet: der var intet før det"
#define FOUND_NEWER_PUBLISHED                                                                                \
    "newer-published", "revision %lld is published already, which is newer",                                 \
        "udgave %lld, som er nyere, er allerede udgivet"
#define FOUND_HAS_ERRORS                                                                                     \
    "has-errors", "revision %lld has errors; nothing was published",                                         \
        "udgave %lld har fejl; intet blev udgivet"
#define FOUND_OTHER_PUBLISHES                                                                                \
    "busy", "somebody else is publishing right now", "en anden er ved at udgive lige nu"
#define FOUND_NO_SLIDE_ZONE                                                                                  \
    "no-slide-zone", "screen \"%s\" has no zone for slides", "skærmen ”%s” har ingen zone til slides"
#define FOUND_ID_TOO_LONG "id-too-long", "the slide's id is too long", "slidets id er for langt"
#define FOUND_NO_ID_LEFT                                                                                     \
    "no-id-left", "there is no id left for the slide", "der er intet ledigt id til slidet"
#define FOUND_ABSENT_SLIDE                                                                                   \
    "unknown-slide", "there is no slide \"%.100s\" in %.150s", "der er intet slide ”%.100s” i %.150s"
#define FOUND_CHOOSE_SCREEN "choose-screen", "choose at least one screen", "vælg mindst én skærm"
#define FOUND_ABSENT_SCREEN "unknown-screen", "there is no screen \"%.100s\"", "der er ingen skærm ”%.100s”"
#define FOUND_SCREEN_NAMED_TWICE                                                                             \
    "twice", "screen \"%.100s\" is named twice", "skærmen ”%.100s” er nævnt to gange"
#define FOUND_SITE_UNREADABLE                                                                                \
    "site-unreadable", "the site cannot be read: mend its errors first",                                     \
        "indholdet kan ikke læses: ret fejlene først"
#define FOUND_OTHER_GROUPS                                                                                   \
    "other-groups", "screens outside your groups show this", "skærme uden for dine grupper viser dette"
#define FOUND_NOTHING_THERE                                                                                  \
    "nothing-before", "nothing is there yet that this could be a change of",                                 \
        "der er endnu intet, som dette kunne være en ændring af"
#define FOUND_ADDRESS_SILENT                                                                                  \
    "address-unanswered",                                                                                     \
        "%.150s did not answer when it was last asked (%s): see whether it is written right and still "       \
        "there",                                                                                              \
        "%.150s svarede ikke, da den sidst blev prøvet (%s): se efter, om den er skrevet rigtigt og stadig " \
        "findes"
#define FOUND_ADDRESS_REFUSED                                                                                \
    "address-unanswered",                                                                                    \
        "%.150s had no page to show when it was last asked (%s, HTTP %d): see whether it is written right "  \
        "and still there",                                                                                   \
        "%.150s havde ingen side at vise, da den sidst blev prøvet (%s, HTTP %d): se efter, om den er "     \
        "skrevet rigtigt og stadig findes"
