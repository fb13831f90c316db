/* What can be wrong with the files of a site. See `struct said` in core/base/fail.h; "%.0s" passes over a
 * value that is the other language's. */
#pragma once

#define FOUND_TOO_DEEP "too-deep", "nested more than %d deep", "ligger mere end %d niveauer inde i hinanden"
#define FOUND_NO_JSON                                                                                        \
    "json-syntax", "%s", "er ikke gyldig JSON%.0s; hent filen ind igen, eller ret den i hånden"
#define FOUND_NO_MEMORY "no-memory", "out of memory", "der er ikke mere hukommelse"
#define FOUND_UNREADABLE "unreadable", "%s", "filen kan ikke læses: %s"
#define FOUND_NO_OBJECT "no-object", "must be an object: { … }", "skal være et objekt: { … }"
#define FOUND_UNKNOWN_KEY                                                                                    \
    "unknown-key", "unknown key \"%s\"; known here: %s", "ukendt felt ”%s”; her kendes: %s"
#define FOUND_MISSPELT_KEY                                                                                   \
    "unknown-key", "unknown key \"%s\"; did you mean \"%s\"?", "ukendt felt ”%s”; mente du ”%s”?"
#define FOUND_EMPTY "empty", "must not be empty", "må ikke være tom"
#define FOUND_TOO_MANY                                                                                       \
    "too-many", "has %zu entries; at most %zu are allowed", "har %zu elementer; højst %zu er tilladt"
#define FOUND_NO_LIST "no-list", "must be a list: [ … ]", "skal være en liste: [ … ]"
#define FOUND_NO_TEXT "no-text", "must be a text in quotes", "skal være en tekst i anførselstegn"
#define FOUND_TEXT_TOO_LONG                                                                                  \
    "text-too-long", "is %zu characters long; at most %zu are allowed",                                      \
        "er %zu tegn lang; højst %zu er tilladt"
#define FOUND_NO_NAME                                                                                        \
    "no-name", "\"%.60s\" is not a name: use 1 to 40 of a–z, 0–9 and \"-\"",                                 \
        "”%.60s” kan ikke bruges som navn: brug 1 til 40 af a–z, 0–9 og ”-”"
#define FOUND_NO_TRUTH "no-truth", "must be true or false", "skal være true eller false"
#define FOUND_NO_WHOLE                                                                                       \
    "no-whole", "must be a whole number from %d to %d", "skal være et helt tal fra %d til %d"
#define FOUND_NO_NUMBER "no-number", "must be a number from %g to %g", "skal være et tal fra %g til %g"
#define FOUND_NO_CHOICE "no-choice", "must be one of: %s", "skal være en af: %s"
#define FOUND_MISSING "missing", "\"%s\" is missing: %s%.0s", "”%s” mangler: %.0s%s"
#define FOUND_NO_LANGUAGE_TAG                                                                                \
    "no-language-tag", "\"%s\" is not a BCP 47 language tag", "”%s” er ikke et sprogmærke efter BCP 47"
#define FOUND_TWICE "twice", "\"%s\" stands here twice", "”%s” står her to gange"
#define FOUND_NO_TIME_ZONE                                                                                   \
    "no-time-zone", "\"%s\" is not an IANA time zone; Europe/Copenhagen is used",                            \
        "”%s” er ikke en tidszone hos IANA; Europe/Copenhagen bruges"
#define FOUND_SITE_TOO_LARGE                                                                                 \
    "site-too-large", "there was not enough memory for all of the site",                                     \
        "der var ikke hukommelse nok til det hele"
#define FOUND_NO_COLOUR                                                                                      \
    "no-colour", "must be a colour such as \"#0F4C5C\"", "skal være en farve som ”#0F4C5C”"
#define FOUND_NO_HOST                                                                                              \
    "no-host",                                                                                                     \
        "must be the name of a host in small letters, such as \"www.example.dk\": no https://, no path, no "       \
        "port, no number, no xn--",                                                                                \
        "skal være et værtsnavn med små bogstaver, f.eks. ”www.example.dk”: uden https://, sti, port, tal " \
        "og xn--"
#define FOUND_NO_FEED_NAME                                                                                   \
    "no-feed-name", "a feed's name has 1–40 of a–z, 0–9 and -", "en kildes navn har 1–40 af a–z, 0–9 og -"
