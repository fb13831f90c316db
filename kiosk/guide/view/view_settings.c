/* How the guide is shown: its language, and what makes it easier to read. */
#include <stdio.h>
#include <string.h>

#include "guide/view/flow_parts.h"
#include "guide/view/today_parts.h"

enum { OFFER_MAX = 600 };

/* "English: Emergency · Ask a person · Say it in Danish", in the language itself. */
static void say_essentials(const struct guide *guide, int language, char out[OFFER_MAX]) {
    snprintf(out, OFFER_MAX, "%s: %s · %s · %s", guide->languages[language].name,
             guide_say(guide, language, WORDS_EMERGENCY), guide_say(guide, language, WORDS_ASK),
             guide_say(guide, language, WORDS_SAY_IN_DANISH));
}

/* Each language by its own name, in its own script; one that is not open as a whole says what there is. */
void view_languages(struct page *page) {
    char offers[GUIDE_LANGUAGES_MAX][OFFER_MAX];
    struct flow *flow = flow_create();
    frame_put(page, page_say(page, WORDS_CHOOSE_LANGUAGE), NULL);
    today_greet(page, NULL, "translate");
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->columns = 3;
    flow->grow = 3;
    flow->spread = true;
    flow->brief = true; /* a draft says so on each of its pages */
    for (size_t i = 0; i < page->guide->language_count; i++) {
        const struct guide_language *language = &page->guide->languages[i];
        if (!guide_language_open(language, page->request->drafts))
            continue;
        struct button button = {.label = language->name,
                                .label_language = language->tag,
                                .note = language->offered ? NULL : page_say(page, WORDS_DRAFT),
                                .role = ROLE_TOGGLE,
                                .icon = (int)i == page->language ? page_sign("check") : "",
                                .on = (int)i == page->language,
                                .action = action_of(VERB_LANGUAGE, (int)i)};
        if (!guide_language_whole(language, page->request->drafts)) {
            say_essentials(page->guide, (int)i, offers[i]);
            button.name = offers[i];
            button.note = offers[i] + strlen(language->name) + 2;
            button.note_language = language->tag;
        }
        flow_button(flow, &button);
    }
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}

static void toggle(struct page *page, struct flow *flow, const char *icon, enum guide_word label,
                   struct action action, bool on) {
    flow_button(flow, &(struct button){.icon = page_sign(icon),
                                       .label = page_say(page, label),
                                       .note = page_say(page, on ? WORDS_ON : WORDS_OFF),
                                       .role = ROLE_TOGGLE,
                                       .on = on,
                                       .action = action});
}

static void press(struct page *page, struct flow *flow, const char *icon, enum guide_word label,
                  struct action action) {
    flow_button(flow,
                &(struct button){.icon = page_sign(icon), .label = page_say(page, label), .action = action});
}

void view_aids(struct page *page) {
    const struct guide_state *state = page->state;
    struct flow *flow = flow_create();
    char volume[120];
    frame_put(page, page_say(page, WORDS_READING_AIDS), NULL);
    (void)hero_put(page, NULL, page_sign("accessibility"), NULL, NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->grow = 3;
    flow->spread = true;
    char size[20];
    snprintf(size, sizeof size, "%d / %d", state->aids.text_size + 1, TEXT_SIZES);
    flow_button(flow, &(struct button){.icon = page_sign("format_size"),
                                       .label = page_say(page, WORDS_LARGER_TEXT),
                                       .note = size,
                                       .role = ROLE_TOGGLE,
                                       .on = state->aids.text_size != TEXT_NORMAL,
                                       .action = action_of(VERB_TEXT_SIZE,
                                                           ((int)state->aids.text_size + 1) % TEXT_SIZES)});
    toggle(page, flow, "contrast", WORDS_HIGH_CONTRAST, action_of(VERB_CONTRAST, 0),
           state->aids.high_contrast);
    toggle(page, flow, "accessible", WORDS_EASY_REACH, action_of(VERB_REACH, 0), state->aids.easy_reach);
    if (guide_has_easy(page->guide))
        toggle(page, flow, "menu_book", WORDS_EASY_TEXT, action_of(VERB_EASY_TEXT, 0), state->aids.easy_text);
    toggle(page, flow, "more_time", WORDS_MORE_TIME, action_of(VERB_TIME, 0), state->aids.more_time);
    if (page->request->speech) {
        const struct guide_language *language = &page->guide->languages[page->language];
        toggle(page, flow, "volume_up", WORDS_READ_ALOUD, action_of(VERB_SPEECH, 0), state->aids.speech);
        if (state->aids.speech) {
            press(page, flow, "pause", WORDS_PAUSE, action_of(VERB_SPEECH_PAUSE, 0));
            press(page, flow, "replay", WORDS_READ_AGAIN, action_of(VERB_REPEAT, 0));
            press(page, flow, "volume_down", WORDS_QUIETER, action_of(VERB_VOLUME, -1));
            press(page, flow, "volume_up", WORDS_LOUDER, action_of(VERB_VOLUME, 1));
            page_fill_numbers(page, WORDS_SAID_VOLUME, state->aids.volume, state->aids.hearing.most, volume,
                              sizeof volume);
            flow_text(flow, FLOW_NOTE, volume, NULL, NULL);
        }
        if (page->request->screen->touch.headset)
            flow_text(flow, FLOW_NOTE, page_say(page, WORDS_HEADSET), NULL, NULL);
        if (!language->voice)
            flow_text(flow, FLOW_NOTE, page_say(page, WORDS_NO_VOICE), NULL, NULL);
    }
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}
