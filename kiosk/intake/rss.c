#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

#include "intake/feed_write.h"
#include "intake/html_text.h"
#include "intake/intake.h"
#include "intake/script_language.h"
#include "intake/time_text.h"
#include "intake/xml_find.h"

enum { LANGUAGE_MAX = 16 };

struct reader {
    const struct intake_options *options;
    struct feed_list list;
    char *language; /* of the whole feed */
    bool events;    /* items carry times of their own (content-rss) */
};

/* The words of a title: RSS titles are HTML by custom, Atom's say what they are (RFC 4287 §3.1.1). */
static char *words(xmlNode *node) {
    char *raw = xml_text(node);
    char *type = node ? (char *)xmlGetNoNsProp(node, (const xmlChar *)"type") : NULL;
    bool atom = node && node->ns && strcmp((const char *)node->ns->href, XML_ATOM) == 0;
    bool html = raw && (!atom || (type && strcmp(type, "html") == 0));
    char *text = html ? html_text(raw) : raw;
    if (html)
        free(raw);
    xmlFree(type);
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

static int64_t time_of(xmlNode *item, const struct zone *zone) {
    static const struct {
        const char *name, *space;
    } places[] = {{"pubDate", XML_PLAIN}, {"date", XML_DC}, {"published", XML_PLAIN}, {"updated", XML_PLAIN}};
    for (size_t i = 0; i < LENGTH(places); i++) {
        char *text = xml_text(xml_child(item, places[i].name, places[i].space));
        const char *begin = text ? text + strspn(text, " \t\r\n") : "";
        if (text)
            text[strcspn(text, "\r\n") == 0 ? strlen(text)
                                            : (size_t)(begin - text) + strcspn(begin, "\r\n")] = '\0';
        int64_t ms = 0;
        bool ok = text && (time_parse_iso(begin, zone, &ms) || time_parse_mail(begin, &ms));
        free(text);
        if (ok)
            return ms;
    }
    return 0;
}

static char *id_of(xmlNode *item, const char *link, const char *title) {
    char *id = xml_text(xml_child(item, "guid", XML_PLAIN));
    id = id ? id : xml_text(xml_child(item, "id", XML_PLAIN));
    id = id ? id : (char *)xmlGetNsProp(item, (const xmlChar *)"about", (const xmlChar *)XML_RDF);
    return id ? id : strdup(link ? link : title ? title : "");
}

/* The same item twice: the newer one stays. True when `time` is not newer than what is there. */
static bool known(struct feed_list *list, const char *id, int64_t time_s) {
    size_t i;
    json_t *item;
    json_array_foreach(list->items, i, item) {
        if (strcmp(json_string_value(json_object_get(item, "id")), id) != 0)
            continue;
        if (json_integer_value(json_object_get(item, "time")) >= time_s)
            return true;
        return json_array_remove(list->items, i) != 0;
    }
    return false;
}

static bool add_headline(struct reader *reader, xmlNode *node, const char *title, const char *link,
                         const char *id) {
    json_t *item = json_object();
    int64_t ms = time_of(node, reader->options->zone);
    char *own = (char *)xmlNodeGetLang(node);
    const char *language = script_language(title ? title : "", own ? own : reader->language);
    bool ok = item && feed_put_text(item, "id", id, ID_MAX) &&
              feed_put_text(item, "title", title, HEADLINE_MAX) && feed_put_url(item, "url", link) &&
              feed_put_text(item, "language", language, LANGUAGE_MAX) &&
              (ms <= 0 || json_object_set_new(item, "time", json_integer(ms / 1000)) == 0);
    const char *clean_id = json_string_value(json_object_get(item, "id"));
    if (ok && (!clean_id || !json_object_get(item, "title")))
        reader->list.left_out++;
    else if (ok && !known(&reader->list, clean_id, ms / 1000))
        ok = json_array_append(reader->list.items, item) == 0;
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
    char *link = link_of(node);
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

static bool has_event(const xmlNode *holder) {
    for (xmlNode *at = holder->children; at; at = at->next)
        if (is_item(at) && xml_child(at, "arrangement-starttime", XML_REDIA))
            return true;
    return false;
}

static bool read_items(struct reader *reader, xmlNode *about, xmlNode *holder) {
    reader->events = has_event(holder);
    if (!feed_list_init(&reader->list, reader->events ? "events" : "news"))
        return false;
    reader->language = xml_text(xml_child(about, "language", XML_PLAIN));
    if (!reader->language)
        reader->language = xml_text(xml_child(about, "language", XML_DC));
    char *title = words(xml_child(about, "title", XML_PLAIN));
    bool ok = reader->events || feed_put_text(reader->list.root, "title", title, HEADLINE_MAX);
    free(title);
    size_t count = 0;
    for (xmlNode *at = holder->children; ok && at && count < FEED_ITEMS_MAX; at = at->next)
        if (is_item(at)) {
            count++;
            ok = take(reader, at);
        }
    return ok;
}

static bool read_document(xmlDoc *document, const struct intake_options *options, char **out,
                          size_t *out_size, struct fail *fail) {
    xmlNode *root = xmlDocGetRootElement(document), *holder = root, *about = root;
    if (document->intSubset || document->extSubset)
        return fail_set(fail, "the feed has a DOCTYPE, which is not allowed");
    if (root && xml_is(root, "rss", XML_PLAIN))
        holder = about = xml_child(root, "channel", XML_PLAIN);
    else if (root && xml_is(root, "RDF", XML_RDF))
        about = xml_child(root, "channel", XML_PLAIN);
    else if (!root || !xml_is(root, "feed", XML_PLAIN))
        return fail_set(fail, "neither RSS nor Atom");
    if (!holder || !about)
        return fail_set(fail, "the feed has no channel");
    struct reader reader = {.options = options};
    bool ok = read_items(&reader, about, holder) || fail_set(fail, "out of memory");
    ok = ok && feed_list_write(&reader.list, out, out_size, fail);
    feed_list_finish(&reader.list);
    free(reader.language);
    return ok;
}

bool rss_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                size_t *out_size, struct fail *fail) {
    if (!intake_not_a_page(bytes, size, fail))
        return false;
    char *utf8 = NULL;
    size_t utf8_size = 0;
    if (!xml_to_utf8(bytes, size, &utf8, &utf8_size, fail))
        return false;
    xmlDoc *document = xml_read(utf8, utf8_size, fail);
    bool ok = document && read_document(document, options, out, out_size, fail);
    xmlFreeDoc(document);
    free(utf8);
    return ok;
}
