#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/feed_write.h"
#include "intake/html_text.h"
#include "intake/intake.h"
#include "intake/rss_mend.h"
#include "intake/script_language.h"
#include "intake/time_text.h"
#include "intake/xml_find.h"
#include "intake/xml_text.h"

enum { LANGUAGE_MAX = 16, NOTE_BYTES_MAX = 300 };
#define DAY_MS INT64_C(86400000)

struct reader {
    const struct intake_options *options;
    struct feed_list list;
    json_t *known;  /* headlines by id */
    char *language; /* of the whole feed */
    bool events;    /* items carry times of their own (content-rss) */
};

static bool has_property(xmlNode *node, const char *name, const char *a, const char *b) {
    char *value = (char *)xmlGetNoNsProp(node, (const xmlChar *)name);
    bool has = value && (strcasecmp(value, a) == 0 || strcasecmp(value, b) == 0);
    xmlFree(value);
    return has;
}

static bool is_atom(const xmlNode *node) {
    return node->ns && (strcmp((const char *)node->ns->href, XML_ATOM) == 0 ||
                        strcmp((const char *)node->ns->href, "http://purl.org/atom/ns#") == 0);
}

/* The words of a title: RSS titles are HTML by custom, Atom's say what they are (RFC 4287 §3.1.1; Atom 0.3
 * has types of MIME). */
static char *words(xmlNode *node) {
    char *raw = xml_text(node);
    bool html = raw && (!is_atom(node) || has_property(node, "type", "html", "text/html"));
    char *text = html ? html_text(raw) : raw;
    if (html)
        free(raw);
    return text;
}

static char *link_of(xmlNode *item) {
    for (xmlNode *at = item->children; at; at = at->next) {
        if (!xml_is(at, "link", XML_PLAIN))
            continue;
        char *href = (char *)xmlGetNoNsProp(at, (const xmlChar *)"href");
        char *rel = (char *)xmlGetNoNsProp(at, (const xmlChar *)"rel");
        bool good = href && (!rel || strcmp(rel, "alternate") == 0);
        xmlFree(rel);
        if (good)
            return href;
        xmlFree(href);
        char *text = href ? NULL : xml_text(at);
        if (text)
            return text;
    }
    return NULL;
}

/* A guid is an address unless it says that it is none (RSS 2.0, <guid>). */
static char *address_of(xmlNode *item) {
    char *link = link_of(item);
    xmlNode *guid = xml_child(item, "guid", XML_PLAIN);
    return link || !guid || has_property(guid, "isPermaLink", "false", "no") ? link : xml_text(guid);
}

static bool time_read(xmlNode *node, const struct zone *zone, int64_t *ms) {
    char *text = xml_text(node);
    bool ok = false;
    if (text) {
        char *begin = text + strspn(text, " \t\r\n");
        size_t length = strlen(begin);
        while (length > 0 && strchr(" \t\r\n", begin[length - 1]))
            length--;
        begin[length] = '\0';
        for (char *c = begin; *c; c++)
            *c = *c == '\t' || *c == '\r' || *c == '\n' ? ' ' : *c;
        ok = time_parse_iso(begin, zone, ms) || time_parse_words(begin, zone, ms);
    }
    free(text);
    return ok;
}

/* 0: not known. What is dated more than a day ahead is a mistake, and would stand on top for ever. */
static int64_t time_of(xmlNode *item, const struct intake_options *options) {
    static const struct {
        const char *name, *space;
    } places[] = {{"pubDate", XML_PLAIN},   {"date", XML_DC},      {"published", XML_PLAIN},
                  {"updated", XML_PLAIN},   {"issued", XML_PLAIN}, {"modified", XML_PLAIN},
                  {"created", XML_PLAIN},   {"date", XML_PLAIN},   {"issued", XML_DC_TERMS},
                  {"created", XML_DC_TERMS}};
    for (size_t i = 0; i < LENGTH(places); i++) {
        int64_t ms = 0;
        if (time_read(xml_child(item, places[i].name, places[i].space), options->zone, &ms))
            return ms > 0 && ms <= options->now_ms + DAY_MS ? ms : 0;
    }
    return 0;
}

/* FNV-1a, 64 bits: a name of one length for what is too long, or has none. */
static void hash_add(uint64_t *hash, const char *text) {
    for (; *text; text++)
        *hash = (*hash ^ (unsigned char)*text) * 0x100000001B3;
    *hash = (*hash ^ 0x0A) * 0x100000001B3;
}

