/* The interface's own words, besides those that it shares with the signage (core/site/scene_words.h). They
 * come from playlists/guide/languages/TAG.json, one file a language; English is compiled in, so that no
 * button is ever blank. */
#pragma once

#include <stdbool.h>

#include "core/site/plural.h"

/* X(identifier, "key in the file", "English"). "%d" and "%s" stand in the same order in every language; what
 * counts something has its plural. */
#define GUIDE_WORDS(X)                                                                                       \
    /* the touch bar of the signage, and the signage when touched */                                         \
    X(WORDS_TOUCH_HERE, "touch_here", "Touch for help")                                                      \
    X(WORDS_PREVIOUS_SLIDE, "previous_slide", "Previous")                                                    \
    X(WORDS_NEXT_SLIDE, "next_slide", "Next")                                                                \
    X(WORDS_PAUSE, "pause", "Pause")                                                                         \
    X(WORDS_PLAY, "play", "Play")                                                                            \
    X(WORDS_MORE_ABOUT_THIS, "more_about_this", "More about this")                                           \
    X(WORDS_OPEN_GUIDE, "open_guide", "Open the guide")                                                      \
    /* the bar that is on every page */                                                                      \
    X(WORDS_BACK, "back", "Back")                                                                            \
    X(WORDS_START, "start", "Start")                                                                         \
    X(WORDS_SEARCH, "search", "Search")                                                                      \
    X(WORDS_ASK, "ask", "Ask a person")                                                                      \
    X(WORDS_EMERGENCY, "emergency", "Emergency")                                                             \
    X(WORDS_LANGUAGES, "languages", "More languages")                                                        \
    X(WORDS_READING_AIDS, "reading_aids", "Easier to read")                                                  \
    X(WORDS_CLEAR_NOW, "clear_now", "Clear and leave")                                                       \
    /* start page */                                                                                         \
    X(WORDS_WHAT_DO_YOU_NEED, "what_do_you_need", "What do you need?")                                       \
    X(WORDS_ALL_TOPICS, "all_topics", "All topics A–Å")                                                      \
    X(WORDS_SHOW_US, "show_us", "Show this to us")                                                           \
    X(WORDS_SAY_IN_DANISH, "say_in_danish", "Say it in Danish")                                              \
    X(WORDS_CHOOSE_LANGUAGE, "choose_language", "Choose your language")                                      \
    X(WORDS_DRAFT, "draft", "Draft – not yet approved")                                                      \
    X(WORDS_SHOWN_IN, "shown_in", "Not translated yet. Shown in %s.")                                        \
    /* pages */                                                                                              \
    X(WORDS_PAGE_OF, "page_of", "Page %d of %d")                                                             \
    X(WORDS_PREVIOUS_PAGE, "previous_page", "Previous page")                                                 \
    X(WORDS_NEXT_PAGE, "next_page", "Next page")                                                             \
    X(WORDS_TAKE_ALONG, "take_along", "Take it along: scan the code or type the address")                    \
    X(WORDS_CONTACT, "contact", "Contact")                                                                   \
    X(WORDS_PHONE, "phone", "Phone")                                                                         \
    X(WORDS_SOURCE, "source", "Source: %s")                                                                  \
    X(WORDS_CHECKED_ON, "checked_on", "Checked %s")                                                          \
    X(WORDS_DONE_OF, "done_of", "%d of %d done")                                                             \
    X(WORDS_TICKS_ARE_CLEARED, "ticks_are_cleared", "Your ticks are cleared when you leave.")                \
    X(WORDS_SEE_ALSO, "see_also", "See also")                                                                \
    X(WORDS_EXPIRED, "expired", "This page is being checked and is not shown at the moment.")                \
    /* directories */                                                                                        \
    X(WORDS_SHOW_ALL, "show_all", "Show all")                                                                \
    X(WORDS_RESULTS, "results", PLURAL("en", "%d result", "%d results"))                                     \
    X(WORDS_NOTHING_FITS, "nothing_fits", "Nothing fits all of this. Choose fewer filters.")                 \
    X(WORDS_ACTIVE, "active", "Active")                                                                      \
    X(WORDS_ENDED, "ended", "Ended %s")                                                                      \
    X(WORDS_SINCE, "since", "Since %s")                                                                      \
    /* what's on, opening hours */                                                                           \
    X(WORDS_THIS_WEEK, "this_week", "This week")                                                             \
    X(WORDS_LATER, "later", "All dates")                                                                     \
    X(WORDS_EVERY_KIND, "every_kind", "Every kind")                                                          \
    X(WORDS_NO_EVENTS, "no_events", "No events in this period.")                                             \
    X(WORDS_PRICE_PAID, "price_paid", "Costs money")                                                         \
    X(WORDS_PRICE_UNKNOWN, "price_unknown", "Price not given – please ask")                                  \
    X(WORDS_NO_INFORMATION, "no_information", "There is no information at the moment. Please ask us.")       \
    /* search */                                                                                             \
    X(WORDS_SEARCH_HINT, "search_hint", "Write a word, for example “doctor”")                                \
    X(WORDS_NOTHING_FOUND, "nothing_found", "Nothing found. Try another word, or ask a person.")             \
    X(WORDS_TOPICS, "topics", "Topics")                                                                      \
    X(WORDS_EVENTS, "events", "Events")                                                                      \
    X(WORDS_ERASE, "erase", "Erase")                                                                         \
    X(WORDS_SPACE, "space", "Space")                                                                         \
    X(WORDS_KEYBOARD, "keyboard", "Keyboard: %s")                                                            \
    /* emergency: the numbers stand in guide.json, these words where none do */                              \
    X(WORDS_EMERGENCY_TITLE, "emergency_title", "Emergency numbers")                                         \
    X(WORDS_EMERGENCY_112, "emergency_112", "Danger to life, fire, accident, crime happening now")           \
    X(WORDS_EMERGENCY_112_NAME, "emergency_112_name", "Ambulance, fire, police")                             \
    X(WORDS_EMERGENCY_FREE, "emergency_free", "Calling 112 is free, day and night.")                         \
    X(WORDS_YOU_ARE_HERE, "you_are_here", "You are here")                                                    \
    /* ask a person, phrases */                                                                              \
    X(WORDS_ASK_TEXT, "ask_text", "Our staff are glad to help. Go to the counter, or call us.")              \
    X(WORDS_WE_SPEAK, "we_speak", "We speak")                                                                \
    X(WORDS_SPEAK_NOW, "speak_now", "Now: %s")                                                               \
    X(WORDS_SPEAK_NEXT, "speak_next", "Next: %s")                                                            \
    X(WORDS_SHOW_WAY, "show_way", "Show the way")                                                            \
    X(WORDS_TOUCH_A_SENTENCE, "touch_a_sentence",                                                            \
      "Touch a sentence to show it to our staff in large Danish letters.")                                   \
    /* easier to read */                                                                                     \
    X(WORDS_LARGER_TEXT, "larger_text", "Larger text")                                                       \
    X(WORDS_HIGH_CONTRAST, "high_contrast", "High contrast")                                                 \
    X(WORDS_EASY_REACH, "easy_reach", "Buttons lower down")                                                  \
    X(WORDS_EASY_TEXT, "easy_text", "Easy to read")                                                          \
    X(WORDS_MORE_TIME, "more_time", "More time")                                                             \
    X(WORDS_READ_ALOUD, "read_aloud", "Read aloud")                                                          \
    X(WORDS_STOP_READING, "stop_reading", "Stop reading")                                                    \
    X(WORDS_READ_AGAIN, "read_again", "Read again")                                                          \
    X(WORDS_LOUDER, "louder", "Louder")                                                                      \
    X(WORDS_QUIETER, "quieter", "Quieter")                                                                   \
    X(WORDS_NO_VOICE, "no_voice", "There is no voice for this language. English is read instead.")           \
    X(WORDS_HEADSET, "headset", "Plug a headset in at the screen to listen.")                                \
    X(WORDS_ON, "on", "On")                                                                                  \
    X(WORDS_OFF, "off", "Off")                                                                               \
    /* the page of a film */                                                                                 \
    X(WORDS_FILM_PLAY, "film_play", "Play")                                                                  \
    X(WORDS_FILM_BACK, "film_back", "10 seconds back")                                                       \
    X(WORDS_FILM_AGAIN, "film_again", "From the start")                                                      \
    X(WORDS_FILM_LEFT, "film_left", "%s left")                                                               \
    X(WORDS_FILM_SILENT, "film_silent", "There is no sound now. Read the captions.")                         \
    X(WORDS_CAPTIONS, "captions", "Captions")                                                                \
    X(WORDS_CAPTIONS_NONE, "captions_none", "No captions")                                                   \
    X(WORDS_SAID_FILM_PLAYS, "said_film_plays", "The film is playing.")                                      \
    X(WORDS_SAID_FILM_STANDS, "said_film_stands", "The film is paused.")                                     \
    X(WORDS_SAID_FILM_OVER, "said_film_over", "The film is over.")                                           \
    /* what only the voice says */                                                                           \
    X(WORDS_SAID_BUTTON, "said_button", "button")                                                            \
    X(WORDS_SAID_BOX, "said_box", "box")                                                                     \
    X(WORDS_SAID_CHOICE, "said_choice", "choice")                                                            \
    X(WORDS_SAID_TICKED, "said_ticked", "ticked")                                                            \
    X(WORDS_SAID_NOT_TICKED, "said_not_ticked", "not ticked")                                                \
    X(WORDS_SAID_CHOSEN, "said_chosen", "chosen")                                                            \
    X(WORDS_SAID_NOT_CHOSEN, "said_not_chosen", "not chosen")                                                \
    X(WORDS_SAID_OF, "said_of", "%d of %d")                                                                  \
    X(WORDS_SAID_HEADING, "said_heading", "heading level %d")                                                \
    X(WORDS_SAID_LIST, "said_list", "list of %d")                                                            \
    X(WORDS_SAID_ROW, "said_row", "row %d of %d")                                                            \
    X(WORDS_SAID_VOLUME, "said_volume", "Volume %d of %d")                                                   \
    X(WORDS_SAID_PACE, "said_pace", "Speed %d of %d")                                                        \
    X(WORDS_SAID_TYPED, "said_typed", "Typed: %s")                                                           \
    X(WORDS_SAID_NOTHING_TYPED, "said_nothing_typed", "Nothing is typed.")                                   \
    X(WORDS_SAID_KEYS, "said_keys",                                                                          \
      "You are at a touch screen that can be used with five keys. Next and previous go "                     \
      "from one thing to another. Select chooses it. Back goes back. Repeat reads "                          \
      "again.")                                                                                              \
    X(WORDS_SAID_TEXTS, "said_texts",                                                                        \
      "Next and previous also stop at headings, lists and tables. Select on a text "                         \
      "goes to the next heading.")                                                                           \
    X(WORDS_SAID_HELD, "said_held",                                                                          \
      "Hold next for louder, previous for quieter, back for slower. Hold repeat to "                         \
      "pause and to go on. Hold select to hear about the keys again.")                                       \
    X(WORDS_LEAVE_ASK, "leave_ask", "Clear everything and leave?")                                           \
    X(WORDS_STAY, "stay", "Stay here")                                                                       \
    X(WORDS_GOODBYE, "goodbye", "Everything is cleared. Goodbye.")                                           \
    X(WORDS_GO_ON, "go_on", "You can go on.")                                                                \
    /* before the screen is cleared */                                                                       \
    X(WORDS_STILL_THERE, "still_there", "Are you still there?")                                              \
    X(WORDS_CLEARED_IN, "cleared_in",                                                                        \
      PLURAL("en", "The screen is cleared in %d second.", "The screen is cleared in %d seconds."))           \
    X(WORDS_TOUCH_TO_STAY, "touch_to_stay", "Touch anywhere to go on.")

