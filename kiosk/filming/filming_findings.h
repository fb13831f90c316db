/* Why a file becomes no film, and what was changed in one that does. See `struct said` in core/base/fail.h.
 */
#pragma once

/* refused */
#define FOUND_FILM_EMPTY "film-empty", "an empty file: copy it again", "en tom fil: kopiér den igen"
#define FOUND_FILM_STILL_PICTURE                                                                             \
    "film-picture", "a picture, no film: use it as a picture",                                               \
        "et billede, ikke en film: brug det som billede"
#define FOUND_FILM_WEBP                                                                                      \
    "film-webp", "an animated WebP, which cannot be read here: save it as MP4 or GIF",                       \
        "en animeret WebP, som ikke kan læses her: gem den som MP4 eller GIF"
#define FOUND_FILM_ONLY_SOUND                                                                                \
    "film-only-sound", "no moving picture in it: give a film, or show the words as a slide",                 \
        "intet levende billede i filen: giv en film, eller vis ordene på et slide"
#define FOUND_FILM_LIST                                                                                      \
    "film-list", "a list of films, no film, and nothing is fetched: give the film itself",                   \
        "en liste over film, ikke en film, og intet hentes: giv selve filmen"
#define FOUND_FILM_KIND                                                                                      \
    "film-kind",                                                                                             \
        "not a film of a kind that is read here (MP4, MOV, MKV, WebM, AVI, MPEG, WMV, MXF, GIF, APNG): "     \
        "save it as MP4",                                                                                    \
        "ikke en film af en slags, der læses her (MP4, MOV, MKV, WebM, AVI, MPEG, WMV, MXF, GIF, APNG): "   \
        "gem den som MP4"
#define FOUND_FILM_UNREADABLE                                                                                \
    "film-unreadable", "the file is incomplete or damaged (%s): copy it again, or export it once more",      \
        "filen er ufuldstændig eller beskadiget (%s): kopiér den igen, eller eksportér filmen en gang til"
#define FOUND_FILM_PROTECTED                                                                                 \
    "film-protected", "it is protected against copying (DRM): ask its owner for a film without protection",  \
        "den er kopibeskyttet (DRM): bed ejeren om en film uden beskyttelse"
#define FOUND_FILM_DOLBY                                                                                     \
    "film-dolby",                                                                                            \
        "its colours are Dolby Vision's own (profile 5), which cannot be read here: export it as HDR10 or "  \
        "without HDR",                                                                                       \
        "farverne er Dolby Visions egne (profil 5) og kan ikke læses her: eksportér den som HDR10 eller "  \
        "uden HDR"
#define FOUND_FILM_NO_FRAMES                                                                                 \
    "film-no-frames", "no frame in it: export the film once more",                                           \
        "ikke ét billede i filmen: eksportér den en gang til"
#define FOUND_FILM_SHORT                                                                                     \
    "film-short", "%s s is shorter than a second: use a picture",                                            \
        "%s s er kortere end et sekund: brug et billede"
#define FOUND_FILM_LONG                                                                                      \
    "film-long",                                                                                             \
        "%s minutes are more than %d, or its time stamps have a hole: cut it, or export it once more",       \
        "%s minutter er mere end %d, eller der er et hul i tidskoderne: klip den, eller eksportér den igen"
#define FOUND_FILM_SMALL                                                                                     \
    "film-small", "shown it is %s pixels, and a side has at least %d: export it larger",                     \
        "vist er den %s pixel, og en side har mindst %d: eksportér den større"
#define FOUND_FILM_LARGE                                                                                     \
    "film-large", "%s pixels are more than can be decoded here (8K, 7680 × 4320): export it as 1920 × 1080", \
        "%s pixel er mere, end der kan afkodes her (8K, 7680 × 4320): eksportér den som 1920 × 1080"
#define FOUND_FILM_HOLE                                                                                      \
    "film-hole",                                                                                             \
        "%s frames in %s s: its time stamps have a hole, or it is a series of pictures; export it once "     \
        "more",                                                                                              \
        "%s billeder på %s s: der er et hul i tidskoderne, eller det er en billedserie; eksportér den igen"
#define FOUND_FILM_CUT                                                                                       \
    "film-cut",                                                                                              \
        "the file is incomplete: %s s of %s s can be read; copy it again, or take what there is with "       \
        "--anyway",                                                                                          \
        "filen er ufuldstændig: %s s af %s s kan læses; kopiér den igen, eller tag, hvad der er, med "    \
        "--anyway"
#define FOUND_FILM_DAMAGED                                                                                   \
    "film-damaged",                                                                                          \
        "damaged: %d errors while it was decoded, and more than %d are not shown to anybody; copy it "       \
        "again, "                                                                                            \
        "or take it as it is with --anyway",                                                                 \
        "beskadiget: %d fejl under afkodningen, og mere end %d vises ikke for nogen; kopiér den igen, "     \
        "eller tag den, som den er, med --anyway"
#define FOUND_FILM_HEAVY                                                                                     \
    "film-heavy", "decoding it takes more memory or time than there is for it: export it as 1920 × 1080",    \
        "afkodningen kræver mere hukommelse eller tid, end der er til den: eksportér den som 1920 × 1080"
#define FOUND_FILM_ROOM                                                                                      \
    "film-room", "the disk is full: it takes up to %d MB beside %s, and %d MB are free",                     \
        "disken er fuld: der skal op til %d MB til ved siden af %s, og %d MB er fri"