static char *id_hashed(const char *a, const char *b) {
    uint64_t hash = 0xCBF29CE484222325;
    char *id = malloc(17);
    hash_add(&hash, a);
    hash_add(&hash, b);
    if (id)
        snprintf(id, 17, "%016llx", (unsigned long long)hash);
    return id;
}

/* Without one of its own an item is its link and its title: many link to the same page. */
static char *id_of(xmlNode *item, const char *link, const char *title) {
    char *id = xml_text(xml_child(item, "guid", XML_PLAIN));
    id = id ? id : xml_text(xml_child(item, "id", XML_PLAIN));
    id = id ? id : (char *)xmlGetNsProp(item, (const xmlChar *)"about", (const xmlChar *)XML_RDF);
    if (id && strlen(id) <= ID_MAX)
        return id;
    char *hashed = id ? id_hashed(id, "") : id_hashed(link ? link : "", title ? title : "");
    free(id);
    return hashed;
}

/* The same item twice: the newer one stays, where the first stood. */
static bool add(struct reader *reader, json_t *item, const char *id) {
    json_t *known = json_object_get(reader->known, id);
    if (!known)
        return json_array_append(reader->list.items, item) == 0 &&
               json_object_set(reader->known, id, item) == 0;
    if (json_integer_value(json_object_get(known, "time")) >=
        json_integer_value(json_object_get(item, "time")))
        return true;
    return json_object_clear(known) == 0 && json_object_update(known, item) == 0;
}

static bool add_headline(struct reader *reader, xmlNode *node, const char *title, const char *link,
                         const char *id) {
    json_t *item = json_object();
    int64_t ms = time_of(node, reader->options);
    char *own = (char *)xmlNodeGetLang(node);
    const char *language = script_language(title ? title : "", own ? own : reader->language);
    bool ok = item && feed_put_text(item, "id", id, ID_MAX) &&
              feed_put_text(item, "title", title, HEADLINE_MAX) && feed_put_url(item, "url", link) &&
              feed_put_text(item, "language", language, LANGUAGE_MAX) &&
              (ms <= 0 || json_object_set_new(item, "time", json_integer(ms / 1000)) == 0);
    const char *clean_id = json_string_value(json_object_get(item, "id"));
    if (ok && (!clean_id || !json_object_get(item, "title")))
        reader->list.left_out++;
    else if (ok)
        ok = add(reader, item, clean_id);
    xmlFree(own);
    json_decref(item);
    return ok;
}

/* Redia's extension of the Danish libraries' event feed: Unix seconds. Prices in it are not believed. */
static bool add_event(struct reader *reader, xmlNode *node, const char *title, const char *link,
                      const char *id) {
    char *start = xml_text(xml_child(node, "arrangement-starttime", XML_REDIA));
    char *end = xml_text(xml_child(node, "arrangement-endtime", XML_REDIA));
    char *place = xml_text(xml_child(node, "arrangement-location", XML_REDIA));
    char *lead = xml_text(xml_child(node, "subheadline", XML_REDIA));
    int64_t from = start ? strtoll(start, NULL, 10) : 0, to = end ? strtoll(end, NULL, 10) : 0;
    bool usable = from > 0 && from < 4102444800LL && to < 4102444800LL && title;
    struct event_times times = {from * 1000, (to > from ? to : from) * 1000, false};
    bool ok = true;
    if (!usable)
        reader->list.left_out++;
    else if (feed_in_window(times, reader->options)) {
        json_t *item = feed_add_event(&reader->list, id, title, times, EVENT_ACTIVE, PRICE_UNKNOWN);
        ok = !item || (feed_put_text(item, "lead", lead, LEAD_MAX) &&
                       feed_put_text(item, "place", place, PLACE_MAX) && feed_put_url(item, "url", link));
    }
    free(start);
    free(end);
    free(place);
    free(lead);
    return ok;
}

static bool take(struct reader *reader, xmlNode *node) {
    char *title = words(xml_child(node, "title", XML_PLAIN));
    char *link = address_of(node);
    char *id = id_of(node, link, title);
    bool ok = id && (reader->events ? add_event(reader, node, title, link, id)
                                    : add_headline(reader, node, title, link, id));
    free(title);
    free(link);
    free(id);
    return ok;
}

