#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "intake/feed_write.h"
#include "intake/ics_lines.h"
#include "intake/ics_series.h"
#include "intake/intake.h"

/* The text, which is the caller's to change and to free. UTF-16 shows itself by its mark; what other
 * encodings there are is found out text by text (ics_text). */
static char *text_of(const char *bytes, size_t size, struct fail *fail) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t signature = 0;
    const char *name = ucnv_detectUnicodeSignature(bytes, (int32_t)size, &signature, &status);
    bool utf8 = !name || strcmp(name, "UTF-8") == 0;
    size_t room = utf8 ? size + 1 : size * 2 + 16;
    char *text = malloc(room);
    int32_t length = 0;
    if (text && utf8) {
        memcpy(text, bytes, size);
        length = (int32_t)size;
    } else if (text) {
        length = ucnv_convert("UTF-8", name, text, (int32_t)room - 1, bytes, (int32_t)size, &status);
    }
    bool ok = text && U_SUCCESS(status) && length >= 0 && (size_t)length < room;
    if (ok)
        text[length] = '\0';
    if (!text)
        fail_set(fail, "out of memory");
    else if (!ok)
        fail_set(fail, "the calendar is not readable as %s", name);
    else if (strlen(text) != (size_t)length)
        ok = fail_set(fail, "the calendar contains a NUL character");
    if (!ok) {
        free(text);
        text = NULL;
    }
    return text;
}

static bool read_groups(struct ics_reader *reader, struct ics_entry *entries, size_t count) {
    qsort(entries, count, sizeof(*entries), ics_entry_compare);
    for (size_t i = 0, end; i < count; i = end) {
        const char *uid = entries[i].uid;
        end = i + 1;
        while (uid && end < count && strcmp(entries[end].uid, uid) == 0)
            end++;
        if (!ics_series_read(reader, entries + i, end - i))
            return false;
    }
    return true;
}

static bool read_all(struct ics_reader *reader, struct feed_list *list) {
    const struct ics_file *file = reader->file;
    size_t most = 0, count = 0;
    for (size_t i = 0; i < file->component_count; i++)
        most += file->components[i].kind == ICS_EVENT;
    struct ics_entry *entries = calloc(most + 1, sizeof(*entries));
    if (!entries || !ics_keep_init(&reader->keep)) {
        free(entries);
        return false;
    }
    for (size_t i = 0; i < file->component_count; i++) {
        if (file->components[i].kind != ICS_EVENT)
            continue;
        if (ics_entry_read(&reader->zones, i, &entries[count]))
            count++;
        else
            reader->unusable++;
    }
    bool ok = read_groups(reader, entries, count) && ics_keep_write(&reader->keep, file, list);
    ics_keep_finish(&reader->keep);
    list->left_out += reader->unusable;
    list->used += reader->used;
    free(entries);
    return ok;
}

bool ics_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                size_t *out_size, struct fail *fail) {
    if (!intake_not_a_page(bytes, size, fail))
        return false;
    char *text = text_of(bytes, size, fail);
    struct ics_file file;
    struct feed_list list = {0};
    if (!text || !ics_file_init(&file, text + (intake_skip_blank(text) - text), fail)) {
        free(text);
        return false;
    }
    struct ics_reader reader = {.options = options, .file = &file};
    reader.zones = (struct ics_zones){.file = &file, .local = options->zone, .looked_at = &reader.looked_at};
    bool ok = feed_list_init(&list, "events") && read_all(&reader, &list);
    if (!ok)
        fail_set(fail, "out of memory");
    ok = ok && feed_list_write(&list, out, out_size, fail);
    feed_list_finish(&list);
    ics_zones_finish(&reader.zones);
    ics_file_finish(&file);
    free(text);
    return ok;
}
