#include <string.h>

#include "core/site/site_findings.h"
#include "core/text/plain_text.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

enum { COUNTERS_MAX = 12, COUNTER_TIMES_MAX = 24, NUMBER_BYTES_MAX = 12, PLACES_MAX = SITE_SCREENS_MAX };

static void read_counter_languages(const struct json_place *place, const char *const **languages,
                                   size_t *count) {
    struct json_place list = place_member(place, "languages");
    const char *const *names = NULL;
    *count = read_texts(place, "languages", GUIDE_LANGUAGES_MAX, &names);
    *languages = names;
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(place, "languages", "the languages spoken there, such as [\"da\", \"en\"]",
                      "de sprog, der tales der, f.eks. [\"da\", \"en\"]");
    for (size_t i = 0; i < *count; i++) {
        struct json_place item = place_item(&list, i);
        if (!language_valid(names[i]))
            place_error(&item, FOUND_NO_LANGUAGE, names[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(names[i], names[k]) == 0)
                place_error(&item, FOUND_TWICE, names[i]);
    }
}

static void read_counter_times(const struct json_place *counter, struct guide_loading *loading,
                               struct guide_counter *out) {
    static const char *const keys[] = {"languages", "when"};
    struct json_place list = place_member(counter, "times");
    size_t count = place_array(&list, COUNTER_TIMES_MAX), kept = 0;
    struct counter_time *times = count ? arena_alloc(loading->guide->arena, count * sizeof *times) : NULL;
    for (size_t i = 0; times && i < count; i++) {
        struct json_place place = place_item(&list, i);
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        times[kept] = (struct counter_time){0};
        read_counter_languages(&place, &times[kept].languages, &times[kept].language_count);
        kept += read_hours_when(&place, loading->site->zone, &times[kept].schedule);
    }
    out->times = times;
    out->time_count = kept;
}

static void load_counters(const struct json_place *root, struct guide_loading *loading) {
    static const char *const keys[] = {"name", "languages", "times", "house", "spot"};
    struct json_place list = place_member(root, "counters");
    size_t count = place_array(&list, COUNTERS_MAX), kept = 0;
    struct guide_counter *counters =
        count ? arena_alloc(loading->guide->arena, count * sizeof *counters) : NULL;
    for (size_t i = 0; counters && i < count; i++) {
        struct json_place place = place_item(&list, i);
        size_t before = place.reader->errors;
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        read_title(&place, "name", loading, "what the counter is called, in each language",
                   "hvad skranken hedder, på hvert sprog", &counters[kept].name);
        read_counter_languages(&place, &counters[kept].languages, &counters[kept].language_count);
        read_counter_times(&place, loading, &counters[kept]);
        read_whereabouts(&place, loading, &counters[kept].house, &counters[kept].spot);
        if (place.reader->errors == before)
            kept++;
        else
            counters[kept] = (struct guide_counter){0};
    }
    loading->guide->people.counters = counters;
    loading->guide->people.counter_count = kept;
}

static void load_phrases(const struct json_place *root, struct guide_loading *loading) {
    const struct language_set any = {NULL, PHRASE_LANGUAGES_MAX, NULL};
    struct guide *guide = loading->guide;
    struct json_place list = place_member(root, "phrases");
    size_t count = place_array(&list, GUIDE_PHRASES_MAX);
    const char *staff = guide->staff.language;
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        struct guide_phrase *phrase = &guide->people.phrases[guide->people.phrase_count];
        size_t before = item.reader->errors;
        read_localized_at(&item, &any, &phrase->text);
        if (item.reader->errors == before && !localized_find(&phrase->text, staff))
            place_error(&item, FOUND_NO_STAFF_LANGUAGE, staff);
        else if (item.reader->errors == before && phrase->text.count < 2)
            place_error(&item, FOUND_NO_GUEST_LANGUAGE, staff);
        if (item.reader->errors == before)
            guide->people.phrase_count++;
        else
            *phrase = (struct guide_phrase){0};
    }
    if (guide->own.phrases && (!list.value || value_length(list.value) == 0))
        place_missing(root, "phrases", "what the page of kind \"phrases\" shows",
                      "hvad siden af typen ”phrases” viser");
}

static void load_emergencies(const struct json_place *root, struct guide_loading *loading) {
    static const char *const keys[] = {"number", "name", "text", "keywords"};
    struct json_place list = place_member(root, "emergency");
    size_t count = place_array(&list, GUIDE_EMERGENCIES_MAX), kept = 0;
    struct guide_emergency *all = count ? arena_alloc(loading->guide->arena, count * sizeof *all) : NULL;
    for (size_t i = 0; all && i < count; i++) {
        struct json_place place = place_item(&list, i), number = place_member(&place, "number");
        size_t before = place.reader->errors;
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        all[kept] = (struct guide_emergency){.number = place_text(&number, NUMBER_BYTES_MAX, false)};
        if (!number.value)
            place_missing(&place, "number", "as it is dialled, such as \"112\"",
                          "som man taster det, f.eks. ”112”");
        else if (all[kept].number && strspn(all[kept].number, "0123456789 +") != strlen(all[kept].number))
            place_error(&number, FOUND_NO_DIAL);
        read_title(&place, "name", loading, "who answers, in each language",
                   "hvem der svarer, på hvert sprog", &all[kept].name);
        read_title(&place, "text", loading, "when to call, in each language",
                   "hvornår man skal ringe, på hvert sprog", &all[kept].text);
        read_localized_in(&place, "keywords", &loading->languages, &all[kept].keywords);
        kept += place.reader->errors == before;
    }
    loading->guide->people.emergencies = all;
    loading->guide->people.emergency_count = kept;
}

static void load_places(const struct json_place *root, struct guide_loading *loading) {
    static const char *const keys[] = {"screen", "address", "house"};
    struct json_place list = place_member(root, "places");
    size_t count = place_array(&list, PLACES_MAX), kept = 0;
    struct guide_place *places = count ? arena_alloc(loading->guide->arena, count * sizeof *places) : NULL;
    for (size_t i = 0; places && i < count; i++) {
        struct json_place place = place_item(&list, i), screen = place_member(&place, "screen");
        size_t before = place.reader->errors;
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        places[kept].screen = place_id(&screen);
        read_title(&place, "address", loading, "the address to say to 112",
                   "den adresse, man skal sige til 112", &places[kept].address);
        struct json_place house = place_member(&place, "house");
        places[kept].house = read_house_name(&house, loading);
        if (!screen.value)
            place_missing(&place, "screen", "the name of a screen of " SITE_FILE,
                          "navnet på en skærm i " SITE_FILE);
        else if (places[kept].screen && !site_screen(loading->site, places[kept].screen))
            place_error(&screen, FOUND_UNKNOWN_SCREEN, places[kept].screen);
        for (size_t k = 0; k < kept && places[kept].screen; k++)
            if (strcmp(places[k].screen, places[kept].screen) == 0)
                place_error(&screen, FOUND_SCREEN_TWICE, places[k].screen);
        if (place.reader->errors == before)
            kept++;
        else
            places[kept] = (struct guide_place){0};
    }
    loading->guide->people.places = places;
    loading->guide->people.place_count = kept;
}

void load_people(const struct json_place *root, struct guide_loading *loading) {
    read_contact(root, "ask", loading, &loading->guide->people.ask);
    if (!place_member(root, "ask").value)
        place_missing(root, "ask", "who is asked when somebody needs a person",
                      "hvem der spørges, når nogen har brug for et menneske");
    load_emergencies(root, loading);
    load_counters(root, loading);
    load_phrases(root, loading);
    load_places(root, loading);
}
