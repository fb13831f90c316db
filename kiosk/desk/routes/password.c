/* Choosing a password by a link that an administrator has handed over, without script. The link stays in the
 * address, which the form is sent to, too. */
#include <string.h>

#include "desk/routes/form_page.h"
#include "desk/routes/routes_parts.h"

#define HEAD                                                                                                 \
    "<!DOCTYPE html>\n<html lang=\"da\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "            \
    "content=\"width=device-width\"><title>Vælg en adgangskode</title></head>\n<body><main>\n"              \
    "<h1>Vælg en adgangskode <span lang=\"en\">Choose a password</span></h1>\n"
#define TAIL "</main></body>\n</html>\n"

static const struct form_own
    OWN = {HEAD, "<form method=\"post\">\n"
                 "<p><label for=\"new\">Ny adgangskode <span lang=\"en\">New password</span></label><br>\n"
                 "<input id=\"new\" name=\"new\" type=\"password\" required "
                 "autocomplete=\"new-password\"></p>\n"
                 "<p><label for=\"repeat\">Ny adgangskode igen <span lang=\"en\">New password "
                 "again</span></label><br>\n"
                 "<input id=\"repeat\" name=\"repeat\" type=\"password\" required "
                 "autocomplete=\"new-password\"></p>\n"
                 "<p><button>Gem adgangskoden <span lang=\"en\">Save the password</span></button></p>\n"
                 "</form>\n" TAIL},
    OWN_OVER = {HEAD, TAIL};
static const struct form_page
    FORM = {200, "password.html", ""},
    DIFFER = {422, "password-differ.html",
              "<p role=\"alert\">De to er ikke ens. <span lang=\"en\">The two are not the "
              "same.</span></p>\n"},
    WEAK = {422, "password-weak.html",
            "<p role=\"alert\">Den er for kort, for almindelig, eller dit navn er i den. <span "
            "lang=\"en\">It is too short, too common, or has your name in it.</span></p>\n"},
    OVER = {410, "password-over.html",
            "<p role=\"alert\">Linket er brugt, eller mere end en time gammelt. Bed om et nyt. <span "
            "lang=\"en\">The link was used, or is more than an hour old. Ask for another.</span></p>\n"};

/* Looking at the page uses nothing up: mail programs do, too, before people. */
static void show(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct fail fail = {0};
    int64_t user = 0;
    enum outcome outcome =
        database ? reset_find(database, query_text(request, "code"), desk_now_ms(desk), &user, &fail)
                 : OUTCOME_BUSY;
    if (outcome == OUTCOME_ABSENT)
        form_page_answer(desk, &OVER, &OWN_OVER, request, response);
    else if (answer_unless_done(desk, request, outcome, &fail, response))
        form_page_answer(desk, &FORM, &OWN, request, response);
}

static void take(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    const char *fresh = body_text(request, "new");
    struct fail fail = {0};
    if (strcmp(fresh, body_text(request, "repeat")) != 0) {
        form_page_answer(desk, &DIFFER, &OWN, request, response);
        return;
    }
    enum outcome outcome = database ? reset_use(database, desk->passwords, query_text(request, "code"), fresh,
                                                desk_now_ms(desk), &fail)
                                    : OUTCOME_BUSY;
    if (outcome == OUTCOME_ABSENT)
        form_page_answer(desk, &OVER, &OWN_OVER, request, response);
    else if (outcome == OUTCOME_REFUSED)
        form_page_answer(desk, &WEAK, &OWN, request, response);
    else if (answer_unless_done(desk, request, outcome, &fail, response))
        response->failed |= !response_go(response, SIGN_IN_CHOSEN);
}

static const struct field LINK[] = {
    {.name = "code", .kind = FIELD_TEXT, .required = true, .max = RESET_TEXT - 1},
    {.name = NULL},
};
static const struct field FIELDS[] = {
    {.name = "new", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = "repeat", .kind = FIELD_TEXT, .required = true, .max = PASSWORD_BYTES_MAX},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_GET, .pattern = PASSWORD_PAGE, .page = true, .query = LINK, .handle = show},
    {.method = METHOD_POST,
     .pattern = PASSWORD_PAGE,
     .page = true,
     .query = LINK,
     .body = BODY_FORM,
     .body_max = 4096,
     .fields = FIELDS,
     .handle = take},
};
ROUTE_GROUP(password, ROUTES);
