#include "intake/rss_mend.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/xml_find.h"

enum { OPENING_BYTES_MAX = 4096, NAME_BYTES_MAX = 40, TRIES_MAX = 16 };

struct tag {
    const char *begin, *end; /* "<…>" */
    const char *name;        /* with its prefix */
    int name_length;
    bool closing, empty;
};

static const char *opaque_end(const char *at) {
    static const char *const pairs[][2] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}};
    for (size_t i = 0; i < LENGTH(pairs); i++)
        if (strncmp(at, pairs[i][0], strlen(pairs[i][0])) == 0) {
            const char *end = strstr(at, pairs[i][1]);
            return end ? end + strlen(pairs[i][1]) : at + strlen(at);
        }
    return NULL;
}

/* Behind the ">" of the tag at `at`; a tag that is too long, or holds another's "<", is none. */
static const char *tag_end(const char *at) {
    char quote = '\0';
    for (const char *end = at + 1; *end && end - at < OPENING_BYTES_MAX; end++) {
        if (quote ? *end == quote : *end == '"' || *end == '\'')
            quote = quote ? '\0' : *end;
        else if (*end == '<')
            return NULL;
        else if (!quote && *end == '>')
            return end + 1;
    }
    return NULL;
}

/* The next tag at or behind `at`; false at the end. */
static bool tag_next(const char *at, struct tag *tag) {
    while ((at = strchr(at, '<'))) {
        const char *opaque = opaque_end(at), *end = opaque ? NULL : tag_end(at);
        const char *name = at + 1 + (at[1] == '/');
        if (end && isalpha((unsigned char)*name)) {
            int length = (int)strcspn(name, " \t\r\n/>");
            *tag = (struct tag){at, end, name, length, at[1] == '/', end[-2] == '/'};
            return true;
        }
        at = opaque ? opaque : at + 1;
    }
    return false;
}

static bool is(const struct tag *tag, const char *local) {
    const char *colon = memchr(tag->name, ':', (size_t)tag->name_length);
    const char *name = colon ? colon + 1 : tag->name;
    size_t length = (size_t)(tag->name + tag->name_length - name);
    return strlen(local) == length && strncasecmp(name, local, length) == 0;
}

static bool is_item(const struct tag *tag) {
    return is(tag, "item") || is(tag, "entry");
}

static bool is_root(const struct tag *tag) {
    return !tag->closing && tag->name_length < NAME_BYTES_MAX &&
           (is(tag, "rss") || is(tag, "feed") || is(tag, "RDF"));
}

struct feed {
    struct tag root, channel;
    char *out;
    size_t used, items, left_out;
    size_t tries; /* at what is no item: each may look through all of the text */
};

static void put(struct feed *feed, const char *begin, const char *end) {
    memcpy(feed->out + feed->used, begin, (size_t)(end - begin));
    feed->used += (size_t)(end - begin);
}

static void close_tag(struct feed *feed, const struct tag *tag) {
    if (!tag->begin)
        return;
    put(feed, "</", "</" + 2);
    put(feed, tag->name, tag->name + tag->name_length);
    put(feed, ">", ">" + 1);
}

/* Behind the root's tag alone, so that its prefixes are known. */
static bool well_formed(struct feed *feed, const char *begin, const char *end) {
    size_t before = feed->used;
    put(feed, feed->root.begin, feed->root.end);
    put(feed, begin, end);
    close_tag(feed, &feed->root);
    xmlDoc *document = xml_read(feed->out + before, feed->used - before, NULL);
    xmlFreeDoc(document);
    feed->used = before;
    return document != NULL;
}

/* The end of the element that `tag` opens: its next closing tag. NULL, and `*next` where to go on, when
 * another `tag` or the end of the feed comes first. */
static const char *element_end(const struct tag *tag, const char **next) {
    struct tag at;
    for (*next = tag->end; tag_next(*next, &at); *next = at.end) {
        bool same =
            at.name_length == tag->name_length && memcmp(at.name, tag->name, (size_t)at.name_length) == 0;
        if (same && at.closing)
            return *next = at.end;
        if (same && !at.empty) {
            *next = at.begin;
            return NULL;
        }
    }
    *next = tag->end + strlen(tag->end);
    return NULL;
}

/* Takes the item, or title or language before the first one, that `tag` opens; returns where to go on. */
static const char *take(struct feed *feed, const struct tag *tag) {
    const char *next = tag->end, *end = tag->empty ? NULL : element_end(tag, &next);
    bool item = is_item(tag), whole = end && well_formed(feed, tag->begin, end);
    if (whole) {
        put(feed, tag->begin, end);
        feed->items += item;
    } else if (item)
        feed->left_out++;
    return !whole && !item ? tag->end : next;
}

static void take_all(struct feed *feed, const char *at) {
    struct tag tag;
    while (tag_next(at, &tag)) {
        bool head = feed->items + feed->left_out == 0 && feed->tries < TRIES_MAX;
        at = tag.end;
        if (tag.closing)
            continue;
        if (is_item(&tag))
            at = take(feed, &tag);
        else if (head && (is(&tag, "title") || is(&tag, "language"))) {
            feed->tries++;
            at = take(feed, &tag);
        } else if (head && (is(&tag, "image") || is(&tag, "textinput"))) { /* have titles of their own */
            const char *end = element_end(&tag, &at);
            feed->tries++;
            at = end ? end : tag.end;
        }
    }
}

/* RDF's items stand beside its channel. */
static const char *begin(struct feed *feed, const char *at) {
    struct tag tag;
    put(feed, feed->root.begin, feed->root.end);
    if (is(&feed->root, "rss") && tag_next(at, &tag) && is(&tag, "channel") && !tag.closing && !tag.empty) {
        feed->channel = tag;
        put(feed, tag.begin, tag.end);
        return tag.end;
    }
    if (!is(&feed->root, "feed"))
        put(feed, "<channel>", "<channel>" + 9);
    return at;
}

char *rss_mend(const char *text, size_t size, size_t *mended_size, size_t *left_out) {
    struct feed feed = {0};
    const char *at = text;
    do {
        if (!tag_next(at, &feed.root))
            return NULL;
        at = feed.root.end;
    } while (!is_root(&feed.root));
    if (feed.root.empty)
        return NULL;
    feed.out = malloc(size + 4 * OPENING_BYTES_MAX);
    if (!feed.out)
        return NULL;
    at = begin(&feed, at);
    take_all(&feed, at);
    if (feed.channel.begin)
        close_tag(&feed, &feed.channel);
    else if (!is(&feed.root, "feed"))
        put(&feed, "</channel>", "</channel>" + 10);
    close_tag(&feed, &feed.root);
    *mended_size = feed.used;
    *left_out = feed.left_out;
    if (feed.items > 0)
        return feed.out;
    free(feed.out);
    return NULL;
}