#define FOUND_FILM_CAPTIONS                                                                                  \
    "film-captions", "%s: no captions in WebVTT, which begin with the line WEBVTT",                          \
        "%s: ikke undertekster i WebVTT, som begynder med linjen WEBVTT"

/* taken as it is, and worth a look */
#define FOUND_FILM_DAMAGED_TAKEN                                                                             \
    "film-damaged-taken", "%d errors while it was decoded: look at all of it",                               \
        "%d fejl under afkodningen: se den hele igennem"
#define FOUND_FILM_FLASHES                                                                                   \
    "film-flashes",                                                                                          \
        "%d flashes within a second, at %s: more than three can start a seizure (WCAG 2.3.1); change the "   \
        "film, or do not show it",                                                                           \
        "%d blink inden for et sekund, ved %s: flere end tre kan udløse et anfald (WCAG 2.3.1); ret "       \
        "filmen, "                                                                                           \
        "eller vis den ikke"
#define FOUND_FILM_BLACK                                                                                     \
    "film-black", "it begins in black, and so does its poster: cut the beginning",                           \
        "den begynder i sort, og det gør dens plakatbillede også: klip begyndelsen"
#define FOUND_FILM_WORDS_PICTURES                                                                            \
    "film-words-pictures",                                                                                   \
        "its subtitles (%s) are pictures of words and are left out: write them as a .vtt file, and give it " \
        "with --captions",                                                                                   \
        "underteksterne (%s) er billeder af ord og udelades: skriv dem som en .vtt-fil, og giv den med "     \
        "--captions"
#define FOUND_FILM_WORDS_LANGUAGE                                                                            \
    "film-words-language",                                                                                   \
        "a track of subtitles does not say its language and is left out: give it with --captions",           \
        "et spor med undertekster siger ikke sit sprog og udelades: giv det med --captions"
#define FOUND_FILM_WORDS_UNREAD                                                                              \
    "film-words-unread",                                                                                     \
        "its subtitles in %s cannot be read, or have more than 1 MB: give them with --captions",             \
        "underteksterne på %s kan ikke læses, eller fylder mere end 1 MB: giv dem med --captions"
#define FOUND_FILM_UNSPOKEN                                                                                  \
    "film-unspoken",                                                                                         \
        "it has sound and no captions: say with --speech in which language people speak, and give captions", \
        "den har lyd og ingen undertekster: sig med --speech, hvilket sprog der tales, og giv undertekster"

/* changed, and why */
#define FOUND_FILM_RESIZED                                                                                   \
    "film-resized", "%s pixels became %s: screens take at most 1920 × 1080, either way up, and even sides",  \
        "%s pixel blev til %s: skærmene tager højst 1920 × 1080, på begge leder, og lige sider"
#define FOUND_FILM_OBLONG                                                                                    \
    "film-oblong", "its pixels were not square (%s): %s became %s",                                          \
        "dens pixel var ikke kvadratiske (%s): %s blev til %s"
#define FOUND_FILM_TURNED "film-turned", "turned upright, by %d degrees", "vendt ret op, %d grader"
#define FOUND_FILM_RETIMED                                                                                   \
    "film-retimed", "%s frames a second became a constant %s: screens take 24 to 30",                        \
        "%s billeder i sekundet blev til jævnt %s: skærmene tager 24 til 30"
#define FOUND_FILM_INTERLACED                                                                                \
    "film-interlaced", "interlaced: its half frames were made into whole ones",                              \
        "linjeflettet: halvbillederne blev til hele"
#define FOUND_FILM_HDR                                                                                       \
    "film-hdr",                                                                                              \
        "high dynamic range (%s) was brought into that of the screens (BT.709): look at its colours",        \
        "højt dynamikområde (%s) blev ført ind i skærmenes (BT.709): se på farverne"
#define FOUND_FILM_COLOURS                                                                                   \
    "film-colours", "%s became 8 bit 4:2:0 of limited range", "%s blev til 8 bit 4:2:0 i begrænset område"
#define FOUND_FILM_SEE_THROUGH                                                                               \
    "film-see-through", "what was see-through is white", "det gennemsigtige er hvidt"
#define FOUND_FILM_ROUND                                                                                     \
    "film-round", "a picture all around (360°), shown flat", "et billede hele vejen rundt (360°), vist fladt"
#define FOUND_FILM_PICTURES                                                                                  \
    "film-pictures", "of its %d moving pictures the first was taken",                                        \
        "af de %d levende billeder blev det første taget"
#define FOUND_FILM_SOUNDS                                                                                    \
    "film-sounds", "of its %d tracks of sound the first was taken", "af de %d lydspor blev det første taget"
#define FOUND_FILM_STEREO                                                                                    \
    "film-stereo", "%d channels at %d Hz became stereo at %d Hz",                                            \
        "%d kanaler ved %d Hz blev til stereo ved %d Hz"
#define FOUND_FILM_LOUDNESS                                                                                  \
    "film-loudness", "%s LUFS became %s LUFS, as loud as every film (EBU R 128)",                            \
        "%s LUFS blev til %s LUFS, så højt som alle film (EBU R 128)"
#define FOUND_FILM_SILENT                                                                                    \
    "film-silent", "its track of sound is silence and was left out", "lydsporet er stilhed og blev udeladt"
#define FOUND_FILM_BITS                                                                                      \
    "film-bits", "at most %s Mbit/s, so that all of it stays below %d MB",                                   \
        "højst %s Mbit/s, så det hele bliver under %d MB"