#define FOUND_NO_ADDRESS                                                                                     \
    "no-address", "must be a complete https address: https://…", "skal være en hel https-adresse: https://…"
#define FOUND_NO_ZONE "no-zone", "must be a zone: { … }", "skal være en zone: { … }"
#define FOUND_NO_ZONE_PLACE                                                                                  \
    "no-zone-place", "\"at\" must be four percentages: left, top, width, height",                            \
        "”at” skal være fire procenttal: venstre, top, bredde, højde"
#define FOUND_ZONE_OUTSIDE                                                                                   \
    "zone-outside", "reaches over the edge of the screen, or is empty",                                      \
        "går ud over skærmens kant eller er tom"
#define FOUND_ZONES_OVERLAP                                                                                  \
    "zones-overlap", "zone \"%s\" lies over zone \"%s\" or has its name",                                    \
        "zonen ”%s” ligger over zonen ”%s” eller hedder det samme"
#define FOUND_NO_ZONES                                                                                       \
    "no-zones", "needs at least one zone in \"zones\"", "skal have mindst én zone i ”zones”"
#define FOUND_UNKNOWN_LAYOUT "unknown-layout", "the site has no layout \"%s\"", "der er intet layout ”%s”"
#define FOUND_NO_PLAYLIST_FILE                                                                               \
    "no-playlist-file", "must be a file such as \"playlists/main.json\"",                                    \
        "skal være en fil som ”playlists/main.json”"
#define FOUND_ABSENT_FILE "absent-file", "%s does not exist", "%s findes ikke"
#define FOUND_UNKNOWN_ZONE                                                                                   \
    "unknown-zone", "layout \"%s\" has no zone \"%s\" for playlists",                                        \
        "layoutet ”%s” har ingen zone ”%s” til spillelister"
#define FOUND_NO_SCREEN_NAME                                                                                 \
    "no-screen-name", "a screen's name has 1–40 of a–z, 0–9 and -", "en skærms navn har 1–40 af a–z, 0–9 og -"
#define FOUND_NO_ROTATION "no-rotation", "must be 0, 90, 180 or 270", "skal være 0, 90, 180 eller 270"
#define FOUND_NO_LANGUAGE                                                                                    \
    "no-language", "\"%s\" is not a language: write its BCP 47 tag, such as \"uk\"",                         \
        "”%s” er ikke et sprog: skriv dets mærke efter BCP 47, f.eks. ”uk”"
#define FOUND_MISSPELT_LANGUAGE                                                                              \
    "unknown-language", "the site has no language \"%s\"; did you mean \"%s\"?",                             \
        "sproget ”%s” er ikke slået til; mente du ”%s”?"
#define FOUND_LANGUAGE_NOT_IN                                                                                \
    "unknown-language", "the site has no language \"%s\"; add it to \"languages\" in %s",                    \
        "sproget ”%s” er ikke slået til; føj det til ”languages” i %s"
#define FOUND_UNKNOWN_LANGUAGE                                                                               \
    "unknown-language", "the site has no language \"%s\"", "sproget ”%s” er ikke slået til"
#define FOUND_ONE_TEXT_FOR_ALL                                                                               \
    "one-text-for-all", "must say in which language it is: write {\"%s\": %s%s%s%s}",                        \
        "skal sige, hvilket sprog det er: skriv {\"%s\": %s%s%s%s}"
#define FOUND_NO_DATE                                                                                        \
    "no-date", "must be a date of 1970–2100 such as \"2026-12-01\"",                                         \
        "skal være en dato i 1970–2100 som ”2026-12-01”"
#define FOUND_NO_FEEDS "no-feeds", "must name at least one feed", "skal nævne mindst én kilde"
#define FOUND_UNKNOWN_FEED "unknown-feed", "the site has no feed \"%s\"", "der er ingen kilde ”%s”"
#define FOUND_WRONG_FEED                                                                                     \
    "wrong-feed", "feed \"%s\" is not of a kind that can be shown as \"%s\"",                                \
        "kilden ”%s” er ikke af en slags, der kan vises som ”%s”"
#define FOUND_HOUSE_HAS_FEEDS                                                                                \
    "two-of-one", "the house says where its hours come from; leave \"feeds\" out",                           \
        "huset siger, hvor dets åbningstider kommer fra; udelad ”feeds”"
