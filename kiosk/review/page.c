#include "review/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/html.h"

static const char HEAD[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

static const char STYLE[] =
    "<style>\n"
    "body { font: 16px/1.45 \"Noto Sans\", sans-serif; color: #1d2a2f; background: #fff; margin: 2rem auto; "
    "padding: 0 1rem; max-width: 76rem }\n"
    "h1 { font-size: 1.7rem; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; break-after: "
    "avoid }\n"
    "p { max-width: 46rem } .who { display: flex; gap: 2rem; flex-wrap: wrap; margin: 1rem 0 }\n"
    ".who label { font-weight: 600 } .who input { display: block; font: inherit; width: 20rem; border: 0; "
    "border-bottom: 1px solid #1d2a2f; padding: .3rem 0; border-radius: 0 }\n"
    "table { border-collapse: collapse; width: 100%; table-layout: fixed }\n"
    "td, th { border: 1px solid #8fa1a8; padding: .45rem .6rem; vertical-align: top; text-align: start; "
    "overflow-wrap: anywhere }\n"
    "th { background: #eef3f4; font-weight: 600 } tr { break-inside: avoid } thead { display: "
    "table-header-group }\n"
    ".of { width: 9% ; font-size: .75rem; color: #4c5d64 } .tick { width: 5%; text-align: center } .fix { "
    "width: 24% }\n"
    "input[type=checkbox] { width: 1.4rem; height: 1.4rem }\n"
    "textarea { width: 100%; box-sizing: border-box; font: inherit; min-height: 3.2rem; border: 1px dotted "
    "#8fa1a8 }\n"
    ".done { background: #f0f6ee } small { color: #4c5d64 }\n"
    "button { font: inherit; font-weight: 600; padding: .7rem 1.4rem; margin: 1.5rem 0; color: #fff; "
    "background: #0f4c5c; border: 0; border-radius: .4rem }\n"
    "button:disabled { display: none }\n"
    "@media print { body { margin: 0; max-width: none; font-size: 10pt } button { display: none } }\n"
    "</style>\n";

/* Answers as answers.h reads them. */
static const char SCRIPT[] =
    "<script>\n"
    "\"use strict\";\n"
    "const form = document.querySelector(\"form\"), save = document.querySelector(\"button\");\n"
    "save.disabled = false;\n"
    "form.addEventListener(\"input\", () => { window.onbeforeunload = () => true; });\n"
    "form.addEventListener(\"submit\", event => {\n"
    "  event.preventDefault();\n"
    "  const texts = [];\n"
    "  for (const row of form.querySelectorAll(\"tr[data-id]\")) {\n"
    "    const approved = row.querySelector(\"input\").checked, text = "
    "row.querySelector(\"textarea\").value.trim();\n"
    "    if (!text && approved === (row.className === \"done\")) continue;\n"
    "    const answer = { id: row.dataset.id, source: row.dataset.source, text: row.dataset.text, approved "
    "};\n"
    "    if (text) answer.correction = text;\n"
    "    texts.push(answer);\n"
    "  }\n"
    "  const answers = { review: 1, language: form.dataset.language, beside: form.dataset.beside,\n"
    "    reviewer: form.elements.reviewer.value.trim(), reviewed_on: form.elements.reviewed_on.value, texts "
    "};\n"
    "  const link = document.createElement(\"a\");\n"
    "  link.href = URL.createObjectURL(new Blob([JSON.stringify(answers, null, 1) + \"\\n\"], { type: "
    "\"application/json\" }));\n"
    "  link.download = `review-${answers.language}.json`;\n"
    "  link.click();\n"
    "  window.onbeforeunload = null;\n"
    "});\n"
    "</script>\n";

struct sides {
    const struct guide_language *source, *own;
};

static void put_language(FILE *out, const struct guide_language *language) {
    fputs(" lang=\"", out);
    html_escape(out, language->tag);
    fprintf(out, "\" dir=\"%s\"", language->rtl ? "rtl" : "ltr");
}

static void put_cell(FILE *out, const char *tag, const struct guide_language *language, const char *text) {
    fprintf(out, "<%s", tag);
    put_language(out, language);
    fputs(">", out);
    html_escape(out, text);
    fprintf(out, "</%s>", tag);
}

static void put_row(FILE *out, const struct review_text *text, const struct sides *sides) {
    fputs("<tr data-id=\"", out);
    html_escape(out, text->id);
    fprintf(out, "\" data-source=\"%s\" data-text=\"%s\"%s><td class=\"of\">", text->source_hash.hex,
            text->text_hash.hex, text->reviewer ? " class=\"done\"" : "");
    html_escape(out, text->label);
    if (text->reviewer) {
        fputs("<br><small>approved: ", out);
        html_escape(out, text->reviewer);
        fputs(", ", out);
        html_escape(out, text->reviewed_on ? text->reviewed_on : "");
        fputs("</small>", out);
    }
    fputs("</td>", out);
    put_cell(out, "td", sides->source, *text->source ? text->source : "–");
    put_cell(out, "td", sides->own, text->text);
    fprintf(
        out,
        "<td class=\"tick\"><input type=\"checkbox\" aria-label=\"right\"%s></td><td class=\"fix\"><textarea "
        "rows=\"2\" aria-label=\"better\"",
        text->reviewer ? " checked" : "");
    put_language(out, sides->own);
    fputs("></textarea></td></tr>\n", out);
}

static void put_head(FILE *out, const struct review_book *book, const struct sides *sides) {
    fputs(HEAD, out);
    fputs("<title>Review: ", out);
    html_escape(out, sides->own->name);
    fprintf(out, "</title>\n%s</head>\n<body>\n<h1>Review: ", STYLE);
    html_escape(out, sides->own->name);
    fprintf(out, "</h1>\n<p>%zu texts, %zu of them approved; %zu that there are in <b>", book->count,
            book->approved, book->absent);
    html_escape(out, sides->source->name);
    fputs(
        "</b> have no translation. Read each text beside its source. Tick what is right. Where it is not, "
        "write "
        "how it should be: a text that is corrected <b>and</b> ticked is approved as you wrote it. <b>**</b> "
        "around words makes them bold; <b>%s</b> and <b>%d</b> stand for a name and a number, and stay.</p>\n"
        "<form data-language=\"",
        out);
    html_escape(out, book->language);
    fputs("\" data-beside=\"", out);
    html_escape(out, book->source_language);
    fprintf(
        out,
        "\">\n<div class=\"who\"><label>Reviewer <input name=\"reviewer\" maxlength=\"%d\" required></label>"
        "<label>Date <input name=\"reviewed_on\" type=\"date\" required></label></div>\n",
        REVIEW_NAME_MAX / 3);
}

static void put_group(FILE *out, const char *group, const struct sides *sides) {
    fputs("<h2>", out);
    html_escape(out, group);
    fputs("</h2>\n<table><thead><tr><th class=\"of\"></th>", out);
    put_cell(out, "th", sides->source, sides->source->name);
    put_cell(out, "th", sides->own, sides->own->name);
    fputs("<th class=\"tick\">✓</th><th class=\"fix\">Better</th></tr></thead><tbody>\n", out);
}

static const struct guide_language *language_of(const struct guide *guide, const char *tag) {
    return &guide->languages[guide_language_find(guide, tag)];
}

char *review_page(const struct review_book *book, const struct guide *guide, size_t *size) {
    const struct sides sides = {language_of(guide, book->source_language),
                                language_of(guide, book->language)};
    char *bytes = NULL;
    const char *group = NULL;
    FILE *out = open_memstream(&bytes, size);
    if (!out)
        return NULL;
    put_head(out, book, &sides);
    for (size_t i = 0; i < book->count; i++) {
        const struct review_text *text = &book->texts[i];
        if (!group || strcmp(group, text->group) != 0) {
            fputs(group ? "</tbody></table>\n" : "", out);
            put_group(out, text->group, &sides);
        }
        group = text->group;
        put_row(out, text, &sides);
    }
    fputs(group ? "</tbody></table>\n" : "", out);
    fprintf(out, "<button disabled>Save the answers</button>\n</form>\n%s</body>\n</html>\n", SCRIPT);
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(bytes);
        return NULL;
    }
    return bytes;
}
