#include "desk/routes/form_page.h"

#include <stdio.h>

void form_page_answer(const struct desk *desk, const struct form_page *page, const struct form_own *own,
                      const struct request *request, struct response *response) {
    struct response served;
    response_init(&served);
    if (desk->page.fd >= 0)
        static_serve(&desk->page, page->file, request, &served);
    if (served.fd >= 0) {
        response->fd = served.fd;
        response->type = served.type;
        response->from = served.from;
        response->length = served.length;
        served.fd = -1;
    } else {
        char *text = NULL;
        int size = asprintf(&text, "%s%s%s", own->before, page->words, own->after);
        response_bytes(response, page->status, "text/html; charset=utf-8", size < 0 ? NULL : text,
                       size < 0 ? 0 : (size_t)size);
    }
    response_finish(&served);
    response->status = page->status;
    response->cache = CACHE_NEVER;
}
