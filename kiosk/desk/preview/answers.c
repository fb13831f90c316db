#include "desk/preview/answers.h"

#include <stdlib.h>
#include <string.h>

#include "desk/painted/channel.h"
#include "show/moment.h"
#include "show/scenes_check.h"
#include "stage/png_write.h"

static bool send_it(int desk, enum preview_kind kind, uint32_t number, const void *body, size_t size) {
    uint8_t head[PREVIEW_HEAD];
    preview_head_write((struct preview_head){kind, number, size}, head);
    return channel_send(desk, head, sizeof head, CHANNEL_FOREVER) == CHANNEL_DONE &&
           channel_send(desk, body, size, CHANNEL_FOREVER) == CHANNEL_DONE;
}

static const char *or_null(const char *text) {
    return text[0] ? text : NULL;
}

static bool paint_it(struct shelf *shelf, const struct preview_question *question, struct pixels *picture,
                     struct fail *fail) {
    struct report report = {0};
    struct book *book = shelf_take(shelf, question, fail);
    if (!book)
        return false;
    const struct moment moment = {.screen = or_null(question->screen),
                                  .at = or_null(question->at),
                                  .at_ms = question->at_ms,
                                  .width = question->width,
                                  .height = question->height,
                                  .rotate = question->rotate,
                                  .drafts = question->drafts,
                                  .zone = or_null(question->zone),
                                  .slide = or_null(question->slide),
                                  .language = or_null(question->language)};
    struct painter painter = easel_painter(&book->easel);
    bool fine = moment_paint(book->content, &moment, &painter, picture, &report, fail);
    report_finish(&report);
    return fine;
}

/* False: there are no fonts, which is no fault of the slide. */
static bool judge_it(struct shelf *shelf, const struct preview_question *question, struct report *report,
                     struct fail *fail) {
    struct book *book = shelf_take(shelf, question, fail);
    if (!book)
        return false;
    struct painter painter = easel_painter(&book->easel);
    struct report fonts = {0};
    struct measure measure;
    const struct paint_book paints = content_book(book->content, 0);
    bool fine = painter.measure(painter.context, &paints, &measure, &fonts) ||
                fail_set(fail, "no font at all is installed");
    if (fine)
        scenes_check(&(struct scenes_check){.content = book->content,
                                            .measure = &measure,
                                            .now_ms = question->at_ms,
                                            .slide = or_null(question->slide)},
                     report);
    report_finish(&fonts);
    return fine;
}

static bool refuse(int desk, uint32_t number, const struct fail *fail) {
    size_t size = strnlen(fail->text, PREVIEW_REASON_MAX);
    return send_it(desk, PREVIEW_REFUSED, number, fail->text, size);
}

static bool answer_findings(int desk, struct shelf *shelf, uint32_t number,
                            const struct preview_question *question) {
    struct report report = {0};
    struct fail fail = {0};
    static uint8_t out[PREVIEW_FINDINGS_BYTES];
    bool fine = judge_it(shelf, question, &report, &fail);
    bool sent = fine ? send_it(desk, PREVIEW_FINDINGS, number, out, preview_findings_write(&report, out))
                     : refuse(desk, number, &fail);
    report_finish(&report);
    return sent;
}

static bool answer(int desk, struct shelf *shelf, uint32_t number, const uint8_t *body, size_t size) {
    struct preview_question question;
    struct pixels picture = {0};
    struct fail fail = {0};
    char *png = NULL;
    size_t length = 0;
    if (!preview_question_read(body, size, &question, &fail))
        return refuse(desk, number, &fail);
    if (question.findings)
        return answer_findings(desk, shelf, number, &question);
    bool fine = paint_it(shelf, &question, &picture, &fail) && png_write_fast(&picture, &png, &length, &fail);
    pixels_finish(&picture);
    bool sent = fine ? send_it(desk, PREVIEW_PICTURE, number, png, length) : refuse(desk, number, &fail);
    free(png);
    return sent;
}

static bool take_one(int desk, struct shelf *shelf) {
    uint8_t in[PREVIEW_HEAD], body[PREVIEW_QUESTION_MAX + 1];
    struct preview_head head;
    struct fail fail;
    if (channel_receive(desk, in, sizeof in, CHANNEL_FOREVER) != CHANNEL_DONE ||
        !preview_asked_read(in, &head, &fail) ||
        channel_receive(desk, body, head.size, CHANNEL_FOREVER) != CHANNEL_DONE)
        return false;
    body[head.size] = '\0';
    if (head.kind == PREVIEW_PAINT)
        return answer(desk, shelf, head.number, body, head.size);
    shelf_drop(shelf, (const char *)body);
    return true;
}

void answers_give(int desk, struct shelf *shelf, bool fenced) {
    bool on = send_it(desk, PREVIEW_READY, 0, &(uint8_t){fenced}, 1);
    while (on)
        on = take_one(desk, shelf);
}
