#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/search/search_latin.h"
#include "guide/search/search_parts.h"

enum {
    FEEDS_MAX = 64,
    LATIN_MAX = 8000,
    PHRASE_MAX = 4001 /* bytes of a text and its NUL */,
    JOINED_MAX = 80
};

/* Room for `more` items of `size` bytes after `count`; NULL: out of memory, and the old array stays. */
static void *grown(void *array, size_t size, size_t count, size_t more, size_t *room) {
    if (count + more <= *room)
        return array;
    size_t wanted = (count + more) * 2;
    void *bigger = realloc(array, wanted * size);
    if (bigger != NULL)
        *room = wanted;
    return bigger;
}

static void open_doc(struct search_index *index, struct found found) {
    if (index->failed)
        return;
    struct search_doc *docs = grown(index->docs, sizeof *index->docs, index->doc_count, 1, &index->doc_room);
    if (docs == NULL) {
        index->failed = true;
        return;
    }
    index->docs = docs;
    docs[index->doc_count++] = (struct search_doc){found, (uint32_t)index->part_count, 0};
}

static void open_part(struct search_index *index, enum search_field field, int language) {
    if (index->failed)
        return;
    struct search_part *parts =
        grown(index->parts, sizeof *index->parts, index->part_count, 1, &index->part_room);
    if (parts == NULL) {
        index->failed = true;
        return;
    }
    index->parts = parts;
    parts[index->part_count++] = (struct search_part){
        .at = (uint32_t)index->folded_count, .field = (uint8_t)field, .language = (int8_t)language};
    index->docs[index->doc_count - 1].part_count++;
}

/* Appends to the part that was opened last. `phrase`: what follows belongs to nothing before it. */
static void append(struct search_index *index, const char *text, bool phrase) {
    size_t most = text != NULL ? strlen(text) * 2 + 16 : 0; /* few letters fold into more bytes */
    if (most == 0 || index->failed)
        return;
    char *folded = grown(index->folded, 1, index->folded_count, most, &index->folded_room);
    if (folded == NULL) {
        index->failed = true;
        return;
    }
    index->folded = folded;
    size_t spaces = phrase ? 2 : 1;
    size_t length = search_fold(text, folded + index->folded_count + spaces, most - spaces);
    if (length == 0)
        return;
    memset(folded + index->folded_count, ' ', spaces);
    index->folded_count += length + spaces;
    index->parts[index->part_count - 1].length += (uint32_t)(length + spaces);
}

static void add(struct search_index *index, const char *text) {
    append(index, text, false);
}

static int language_of(const struct search_index *index, const char *tag) {
    int language = guide_language_find(index->guide, tag);
    return language >= 0 ? language : PART_OTHER_LANGUAGE;
}

/* In other scripts, as it is typed in Latin letters; what does not fit is found by its own. */
static void add_latin(struct search_index *index, const char *language, const char *phrase) {
    char latin[LATIN_MAX];
    if (index->latin != NULL && latin_write(index->latin, language, phrase, latin, sizeof latin))
        append(index, latin, true);
}

/* What is written as two words is typed as one, too: "daycare" for "day care". */
static void add_joined(struct search_index *index, const char *phrase) {
    char folded[JOINED_MAX];
    search_fold(phrase, folded, sizeof folded);
    char *space = strchr(folded, ' ');
    if (space == NULL || strchr(space + 1, ' ') != NULL)
        return;
    memmove(space, space + 1, strlen(space));
    append(index, folded, true);
}

/* Of a list of phrases with commas between them. */
static void add_phrases(struct search_index *index, const struct localized_entry *list) {
    for (const char *at = list->text; *at != 0;) {
        size_t length = strcspn(at, ",");
        char phrase[PHRASE_MAX];
        snprintf(phrase, sizeof phrase, "%.*s", (int)length, at);
        append(index, phrase, true);
        add_latin(index, list->language, phrase);
        add_joined(index, phrase);
        at += length + strspn(at + length, ",");
    }
}

