#include "desk/preview/shelf.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "system/disk.h"

static void close_book(struct book *book) {
    easel_finish(&book->easel);
    content_destroy(book->content);
    free(book->folder);
    free(book->feeds);
    *book = (struct book){0};
}

void shelf_drop(struct shelf *shelf, const char *content) {
    for (int i = 0; i < PAINTER_KEEPS; i++)
        if (!content[0] || strcmp(shelf->books[i].sender.question.content, content) == 0)
            close_book(&shelf->books[i]);
}

/* Pictures are made for a panel's size, so a content is open once for each. */
static bool is_of(const struct book *book, const struct preview_question *question) {
    const struct preview_question *own = &book->sender.question;
    return book->content && strcmp(own->content, question->content) == 0 &&
           strcmp(own->feeds, question->feeds) == 0 && own->width == question->width &&
           own->height == question->height;
}

static struct book *find(struct shelf *shelf, const struct preview_question *question) {
    struct book *oldest = &shelf->books[0];
    for (int i = 0; i < PAINTER_KEEPS; i++) {
        if (is_of(&shelf->books[i], question))
            return &shelf->books[i];
        if (shelf->books[i].used < oldest->used)
            oldest = &shelf->books[i];
    }
    return oldest;
}

/* FNV-1a. */
static void mix(uint64_t *hash, const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        *hash = (*hash ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3u;
}

/* Changes when a feed's file does: they are written whole and renamed. */
static uint64_t stamp_feeds(const struct book *book) {
    const struct site *site = content_site(book->content);
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; book->feeds && i < site->feed_count; i++) {
        struct stat found = {0};
        char *path = disk_path(book->feeds, site->feeds[i].id);
        if (path && stat(path, &found) == 0) {
            mix(&hash, &found.st_ino, sizeof found.st_ino);
            mix(&hash, &found.st_size, sizeof found.st_size);
            mix(&hash, &found.st_mtim.tv_sec, sizeof found.st_mtim.tv_sec);
            mix(&hash, &found.st_mtim.tv_nsec, sizeof found.st_mtim.tv_nsec);
        }
        mix(&hash, &i, sizeof i);
        free(path);
    }
    return hash;
}

/* The first thing that is wrong, for a person. */
static void say(const struct report *report, struct fail *fail) {
    char line[sizeof fail->text];
    fail_set(fail, "the content cannot be read");
    for (size_t i = 0; i < report->count; i++)
        if (report->items[i].severity == SEVERITY_ERROR) {
            fail_set(fail, "%s", fail_format(&report->items[i], line, sizeof line));
            return;
        }
}

static bool open_book(struct shelf *shelf, struct book *book, const struct preview_question *question,
                      struct fail *fail) {
    struct report report = {0};
    bool wants_feeds = question->feeds[0] != '\0';
    if (wants_feeds && !shelf->feeds)
        return fail_set(fail, "the painter was started without feeds");
    book->folder = disk_path(shelf->contents, question->content);
    book->feeds = wants_feeds ? disk_path(shelf->feeds, question->feeds) : NULL;
    if (!book->folder || (wants_feeds && !book->feeds))
        return fail_set(fail, "out of memory");
    book->sender = (struct errand_sender){shelf->helper, shelf->cache, *question};
    const struct ready_maker maker = errand_sender_maker(&book->sender);
    const struct content_folder from = {book->folder, book->feeds, question->width, question->height};
    book->content = content_from_maker(&from, &maker, &report);
    easel_keep_all(&book->easel); /* what is asked next is mostly the same slide */
    if (!book->content)
        say(&report, fail);
    report_finish(&report);
    return book->content != NULL;
}

/* Stamped before they are read: what is written meanwhile is read with the next question. */
static void refresh_feeds(struct book *book) {
    struct report report = {0};
    uint64_t stamp = stamp_feeds(book);
    if (stamp != book->feeds_stamp)
        content_refresh_feeds(book->content, &report);
    book->feeds_stamp = stamp;
    report_finish(&report);
}

struct book *shelf_take(struct shelf *shelf, const struct preview_question *question, struct fail *fail) {
    struct book *book = find(shelf, question);
    if (!is_of(book, question)) {
        close_book(book);
        if (!open_book(shelf, book, question, fail)) {
            close_book(book);
            return NULL;
        }
        book->feeds_stamp = stamp_feeds(book);
    } else {
        refresh_feeds(book);
    }
    book->used = ++shelf->clock;
    return book;
}
