/* No setting that decides when a slide is shown is forgotten in the sentence about it: each that the schema
 * of playlists knows has a row here, and those that decide it make another sentence. */
#include <jansson.h>

#include "support/sentence_fixture.h"

/* Of "$defs" in the schema; "" is the playlist itself. */
#define LIST ""
struct setting {
    const char *place, *name;
    const char *a, *b;     /* two values; NULL: one is all there is */
    const char *elsewhere; /* it does not decide when: what it does instead */
};
#define TOLD(place, name, a, b)                                                                              \
    { place, name, a, b, NULL }
#define OTHER(place, name, what)                                                                             \
    { place, name, NULL, NULL, what }
static const struct setting SETTINGS[] = {
    TOLD("when", "from", "\"2026-11-01T09:00\"", "\"2026-12-02\""),
    TOLD("when", "to", "\"2026-12-24\"", "\"2026-12-24T12:00\""),
    TOLD("when", "weekdays", "[\"sun\"]", "[\"mon\",\"sun\"]"),
    TOLD("when", "hours", "[[\"09:00\",\"16:00\"]]", "[[\"09:00\",\"12:00\"],[\"13:00\",\"16:00\"]]"),
    TOLD("when", "holidays", "\"never\"", "\"open\""),
    TOLD("when", "holidays", "\"only\"", "\"closed\""),
    TOLD("when", "named_days", "[\"christmas-eve\"]", "[\"christmas-eve\",\"new-years-eve\"]"),
    TOLD("when", "dates", "[\"2026-12-01\"]", "[\"2026-12-02\"]"),
    TOLD("when", "except", "[\"2026-12-01\"]", "[\"2026-12-02\"]"),
    TOLD("slide", "priority", "3", "4"),
    TOLD(LIST, "priority", "3", "4"),
    TOLD("slide", "evergreen", "true", NULL),
    TOLD("slide", "every_seconds", "120", "240"),
    TOLD("slide", "dwell_seconds", "20", "30"),
    TOLD("source", "expires_on", "\"2026-12-24\"", "\"2026-12-31\""),
    TOLD("text_slide", "alarm", "true", NULL),
    OTHER("source", "url", "where it was read"),
    OTHER("source", "owner", "who answers for it"),
    OTHER("source", "seen", "when it was read"),
    OTHER("source", "checked_on", "the sample mark"),
    OTHER("slide", "id", "its name"),
    OTHER("slide", "type", "what it shows"),
    OTHER("slide", "kicker", "words"),
    OTHER("slide", "headline", "words"),
    OTHER("slide", "transition", "how it comes"),
    OTHER("slide", "bilingual", "which languages"),
    OTHER("slide", "languages", "which languages"),
    OTHER("slide", "page", "where more stands"),
    OTHER("slide", "when", "\"when\" above"),
    OTHER("slide", "source", "\"source\" above"),
    OTHER(LIST, "$schema", "for editors"),
    OTHER(LIST, "name", "for people"),
    OTHER(LIST, "when", "\"when\" above"),
    OTHER(LIST, "dwell_seconds", "of its slides, which have it already"),
    OTHER(LIST, "transition", "how they come"),
    OTHER(LIST, "bilingual", "which languages"),
    OTHER(LIST, "slides", "\"slide\" above"),
    OTHER("image_slide", "picture", "what it shows"),
    OTHER("image_slide", "caption", "words"),
    OTHER("text_slide", "body", "words"),
    OTHER("text_slide", "picture", "what it shows"),
    OTHER("text_slide", "picture_side", "what it looks like"),
    OTHER("text_slide", "qr", "where it leads"),
    OTHER("events_slide", "feeds", "that it has some is told of each kind (test_sentence.c)"),
    OTHER("events_slide", "style", "what it looks like"),
    OTHER("events_slide", "days", "which items"),
    OTHER("events_slide", "limit", "which items"),
    OTHER("events_slide", "tags", "which items"),
    OTHER("events_slide", "qr", "where it leads"),
    OTHER("events_slide", "picture", "what it shows"),
    OTHER("news_slide", "feeds", "that it has some is told of each kind (test_sentence.c)"),
    OTHER("news_slide", "limit", "which items"),
    OTHER("hours_slide", "feeds", "that it has some is told of each kind (test_sentence.c)"),
    OTHER("hours_slide", "house", "which items"),
    OTHER("hours_slide", "branch", "which items"),
    OTHER("hours_slide", "days", "which items"),
    OTHER("departures_slide", "feeds", "that it has some is told of each kind (test_sentence.c)"),
    OTHER("departures_slide", "limit", "which items"),
    OTHER("meetings_slide", "rooms", "which items"),
    OTHER("meetings_slide", "meetings", "that there are some today is told of each"),
    OTHER("meetings_slide", "feeds", "that there are some today is told of each"),
    OTHER("welcome_slide", "guest", "words"),
    OTHER("welcome_slide", "greeting", "words"),
    OTHER("welcome_slide", "body", "words"),
    OTHER("welcome_slide", "picture", "what it shows"),
    OTHER("film_slide", "film", "what it shows, and so for how long: slide_film.c makes it the dwell"),
    OTHER("film_slide", "captions", "what it looks like"),
    OTHER("film_slide", "fit", "what it looks like"),
    OTHER("film_slide", "focus", "what it looks like"),
    OTHER("film_slide", "loops", "the dwell"),
    OTHER("film_slide", "from_seconds", "the dwell"),
    OTHER("film_slide", "to_seconds", "the dwell"),
    OTHER("film_slide", "body", "words"),
    OTHER("film_slide", "alt", "words"),
    OTHER("film_slide", "credit", "words"),
};