static void add_localized(struct search_index *index, enum search_field field, const struct localized *text) {
    for (size_t i = 0; i < text->count; i++) {
        const struct localized_entry *entry = &text->entries[i];
        open_part(index, field, language_of(index, entry->language));
        if (field == FIELD_KEYWORD) {
            add_phrases(index, entry);
            continue;
        }
        add(index, entry->text);
        if (field == FIELD_TITLE) {
            add_latin(index, entry->language, entry->text);
            add_joined(index, entry->text);
        }
    }
}

static void add_plain(struct search_index *index, enum search_field field, const char *text) {
    if (text == NULL)
        return;
    open_part(index, field, PART_ANY_LANGUAGE);
    add(index, text);
}

static void add_page(struct search_index *index, const struct guide_page *page) {
    open_doc(index, (struct found){.kind = FOUND_PAGE, .page = page});
    add_localized(index, FIELD_TITLE, &page->title);
    add_localized(index, FIELD_KEYWORD, &page->keywords);
    add_localized(index, FIELD_SUMMARY, &page->summary);
    for (size_t i = 0; i < page->text_count; i++) {
        open_part(index, FIELD_TEXT, language_of(index, page->texts[i].language));
        for (size_t k = 0; k < page->texts[i].count; k++)
            add(index, page->texts[i].blocks[k].text);
    }
}

static void add_entry(struct search_index *index, const struct guide_page *page,
                      const struct guide_entry *entry) {
    open_doc(index, (struct found){.kind = FOUND_ENTRY, .page = page, .entry = entry});
    add_localized(index, FIELD_TITLE, &entry->title);
    for (size_t f = 0; f < page->directory->facet_count; f++)
        for (size_t o = 0; o < page->directory->facets[f].option_count; o++)
            if (entry->options[f] & UINT32_C(1) << o)
                add_localized(index, FIELD_KEYWORD, &page->directory->facets[f].options[o].title);
    add_localized(index, FIELD_SUMMARY, &entry->text);
    add_plain(index, FIELD_TEXT, entry->address);
}

static void add_word(struct search_index *index, enum search_field field, enum guide_word word) {
    for (size_t i = 0; i < index->guide->language_count; i++) {
        open_part(index, field, (int)i);
        add(index, guide_say(index->guide, (int)i, word));
    }
}

/* A place of its own, not a page: found by the words that stand there. */
static void add_emergency(struct search_index *index) {
    open_doc(index, (struct found){.kind = FOUND_EMERGENCY});
    add_word(index, FIELD_TITLE, WORDS_EMERGENCY);
    add_word(index, FIELD_TITLE, WORDS_EMERGENCY_TITLE);
    const struct guide *guide = index->guide;
    if (guide->people.emergency_count == 0) {
        add_plain(index, FIELD_KEYWORD, "112");
        add_word(index, FIELD_KEYWORD, WORDS_EMERGENCY_112_NAME);
        add_word(index, FIELD_TEXT, WORDS_EMERGENCY_112);
    }
    for (size_t i = 0; i < guide->people.emergency_count; i++) {
        add_plain(index, FIELD_KEYWORD, guide->people.emergencies[i].number);
        add_localized(index, FIELD_KEYWORD, &guide->people.emergencies[i].name);
        add_localized(index, FIELD_KEYWORD, &guide->people.emergencies[i].keywords);
    }
    for (size_t i = 0; i < guide->people.emergency_count; i++)
        add_localized(index, FIELD_TEXT, &guide->people.emergencies[i].text);
}

static void add_event(struct search_index *index, const struct event *event) {
    open_doc(index, (struct found){.kind = FOUND_EVENT, .event = event});
    add_plain(index, FIELD_TITLE, event->title);
    for (size_t i = 0; i < event->tag_count; i++)
        add_plain(index, FIELD_KEYWORD, event->tags[i]);
    add_plain(index, FIELD_SUMMARY, event->lead);
    add_plain(index, FIELD_TEXT, event->place);
    add_plain(index, FIELD_TEXT, event->room);
}

