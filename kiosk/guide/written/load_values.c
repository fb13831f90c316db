#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "core/text/plain_text.h"
#include "guide/written/guide_findings.h"
#include "guide/written/icon.h"
#include "guide/written/load_parts.h"

void read_shown(const struct json_place *above, const char *key, const struct guide_loading *loading,
                struct localized *out) {
    const struct site *site = loading->site;
    struct json_place place = place_member(above, key);
    read_localized_in(above, key, &loading->languages, out);
    for (size_t i = 0; out->count > 0 && i < site->language_count; i++)
        place_translated(&place, site->languages[i], localized_find(out, site->languages[i]) != NULL,
                         FOUND_TITLE_UNTRANSLATED, key, site->languages[i]);
}

void read_title(const struct json_place *above, const char *key, const struct guide_loading *loading,
                const char *what, const char *danish, struct localized *out) {
    read_shown(above, key, loading, out);
    if (!place_member(above, key).value)
        place_missing(above, key, what, danish);
}

void read_urls(const struct json_place *above, const char *key, const struct guide_loading *loading,
               struct localized *out) {
    struct json_place place = place_member(above, key);
    read_localized_in(above, key, &loading->languages, out);
    for (size_t i = 0; i < out->count; i++) {
        struct json_place member = place_member(&place, out->entries[i].language);
        if (!https_url_valid(out->entries[i].text))
            place_error(&member, FOUND_NO_ADDRESS);
    }
}

/* "4477 2000", "+45 44 77 20 00", "112" */
static bool phone_valid(const char *phone) {
    size_t length = strlen(phone), digits = 0;
    for (const char *c = phone; *c; c++)
        digits += isdigit((unsigned char)*c) != 0;
    return digits >= 3 && digits <= 15 &&
           strspn(phone + (phone[0] == '+'), "0123456789 ") == length - (phone[0] == '+');
}

static bool mail_valid(const char *mail) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+";
    size_t before = strspn(mail, allowed);
    const char *domain = mail + before + 1;
    return before > 0 && mail[before] == '@' && domain[0] != '.' && strchr(domain, '.') &&
           domain[strspn(domain, allowed)] == '\0' && domain[strlen(domain) - 1] != '.';
}

/* "anna.jensen@", "anna_b_jensen@", and the initials that Danish authorities use: "ajn@". */
static bool mail_of_person(const char *mail) {
    static const char *const offices[] = {"hr", "it", "job", "web", "bus"};
    size_t length = strcspn(mail, "@"), parts = 1, letters = 0;
    for (size_t i = 0; i < length; i++) {
        parts += mail[i] == '.' || mail[i] == '_';
        letters += isalpha((unsigned char)mail[i]) != 0;
    }
    if (letters + parts - 1 != length)
        return false;
    for (size_t i = 0; i < LENGTH(offices); i++)
        if (length == strlen(offices[i]) && strncmp(mail, offices[i], length) == 0)
            return false;
    return parts == 2 || parts == 3 || length <= 3;
}

void read_contact(const struct json_place *above, const char *key, const struct guide_loading *loading,
                  struct guide_contact *out) {
    static const char *const keys[] = {"office", "phone", "mail", "house", "spot"};
    struct json_place place = place_member(above, key);
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    struct json_place phone = place_member(&place, "phone"), mail = place_member(&place, "mail");
    read_shown(&place, "office", loading, &out->office);
    read_whereabouts(&place, loading, &out->house, &out->spot);
    out->phone = read_text(&place, "phone", 24);
    out->mail = read_text(&place, "mail", GUIDE_LABEL_MAX);
    if (out->phone && !phone_valid(out->phone))
        place_error(&phone, FOUND_NO_PHONE);
    if (out->mail && !mail_valid(out->mail))
        place_error(&mail, FOUND_NO_MAIL);
    else if (out->mail && mail_of_person(out->mail))
        place_warning(&mail, FOUND_PERSONS_MAIL);
    if (out->office.count == 0 && !out->phone && !out->mail)
        place_error(&place, FOUND_NO_CONTACT);
}

const char *read_new_id(const struct json_place *place, const char *const *known, size_t count) {
    struct json_place member = place_member(place, "id");
    const char *id = place_id(&member);
    if (!member.value)
        place_missing(place, "id", "a name of its own, of a–z, 0–9 and -", "sit eget navn af a–z, 0–9 og -");
    for (size_t i = 0; id && i < count; i++)
        if (known[i] && strcmp(known[i], id) == 0) {
            place_error(&member, FOUND_ID_TWICE, id);
            return NULL;
        }
    return id;
}

const char *read_icon(const struct json_place *place, const char *fallback) {
    struct json_place member = place_member(place, "icon");
    const char *name = read_text(place, "icon", GUIDE_LABEL_MAX);
    const char *utf8 = icon_find(name ? name : fallback);
    if (utf8)
        return utf8;
    const char *nearest = icon_nearest(name);
    if (nearest)
        fail_suggest(place_error(&member, FOUND_NEAR_SIGN, name), nearest);
    else
        place_error(&member, FOUND_UNKNOWN_SIGN, name);
    return NULL;
}

const struct guide_page *read_page_name(const struct json_place *item, const struct guide_loading *loading) {
    const char *id = place_text(item, READER_NAME_MAX, false);
    const struct guide_page *page = id ? guide_page_find(loading->guide, id) : NULL;
    for (size_t i = 0; id && !page && i < loading->written_count; i++)
        if (strcmp(loading->written[i], id) == 0)
            return NULL; /* what is wrong with it was said */
    if (!id || page)
        return page;
    const char *nearest = nearest_name(id, loading->written, loading->written_count);
    fail_suggest(place_error(item, FOUND_UNKNOWN_PAGE, id), nearest);
    return NULL;
}

/* Can it be that the slide stands in its playlist, but was not read? */
static bool was_not_read(const struct site *site, const char *name) {
    char file[READER_NAME_MAX + 20];
    const char *slash = strrchr(name, '/');
    if (!slash)
        return false;
    snprintf(file, sizeof file, "playlists/%.*s.json", (int)(slash - name), name);
    const struct playlist *playlist = site_playlist(site, file);
    return playlist ? playlist->faulty : site->loaded.unread > 0;
}

const struct slide *read_slide_name(const struct json_place *place, const struct guide_loading *loading,
                                    const char *name) {
    const struct slide *slide = site_slide(loading->site, name);
    if (!slide && !was_not_read(loading->site, name))
        place_error(place, FOUND_UNKNOWN_SLIDE, name);
    return slide;
}
