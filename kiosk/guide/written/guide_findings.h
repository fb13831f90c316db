/* What can be wrong with what people wrote for the guide. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_TOUCH_NO_GUIDE                                                                                 \
    "touch-no-guide",                                                                                        \
        "screen \"%s\" can be touched, but the site has no guide that can be shown: see "                    \
        "playlists/guide/guide.json",                                                                        \
        "skærmen ”%s” kan berøres, men der er ingen guide, der kan vises: se playlists/guide/guide.json"
#define FOUND_TOUCH_NO_STRIP                                                                                 \
    "touch-no-strip",                                                                                        \
        "screen \"%s\" can be touched, but nothing says so: layout \"%s\" has no zone of kind \"touch\"%s",  \
        "skærmen ”%s” kan berøres, men intet viser det: layoutet ”%s” har ingen zone af typen ”touch”%s"
#define FOUND_PAGE_EXPIRED                                                                                   \
    "source-expired", "page \"%s\" is no longer shown: its source holds until %04d-%02d-%02d",               \
        "siden ”%s” vises ikke mere: kilden gælder til og med %04d-%02d-%02d"
#define FOUND_ENTRY_EXPIRED                                                                                  \
    "source-expired", "entry \"%s\" is no longer shown: its source holds until %04d-%02d-%02d",              \
        "posten ”%s” vises ikke mere: kilden gælder til og med %04d-%02d-%02d"
#define FOUND_NO_GUIDE_PAGE                                                                                  \
    "unknown-page", "slide \"%s\": the guide has no page \"%s\"", "slidet ”%s”: guiden har ingen side ”%s”"
#define FOUND_FILE_ABSENT "absent-file", "does not exist", "findes ikke"
#define FOUND_NO_DOOR_TO                                                                                     \
    "page-unreachable", "no door leads to page \"%s\"", "ingen indgang fører til siden ”%s”"
#define FOUND_GUIDE_TOO_LARGE                                                                                \
    "guide-too-large", "there was not enough memory for all of the guide",                                   \
        "der var ikke hukommelse nok til hele guiden"
#define FOUND_GUIDE_UNUSABLE                                                                                 \
    "guide-unusable", "cannot be used: it needs pages, doors and keyboards",                                 \
        "kan ikke bruges: den skal have sider, indgange og tastaturer"
#define FOUND_UNKNOWN_OPTION "unknown-option", "\"%s\" has no option \"%s\"", "”%s” har ikke valget ”%s”"
#define FOUND_ENDED_STATUS                                                                                   \
    "ended-status", "a year of ending needs \"status\": \"ended\"", "et slutår kræver \"status\": \"ended\""
#define FOUND_NO_STATUS                                                                                      \
    "no-status", "needs a \"status\": active, ended or unknown",                                             \
        "skal have en ”status”: active, ended eller unknown"
#define FOUND_ENDED_EARLY                                                                                    \
    "ended-early", "ended in %d, before it began in %d", "sluttede i %d, før det begyndte i %d"
#define FOUND_NO_ENTRY "no-object", "must be an entry: { … }", "skal være en post: { … }"
#define FOUND_NO_DOOR_GROUP                                                                                  \
    "no-group", "must be a group of pages, {\"title\": {…}, \"pages\": […]}",                                \
        "skal være en gruppe af sider, {\"title\": {…}, \"pages\": […]}"
#define FOUND_DOOR_PAGES_MANY                                                                                \
    "too-many", "more than %d pages behind one door", "mere end %d sider bag én indgang"
#define FOUND_DOOR_PAGE_TWICE                                                                                \
    "twice", "\"%s\" stands behind this door twice", "”%s” står to gange bag denne indgang"
#define FOUND_NO_DOOR "no-object", "must be a door: { … }", "skal være en indgang: { … }"
#define FOUND_SPACE_KEY                                                                                      \
    "space-key", "the space has a key of its own; leave it out", "mellemrum har sin egen tast; udelad det"
#define FOUND_KEYS_MANY "too-many", "more than %d keys in one row", "mere end %d taster i en række"
#define FOUND_KEY_TWICE "twice", "\"%s\" is on this keyboard twice", "”%s” er to gange på dette tastatur"
#define FOUND_KEYBOARD_ROWS "keyboard-rows", "must have 1 to %d rows", "skal have 1 til %d rækker"
#define FOUND_NO_KEYBOARD "no-keyboard", "must have at least one keyboard", "skal have mindst ét tastatur"
#define FOUND_NO_REVIEW_DAY                                                                                  \
    "no-review-day", "\"%s\" has approved this, but \"reviewed_on\" does not say when",                      \
        "”%s” har godkendt dette, men ”reviewed_on” siger ikke hvornår"
#define FOUND_NO_REVIEWER                                                                                    \
    "no-reviewer", "\"reviewer\" does not say who approved this",                                            \
        "”reviewer” siger ikke, hvem der har godkendt dette"
#define FOUND_OFFER_UNKNOWN                                                                                  \
    "unknown-language", "is offered, but the guide has no language \"%s\"",                                  \
        "tilbydes, men guiden har ikke sproget ”%s”"
#define FOUND_OFFER_NEEDLESS                                                                                 \
    "offer-needless", "\"%s\" need not be offered here: all of it is open to visitors",                      \
        "”%s” behøver ikke at tilbydes her: Det er åbent for gæster i sin helhed"
#define FOUND_ESSENTIALS_MISSING                                                                             \
    "essentials-missing",                                                                                    \
        "%s is offered for what cannot wait, but %zu of %zu texts are missing there: whom to call, whom to " \
        "ask, phrases",                                                                                      \
        "%s tilbydes til det, der ikke kan vente, men %zu af %zu tekster mangler: nødnumre, hjælp, fraser"
#define FOUND_UNKNOWN_WORD "unknown-word", "there is no word \"%s\"", "der er intet ord ”%s”"
#define FOUND_UNKNOWN_KEYBOARD                                                                               \
    "unknown-keyboard", "keyboards.json has no keyboard \"%s\"", "keyboards.json har intet tastatur ”%s”"
#define FOUND_OTHER_LANGUAGE                                                                                 \
    "other-language", "must be \"%s\", as in the file's name", "skal være ”%s” som i filens navn"
#define FOUND_LANGUAGE_TWICE                                                                                 \
    "twice", "\"%s\" is there already: remove it here (the site's own languages need not be named)",         \
        "”%s” er der allerede: fjern det her (de sprog, der er slået til, skal ikke nævnes)"
#define FOUND_TAG_UNTITLED                                                                                   \
    "untranslated",                                                                                          \
        "the button says \"%s\" in every language; name \"%s\" in \"tag_titles\": {\"%s\": {\"en\": …}}",    \
        "knappen siger ”%s” på alle sprog; giv ”%s” et navn i ”tag_titles”: {\"%s\": {\"en\": …}}"
#define FOUND_NO_PAGE "no-object", "must be a page: { … }", "skal være en side: { … }"
#define FOUND_PAGE_TO_ITSELF                                                                                 \
    "page-to-itself", "a page need not point to itself", "en side skal ikke henvise til sig selv"
#define FOUND_NO_STAFF_LANGUAGE                                                                              \
    "no-staff-language", "must have a \"%s\": staff read it", "skal have ”%s”: personalet læser det"
#define FOUND_NO_GUEST_LANGUAGE                                                                              \
    "no-guest-language", "must have a language besides \"%s\": the visitor's",                               \
        "skal have et sprog ud over ”%s”: gæstens"
#define FOUND_NO_DIAL                                                                                        \
    "no-dial", "must be a number as it is dialled, such as \"112\"",                                         \
        "skal være et nummer, som man taster det, f.eks. ”112”"
#define FOUND_UNKNOWN_SCREEN "unknown-screen", "the site has no screen \"%s\"", "der er ingen skærm ”%s”"
#define FOUND_SCREEN_TWICE "twice", "screen \"%s\" stands here twice", "skærmen ”%s” står her to gange"
#define FOUND_NO_HOUSE "no-object", "must be a house: { … }", "skal være et hus: { … }"
#define FOUND_UNKNOWN_HOUSE                                                                                  \
    "unknown-house", "\"houses\" has no house \"%s\"", "der er intet hus ”%s” i ”houses”"
#define FOUND_NO_HOUSE_FOR                                                                                   \
    "unknown-house", "slide \"%s\": the guide has no house \"%s\"", "slidet ”%s”: guiden har intet hus ”%s”"
#define FOUND_HOUSES_HAVE_FEEDS                                                                              \
    "two-of-one", "the houses say where their hours come from; leave \"feeds\" out",                         \
        "husene siger, hvor deres åbningstider kommer fra; udelad ”feeds”"
#define FOUND_HOUSE_WITHOUT_PLAN "no-plan", "house \"%s\" has no \"plan\"", "huset ”%s” har ingen ”plan”"
#define FOUND_NO_HOURS_ROW                                                                                   \
    "no-object", "must say when it is open: {\"when\": { … }}",                                              \
        "skal sige, hvornår der er åbent: {”when”: { … }}"
#define FOUND_NO_YEARLY_DAY                                                                                  \
    "no-date", "must be a day of every year, such as \"12-24\"", "skal være en dag i hvert år, f.eks. ”12-24”"
#define FOUND_NO_SPOT "no-object", "must be a spot: { … }", "skal være et punkt: { … }"
#define FOUND_NO_SPOT_PLACE                                                                                  \
    "no-spot-place", "must say \"at\": [x, y], percent of the picture's width and height",                   \
        "skal sige ”at”: [x, y], procent af billedets bredde og højde"
#define FOUND_UNKNOWN_SPOT "unknown-spot", "the plan has no spot \"%s\"", "planen har intet punkt ”%s”"
#define FOUND_SPOT_WITHOUT_HOUSE                                                                             \
    "spot-without-house", "a spot is one of a \"house\"; name it, too",                                      \
        "et punkt hører til et ”house”; angiv også det"
#define FOUND_SHORT_WAY "short-way", "a way needs at least two spots", "en vej skal have mindst to punkter"
#define FOUND_WAYS_MANY                                                                                      \
    "too-many", "more than %d pieces of way in one plan", "mere end %d vejstykker i én plan"
#define FOUND_NO_WAY                                                                                         \
    "no-way", "no way leads to \"%s\" from screen \"%s\"", "der er ingen vej til ”%s” fra skærmen ”%s”"
#define FOUND_UNKNOWN_SLIDE                                                                                  \
    "unknown-slide", "no screen shows a slide \"%s\"; write PLAYLIST/SLIDE, such as \"raadhus/welcome\"",    \
        "ingen skærm viser et slide ”%s”; skriv SPILLELISTE/SLIDE, f.eks. ”raadhus/welcome”"
#define FOUND_ACTION_TWICE                                                                                   \
    "twice", "there are two actions with the id \"%s\"", "der er to tiltag med id’et ”%s”"
#define FOUND_BOXES_DIFFER                                                                                   \
    "boxes-differ",                                                                                          \
        "has %d boxes to tick, but \"%s\" has %d; every language has the same boxes in the same order",      \
        "har %d felter at afkrydse, men ”%s” har %d; hvert sprog har de samme felter i samme rækkefølge"
#define FOUND_PAGE_UNTRANSLATED                                                                              \
    "untranslated", "the text is not translated into \"%s\": %s does not exist",                             \
        "teksten er ikke oversat til ”%s”: %s findes ikke"
#define FOUND_PAGE_WITHOUT_TEXT                                                                              \
    "page-without-text", "the page has no text: write playlists/guide/pages/%s.%s.md",                       \
        "siden har ingen tekst: skriv playlists/guide/pages/%s.%s.md"
#define FOUND_TITLE_UNTRANSLATED                                                                             \
    "untranslated", "\"%s\" is not translated into \"%s\"", "”%s” er ikke oversat til ”%s”"
#define FOUND_NO_PHONE                                                                                       \
    "no-phone", "must be a telephone number as it is dialled: 3 to 15 digits, such as \"4477 2000\"",        \
        "skal være et telefonnummer, som man taster det: 3 til 15 cifre, f.eks. ”4477 2000”"
#define FOUND_NO_MAIL                                                                                        \
    "no-mail", "must be a mail address, such as \"info@example.dk\"",                                        \
        "skal være en mailadresse, f.eks. ”info@example.dk”"
#define FOUND_PERSONS_MAIL                                                                                   \
    "persons-mail", "looks like a person's address; give an office's",                                       \
        "ligner en persons adresse; angiv et kontors"
#define FOUND_NO_CONTACT                                                                                     \
    "no-contact", "must have an office, a phone number or a mail address",                                   \
        "skal have et kontor, et telefonnummer eller en mailadresse"
#define FOUND_ID_TWICE "twice", "the id \"%s\" stands here twice", "id’et ”%s” står her to gange"
#define FOUND_NEAR_SIGN "unknown-sign", "there is no sign \"%s\"", "der er intet ikon ”%s”"
#define FOUND_UNKNOWN_SIGN                                                                                   \
    "unknown-sign", "there is no sign \"%s\"; the names stand in guide.schema.json",                         \
        "der er intet ikon ”%s”; navnene står i guide.schema.json"
#define FOUND_UNKNOWN_PAGE "unknown-page", "there is no page \"%s\"", "der er ingen side ”%s”"
#define FOUND_NO_WORDS "no-words", "holds no text", "indeholder ingen tekst"
#define FOUND_BLOCK_TOO_LONG                                                                                 \
    "block-too-long", "this block is too long; make several of it, at most 60 words each",                   \
        "dette afsnit er for langt; lav flere af det, højst 60 ord i hvert"
#define FOUND_EASY_TOO_HARD                                                                                  \
    "easy-too-hard", "the easy text has lix %d; write shorter sentences and words, at most lix %d",          \
        "den lette tekst har lixtal %d; skriv kortere sætninger og ord, højst lixtal %d"
#define FOUND_LONE_STARS                                                                                     \
    "lone-stars", "\"**\" without its partner: write **strong** without spaces inside the asterisks",        \
        "”**” uden sin makker: skriv **stærkt** uden mellemrum inden for stjernerne"
#define FOUND_NO_BOX                                                                                         \
    "no-box", "a box to tick is written \"- [ ] text\"", "et felt at afkrydse skrives ”- [ ] tekst”"
#define FOUND_BOXES_MANY                                                                                     \
    "too-many", "more than 64 boxes to tick on one page", "mere end 64 felter at afkrydse på én side"
#define FOUND_WORDS_MANY                                                                                     \
    "words-many", "%d words in one block; at most %d can be read standing",                                  \
        "%d ord i ét afsnit; højst %d kan læses stående"
#define FOUND_FILE_TOO_LONG                                                                                  \
    "file-too-long", "is %zu bytes long; at most %d are allowed", "er %zu byte lang; højst %d er tilladt"
#define FOUND_NO_UTF8                                                                                        \
    "no-utf8", "is not UTF-8 text: save the file as UTF-8", "er ikke tekst i UTF-8: gem filen som UTF-8"
#define FOUND_LINK                                                                                           \
    "markup", "a link: write the page's \"url\" in guide.json instead",                                      \
        "et link: skriv sidens ”url” i guide.json i stedet"
#define FOUND_LIST_IN_LIST                                                                                   \
    "markup", "a list inside a list; make it one list", "en liste i en liste; lav det til én liste"
#define FOUND_TICKED                                                                                         \
    "markup", "write \"[ ]\": the visitor ticks the box", "skriv ”[ ]”: det er gæsten, der sætter krydset"
#define FOUND_ITEM_PARAGRAPHS                                                                                \
    "markup", "a second paragraph in one item; make it an item of its own",                                  \
        "endnu et afsnit i samme punkt; lav det til et punkt for sig"
#define FOUND_RULE                                                                                           \
    "markup", "a line across; make a heading instead", "en streg på tværs; lav en overskrift i stedet"
#define FOUND_QUOTATION "markup", "a quotation; write a paragraph", "et citat; skriv et almindeligt afsnit"
#define FOUND_CODE_BLOCK                                                                                     \
    "markup", "code, or a line that begins with four spaces; write a paragraph",                             \
        "kode, eller en linje, der begynder med fire mellemrum; skriv et almindeligt afsnit"
#define FOUND_HTML "markup", "HTML is not shown; write plain text", "HTML vises ikke; skriv almindelig tekst"
#define FOUND_TABLE "markup", "a table; make a list of it", "en tabel; lav en liste af den"
#define FOUND_PICTURE_IN_TEXT "markup", "a picture; pages are text", "et billede; sider er tekst"
#define FOUND_CODE_SPAN "markup", "code; write plain text", "kode; skriv almindelig tekst"
#define FOUND_REFERENCE                                                                                      \
    "markup", "write the character itself instead of \"&…;\"", "skriv selve tegnet i stedet for ”&…;”"
#define FOUND_LANGUAGE_INCOMPLETE                                                                            \
    "language-incomplete", "%s: %zu of %d words and %zu of %zu titles and texts missing",                    \
        "%s: %zu af %d ord og %zu af %zu titler og tekster mangler"
#define FOUND_WORDS_MISSING "language-incomplete", "%s: %zu of %d words missing", "%s: %zu af %d ord mangler"
#define FOUND_TEXTS_MISSING                                                                                  \
    "language-incomplete", "%s: %zu of %zu titles and texts missing",                                        \
        "%s: %zu af %zu titler og tekster mangler"
#define FOUND_HEADING_DEEP "markup", "only # and ## make a heading", "kun # og ## laver en overskrift"
#define FOUND_VISIT_NO_DOOR                                                                                  \
    "visit-no-door", "the guide has no door \"%s\" for this visit's page",                                   \
        "guiden har ingen indgang ”%s” til dette besøgs side"
#define FOUND_VISIT_PAGE_TWICE                                                                               \
    "visit-page-twice", "the guide has a page \"%s\" already: give the visit's file another name",           \
        "guiden har allerede en side ”%s”: giv besøgets fil et andet navn"
#define FOUND_VISIT_NO_ROOM                                                                                  \
    "visit-no-room", "there is no room for one more page behind door \"%s\"",                                \
        "der er ikke plads til flere sider bag indgangen ”%s”"
#define FOUND_PAGE_UNCAPTIONED                                                                               \
    "film-uncaptioned",                                                                                      \
        "page \"%s\": people speak in this film, and it has no captions: give it a file of captions",        \
        "siden ”%s”: der tales i filmen, og den har ingen undertekster: giv den en fil med undertekster"
#define FOUND_NO_MEETINGS_SLIDE                                                                              \
    "wrong-slide", "the slide \"%s\" is not of the type \"meetings\"",                                       \
        "slidet ”%s” er ikke af typen ”meetings”"
#define FOUND_ROOM_WITHOUT_HOUSE                                                                             \
    "unknown-house", "room \"%s\": the guide has no house \"%s\"", "lokalet ”%s”: guiden har intet hus ”%s”"
#define FOUND_ROOM_WITHOUT_SPOT                                                                              \
    "unknown-spot", "room \"%s\": the plan of \"%s\" has no spot \"%s\" with a name",                        \
        "lokalet ”%s”: planen over ”%s” har intet sted ”%s” med et navn"