#define GUIDE_WORDS_ENUM(identifier, key, english) identifier,
enum guide_word { GUIDE_WORDS(GUIDE_WORDS_ENUM) GUIDE_WORD_COUNT };
#undef GUIDE_WORDS_ENUM

/* What stands on the pages of the staff, in the language they read: "staff_words" of its file. */
#define STAFF_WORDS(X)                                                                                       \
    X(STAFF_TITLE, "title", "This screen")                                                                   \
    X(STAFF_LOCKED, "locked", "Too many wrong attempts. Wait a little.")                                     \
    X(STAFF_ERASE, "erase", "Erase")                                                                         \
    X(STAFF_PROGRAM, "program", "Program")                                                                   \
    X(STAFF_CONTENT, "content", "Content")                                                                   \
    X(STAFF_SHOWN, "shown", "Shown")                                                                         \
    X(STAFF_NETWORK, "network", "Network")                                                                   \
    X(STAFF_UPDATED, "updated", "Updated")                                                                   \
    X(STAFF_UPTIME, "uptime", "Running since")                                                               \
    X(STAFF_TOUCH, "touch", "Touch")                                                                         \
    X(STAFF_TEST, "test", "Test touch")                                                                      \
    X(STAFF_CLEAN, "clean", "Clean the screen (60 seconds)")                                                 \
    X(STAFF_RESTART, "restart", "Restart the program")                                                       \
    X(STAFF_CORNER, "corner", "Corner")                                                                      \
    X(STAFF_ALL_CORNERS, "all_corners", "All four corners work.")                                            \
    X(STAFF_TOUCH_CORNERS, "touch_corners", "Touch the four corners.")                                       \
    X(STAFF_BACK, "back", "Back")                                                                            \
    X(STAFF_WIPE, "wipe",                                                                                    \
      PLURAL("en", "The screen can be wiped now.\n%d second", "The screen can be wiped now.\n%d seconds"))

#define STAFF_WORDS_ENUM(identifier, key, english) identifier,
enum staff_word { STAFF_WORDS(STAFF_WORDS_ENUM) STAFF_WORD_COUNT };
#undef STAFF_WORDS_ENUM
const char *staff_word_key(enum staff_word word);
const char *staff_word_english(enum staff_word word);

const char *guide_word_key(enum guide_word word);
const char *guide_word_english(enum guide_word word);
/* -1: there is no such word. */
int guide_word_find(const char *key);
/* Has `text` the "%d" and "%s" of the English text, in the same order, and no other "%"? Only such texts are
 * ever used as formats. */
bool guide_word_fits(enum guide_word word, const char *text);
