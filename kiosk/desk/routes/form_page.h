/* Pages with a form that need no script: files of the built page, or, where there is none, the desk's own. */
#pragma once

#include "desk/http/request.h"
#include "desk/http/response.h"
#include "desk/routes/desk.h"

struct form_page {
    int status;
    const char *file;  /* of the built page */
    const char *words; /* HTML, what our own says above the form; "": nothing */
};
struct form_own {
    const char *before, *after; /* our own page, around the words */
};
/* Never kept by who gets it. */
void form_page_answer(const struct desk *desk, const struct form_page *page, const struct form_own *own,
                      const struct request *request, struct response *response);
