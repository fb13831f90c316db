#include "desk/http/problem.h"

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "system/html.h"

static json_t *finding_json(const struct finding *finding) {
    json_t *out = json_pack("{s:s, s:s, s:{s:s, s:s}}", "path", finding->path, "code",
                            finding_name(finding->code), "text", "da", finding_text(finding->code, LOCALE_DA),
                            "en", finding_text(finding->code, LOCALE_EN));
    if (out && finding->line > 0 &&
        (json_object_set_new(out, "line", json_integer(finding->line)) != 0 ||
         json_object_set_new(out, "column", json_integer(finding->column)) != 0)) {
        json_decref(out);
        out = NULL;
    }
    return out;
}

char *problem_json(const struct problem *problem, enum locale locale, const struct findings *findings) {
    char type[100];
    snprintf(type, sizeof type, "urn:kiosk:problem:%s", problem->name);
    json_t *root = json_pack("{s:s, s:s, s:i, s:s}", "type", type, "title", problem->title[locale], "status",
                             problem->status, "detail", problem->detail[locale]);
    json_t *at = findings ? json_array() : NULL;
    bool ok = root && (at || !findings);
    for (size_t i = 0; ok && findings && i < findings->count; i++)
        ok = json_array_append_new(at, finding_json(&findings->items[i])) == 0;
    if (ok && findings)
        ok = json_object_set(root, "at", at) == 0;
    char *text = ok ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(at);
    json_decref(root);
    return text;
}

char *problem_page(const struct problem *problem, enum locale locale, const struct findings *findings) {
    static const char *const BACK[LOCALES] = {"Tilbage til forsiden", "Back to the front page"};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\"><title>",
            locale_tag(locale));
    html_escape(out, problem->title[locale]);
    fputs("</title></head>\n<body><main>\n<h1>", out);
    html_escape(out, problem->title[locale]);
    fputs("</h1>\n<p>", out);
    html_escape(out, problem->detail[locale]);
    fputs("</p>\n", out);
    for (size_t i = 0; findings && i < findings->count; i++) {
        const char *path = findings->items[i].path;
        fputs("<p><strong>", out);
        html_escape(out, path + (*path == '/'));
        fputs("</strong> ", out);
        html_escape(out, finding_text(findings->items[i].code, locale));
        fputs("</p>\n", out);
    }
    fprintf(out, "<p><a href=\"/\">%s</a></p>\n</main></body>\n</html>\n", BACK[locale]);
    bool whole = !ferror(out);
    if (fclose(out) != 0 || !whole) {
        free(text);
        return NULL;
    }
    return text;
}
