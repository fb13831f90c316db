#include "intake/film_box.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static uint64_t number(struct stretch *stretch, size_t size) {
    uint64_t value = 0;
    if (stretch->cut || stretch->size < size) {
        stretch->cut = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value = value << 8 | stretch->bytes[i];
    stretch->bytes += size;
    stretch->size -= size;
    return value;
}

uint8_t stretch_u8(struct stretch *stretch) {
    return (uint8_t)number(stretch, 1);
}

uint16_t stretch_u16(struct stretch *stretch) {
    return (uint16_t)number(stretch, 2);
}

uint32_t stretch_u32(struct stretch *stretch) {
    return (uint32_t)number(stretch, 4);
}

uint64_t stretch_u64(struct stretch *stretch) {
    return number(stretch, 8);
}

struct stretch stretch_take(struct stretch *stretch, size_t size) {
    struct stretch taken = {stretch->bytes, size, false};
    if (stretch->cut || stretch->size < size) {
        stretch->cut = true;
        return (struct stretch){stretch->bytes, 0, true};
    }
    stretch->bytes += size;
    stretch->size -= size;
    return taken;
}

uint8_t stretch_version(struct stretch *stretch, uint32_t *flags) {
    uint32_t word = stretch_u32(stretch);
    *flags = word & 0xFFFFFF;
    if (word >> 24 > 1)
        stretch->cut = true;
    return (uint8_t)(word >> 24);
}

uint64_t stretch_u32_or_64(struct stretch *stretch, uint8_t version) {
    return version == 1 ? stretch_u64(stretch) : stretch_u32(stretch);
}

static void type_put(const struct stretch *type, char out[BOX_TYPE + 1]) {
    for (size_t i = 0; i < BOX_TYPE; i++) {
        uint8_t byte = type->bytes[i];
        bool shown = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || (byte == ' ' && i > 0);
        out[i] = shown ? (char)byte : '?';
    }
    out[BOX_TYPE] = '\0';
}

bool box_head_read(const uint8_t *bytes, size_t size, struct box_head *out) {
    struct stretch at = {bytes, size, false};
    uint64_t whole = stretch_u32(&at);
    struct stretch type = stretch_take(&at, BOX_TYPE);
    size_t head = BOX_HEAD;
    if (whole == 1) {
        head = BOX_HEAD_LARGE;
        whole = stretch_u64(&at);
    }
    if (at.cut || whole < head)
        return false;
    type_put(&type, out->type);
    out->head = head;
    out->body = whole - head;
    return true;
}

bool film_refuse(struct fail *fail, const char *format, ...) {
    char why[sizeof fail->text];
    va_list list;
    va_start(list, format);
    vsnprintf(why, sizeof why, format, list);
    va_end(list);
    return fail_set(fail, "%.300s; kioskctl film add makes a film that screens take", why);
}

bool film_broken(struct fail *fail, const char *box) {
    return film_refuse(fail, "the film is damaged or cut short: its %s cannot be read", box);
}

/* What people put into films that screens do not take. */
static const struct {
    const char *type, *why;
} known[] = {
    {"moof", "the film comes in fragments, as streaming makes them"},
    {"mvex", "the film comes in fragments, as streaming makes them"},
    {"sidx", "the film comes in fragments, as streaming makes them"},
    {"styp", "the film comes in fragments, as streaming makes them"},
    {"pssh", "the film is protected against copying"},
    {"encv", "the film is protected against copying"},
    {"enca", "the film is protected against copying"},
    {"sinf", "the film is protected against copying"},
    {"senc", "the film is protected against copying"},
    {"saiz", "the film is protected against copying"},
    {"saio", "the film is protected against copying"},
    {"fiel", "the film is interlaced"},
};

bool film_refuse_box(struct fail *fail, const char *where, const char *type) {
    for (size_t i = 0; i < LENGTH(known); i++)
        if (strcmp(known[i].type, type) == 0)
            return film_refuse(fail, "%s", known[i].why);
    return film_refuse(fail, "the film has a box %s in its %s, or more of them than screens take", type,
                       where);
}

static bool slot_fill(const struct box_head *head, struct stretch body, const struct box_slot *slots,
                      size_t count, struct stretch *out) {
    for (size_t i = 0; i < count; i++)
        if (!out[i].bytes && strcmp(slots[i].type, head->type) == 0) {
            out[i] = body;
            return true;
        }
    return false;
}

bool boxes_read(struct stretch parent, const char *where, const struct box_slot *slots, size_t count,
                struct stretch *out, struct fail *fail) {
    struct box_head head;
    memset(out, 0, count * sizeof *out);
    while (parent.size > 0) {
        if (!box_head_read(parent.bytes, parent.size, &head) || head.body > parent.size - head.head)
            return film_broken(fail, where);
        (void)stretch_take(&parent, head.head);
        if (!slot_fill(&head, stretch_take(&parent, (size_t)head.body), slots, count, out))
            return film_refuse_box(fail, where, head.type);
    }
    for (size_t i = 0; i < count; i++)
        if (slots[i].needed && !out[i].bytes)
            return film_refuse(fail, "the film is damaged or cut short: its %s has no %s", where,
                               slots[i].type);
    return true;
}
