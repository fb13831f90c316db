#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/credentials.h"
#include "desk/data/groups.h"

static const char USAGE[] =
    "usage: kiosk-desk user add LOGIN --role admin|publisher|editor|viewer --data DIR [--group NAME] [--name "
    "NAME]\n"
    "                           [--locale da|en] [--once]\n"
    "       kiosk-desk user list --data DIR\n"
    "       kiosk-desk user disable|enable|reset LOGIN --data DIR\n"
    "Who may use the desk. The password is one line of standard input, asked for twice on a terminal.\n"
    "  --group NAME  only for the screens of this group (all of them)\n"
    "  --locale L    which language the desk speaks to them (da)\n"
    "  --once        make a password that can only be used to choose another one, and print it\n"
    "reset prints such a password for somebody who has lost theirs.\n";
enum { PASSWORD_LINE = 600 };

struct options {
    const char *data, *role, *group, *name, *locale;
    bool once;
};

static bool read_line(const char *prompt, bool terminal, char *out) {
    if (terminal)
        fputs(prompt, stderr);
    bool fine = fgets(out, PASSWORD_LINE, stdin) != NULL;
    if (terminal)
        fputc('\n', stderr);
    out[fine ? strcspn(out, "\r\n") : 0] = '\0';
    return fine;
}

