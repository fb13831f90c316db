/* A counter in words: who is there now, in which languages, and when others are. */
#include <stdio.h>

#include "core/text/plain_text.h"
#include "guide/view/hours_parts.h"
#include "guide/written/counter_now.h"

enum { NAMES_MAX = 700, NEXT_MAX = 300, NEXT_SHOWN = 3 };

static const char *language_name(const struct page *page, const char *tag) {
    int number = guide_language_find(page->guide, tag);
    return number >= 0 ? page->guide->languages[number].name : tag;
}

/* "English · Dansk · العربية", each kept together in its own direction. */
static void names_of(const struct page *page, const char *const *tags, size_t count, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && used + 120 < size; i++) {
        char isolated[100];
        text_isolate(language_name(page, tags[i]), isolated, sizeof isolated);
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? " · " : "", isolated);
    }
}

/* "Next: Українська · Tuesday 1 December 10:00–12:00" */
static void next_words(const struct page *page, const struct counter_next *next, int64_t today, char *out,
                       size_t size) {
    char name[100], day[WORDS_MAX], from[20], to[20], line[NEXT_MAX];
    text_isolate(language_name(page, next->language), name, sizeof name);
    words_day(&page->guide->words, next->day, today, page->tag, day, sizeof day);
    words_time(next->from_min, page->tag, from, sizeof from);
    words_time(next->to_min, page->tag, to, sizeof to);
    snprintf(line, sizeof line, "%s · %s %s–%s", name, day, from, to);
    page_fill(page, WORDS_SPEAK_NEXT, line, out, size);
}

void page_counter(struct page *page, const struct guide_counter *counter, char *out, size_t size) {
    const struct view_request *request = page->request;
    const char *name = page_pick(page, &counter->name, NULL);
    char names[NAMES_MAX], line[NAMES_MAX + 100], open[OPENING_WORDS_MAX];
    struct counter_now now = {.staffed = false};
    if (!request->clock_wrong)
        counter_now(counter, request->site, request->feeds, request->now_ms, &now);
    page_open_words(page, counter->house, false, open, sizeof open);
    size_t used = (size_t)snprintf(out, size, "**%s**", name ? name : "");
    if (now.opening.state == OPENING_OPEN && now.language_count > 0) {
        names_of(page, now.languages, now.language_count, names, sizeof names);
        page_fill(page, WORDS_SPEAK_NOW, names, line, sizeof line);
    } else { /* nobody knows, or nobody is there: what is spoken otherwise */
        names_of(page, counter->languages, counter->language_count, line, sizeof line);
    }
    used += (size_t)snprintf(out + used, size - used, "\n%s", line);
    for (size_t i = 0; i < now.next_count && i < NEXT_SHOWN && used < size; i++) {
        next_words(page, &now.next[i], page_today(page), line, sizeof line);
        used += (size_t)snprintf(out + used, size - used, "\n%s", line);
    }
    if (*open && used < size)
        snprintf(out + used, size - used, "\n%s", open);
}
