#include "desk/work/address_findings.h"

#include <stdio.h>

#include "desk/work/playlist_text.h"
#include "desk/work/work_findings.h"

const struct json_value *address_unanswered(const struct json_value *slide, struct address_answers *answers,
                                            struct address_silence *silence) {
    for (uint32_t i = 0; value_is(slide, VALUE_OBJECT) && i < slide->count; i++)
        if (address_silent(answers, value_text(&slide->children[i]), silence))
            return &slide->children[i];
    return NULL;
}

const char *address_asked_on(const struct address_silence *silence, const struct zone *zone,
                             char day[ADDRESS_DAY]) {
    int64_t days = zone ? zone_day(zone, silence->asked_ms) : silence->asked_ms / DAY_MS;
    struct civil civil = civil_from_days(days);
    snprintf(day, ADDRESS_DAY, "%04u-%02u-%02u", (unsigned)civil.year % 10000, (unsigned)civil.month % 100,
             (unsigned)civil.day % 100);
    return day;
}

static void say(const char *file, const struct json_value *address, const struct address_silence *silence,
                const char *day, struct report *report) {
    struct finding_place place = {SEVERITY_WARNING, file, (int)address->spot.line, (int)address->spot.column};
    if (silence->status > 0)
        report_said(report, &place, FOUND_ADDRESS_REFUSED, address->text, day, silence->status);
    else
        report_said(report, &place, FOUND_ADDRESS_SILENT, address->text, day);
}

static enum outcome look(const struct site_tree *tree, const char *file, const struct zone *zone,
                         struct address_answers *answers, struct report *report, struct fail *fail) {
    struct playlist_text text;
    enum outcome outcome = playlist_text_init(&text, tree, file, fail);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < value_length(text.slides); i++) {
        struct address_silence silence;
        const struct json_value *address = address_unanswered(value_item(text.slides, i), answers, &silence);
        char day[ADDRESS_DAY];
        if (address)
            say(file, address, &silence, address_asked_on(&silence, zone, day), report);
    }
    playlist_text_finish(&text);
    return outcome;
}

enum outcome address_findings(const struct site_tree *tree, struct address_answers *answers,
                              struct report *report, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    if (!address_silence_any(answers))
        return outcome;
    struct zone *zone = site_tree_zone(tree);
    for (size_t i = 0; i < tree->count && outcome == OUTCOME_DONE; i++)
        if (is_playlist(tree->files[i].path))
            outcome = look(tree, tree->files[i].path, zone, answers, report, fail);
    zone_destroy(zone);
    report_sort(report);
    return outcome;
}
