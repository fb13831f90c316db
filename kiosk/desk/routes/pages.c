/* What is sent as it is: the page, the published tree, and the document of all routes. */
#include <stdlib.h>
#include <string.h>

#include "desk/routes/routes_parts.h"

static const char NO_PAGE[] =
    "<!DOCTYPE html>\n<html lang=\"da\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><title>kiosk-desk</title></head>\n<body><main>\n"
    "<h1>Siden er ikke installeret</h1>\n<p>Skrivebordet kører, men dets side mangler på serveren. "
    "IT finder den i pakken, eller angiver den med --page.</p>\n"
    "<p lang=\"en\">The desk is running, but its page is not on the server. It comes with the package, or is "
    "given with --page.</p>\n</main></body>\n</html>\n";

/* Whoever has not signed in goes where that can be done without script. */
static void front(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    if (desk->page.fd >= 0 && !desk_knows(desk, request))
        response->failed |= !response_go(response, "/sign-in");
    else if (desk->page.fd >= 0)
        static_serve(&desk->page, "", request, response);
    else
        response_bytes(response, 200, "text/html; charset=utf-8", strdup(NO_PAGE), strlen(NO_PAGE));
}

/* Where a screen's QR code leads, with its code behind "#". The page is sent to anybody: what a browser keeps
 * behind "#" does not survive a detour over the form for signing in, but the page can remember it. */
static void enrol(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    if (desk->page.fd >= 0)
        static_serve(&desk->page, "", request, response);
    else
        response->failed |= !response_go(response, "/");
}

static void file_of(const struct static_folder *folder, const char *name, const struct request *request,
                    struct response *response) {
    if (folder->fd >= 0)
        static_serve(folder, name, request, response);
    else
        response_problem(response, request, problem_row(PROBLEM_NOT_FOUND), NULL);
}

static void page_file(void *context, const struct request *request, struct response *response) {
    char name[TARGET_MAX] = "assets/";
    strncat(name, request_parameter(request, "path"), sizeof name - strlen(name) - 1);
    file_of(&((struct desk *)context)->page, name, request, response);
}

static void tree_file(void *context, const struct request *request, struct response *response) {
    file_of(&((struct desk *)context)->site, request_parameter(request, "path"), request, response);
}

static void openapi(void *context, const struct request *request, struct response *response) {
    const struct desk *desk = context;
    (void)request;
    response_bytes(response, 200, "application/json", strdup(desk->openapi), strlen(desk->openapi));
    response->cache = CACHE_ASK;
}

static const struct route ROUTES[] = {
    {.method = METHOD_GET, .pattern = "/", .page = true, .handle = front},
    {.method = METHOD_GET, .pattern = "/t", .page = true, .handle = enrol},
    {.method = METHOD_GET, .pattern = "/assets/{path...}", .page = true, .handle = page_file},
    {.method = METHOD_GET,
     .pattern = "/site/{path...}",
     .machine = true,
     .summary = "What is published, for screens",
     .handle = tree_file},
    {.method = METHOD_GET, .pattern = "/openapi.json", .summary = "This document", .handle = openapi},
};
ROUTE_GROUP(pages, ROUTES);