#define FOUND_LIVE_FEED                                                                                      \
    "live-feed", "\"%s\" is live, and shown as such for %d minutes; leave \"stale_hours\" out",              \
        "”%s” gælder øjeblikket og vises som sådan i %d minutter; udelad ”stale_hours”"
#define FOUND_NO_PARAMETER                                                                                   \
    "no-parameter",                                                                                          \
        "must be the name of a parameter of the address, such as \"accessId\": a–z, A–Z, 0–9, _ and -",      \
        "skal være navnet på en parameter i adressen, f.eks. ”accessId”: a–z, A–Z, 0–9, _ og -"
#define FOUND_KEY_BEHIND                                                                                     \
    "no-address", "the key is put behind this address, which must not have a part with \"#\"",               \
        "nøglen sættes bag adressen, som derfor ikke må have en del med ”#”"
#define FOUND_KEY_PUBLISHED                                                                                           \
    "key-published",                                                                                                  \
        "\"%s=\" would publish the key with the site: leave it out, write \"key_parameter\": \"%s\", and "            \
        "give the key to the screens (\"feed-keys\" of kiosk-sync)",                                                  \
        "”%s=” ville udgive nøglen sammen med siderne: udelad den, skriv ”key_parameter”: ”%s”, og giv " \
        "skærmene nøglen (”feed-keys” i kiosk-sync)"
#define FOUND_NO_SITE_FILE                                                                                   \
    "no-site-file", "must be a file of the site such as \"%sname.svg\", without \"..\"",                     \
        "skal være en af filerne her, f.eks. ”%sname.svg”, uden ”..”"
#define FOUND_ABSENT_PICTURE                                                                                 \
    "absent-file", "%s does not exist; it is left out on the screen",                                        \
        "%s findes ikke; den udelades på skærmen"
#define FOUND_NO_SECONDS "no-seconds", "must be a number of seconds", "skal være et antal sekunder"
#define FOUND_DWELL_LIMITED                                                                                  \
    "dwell-limited", "shown for %d s: dwell times are kept between 1 s and 24 h",                            \
        "vises i %d s: visningstiden holdes mellem 1 s og 24 t"
#define FOUND_WORD_MARKS                                                                                     \
    "word-marks", "must hold the same %%d and %%s, in the same order, as \"%s\"",                            \
        "skal have de samme %%d og %%s i samme rækkefølge som ”%s”"
#define FOUND_NO_FOCUS                                                                                       \
    "no-focus", "must be two percentages from the left and the top, such as [50, 30]",                       \
        "skal være to procenttal fra venstre og fra toppen, f.eks. [50, 30]"
#define FOUND_NO_PICTURE_OBJECT                                                                              \
    "no-object", "must be an object: write {\"asset\": %s}", "skal være et objekt: skriv {\"asset\": %s}"
#define FOUND_NO_SLIDE "no-slide", "must be a slide: { … }", "skal være et slide: { … }"
#define FOUND_SLIDE_TWICE                                                                                    \
    "slide-twice", "the id \"%s\" stands in this playlist twice",                                            \
        "id’et ”%s” står to gange i denne spilleliste"
#define FOUND_PLAYLISTS_MANY "playlists-many", "more than %d playlists", "mere end %d spillelister"
#define FOUND_NO_MOMENT                                                                                      \
    "no-moment", "must be a date or local time such as \"2026-12-01\" or \"2026-12-01T08:00\"",              \
        "skal være en dato eller et lokalt tidspunkt som ”2026-12-01” eller ”2026-12-01T08:00”"
#define FOUND_NO_WEEKDAY                                                                                     \
    "no-weekday", "must be one of: mon, tue, wed, thu, fri, sat, sun",                                       \
        "skal være en af: mon, tue, wed, thu, fri, sat, sun"
#define FOUND_NO_WEEKDAYS                                                                                    \
    "no-weekdays", "is empty, so it is never shown; leave it out for every day",                             \
        "er tom, så det vises aldrig; udelad feltet for at vise det hver dag"
#define FOUND_NO_HOURS                                                                                       \
    "no-hours", "must be two different times such as [\"08:00\", \"16:00\"]",                                \
        "skal være to forskellige klokkeslæt som [\"08:00\", \"16:00\"]"
#define FOUND_NO_DATES                                                                                       \
    "no-dates", "must be a date \"2026-12-24\" or a first and last date [\"2026-12-01\", \"2026-12-05\"]",   \
        "skal være en dato ”2026-12-24” eller en første og en sidste dato [\"2026-12-01\", \"2026-12-05\"]"
