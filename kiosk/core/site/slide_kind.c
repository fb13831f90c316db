#include "core/site/slide_kind.h"

#include "core/base/compiler.h"

#define ROW(name, id) [SLIDE_##id] = &slide_kind_##name,
static const struct slide_kind *const kinds[SLIDE_KIND_COUNT] = {SLIDE_KINDS(ROW)};
#undef ROW

const struct slide_kind *slide_kind(enum slide_type type) {
    return kinds[type];
}

const struct film_part *slide_film_part(const struct slide *slide) {
    size_t at = slide_kind(slide->type)->film_at;
    const struct film_part *part =
        at ? (const struct film_part *)(const void *)((const char *)slide + at) : NULL;
    return part && part->film && part->frames > 0 ? part : NULL;
}

const char *slide_address(const struct slide *slide) {
    const struct slide_kind *kind = slide_kind(slide->type);
    return kind->address_at ? *(const char *const *)((const char *)slide + kind->address_at) : NULL;
}

bool slide_alarms(const struct slide *slide) {
    size_t at = slide_kind(slide->type)->alarm_at;
    return at && *(const bool *)((const char *)slide + at);
}

int slide_rank(const struct slide *slide, int list) {
    int priority = list > slide->turn.priority ? list : slide->turn.priority;
    return slide->turn.evergreen ? -1 : priority;
}

const struct feed_query *slide_query(const struct slide *slide) {
    const struct slide_kind *kind = slide_kind(slide->type);
    return kind->feeds.query_at ? (const void *)((const char *)slide + kind->feeds.query_at) : NULL;
}

int32_t slide_last_day(const struct slide *slide) {
    const struct slide_kind *kind = slide_kind(slide->type);
    int32_t own = kind->last_day ? kind->last_day(slide) : INT32_MAX;
    int32_t source = slide->source.expires_day ? slide->source.expires_day - 1 : INT32_MAX;
    return own < source ? own : source;
}

static const struct localized *field(const struct slide *slide, const struct slide_field *field) {
    return (const struct localized *)(const void *)((const char *)slide + field->at);
}

/* What a kind does not draw comes first, to be left out. */
static const struct slide_field words[] = {{"kicker", offsetof(struct slide, kicker)},
                                           {"headline", offsetof(struct slide, headline)}},
                                of_picture[] = {{"alt", offsetof(struct slide, picture.alt)},
                                                {"credit", offsetof(struct slide, picture.credit)}};

static size_t common_count(const struct slide_kind *kind) {
    return kind->draws_kicker ? LENGTH(words) : LENGTH(words) - 1;
}

/* The words of every slide, then those of its kind. */
static const struct slide_field *word_at(const struct slide_kind *kind, size_t n) {
    size_t common = common_count(kind);
    if (n < common)
        return &words[LENGTH(words) - common + n];
    n -= common;
    return n < kind->text_count ? &kind->texts[n] : NULL;
}

const struct localized *slide_text_at(const struct slide *slide, size_t n, const char **name) {
    const struct slide_kind *kind = slide_kind(slide->type);
    const struct slide_field *found = word_at(kind, n);
    size_t after = common_count(kind) + kind->text_count;
    if (!found && n - after < LENGTH(of_picture))
        found = &of_picture[n - after];
    if (found && name)
        *name = found->name;
    return found ? field(slide, found) : NULL;
}

const struct localized *slide_own_text(const struct slide *slide, size_t n) {
    const struct slide_kind *kind = slide_kind(slide->type);
    return n < kind->text_count ? field(slide, &kind->texts[n]) : NULL;
}

bool slide_has_words(const struct slide *slide) {
    const struct slide_field *word;
    for (size_t i = 0; (word = word_at(slide_kind(slide->type), i)); i++)
        if (field(slide, word)->count > 0)
            return true;
    const struct slide_kind *kind = slide_kind(slide->type);
    return kind->speaks && kind->speaks(slide, NULL);
}

bool slide_speaks(const struct slide *slide, const char *language) {
    const struct slide_field *word;
    for (size_t i = 0; (word = word_at(slide_kind(slide->type), i)); i++)
        if (localized_find(field(slide, word), language))
            return true;
    const struct slide_kind *kind = slide_kind(slide->type);
    return kind->speaks && kind->speaks(slide, language);
}

bool slide_translated(const struct slide *slide, const char *language) {
    const struct slide_field *word;
    for (size_t i = 0; (word = word_at(slide_kind(slide->type), i)); i++)
        if (field(slide, word)->count > 0 && !localized_find(field(slide, word), language))
            return false;
    return true;
}
