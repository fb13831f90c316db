/* kiosk-desk setup: makes a machine with the package the staff's server. What is done here can be done again:
 * each step leaves alone what is there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/setup/ask.h"
#include "desk/setup/settings.h"
#include "desk/setup_parts.h"

#define SITE "/usr/share/doc/kiosk-player/examples/site"
static const char USAGE[] =
    "usage: kiosk-desk setup [option]…\n"
    "Makes this machine the staff's server: asks what it has to know, writes /etc/kiosk/desk, makes the key "
    "that content "
    "is signed with,\n"
    "takes a site over, adds the first administrator and starts the services. As root; may be run again at "
    "any time.\n"
    "What an option says is not asked:\n"
    "  --host NAME[,NAME…]  how browsers and screens name this server\n"
    "  --listen WHERE       ADDRESS:PORT with a certificate of its own, or \"proxy\": behind a web server on "
    "this machine\n"
    "  --cert, --cert-key FILE  the certificate with its chain, and its key (PEM)\n"
    "  --proxy-cert FILE    the web server's certificate, when it is not from a public authority\n"
    "  --site DIR           the site to begin with (the example site)\n"
    "  --admin LOGIN        an administrator; a password for one use is printed\n"
    "  --key FILE           the content key of an earlier server, instead of a new one\n"
    "  --yes                ask nothing: what no option says stays as it is, or is the default\n"
    "  --root DIR           set up the system in DIR; nothing is started, and all is this user's (for "
    "tests)\n";

static bool read_options(int argc, char **argv, struct setup *setup, struct asking *asking, int *status) {
    const struct desk_option rows[] = {{"host", &asking->given[ANSWER_HOST], NULL, false},
                                       {"listen", &asking->given[ANSWER_LISTEN], NULL, false},
                                       {"cert", &asking->given[ANSWER_CERTIFICATE], NULL, false},
                                       {"cert-key", &asking->given[ANSWER_CERTIFICATE_KEY], NULL, false},
                                       {"proxy-cert", &asking->given[ANSWER_PROXY_CERTIFICATE], NULL, false},
                                       {"site", &asking->given[ANSWER_SITE], NULL, false},
                                       {"admin", &asking->given[ANSWER_ADMIN], NULL, false},
                                       {"key", &setup->key_given, NULL, false},
                                       {"root", &setup->root, NULL, false},
                                       {"yes", NULL, &asking->silent, false},
                                       {NULL, NULL, NULL, false}};
    int first = 0;
    *status = desk_options_read(argc, argv, rows, 0, &first, USAGE);
    return *status < 0;
}

static void begin_with(struct answers *answers, enum answer which, const char *text) {
    if (!answers->text[which][0])
        snprintf(answers->text[which], ANSWER_MAX, "%s", text);
}

/* What Enter alone is taken for: what is there, else what suits most. */
static bool defaults(const struct setup *setup, struct answers *answers, struct fail *fail) {
    char host[ANSWER_MAX] = "";
    if (!settings_read(setup->settings, answers, fail) || !setup_look(setup, answers, fail))
        return false;
    if (gethostname(host, sizeof host - 1) == 0)
        begin_with(answers, ANSWER_HOST, host);
    begin_with(answers, ANSWER_LISTEN, "0.0.0.0:443");
    begin_with(answers, ANSWER_CERTIFICATE, "/etc/kiosk/desk.pem");
    begin_with(answers, ANSWER_CERTIFICATE_KEY, "/etc/kiosk/desk.key");
    begin_with(answers, ANSWER_SITE, SITE);
    begin_with(answers, ANSWER_ADMIN, "admin");
    return true;
}

static int take_site(const struct setup *setup, const struct answers *answers) {
    const char *site = answers->text[ANSWER_SITE];
    if (!site[0])
        return 0;
    printf("\nThe site in %s:\n", site);
    return setup_desk(setup, (const char *[]){"import", "--site", site, "--data", setup->data, NULL});
}

static int add_admin(const struct setup *setup, const struct answers *answers) {
    const char *login = answers->text[ANSWER_ADMIN];
    if (!login[0])
        return 0;
    printf("\nThe administrator:\n");
    return setup_desk(setup, (const char *[]){"user", "add", login, "--role", "admin", "--once", "--data",
                                              setup->data, NULL});
}

static void tell(const struct answers *answers) {
    char address[ANSWER_MAX + 16];
    printf("\nThe desk is at %s\n", answers_address(answers, address, sizeof address));
    if (answers_proxy(answers))
        puts("The web server reaches it once its user is in the group kiosk-desk, as with: adduser www-data "
             "kiosk-desk\n"
             "What it has to be told stands, for nginx, in /usr/share/doc/kiosk-desk/nginx.example");
    printf("A screen asks to be let in with this in its /etc/kiosk/screen.json:\n  {\"sync\": {\"desk\": "
           "\"%s\", "
           "\"store\": \"/var/lib/kiosk/store\"}}\n",
           address);
}

static int run(const struct setup *setup, const struct asking *asking) {
    struct answers answers = {.has_site = false};
    struct fail fail = {0};
    if (!defaults(setup, &answers, &fail) || !answers_ask(&answers, asking, &fail) ||
        !setup_readable(setup, &answers, &fail) || !setup_key(setup, &fail) || !setup_folder(setup, &fail) ||
        !settings_write(setup->settings, &answers, &fail))
        return desk_say_fail(&fail);
    printf("%s: written\n", setup->settings);
    if (take_site(setup, &answers) != 0 || add_admin(setup, &answers) != 0)
        return 1;
    if (!setup_start(setup, &fail))
        return desk_say_fail(&fail);
    tell(&answers);
    return 0;
}

static int run_command(int argc, char **argv) {
    struct setup setup = {.root = ""};
    struct asking asking = {.in = stdin, .out = stdout};
    struct fail fail = {0};
    int status = 0;
    if (!read_options(argc, argv, &setup, &asking, &status))
        return status;
    return setup_begin(&setup, &fail) ? run(&setup, &asking) : desk_say_fail(&fail);
}

const struct command desk_command_setup = {
    .name = "setup",
    .purpose = "make this machine the staff's server",
    .usage = USAGE,
    .run = run_command,
};