/* Where it is written: in the slide, in its playlist, or there while the slide has times of its own. */
enum stand { IN_SLIDE, IN_LIST, IN_BOTH };

static void tell(const struct setting *setting, enum stand stand, const char *value,
                 struct sentence_told *told) {
    char slide[300] = "", list[300] = "", member[200] = "";
    const char *around = strcmp(setting->place, "when") == 0     ? "when"
                         : strcmp(setting->place, "source") == 0 ? "source"
                                                                 : NULL;
    if (value)
        snprintf(member, sizeof member, around ? "\"%s\":{\"%s\":%s}" : "%s\"%s\":%s", around ? around : "",
                 setting->name, value);
    if (stand == IN_SLIDE)
        snprintf(slide, sizeof slide, "%s%s", value ? "," : "", member);
    else
        snprintf(list, sizeof list, "%s%s", member, value ? "," : "");
    if (stand == IN_BOTH)
        snprintf(slide, sizeof slide, ",\"when\":{\"hours\":[[\"06:00\",\"22:00\"]]}");
    sentence_tell(&(struct sentence_text){NULL, slide, list}, 1, 0, setting->name, told);
}

static void makes_another(const struct setting *setting, enum stand stand) {
    struct sentence_told without, a, b;
    tell(setting, stand, NULL, &without);
    tell(setting, stand, setting->a, &a);
    tell(setting, stand, setting->b ? setting->b : setting->a, &b);
    for (int i = 0; i < SENTENCE_LANGUAGES; i++)
        if (strcmp(without.words[i], a.words[i]) == 0 || strcmp(without.words[i], b.words[i]) == 0 ||
            (setting->b && strcmp(a.words[i], b.words[i]) == 0))
            fail_msg("\"%s\" in \"%s\" is not told: %s", setting->name, setting->place, b.words[i]);
}

static void what_decides_is_told(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(SETTINGS); i++) {
        const struct setting *setting = &SETTINGS[i];
        bool list = strcmp(setting->place, LIST) == 0, when = strcmp(setting->place, "when") == 0;
        if (setting->elsewhere)
            continue;
        if (!list)
            makes_another(setting, IN_SLIDE);
        if (list || when)
            makes_another(setting, IN_LIST);
        if (when)
            makes_another(setting, IN_BOTH);
    }
}

static bool has_row(const char *place, const char *name) {
    for (size_t i = 0; i < LENGTH(SETTINGS); i++)
        if (strcmp(SETTINGS[i].place, place) == 0 && strcmp(SETTINGS[i].name, name) == 0)
            return true;
    return false;
}

static size_t look(json_t *around, const char *place) {
    const char *name;
    json_t *value;
    size_t count = 0;
    json_object_foreach(json_object_get(around, "properties"), name, value) {
        count++;
        if (!has_row(place, name))
            fail_msg("\"%s\" in \"%s\" is new: does it decide when a slide is shown?", name, place);
    }
    return count;
}

static void every_setting_has_a_row(void **state) {
    const char *name;
    json_t *value, *schema = json_load_file(SITE_DIR "/playlists/playlist.schema.json", 0, NULL);
    (void)state;
    assert_non_null(schema);
    size_t count = look(schema, LIST), known = 0;
    json_object_foreach(json_object_get(schema, "$defs"), name, value) {
        size_t length = strlen(name), end = strlen("_slide");
        bool kind = length > end && strcmp(name + length - end, "_slide") == 0;
        if (kind || strcmp(name, "when") == 0 || strcmp(name, "slide") == 0 || strcmp(name, "source") == 0)
            count += look(value, name);
    }
    for (size_t i = 0; i < LENGTH(SETTINGS); i++) /* "holidays" has two */
        known += i == 0 || strcmp(SETTINGS[i].name, SETTINGS[i - 1].name) != 0 ||
                 strcmp(SETTINGS[i].place, SETTINGS[i - 1].place) != 0;
    assert_int_equal(count, known);
    json_decref(schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_decides_is_told),
        cmocka_unit_test(every_setting_has_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