#define FOUND_NEVER_ORDER                                                                                    \
    "never-shown", "never shown: it ends before it begins; put \"from\" before \"to\"",                      \
        "vises aldrig: det slutter, før det begynder; sæt ”fra” før ”til”"
#define FOUND_NEVER_WEEKDAYS                                                                                 \
    "never-shown",                                                                                           \
        "never shown: none of these weekdays is among the days that the rest of \"when\" leaves; add one, "  \
        "or widen the dates",                                                                                \
        "vises aldrig: ingen af disse ugedage er blandt de dage, som resten giver lov til; tilføj en, "     \
        "eller vælg flere datoer"
#define FOUND_NEVER_HOLIDAYS                                                                                 \
    "never-shown", "never shown: \"holidays\" takes out each day that the rest of \"when\" leaves",          \
        "vises aldrig: valget af helligdage fjerner hver dag, som resten giver lov til"
#define FOUND_NEVER_NAMED_DAYS                                                                               \
    "never-shown", "never shown: none of \"named_days\" is a day that the rest of \"when\" leaves",          \
        "vises aldrig: ingen af de nævnte dage er en dag, som resten giver lov til"
#define FOUND_NEVER_HOURS                                                                                    \
    "never-shown", "never shown: these hours do not lie between \"from\" and \"to\"",                        \
        "vises aldrig: disse klokkeslæt ligger ikke mellem ”fra” og ”til”"
#define FOUND_NEVER_DATES                                                                                    \
    "never-shown", "never shown: none of these dates is left by the rest of \"when\"",                       \
        "vises aldrig: resten giver ikke lov til nogen af disse datoer"
#define FOUND_NEVER_EXCEPT                                                                                   \
    "never-shown", "never shown: each day that the rest of \"when\" leaves is excepted",                     \
        "vises aldrig: hver dag, som resten giver lov til, er undtaget"
#define FOUND_NEVER_TOGETHER                                                                                 \
    "never-shown", "never shown: its conditions do not go together",                                         \
        "vises aldrig: betingelserne passer ikke sammen"
#define FOUND_NEVER_AROUND                                                                                   \
    "never-shown",                                                                                           \
        "never shown: the playlist's own \"when\" is over before this begins, or begins when this is over",  \
        "vises aldrig: spillelistens egen tid er ovre, før dette begynder, eller begynder, når dette er "  \
        "ovre"
#define FOUND_EMPTY_HOURS                                                                                    \
    "empty-when", "is empty, so it is shown at all hours; leave it out, or say when",                        \
        "er tom, så det vises hele døgnet; udelad feltet, eller sig hvornår"
#define FOUND_EMPTY_DATES                                                                                    \
    "empty-when", "is empty, so it is shown on all days; leave it out, or say when",                         \
        "er tom, så det vises alle dage; udelad feltet, eller sig hvornår"
#define FOUND_CONTRAST                                                                                       \
    "contrast", "\"%s\" over \"%s\" has a contrast of %.2f:1; at least %.1f:1 is needed",                    \
        "”%s” på ”%s” har en kontrast på %.2f:1; der skal være mindst %.1f:1"
#define FOUND_UNTRANSLATED                                                                                   \
    "untranslated", "slide \"%s\" is shown in \"%s\" but not translated: %s",                                \
        "slidet ”%s” vises på ”%s”, men er ikke oversat: %s"
#define FOUND_EMOJI                                                                                            \
    "emoji",                                                                                                   \
        "the emoji U+%04X of \"%s\" is a box on a screen without an emoji font: see that each has "            \
        "fonts-noto-color-emoji",                                                                              \
        "emojien U+%04X i ”%s” bliver en firkant på en skærm uden skrifttype til emojier: se efter, at " \
        "hver skærm har fonts-noto-color-emoji"
#define FOUND_EXPIRED_SOURCE                                                                                 \
    "source-expired", "slide \"%s\" is no longer shown: its source holds until %04d-%02d-%02d",              \
        "slidet ”%s” vises ikke mere: kilden gælder til og med %04d-%02d-%02d"
#define FOUND_NO_SOURCE                                                                                      \
    "no-source", "slide \"%s\" states something without a \"source\"",                                       \
        "slidet ”%s” oplyser noget uden at nævne en kilde"
