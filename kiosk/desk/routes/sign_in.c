/* Signing in without script: a form of the page, or, where there is no page, of the desk's own. */
#include "desk/data/credentials.h"
#include "desk/routes/form_page.h"
#include "desk/routes/routes_parts.h"

static const struct form_own OWN = {
    "<!DOCTYPE html>\n<html lang=\"da\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><title>Log ind</title></head>\n<body><main>\n"
    "<h1>Log ind <span lang=\"en\">Sign in</span></h1>\n",
    "<form method=\"post\" action=\"/sign-in\">\n"
    "<p><label for=\"login\">Brugernavn <span lang=\"en\">Login</span></label><br>\n"
    "<input id=\"login\" name=\"login\" required autocomplete=\"username\"></p>\n"
    "<p><label for=\"password\">Adgangskode <span lang=\"en\">Password</span></label><br>\n"
    "<input id=\"password\" name=\"password\" type=\"password\" required "
    "autocomplete=\"current-password\"></p>\n"
    "<p><button>Log ind <span lang=\"en\">Sign in</span></button></p>\n"
    "</form>\n</main></body>\n</html>\n"};
static const struct form_page
    FORM = {200, "sign-in.html", ""},
    CHOSEN = {200, "sign-in-chosen.html",
              "<p>Adgangskoden er valgt. Log ind med den. <span lang=\"en\">The password is chosen. Sign in "
              "with it.</span></p>\n"},
    WRONG = {401, "sign-in-failed.html",
             "<p role=\"alert\">Brugernavn eller adgangskode er forkert. <span lang=\"en\">Login or password "
             "is wrong.</span></p>\n"},
    LATER = {429, "sign-in-wait.html",
             "<p role=\"alert\">For mange forsøg. Vent lidt. <span lang=\"en\">Too many tries. Wait a "
             "little.</span></p>\n"};

static void show(void *context, const struct request *request, struct response *response) {
    form_page_answer(context, &FORM, &OWN, request, response);
}

static void show_chosen(void *context, const struct request *request, struct response *response) {
    form_page_answer(context, &CHOSEN, &OWN, request, response);
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
        form_page_answer(context, &WRONG, &OWN, request, response);
        break;
    case SIGN_IN_LATER:
        form_page_answer(context, &LATER, &OWN, request, response);
        break;
    case SIGN_IN_TROUBLE:
        answer_busy(request, 1, response);
        break;
    }
}

static const struct field FIELDS[] = {
    {.name = "login", .kind = FIELD_TEXT, .required = true, .max = 200},
    {.name = "password", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET, .pattern = "/sign-in", .page = true, .handle = show},
    {.method = METHOD_GET, .pattern = SIGN_IN_CHOSEN, .page = true, .handle = show_chosen},
    {.method = METHOD_POST,
     .pattern = "/sign-in",
     .page = true,
     .body = BODY_FORM,
     .body_max = 4096,
     .fields = FIELDS,
     .handle = take},
};
ROUTE_GROUP(sign_in, ROUTES);
