#include "guide/view/say.h"

#include <stdio.h>
#include <string.h>

#include "guide/view/say_parts.h"
#include "guide/view/spoken_parts.h"

enum { LINE_MAX = 600, PIECE_MAX = 120 };

/* Aids are on or off, what can be chosen among others is chosen or not. */
static bool is_switch(enum verb verb) {
    return verb == VERB_CONTRAST || verb == VERB_REACH || verb == VERB_TIME || verb == VERB_SPEECH ||
           verb == VERB_EASY_TEXT;
}

static void number_of(const struct guide *guide, int language, enum guide_word word, int first, int second,
                      char *out, size_t size) {
    char digits[16];
    snprintf(digits, sizeof digits, "%d", second);
    word_fill_number(guide_say(guide, language, word), first, digits, out, size);
}

/* "ticked", "on", "2 of 3"; "" where a thing has no state. */
static const char *state_of(const struct guide *guide, int language, const struct target *target, char *out) {
    bool sized = target->action.verb == VERB_TEXT_SIZE;
    if (sized) {
        int size = (target->action.value + TEXT_SIZES - 1) % TEXT_SIZES;
        number_of(guide, language, WORDS_SAID_OF, size + 1, TEXT_SIZES, out, PIECE_MAX);
        return out;
    }
    if (target->role == ROLE_CHECKBOX)
        return guide_say(guide, language, target->on ? WORDS_SAID_TICKED : WORDS_SAID_NOT_TICKED);
    if (is_switch(target->action.verb))
        return guide_say(guide, language, target->on ? WORDS_ON : WORDS_OFF);
    if (target->role == ROLE_TOGGLE)
        return guide_say(guide, language, target->on ? WORDS_SAID_CHOSEN : WORDS_SAID_NOT_CHOSEN);
    return target->on ? guide_say(guide, language, WORDS_SAID_CHOSEN) : "";
}

static const char *role_of(const struct guide *guide, int language, const struct target *target) {
    if (target->role == ROLE_CHECKBOX)
        return guide_say(guide, language, WORDS_SAID_BOX);
    if (target->role == ROLE_TOGGLE && !is_switch(target->action.verb) &&
        target->action.verb != VERB_TEXT_SIZE)
        return guide_say(guide, language, WORDS_SAID_CHOICE);
    return guide_say(guide, language, WORDS_SAID_BUTTON);
}

/* After a sentence there is a rest already. */
static const char *rest_after(const char *name) {
    size_t length = strlen(name);
    return length > 0 && strchr(".?!", name[length - 1]) ? " " : ", ";
}

void say_named(const struct guide *guide, int language, const struct target *target, const char *rest,
               struct utterance *out) {
    const char *tag = guide->languages[language].tag;
    char name[LINE_MAX], detail[LINE_MAX], more[4 * LINE_MAX], line[6 * LINE_MAX];
    spoken_write(&guide->people, target->label, name, sizeof name);
    spoken_write(&guide->people, target->detail, detail, sizeof detail);
    snprintf(more, sizeof more, "%s%s%s", detail, *detail && *rest ? ", " : "", rest);
    if (strcmp(target->language, tag) == 0 || !*target->language || !spoken_has_letters(name)) {
        snprintf(line, sizeof line, "%s%s%s", name, *more ? rest_after(name) : "", more);
        spoken_add(guide, tag, line, out);
        explicit_bzero(line, sizeof line);
    } else {
        spoken_add(guide, target->language, name, out);
        spoken_add(guide, tag, more, out);
    }
    explicit_bzero(name, sizeof name);
}

/* Of a keyboard, or one of the numbers of leaves. */
static bool is_key(const struct target *target) {
    enum verb verb = target->action.verb;
    return target->role == ROLE_KEY || verb == VERB_TYPE || verb == VERB_ERASE || verb == VERB_KEYBOARD;
}

void say_listed(struct page *page, const struct target *target) {
    char state[PIECE_MAX];
    bool told = target->on || target->role == ROLE_CHECKBOX || is_switch(target->action.verb);
    if (!page->said.parts || page->said.part == PART_COUNT || is_key(target))
        return;
    say_named(page->guide, page->language, target,
              told ? state_of(page->guide, page->language, target, state) : "",
              &page->said.parts[page->said.part]);
}