#define FOUND_UNUSED_KICKER                                                                                  \
    "unused-kicker", "slide \"%s\": a slide of type \"%s\" does not show a \"kicker\"; remove it",           \
        "slidet ”%s”: et slide af typen ”%s” viser ikke ”kicker”; fjern den"
#define FOUND_LAST_DAY                                                                                       \
    "slide-over", "slide \"%s\" is no longer shown: its last day was %04d-%02d-%02d",                        \
        "slidet ”%s” vises ikke mere: sidste dag var %04d-%02d-%02d"
#define FOUND_NO_EVERGREEN                                                                                      \
    "no-evergreen",                                                                                             \
        "zone \"%s\" of screen \"%s\" has no evergreen slide for when nothing else is on: add one of its "      \
        "own with \"evergreen\": true (marked so, a slide shows only when nothing else is on)",                 \
        "zonen ”%s” på skærmen ”%s” har intet fast slide til når intet andet vises: tilføj et med " \
        "\"evergreen\": true (et sådant slide vises kun, når intet andet vises)"
#define FOUND_UNTRANSLATED_MANY                                                                              \
    "untranslated", "%s: %zu of %zu texts are not translated; kioskctl check --all lists them",              \
        "%s: %zu af %zu tekster er ikke oversat; kioskctl check --all viser dem"
#define FOUND_NOTHING_TO_SHOW                                                                                \
    "nothing-to-show", "no screen has anything to show", "ingen skærm har noget at vise"
#define FOUND_SLIDE_OVER                                                                                     \
    "slide-over", "slide \"%s\" is over at that moment: screens no longer show it",                          \
        "slidet ”%s” er ovre på det tidspunkt: skærmene viser det ikke mere"
#define FOUND_NO_FOLDER "unreadable", "this folder cannot be read", "mappen kan ikke læses"
#define FOUND_SOURCE_ENDS                                                                                    \
    "source-ends-soon", "slide \"%s\" is shown no longer than its source holds: until %04d-%02d-%02d",       \
        "slidet ”%s” vises kun, så længe kilden gælder: til og med %04d-%02d-%02d"
#define FOUND_SOURCE_OLD                                                                                     \
    "source-old", "slide \"%s\" states what was checked on %04d-%02d-%02d: check it again",                  \
        "slidet ”%s” oplyser noget, der blev efterset %04d-%02d-%02d: se efter igen"
#define FOUND_VISIT_NAME                                                                                     \
    "visit-name", "\"%.60s\" names no visit: use 1 to 30 of a–z, 0–9 and \"-\", then .json",                 \
        "”%.60s” er ikke navnet på et besøg: brug 1 til 30 af a–z, 0–9 og ”-”, og så .json"
#define FOUND_NO_TIME_OF_DAY                                                                                 \
    "no-time-of-day", "must be a time of day such as \"09:00\"", "skal være et klokkeslæt som ”09:00”"
#define FOUND_NO_VISIT_DAY "no-visit-day", "must be a day: { … }", "skal være en dag: { … }"
#define FOUND_NO_VISIT_ITEM                                                                                  \
    "no-visit-item", "must be a part of the programme: { … }", "skal være et programpunkt: { … }"
#define FOUND_VISIT_ENDS_FIRST "visit-ends-first", "ends before it begins", "slutter, før det begynder"
#define FOUND_VISIT_ORDER                                                                                    \
    "visit-order", "begins before what stands above it: put it in the order of time",                        \
        "begynder før det, der står over: skriv i tidens rækkefølge"
#define FOUND_UNKNOWN_ROOM "unknown-room", "\"rooms\" has no room \"%s\"", "”rooms” har ikke lokalet ”%s”"
#define FOUND_VISIT_OVER                                                                                     \
    "visit-over", "the visit was over on %04d-%02d-%02d: nothing of it is shown; the file may go",           \
        "besøget sluttede %04d-%02d-%02d: intet af det vises; filen kan fjernes"
#define FOUND_FILM_FILE                                                                                      \
    "film-file", "must be a file under assets/ that ends in %s",                                             \
        "skal være en fil under assets/, der ender på %s"
#define FOUND_FILM_FILE_ABSENT                                                                               \
    "absent-file", "%s does not exist: make the film again with kioskctl film add, or copy the file here",   \
        "%s findes ikke: lav filmen igen med kioskctl film add, eller kopiér filen hertil"
