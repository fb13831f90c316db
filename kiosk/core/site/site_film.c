#include "core/site/site_film.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_values.h"
#include "core/text/plain_text.h"

enum { SIDE_MAX = 99999, SAMPLES_MAX = FILM_SECONDS_MAX * FILM_SOUND_HZ, MADE_MAX = 200 };

struct reading {
    struct json_place root;
    const struct site_files *files; /* NULL: what the index names is not looked for */
};

static bool ends_in(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

bool film_index_named(const char *name) {
    return ends_in(name, FILM_INDEX_ENDING);
}

/* A file that the index names; "" as `ending`: any. */
static const char *read_name(const struct reading *reading, const struct json_place *place,
                             const char *ending) {
    const char *name = place_text(place, READER_NAME_MAX, false);
    if (!name)
        return NULL;
    if (!site_name_valid(name) || strncmp(name, "assets/", 7) != 0 || (*ending && !ends_in(name, ending))) {
        place_error(place, FOUND_FILM_FILE, *ending ? ending : ".png");
        return NULL;
    }
    if (reading->files && !reading->files->exists(reading->files->context, name))
        place_complaint(place, FOUND_FILM_FILE_ABSENT, name);
    return name;
}

static const char *read_member_name(const struct reading *reading, const char *key, const char *ending) {
    struct json_place place = place_member(&reading->root, key);
    if (!place.value)
        place_missing(&reading->root, key, "a file under assets/", "en fil under assets/");
    return read_name(reading, &place, ending);
}

/* A whole number that has to be there. */
static int read_number(const struct reading *reading, const char *key, int min, int max) {
    struct json_place place = place_member(&reading->root, key);
    if (!place.value)
        place_missing(&reading->root, key, "a whole number", "et helt tal");
    return read_int(&reading->root, key, min, max, 0);
}

static bool is_hash(const char *text) {
    return strlen(text) == FILM_HASH_TEXT && strspn(text, "0123456789abcdef") == FILM_HASH_TEXT;
}

static void read_chunks(const struct reading *reading, struct film *film) {
    struct arena *arena = reading->root.reader->arena;
    struct json_place list = place_member(&reading->root, "chunks");
    size_t count = place_array(&list, FILM_CHUNKS_MAX);
    if (!list.value)
        place_missing(&reading->root, "chunks", "a list of hashes", "en liste af hashværdier");
    const char **chunks = count ? arena_alloc(arena, count * sizeof *chunks) : NULL;
    for (size_t i = 0; chunks && i < count; i++) {
        struct json_place item = place_item(&list, i);
        const char *hash = place_text(&item, READER_NAME_MAX, false);
        if (hash && is_hash(hash))
            chunks[film->chunk_count++] = hash;
        else if (hash)
            place_error(&item, FOUND_FILM_HASH);
    }
    film->chunks = chunks;
    if (list.value && film->bytes > 0 && count != film_chunks(film->bytes))
        place_error(&list, FOUND_FILM_CHUNKS, count, film_chunks(film->bytes));
}

static void read_size(const struct reading *reading, struct film *film) {
    film->width = read_number(reading, "width", 1, SIDE_MAX);
    film->height = read_number(reading, "height", 1, SIDE_MAX);
    struct json_place width = place_member(&reading->root, "width");
    if (film->width > 0 && film->height > 0 && !film_size_valid(film->width, film->height))
        place_error(&width, FOUND_FILM_SIZE, film->width, film->height);
}

static void read_speed(const struct reading *reading, struct film *film) {
    struct json_place list = place_member(&reading->root, "fps");
    if (!list.value) {
        place_missing(&reading->root, "fps", "frames a second, such as [25, 1]",
                      "billeder i sekundet, f.eks. [25, 1]");
        return;
    }
    struct json_place num = place_item(&list, 0), den = place_item(&list, 1);
    bool whole =
        value_length(list.value) == 2 && value_is(num.value, VALUE_WHOLE) && value_is(den.value, VALUE_WHOLE);
    if (!whole || !film_fps_valid(num.value->whole, den.value->whole)) {
        place_error(&list, FOUND_FILM_SPEED);
        return;
    }
    film->fps_num = (int32_t)num.value->whole;
    film->fps_den = (int32_t)den.value->whole;
}

static void read_length(const struct reading *reading, struct film *film) {
    struct json_place frames = place_member(&reading->root, "frames"),
                      samples = place_member(&reading->root, "samples");
    film->frames = read_number(reading, "frames", 1, FILM_FRAMES_MAX);
    film->samples = read_number(reading, "samples", 0, SAMPLES_MAX);
    if (film->frames == 0 || film->fps_num == 0)
        return;
    int64_t ms = film_length_ms(film), heard = film_frame_sample(film, film->frames);
    if (ms < FILM_SECONDS_MIN * 1000 || ms > FILM_SECONDS_MAX * 1000)
        place_error(&frames, FOUND_FILM_LENGTH, FILM_SECONDS_MIN, FILM_SECONDS_MAX / 60);
    else if (film->samples > 0 && llabs(film->samples - heard) > FILM_SOUND_HZ)
        place_error(&samples, FOUND_FILM_SOUND);
}

static void read_captions(const struct reading *reading, struct film *film) {
    struct arena *arena = reading->root.reader->arena;
    struct json_place map = place_member(&reading->root, "captions"), member;
    size_t count = 0;
    if (!place_map(&map, FILM_CAPTIONS_MAX, &count))
        return;
    struct film_captions *captions = arena_alloc(arena, count * sizeof *captions);
    for (size_t n = 0; captions && place_next_member(&map, n, &member); n++) {
        if (!language_valid(member.key)) {
            place_key_error(&member, FOUND_NO_LANGUAGE, member.key);
            continue;
        }
        const char *file = read_name(reading, &member, FILM_CAPTIONS_ENDING);
        const char *language = arena_copy(arena, member.key, strlen(member.key));
        if (file && language)
            captions[film->caption_count++] = (struct film_captions){language, file};
    }
    film->captions = captions;
}

static void read_speech(const struct reading *reading, struct film *film) {
    struct json_place place = place_member(&reading->root, "speech");
    film->speech = place_text(&place, READER_NAME_MAX, false);
    if (film->speech && !language_valid(film->speech))
        place_error(&place, FOUND_NO_LANGUAGE_TAG, film->speech);
}

/* Where it came from, for people. */
static void look_at_made(const struct reading *reading) {
    static const char *const keys[] = {"from", "with"};
    struct json_place made = place_member(&reading->root, "made");
    if (!place_object(&made, keys, LENGTH(keys)))
        return;
    for (size_t i = 0; i < LENGTH(keys); i++)
        (void)read_text(&made, keys[i], MADE_MAX);
}

/* False: reported. */
static bool read_index(struct reader *reader, const struct site_files *files, struct film *out) {
    static const char *const keys[] = {"spec", "file",   "poster",  "bytes",  "chunks",   "width", "height",
                                       "fps",  "frames", "samples", "speech", "captions", "made"};
    struct reading reading = {place_root(reader), files};
    struct film film = {.name = reader->file};
    if (!place_object(&reading.root, keys, LENGTH(keys)))
        return false;
    (void)read_number(&reading, "spec", FILM_INDEX_SPEC, FILM_INDEX_SPEC);
    film.file = read_member_name(&reading, "file", FILM_FILE_ENDING);
    film.poster = read_member_name(&reading, "poster", "");
    film.bytes = (uint64_t)read_number(&reading, "bytes", 1, (int)FILM_BYTES_MAX);
    read_chunks(&reading, &film);
    read_size(&reading, &film);
    read_speed(&reading, &film);
    read_length(&reading, &film);
    read_speech(&reading, &film);
    read_captions(&reading, &film);
    look_at_made(&reading);
    if (reader->errors > 0 || arena_refused(reader->arena))
        return false;
    *out = film;
    return true;
}

static bool read_text_of(const char *name, const char *text, size_t size, const struct site_files *files,
                         struct arena *arena, struct report *report, struct film *out) {
    struct reader reader;
    char *kept = arena_copy(arena, name, strlen(name));
    if (!kept || !reader_init(&reader, kept, text, size, report, arena))
        return false;
    bool read = read_index(&reader, files, out);
    reader_finish(&reader);
    return read;
}

bool film_index_read(const char *name, const char *text, size_t size, struct arena *arena,
                     struct report *report, struct film *out) {
    return read_text_of(name, text, size, NULL, arena, report, out);
}

const struct site_film *site_film(const struct site *site, const char *name) {
    for (const struct site_film *at = site->loaded.films; at; at = at->next)
        if (strcmp(at->film.name, name) == 0)
            return at;
    return NULL;
}

static size_t films_of(const struct site *site) {
    size_t count = 0;
    for (const struct site_film *at = site->loaded.films; at; at = at->next)
        count++;
    return count;
}

/* False: there is no memory. */
static bool load_captions(const struct site_files *files, struct arena *arena, struct report *report,
                          struct site_film *film) {
    size_t count = film->film.caption_count;
    struct captions *captions = arena_alloc(arena, (count + 1) * sizeof *captions);
    film->captions = captions;
    for (size_t i = 0; captions && i < count; i++) {
        const char *name = film->film.captions[i].file;
        const struct finding_place at = {SEVERITY_ERROR, name, 0, 0};
        struct fail why = {0};
        char *text = NULL;
        size_t size = 0;
        if (!files->exists(files->context, name)) /* said where it is named */
            continue;
        errno = 0;
        if (!files->read(files->context, name, CAPTIONS_BYTES_MAX, &text, &size, &why)) {
            report_said(report, &at, FOUND_UNREADABLE, why.text);
            if (errno == ENOMEM)
                arena_want(arena);
            continue;
        }
        if (!captions_read(name, text, size, arena, report, &captions[i]))
            captions[i] = (struct captions){0};
        free(text);
    }
    return captions != NULL;
}

static const struct captions *captions_in(const struct site_film *film, const char *language,
                                          const char **shown) {
    for (size_t i = 0; i < film->film.caption_count; i++)
        if (film->captions[i].count > 0 &&
            (!language || strcmp(film->film.captions[i].language, language) == 0)) {
            *shown = film->film.captions[i].language;
            return &film->captions[i];
        }
    return NULL;
}

const struct captions *site_film_captions(const struct site_film *film, const char *language,
                                          const char *const *order, size_t n, const char **shown) {
    const struct captions *found = captions_in(film, language, shown);
    for (size_t i = 0; i < n && !found; i++)
        found = captions_in(film, order[i], shown);
    return found ? found : captions_in(film, NULL, shown);
}

bool site_film_read(const struct site_files *files, const char *name, struct arena *arena,
                    struct report *report, struct site_film *out) {
    const struct finding_place at = {SEVERITY_ERROR, name, 0, 0};
    struct site_film film = {.captions = NULL};
    struct fail why = {0};
    char *text = NULL;
    size_t size = 0;
    errno = 0;
    if (!files->read(files->context, name, SITE_FILE_MAX, &text, &size, &why)) {
        report_said(report, &at, FOUND_UNREADABLE, why.text);
        if (errno == ENOMEM)
            arena_want(arena);
        return false;
    }
    bool read = read_text_of(name, text, size, files, arena, report, &film.film);
    free(text);
    if (!read || !load_captions(files, arena, report, &film))
        return false;
    *out = film;
    return true;
}

const struct site_film *site_film_load(struct site *site, const struct site_files *files, const char *name,
                                       struct report *report) {
    const struct site_film *known = site_film(site, name);
    const struct finding_place at = {SEVERITY_ERROR, name, 0, 0};
    struct site_film film;
    if (known)
        return known;
    if (films_of(site) >= FILM_FILMS_MAX) {
        report_said(report, &at, FOUND_FILMS_MANY, FILM_FILMS_MAX);
        return NULL;
    }
    struct site_film *made = site_film_read(files, name, site->arena, report, &film)
                                 ? arena_alloc(site->arena, sizeof *made)
                                 : NULL;
    if (!made)
        return NULL;
    film.next = site->loaded.films;
    *made = film;
    site->loaded.films = made;
    return made;
}
