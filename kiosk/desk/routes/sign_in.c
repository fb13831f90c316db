/* Signing in without script: a form of the page, or, where there is no page, of the desk's own. */
#include <stdio.h>
#include <stdlib.h>

#include "desk/data/credentials.h"
#include "desk/routes/routes_parts.h"

static const char OWN[] =
    "<!DOCTYPE html>\n<html lang=\"da\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><title>Log ind</title></head>\n<body><main>\n"
    "<h1>Log ind <span lang=\"en\">Sign in</span></h1>\n%s"
    "<form method=\"post\" action=\"/sign-in\">\n"
    "<p><label for=\"login\">Brugernavn <span lang=\"en\">Login</span></label><br>\n"
    "<input id=\"login\" name=\"login\" required autocomplete=\"username\"></p>\n"
    "<p><label for=\"password\">Adgangskode <span lang=\"en\">Password</span></label><br>\n"
    "<input id=\"password\" name=\"password\" type=\"password\" required "
    "autocomplete=\"current-password\"></p>\n"
    "<p><button>Log ind <span lang=\"en\">Sign in</span></button></p>\n"
    "</form>\n</main></body>\n</html>\n";

/* The file of the page that says it, and what our own says. */
static const struct page {
    int status;
    const char *file, *words;
} FORM = {200, "sign-in.html", ""},
  WRONG = {401, "sign-in-failed.html",
           "<p role=\"alert\">Brugernavn eller adgangskode er forkert. <span lang=\"en\">Login or password "
           "is wrong.</span></p>\n"},
  LATER = {429, "sign-in-wait.html",
           "<p role=\"alert\">For mange forsøg. Vent lidt. <span lang=\"en\">Too many tries. Wait a "
           "little.</span></p>\n"};

static void answer_page(const struct desk *desk, const struct page *page, const struct request *request,
                        struct response *response) {
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
        int size = asprintf(&text, OWN, page->words);
        response_bytes(response, page->status, "text/html; charset=utf-8", size < 0 ? NULL : text,
                       size < 0 ? 0 : (size_t)size);
    }
    response_finish(&served);
    response->status = page->status;
    response->cache = CACHE_NEVER;
}

static void show(void *context, const struct request *request, struct response *response) {
    answer_page(context, &FORM, request, response);
}

static void take(void *context, const struct request *request, struct response *response) {
    struct signed_in *who = arena_alloc(request->arena, sizeof *who);
    struct signing_in given = {body_text(request, "login"), body_text(request, "password")};
    switch (who ? sign_in_with(context, request, given, who, response) : SIGN_IN_TROUBLE) {
    case SIGN_IN_DONE:
        if (!response_go(response, "/"))
            response->failed = true;
        break;
    case SIGN_IN_WRONG:
        answer_page(context, &WRONG, request, response);
        break;
    case SIGN_IN_LATER:
        answer_page(context, &LATER, request, response);
        break;
    case SIGN_IN_TROUBLE:
        answer_busy(request, 1, response);
        break;
    }
}

static const struct field FIELDS[] = {
    {.name = "login", .kind = FIELD_TEXT, .required = true, .max = 200},
    {.name = "password", .kind = FIELD_TEXT, .required = true, .max = 600},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET, .pattern = "/sign-in", .page = true, .handle = show},
    {.method = METHOD_POST,
     .pattern = "/sign-in",
     .page = true,
     .body = BODY_FORM,
     .body_max = 4096,
     .fields = FIELDS,
     .handle = take},
};
ROUTE_GROUP(sign_in, ROUTES);