static bool is_item(const xmlNode *node) {
    return xml_is(node, "item", XML_PLAIN) || xml_is(node, "entry", XML_PLAIN);
}

static bool has_item(const xmlNode *holder, bool event) {
    for (xmlNode *at = holder->children; at; at = at->next)
        if (is_item(at) && (!event || xml_child(at, "arrangement-starttime", XML_REDIA)))
            return true;
    return false;
}

static bool read_items(struct reader *reader, xmlNode *about, xmlNode *holder) {
    reader->events = has_item(holder, true);
    reader->known = json_object();
    if (!reader->known || !feed_list_init(&reader->list, reader->events ? "events" : "news"))
        return false;
    reader->language = xml_text(xml_child(about, "language", XML_PLAIN));
    if (!reader->language)
        reader->language = xml_text(xml_child(about, "language", XML_DC));
    char *title = words(xml_child(about, "title", XML_PLAIN));
    bool ok = reader->events || feed_put_text(reader->list.root, "title", title, HEADLINE_MAX);
    free(title);
    for (xmlNode *at = holder->children; ok && at; at = at->next)
        if (is_item(at))
            ok = take(reader, at);
    return ok;
}

/* RSS 1.0's items stand beside its channel; some of RSS 0.9 do, too. NULL, or what is missing. */
static const char *find_items(xmlNode *root, xmlNode **about, xmlNode **holder) {
    bool wrapped = root && (xml_is(root, "rss", XML_PLAIN) || xml_is(root, "RDF", XML_RDF));
    if (!root || (!wrapped && !xml_is(root, "feed", XML_PLAIN) && !xml_is(root, "channel", XML_PLAIN)))
        return "neither RSS nor Atom";
    xmlNode *channel = wrapped ? xml_child(root, "channel", XML_PLAIN) : root;
    if (!channel)
        return "the feed has no channel";
    *about = channel;
    *holder = has_item(root, false) ? root : channel;
    return NULL;
}

static bool read_document(xmlDoc *document, const struct intake_options *options, size_t left_out,
                          const char *note, char **out, size_t *out_size, struct fail *fail) {
    xmlNode *about = NULL, *holder = NULL;
    const char *missing = find_items(xmlDocGetRootElement(document), &about, &holder);
    if (missing)
        return fail_set(fail, "%s", missing);
    struct reader reader = {.options = options};
    bool ok = read_items(&reader, about, holder) || fail_set(fail, "out of memory");
    reader.list.left_out += left_out;
    ok = ok && (feed_put_note(&reader.list, note) || fail_set(fail, "out of memory")) &&
         feed_list_write(&reader.list, out, out_size, fail);
    feed_list_finish(&reader.list);
    json_decref(reader.known);
    free(reader.language);
    return ok;
}

/* Not well-formed: what can be read of it. `why` says where it breaks. */
static bool read_broken(const struct xml_text *text, const struct fail *why,
                        const struct intake_options *options, char **out, size_t *out_size,
                        struct fail *fail) {
    size_t size = 0, left_out = 0;
    char note[NOTE_BYTES_MAX], *mended = rss_mend(text->text, text->size, &size, &left_out);
    xmlDoc *document = mended ? xml_read(mended, size, NULL) : NULL;
    snprintf(note, sizeof(note), "the feed is %.200s; %zu items are left out", why->text, left_out);
    bool ok = document ? read_document(document, options, left_out, note, out, out_size, fail)
                       : fail_at(fail, NULL, why->line, 0, "the feed is %s", why->text);
    xmlFreeDoc(document);
    free(mended);
    return ok;
}

bool rss_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                size_t *out_size, struct fail *fail) {
    struct xml_text text;
    struct fail why = {0};
    char note[NOTE_BYTES_MAX] = "";
    if (!intake_not_a_page(bytes, size, fail) || !xml_text_init(&text, bytes, size, options->charset, fail))
        return false;
    if (text.why)
        snprintf(note, sizeof(note), "the feed is not well-formed (line %d: %s); all of it was read",
                 text.line, text.why);
    xmlDoc *document = xml_read(text.text, text.size, &why);
    bool ok = document ? read_document(document, options, 0, note, out, out_size, fail)
                       : read_broken(&text, &why, options, out, out_size, fail);
    xmlFreeDoc(document);
    xml_text_finish(&text);
    return ok;
}