static bool read_password(char password[PASSWORD_LINE]) {
    struct termios before, quiet;
    char again[PASSWORD_LINE];
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    bool fine = read_line("Password: ", terminal, password), same = fine;
    if (fine && terminal)
        same = read_line("Once more: ", terminal, again) && strcmp(password, again) == 0;
    if (terminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    explicit_bzero(again, sizeof again);
    if (!fine)
        fputs("kiosk-desk: standard input ended before a password (--once makes one)\n", stderr);
    else if (!same)
        fputs("kiosk-desk: the two are not the same\n", stderr);
    return same;
}

struct group_wanted {
    const char *name;
    int64_t id;
};
static void see_group(void *context, const struct group *group) {
    struct group_wanted *wanted = context;
    if (strcmp(group->name, wanted->name) == 0)
        wanted->id = group->id;
}

static enum outcome find_group(struct database *database, const struct act *act, const char *name,
                               int64_t *id, struct fail *fail) {
    struct group_wanted wanted = {name, GROUP_ALL};
    if (!name)
        return OUTCOME_DONE;
    enum outcome outcome = group_list(database, see_group, &wanted, fail);
    if (outcome == OUTCOME_DONE && wanted.id == GROUP_ALL)
        outcome = group_add(database, act, name, &wanted.id, fail);
    *id = wanted.id;
    return outcome;
}

/* A person without a password cannot sign in: all of it or nothing. */
static enum outcome add_all(struct database *database, const struct options *options, const char *login,
                            const char *password, char once[PASSWORD_ONCE_TEXT], struct fail *fail) {
    struct act act = desk_console();
    enum role role = ROLE_NONE;
    int64_t id = 0, group = GROUP_ALL;
    struct passwords *passwords = passwords_create(fail);
    enum outcome outcome =
        passwords && role_parse(options->role, &role) ? database_begin(database, fail) : OUTCOME_TROUBLE;
    if (outcome != OUTCOME_DONE) {
        passwords_destroy(passwords);
        return outcome;
    }
    outcome =
        user_add(database, &act, login, options->name ? options->name : login, options->locale, &id, fail);
    if (outcome == OUTCOME_DONE)
        outcome = find_group(database, &act, options->group, &group, fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_set_role(database, &act, id, group, role, fail);
    if (outcome == OUTCOME_DONE)
        outcome = password ? password_set(database, passwords, &act, id, password, NULL, fail)
                           : password_give_once(database, passwords, &act, id, once, fail);
    outcome = database_end(database, outcome, fail);
    passwords_destroy(passwords);
    return outcome;
}

static int add(struct database *database, const struct options *options, const char *login) {
    char password[PASSWORD_LINE] = "", once[PASSWORD_ONCE_TEXT] = "";
    struct fail fail = {0};
    if (!options->once && !read_password(password))
        return 1;
    enum outcome outcome = add_all(database, options, login, options->once ? NULL : password, once, &fail);
    explicit_bzero(password, sizeof password);
    if (outcome != OUTCOME_DONE)
        return desk_say_fail(&fail);
    printf("%s: %s\n", login, options->role);
    if (options->once)
        printf("password, for one use: %s\n", once);
    return 0;
}

static void print_user(void *context, const struct user *user) {
    struct database *database = context;
    struct rights rights;
    struct fail fail = {0};
    printf("%s\t%s\t%s%s", user->login, user->name, user->disabled ? "disabled" : "active",
           user->must_change ? ", must choose a password" : "");
    if (user_rights(database, user->id, &rights, &fail) == OUTCOME_DONE)
        for (size_t i = 0; i < rights.count; i++) {
            printf("\t%s", role_name(rights.list[i].role));
            if (rights.list[i].group != GROUP_ALL)
                printf(" of group %" PRId64, rights.list[i].group);
        }
    putchar('\n');
}

static int list(struct database *database, const struct options *options, const char *login) {
    struct fail fail = {0};
    (void)options;
    (void)login;
    return user_list(database, print_user, database, &fail) == OUTCOME_DONE ? 0 : desk_say_fail(&fail);
}

static int set_disabled(struct database *database, const char *login, bool disabled) {
    struct act act = desk_console();
    struct user user;
    struct fail fail = {0};
    enum outcome outcome = user_find(database, login, &user, &fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_disable(database, &act, user.id, disabled, &fail);
    return outcome == OUTCOME_DONE ? 0 : desk_say_fail(&fail);
}

static int disable(struct database *database, const struct options *options, const char *login) {
    (void)options;
    return set_disabled(database, login, true);
}

static int enable(struct database *database, const struct options *options, const char *login) {
    (void)options;
    return set_disabled(database, login, false);
}

static int reset(struct database *database, const struct options *options, const char *login) {
    struct act act = desk_console();
    struct user user;
    struct fail fail = {0};
    char once[PASSWORD_ONCE_TEXT];
    struct passwords *passwords = passwords_create(&fail);
    enum outcome outcome = passwords ? user_find(database, login, &user, &fail) : OUTCOME_TROUBLE;
    (void)options;
    if (outcome == OUTCOME_DONE)
        outcome = password_give_once(database, passwords, &act, user.id, once, &fail);
    passwords_destroy(passwords);
    if (outcome != OUTCOME_DONE)
        return desk_say_fail(&fail);
    printf("password, for one use: %s\n", once);
    return 0;
}

static const struct action_row {
    const char *name;
    bool login, role; /* what it needs */
    int (*run)(struct database *database, const struct options *options, const char *login);
} actions[] = {{"add", true, true, add},
               {"list", false, false, list},
               {"disable", true, false, disable},
               {"enable", true, false, enable},
               {"reset", true, false, reset}};

static const struct action_row *find_action(const char *name) {
    for (size_t i = 0; i < LENGTH(actions); i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

static int run_command(int argc, char **argv) {
    struct options options = {.locale = "da"};
    const struct desk_option rows[] = {{"data", &options.data, NULL, true},
                                       {"role", &options.role, NULL, false},
                                       {"group", &options.group, NULL, false},
                                       {"name", &options.name, NULL, false},
                                       {"locale", &options.locale, NULL, false},
                                       {"once", NULL, &options.once, false},
                                       {NULL, NULL, NULL, false}};
    const struct action_row *action = argc > 1 ? find_action(argv[1]) : NULL;
    enum role role;
    int first = 0,
        status = desk_options_read(argc, argv, rows, action && !action->login ? 1 : 2, &first, USAGE);
    if (status >= 0)
        return status;
    if (!action || action->role != (options.role && role_parse(options.role, &role))) {
        fputs(USAGE, stderr);
        return 2;
    }
    struct database *database =
        desk_database(options.data, action->role ? DATABASE_MAY_CREATE : DATABASE_MUST_EXIST);
    status = database ? action->run(database, &options, action->login ? argv[first + 1] : NULL) : 1;
    database_close(database);
    return status;
}

const struct command desk_command_user = {
    .name = "user",
    .purpose = "who may use the desk",
    .usage = USAGE,
    .run = run_command,
};