void say_target(const struct guide *guide, int language, const struct target *targets, int count, int at,
                struct utterance *out) {
    char rest[2 * LINE_MAX], state[PIECE_MAX], position[PIECE_MAX];
    if (at < 0 || at >= count)
        return;
    const struct target *target = &targets[at];
    if (target->role == ROLE_KEY) { /* letters follow each other quickly */
        say_named(guide, language, target, "", out);
        return;
    }
    const char *is = state_of(guide, language, target, state);
    number_of(guide, language, WORDS_SAID_OF, at + 1, count, position, sizeof position);
    snprintf(rest, sizeof rest, "%s%s%s, %s", role_of(guide, language, target), *is ? ", " : "", is,
             position);
    say_named(guide, language, target, rest, out);
}

void say_focus(const struct guide *guide, const struct guide_state *state, const struct target *targets,
               int count, const struct stops *stops, struct utterance *out) {
    if (stops && state->stop > 0)
        stops_say(stops, state->stop - 1, out);
    else
        say_target(guide, state->language, targets, count, state->focus, out);
}

void say_goodbye(const struct guide *guide, int language, struct utterance *out) {
    utterance_add(out, guide->languages[language].tag, guide_say(guide, language, WORDS_GOODBYE));
}

void say_keys(struct page *page, struct utterance *out) {
    const struct guide_place *place = guide_place_of(page->guide, page->request->screen->id);
    const char *language = NULL, *address = place ? page_pick_aside(page, &place->address, &language) : NULL;
    if (address) {
        utterance_add(out, page->tag, page_say(page, WORDS_YOU_ARE_HERE));
        spoken_add(page->guide, language, address, out);
    }
    utterance_add(out, page->tag, page_say(page, WORDS_SAID_KEYS));
    utterance_add(out, page->tag, page_say(page, WORDS_SAID_TEXTS));
    utterance_add(out, page->tag, page_say(page, WORDS_SAID_HELD));
}

bool say_is_answer(const struct page *page) {
    enum verb verb = page->state->told.verb;
    return verb != VERB_NONE && verb != VERB_KEYS && verb != VERB_EASY_TEXT && !page->state->idle.warned &&
           !page->state->leaving;
}

/* Others are answered in words of their own. */
static bool has_target(enum verb verb) {
    return verb != VERB_NONE && verb != VERB_BACK && verb != VERB_STAY && verb != VERB_KEYS &&
           verb != VERB_VOLUME && verb != VERB_PACE;
}

int say_told_target(const struct page *page) {
    const struct view *view = page->view;
    const struct state_told *told = &page->state->told;
    int found = -1;
    for (int i = 0; i < view->target_count && has_target(told->verb); i++) {
        const struct action *action = &view->targets[i].action;
        if (action->verb != told->verb)
            continue;
        if (action->value == told->value && strncmp(action->text, told->text, sizeof told->text) == 0)
            return i;
        bool moved_on = told->verb == VERB_TEXT_SIZE || told->verb == VERB_KEYBOARD; /* to the next */
        found = found < 0 && moved_on ? i : found;
    }
    return found;
}

static void add_state(struct page *page, struct utterance *out) {
    char state[PIECE_MAX];
    int at = say_told_target(page);
    if (at < 0)
        return;
    const struct target *target = &page->view->targets[at];
    say_named(page->guide, page->language, target, state_of(page->guide, page->language, target, state), out);
}

static void add_numbers(struct page *page, enum guide_word word, int first, int second,
                        struct utterance *out) {
    char line[LINE_MAX];
    page_fill_numbers(page, word, first, second, line, sizeof line);
    utterance_add(out, page->tag, line);
}

static void add_done(struct page *page, struct utterance *out) {
    int done = 0, all = 0;
    const struct guide_text *text =
        guide_text_pick(page->guide, &page->guide->pages[page->state->spot.of], page->language);
    for (all = 0; text && all < text->steps; all++)
        done += (int)(page->state->chosen.ticks >> all & 1);
    if (all > 0)
        add_numbers(page, WORDS_DONE_OF, done, all, out);
}

static void add_count(struct page *page, enum guide_word none, struct utterance *out) {
    if (page->view->found > 0)
        add_numbers(page, WORDS_RESULTS, page->view->found, 0, out);
    else
        utterance_add(out, page->tag, page_say(page, none));
}

/* What is found, and the first of it. */
static void add_found(struct page *page, struct utterance *out) {
    const struct view *view = page->view;
    add_count(page, WORDS_NOTHING_FOUND, out);
    for (int i = 0; i < view->target_count && view->found > 0; i++)
        if (view->targets[i].action.verb == VERB_GO && view->targets[i].role != ROLE_KEY) {
            say_named(page->guide, page->language, &view->targets[i], "", out);
            return;
        }
}