#define FOUND_FILM_HASH                                                                                      \
    "film-hash", "must be 64 of 0–9 and a–f: the BLAKE2b-256 of a part of the film",                         \
        "skal være 64 af 0–9 og a–f: BLAKE2b-256 af en del af filmen"
#define FOUND_FILM_CHUNKS                                                                                    \
    "film-chunks", "has %zu hashes; a film of that size has %zu, one for each MiB",                          \
        "har %zu hashværdier; en film af den størrelse har %zu, en for hver MiB"
#define FOUND_FILM_SIZE                                                                                       \
    "film-size",                                                                                              \
        "%d × %d px is no size that screens take: even numbers of at least 64, at most 1920 × 1080 or "     \
        "1080 × 1920",                                                                                        \
        "%d × %d px er ikke en størrelse, skærmene kan vise: lige tal på mindst 64, højst 1920 × 1080 " \
        "eller "                                                                                              \
        "1080 × 1920"
#define FOUND_FILM_SPEED                                                                                     \
    "film-speed", "must be 23 to 30 frames a second as two whole numbers, such as [25, 1] or [30000, 1001]", \
        "skal være 23 til 30 billeder i sekundet som to hele tal, f.eks. [25, 1] eller [30000, 1001]"
#define FOUND_FILM_LENGTH                                                                                    \
    "film-length", "a film lasts from %d second to %d minutes", "en film varer fra %d sekund til %d minutter"
#define FOUND_FILM_SOUND                                                                                     \
    "film-sound", "the sound is more than a second longer or shorter than the picture",                      \
        "lyden er mere end et sekund længere eller kortere end billedet"
#define FOUND_FILMS_MANY                                                                                     \
    "too-many", "is left out: at most %d films are allowed", "udelades: højst %d film er tilladt"
#define FOUND_FILM_PART                                                                                      \
    "film-part", "at least a second of the film has to be left: put \"from_seconds\" before \"to_seconds\"", \
        "mindst et sekund af filmen skal vises: sæt ”fra” før ”til”"
#define FOUND_FILM_DWELL                                                                                     \
    "film-dwell",                                                                                            \
        "does nothing: a film is on for as long as it is; use \"loops\", or \"from_seconds\" and "           \
        "\"to_seconds\"",                                                                                    \
        "virker ikke: en film vises, så længe den varer; vælg gentagelser, eller fra og til hvilket sekund"
#define FOUND_FILM_UNCAPTIONED                                                                                 \
    "film-uncaptioned",                                                                                        \
        "slide \"%s\": people speak in this film, screens play it without sound, and it has no captions: "     \
        "give it a file of captions",                                                                          \
        "slidet ”%s”: der tales i filmen, skærme viser den uden lyd, og den har ingen undertekster: giv " \
        "den "                                                                                                 \
        "en fil med undertekster"
#define FOUND_FILM_NO_CAPTIONS                                                                               \
    "film-captions-missing", "slide \"%s\" is shown in \"%s\", and its film has no captions in it",          \
        "slidet ”%s” vises på ”%s”, og filmen har ingen undertekster på det sprog"
#define FOUND_NO_ROOM "no-room", "must be a room: { … }", "skal være et lokale: { … }"
#define FOUND_NO_MEETING "no-meeting", "must be a meeting: { … }", "skal være et møde: { … }"
#define FOUND_PRIVATE_NAMED                                                                                  \
    "private-named", "a private meeting has no \"%s\": what stands here is published; remove it",            \
        "et lukket møde har ingen ”%s”: det, der står her, offentliggøres; fjern den"
#define FOUND_SPOT_OF_NO_HOUSE                                                                               \
    "spot-without-house", "needs \"house\" beside it: the house whose plan has the spot",                    \
        "kræver ”house” ved siden af: det hus, hvis plan har stedet"
#define FOUND_MEETINGS_OVERLAP                                                                               \
    "meetings-overlap",                                                                                      \
        "room \"%s\" is taken twice on %04d-%02d-%02d from %02d:%02d: also by the meeting in line %d",       \
        "lokalet ”%s” er optaget to gange den %04d-%02d-%02d fra kl. %02d.%02d: også af mødet i linje %d"
#define FOUND_MEETINGS_NOWHERE                                                                               \
    "no-meetings", "has neither \"meetings\" nor \"feeds\": write meetings, or name a calendar",             \
        "har hverken ”meetings” eller ”feeds”: skriv møder, eller nævn en kalender"