/* The events of every feed that a page of the guide shows, each feed once. */
static void add_events(struct search_index *index, const struct feeds *feeds) {
    const struct feed_data *seen[FEEDS_MAX];
    size_t seen_count = 0;
    for (size_t p = 0; p < index->guide->page_count; p++) {
        const struct guide_page *page = &index->guide->pages[p];
        for (size_t f = 0; page->events.query.kind == FEED_KIND_EVENTS && f < page->events.query.feed_count;
             f++) {
            const struct feed_data *feed = feeds_find(feeds, page->events.query.feeds[f]);
            bool known = feed == NULL || feed->kind != FEED_KIND_EVENTS || seen_count == FEEDS_MAX;
            for (size_t i = 0; i < seen_count && !known; i++)
                known = seen[i] == feed;
            if (known)
                continue;
            seen[seen_count++] = feed;
            for (size_t i = 0; i < feed->count && !index->failed; i++)
                add_event(index, &feed->events[i]);
        }
    }
}

static void add_stop_words(struct search_index *index, size_t language) {
    const char *words = index->guide->languages[language].stop_words;
    size_t size = words != NULL ? strlen(words) * 2 + 16 : 0; /* few letters fold into more bytes */
    if (size == 0)
        return;
    char *folded = malloc(size);
    index->failed |= folded == NULL;
    if (folded == NULL)
        return;
    folded[0] = ' ';
    size_t length = 1 + search_fold(words, folded + 1, size - 2);
    memcpy(folded + length, " ", 2);
    index->stop_words[language] = folded;
}

static void note_languages(struct search_index *index) {
    for (size_t i = 0; i < index->guide->language_count; i++)
        for (int way = 0; way < SEARCH_WAYS; way++)
            index->made[way] |= (uint64_t)search_makes(index->guide->languages[i].tag, (enum search_way)way)
                                << i;
}

static void *trimmed(void *array, size_t size) {
    void *smaller = size > 0 ? realloc(array, size) : NULL;
    return smaller != NULL ? smaller : array;
}

/* Gives back the room that it grew into. */
static void trim(struct search_index *index) {
    index->folded = trimmed(index->folded, index->folded_count);
    index->parts = trimmed(index->parts, index->part_count * sizeof *index->parts);
    index->docs = trimmed(index->docs, index->doc_count * sizeof *index->docs);
}

struct search_index *search_index_create(const struct guide *guide, const struct feeds *feeds) {
    struct search_index *index = calloc(1, sizeof *index);
    if (index == NULL)
        return NULL;
    index->guide = guide;
    index->latin = latin_create();
    index->failed = index->latin == NULL;
    for (size_t i = 0; i < guide->page_count && !index->failed; i++)
        add_page(index, &guide->pages[i]);
    for (size_t i = 0; i < guide->page_count; i++)
        for (size_t e = 0; guide->pages[i].directory != NULL && e < guide->pages[i].directory->entry_count &&
                           !index->failed;
             e++)
            add_entry(index, &guide->pages[i], &guide->pages[i].directory->entries[e]);
    for (size_t i = 0; i < guide->language_count && !index->failed; i++)
        add_stop_words(index, i);
    if (!index->failed)
        add_emergency(index);
    if (feeds != NULL && !index->failed)
        add_events(index, feeds);
    latin_destroy(index->latin);
    index->latin = NULL;
    note_languages(index);
    trim(index);
    if (!index->failed && search_terms_list(index))
        return index;
    search_index_destroy(index);
    return NULL;
}

void search_index_destroy(struct search_index *index) {
    if (index == NULL)
        return;
    for (size_t i = 0; i < LENGTH(index->stop_words); i++)
        free(index->stop_words[i]);
    free(index->folded);
    free(index->terms);
    free(index->term_of);
    free(index->marks);
    free(index->parts);
    free(index->docs);
    free(index);
}