static void add_typed(struct page *page, struct utterance *out) {
    const struct state_told *told = &page->state->told;
    char line[LINE_MAX];
    if (told->verb == VERB_TYPE) {
        bool space = told->text[0] == ' ';
        utterance_add(out, page->tag, space ? page_say(page, WORDS_SPACE) : told->text);
    }
    if (told->verb != VERB_TYPE || told->text[0] == ' ') {
        page_fill(page, WORDS_SAID_TYPED, page->state->query, line, sizeof line);
        utterance_add(out, page->tag, *page->state->query ? line : page_say(page, WORDS_SAID_NOTHING_TYPED));
        explicit_bzero(line, sizeof line);
    }
    if (*page->state->query)
        add_found(page, out);
}

/* Where one is, and the thing on which the keypad stands again. */
static void add_place(struct page *page, struct utterance *out) {
    utterance_append(out, &page->said.parts[PART_TITLE]);
    if (page->state->keypad)
        say_focus(page->guide, page->state, page->view->targets, page->view->target_count, page->view->stops,
                  out);
}

/* Which one is shown now: its button names the next. */
static void add_keyboard(struct page *page, struct utterance *out) {
    char line[LINE_MAX];
    const struct guide_keyboard *keyboard = &page->guide->keyboards[page->state->keyboard];
    const char *name = page_pick(page, &keyboard->name, NULL);
    page_fill(page, WORDS_KEYBOARD, name ? name : keyboard->id, line, sizeof line);
    utterance_add(out, page->tag, line);
}

/* Whether it plays, and how much of it is left. */
static void add_film(struct page *page, struct utterance *out) {
    enum { SECOND_MS = 1000 };
    const struct state_film *state = &page->state->film;
    const struct guide_film *shown = state_film(page->state, page->guide);
    char left[PIECE_MAX] = "", line[LINE_MAX];
    utterance_add(out, page->tag,
                  page_say(page, state->playing ? WORDS_SAID_FILM_PLAYS
                                 : state->ended ? WORDS_SAID_FILM_OVER
                                                : WORDS_SAID_FILM_STANDS));
    if (shown && !state->ended) {
        int64_t left_ms = film_length_ms(shown->film) - state_film_ms(page->state, 0);
        spoken_duration(page->tag, (int)((left_ms + SECOND_MS - 1) / SECOND_MS), left, sizeof left);
    }
    if (*left) {
        page_fill(page, WORDS_FILM_LEFT, left, line, sizeof line);
        utterance_add(out, page->tag, line);
    }
}

/* While it plays, its captions as they come (EN 301 549 7.1.5). Where a line is broken nobody draws breath,
 * unless somebody else goes on ("- Yes."). */
static void add_caption(struct page *page, struct utterance *out) {
    const char *language = NULL;
    const struct caption *caption = page_caption(page, &language);
    if (page->state->told.value >= -1) {
        add_state(page, out);
        return;
    }
    char line[CAPTIONS_TEXT_MAX * 4 + 1];
    snprintf(line, sizeof line, "%s", caption ? caption->text : "");
    for (char *at = line; *at; at++)
        if (*at == '\n' && at[1] != '-' && strncmp(at + 1, "–", strlen("–")) != 0)
            *at = ' ';
    utterance_add(out, language, line);
}

void say_answer(struct page *page, struct utterance *out) {
    const struct guide_state *state = page->state;
    switch (state->told.verb) {
    case VERB_TYPE:
    case VERB_ERASE:
    case VERB_ERASE_ALL:
        add_typed(page, out);
        break;
    case VERB_VOLUME:
        add_numbers(page, WORDS_SAID_VOLUME, state->aids.volume, state->aids.hearing.most, out);
        break;
    case VERB_PACE:
        add_numbers(page, WORDS_SAID_PACE, STATE_PACES - state->aids.pace, STATE_PACES, out);
        break;
    case VERB_STAY:
        utterance_add(out, page->tag, page_say(page, WORDS_GO_ON));
        add_place(page, out);
        break;
    case VERB_BACK:
        add_place(page, out);
        break;
    case VERB_KEYBOARD:
        add_keyboard(page, out);
        break;
    case VERB_TICK:
        add_state(page, out);
        add_done(page, out);
        break;
    case VERB_FILM_PLAY:
    case VERB_FILM_BACK:
    case VERB_FILM_AGAIN:
        add_film(page, out);
        break;
    case VERB_FILM_CAPTIONS:
        add_caption(page, out);
        break;
    case VERB_PERIOD:
    case VERB_KIND:
        add_state(page, out);
        add_count(page, WORDS_NO_EVENTS, out);
        break;
    case VERB_UNFILTER:
    case VERB_FILTER:
        add_state(page, out);
        add_count(page, WORDS_NOTHING_FITS, out);
        break;
    default:
        add_state(page, out);
    }
}
