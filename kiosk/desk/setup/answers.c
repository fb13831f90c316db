#include "desk/setup/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROXY "proxy"
#define PROXY_SOCKET "unix:/run/kiosk-desk/http"
enum { PORT_MAX = 65535 };

bool answers_proxy(const struct answers *answers) {
    return strncmp(answers->text[ANSWER_LISTEN], "unix:", 5) == 0;
}

static bool own_certificate(const struct answers *answers) {
    return !answers_proxy(answers);
}

static bool no_site(const struct answers *answers) {
    return !answers->has_site;
}

static bool no_people(const struct answers *answers) {
    return !answers->has_people;
}

static bool check_host(const char *text, struct fail *fail) {
    if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-,") == strlen(text) &&
        !strchr("-.,", text[0]))
        return true;
    return fail_set(
        fail, "\"%s\" is no name of a host: write it as desk.example.org, without https:// and port", text);
}

static bool check_port(const char *text) {
    char *end = NULL;
    long port = strtol(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && !*end && port >= 1 && port <= PORT_MAX;
}

static bool check_listen(const char *text, struct fail *fail) {
    const char *colon = strrchr(text, ':');
    if (strncmp(text, "unix:/", 6) == 0 || (colon && colon > text && check_port(colon + 1)))
        return true;
    return fail_set(
        fail, "\"%s\" is no place to listen at: write an address and a port as 0.0.0.0:443, or " PROXY, text);
}

static bool check_path(const char *text, struct fail *fail) {
    return text[0] == '/' || fail_set(fail, "%s: write the whole path, from / on", text);
}

const struct answer_row answer_rows[ANSWERS] = {
    [ANSWER_HOST] = {.option = "host",
                     .why =
                         "Browsers and screens know this server by a name; several are separated by commas.",
                     .question = "Name",
                     .check = check_host},
    [ANSWER_LISTEN] = {.option = "listen",
                       .why = "It listens at an address and port, with a certificate of its own; or answer "
                              "\"" PROXY "\": behind a\nweb server on this machine that has the certificate.",
                       .question = "Where",
                       .check = check_listen},
    [ANSWER_CERTIFICATE] =
        {.option = "cert",
         .why = "The certificate with its chain (PEM), which the user kiosk-desk must be able to read.",
         .question = "Certificate",
         .wanted = own_certificate,
         .check = check_path},
    [ANSWER_CERTIFICATE_KEY] = {.option = "cert-key",
                                .why = "And its key (PEM). A renewed one is taken without a restart.",
                                .question = "Key of the certificate",
                                .wanted = own_certificate,
                                .check = check_path},
    [ANSWER_PROXY_CERTIFICATE] = {.option = "proxy-cert",
                                  .why =
                                      "The web server's certificate, when it is not from a public authority: "
                                      "screens know the desk by its key.\nEnter alone: it is from one.",
                                  .question = "Its certificate",
                                  .wanted = answers_proxy,
                                  .check = check_path,
                                  .may_be_none = true},
    [ANSWER_SITE] = {.option = "site",
                     .why = "The desk begins with the site in a folder (playlists/, assets/, fonts/), and "
                            "keeps it from then on.",
                     .question = "Folder",
                     .wanted = no_site,
                     .check = check_path},
    [ANSWER_ADMIN] =
        {.option = "admin",
         .why =
             "The first administrator lets everybody else in. A password for one use is printed in the end.",
         .question = "Login",
         .wanted = no_people},
};

/* They are words of a line that systemd splits (systemd.exec(5), EnvironmentFile=). */
static bool check_word(const char *text, struct fail *fail) {
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at <= ' ' || strchr("\"'\\$`", *at))
            return fail_set(fail, "%s: spaces, quotes, $ and \\ cannot stand in /etc/kiosk/desk", text);
    return true;
}

bool answer_take(struct answers *answers, enum answer which, const char *text, struct fail *fail) {
    const struct answer_row *row = &answer_rows[which];
    if (which == ANSWER_LISTEN && strcmp(text, PROXY) == 0)
        text = PROXY_SOCKET;
    if (strlen(text) >= ANSWER_MAX)
        return fail_set(fail, "--%s: longer than %d characters", row->option, ANSWER_MAX - 1);
    if (!text[0] && !row->may_be_none)
        return fail_set(fail, "--%s: nothing was said", row->option);
    if (!check_word(text, fail) || (text[0] && row->check && !row->check(text, fail)))
        return false;
    snprintf(answers->text[which], ANSWER_MAX, "%s", text);
    return true;
}

const char *answers_address(const struct answers *answers, char *out, size_t size) {
    const char *host = answers->text[ANSWER_HOST], *colon = strrchr(answers->text[ANSWER_LISTEN], ':');
    bool usual = answers_proxy(answers) || !colon || strcmp(colon, ":443") == 0;
    snprintf(out, size, "https://%.*s%s", (int)strcspn(host, ","), host, usual ? "" : colon);
    return out;
}
