/* A program's table of commands: a row that misses something fails here. The test says which program, with
 * COMMANDS_OF (struct commands), COMMANDS_FOLDER of its files, and COMMANDS_MANUAL. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/command.h"

static inline void every_row_is_whole(void **state) {
    (void)state;
    assert_true(COMMANDS_OF.count > 0);
    for (size_t i = 0; i < COMMANDS_OF.count; i++) {
        const struct command *command = COMMANDS_OF.list[i];
        char begin[80];
        assert_non_null(command->name);
        assert_int_equal(strspn(command->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(command->name));
        assert_in_range(strlen(command->name), 1, 10); /* the width of the list */
        assert_ptr_equal(command_find(&COMMANDS_OF, command->name), command);
        assert_non_null(command->purpose);
        assert_in_range(strlen(command->purpose), 10, 65);
        assert_true(islower((unsigned char)command->purpose[0]));
        assert_true(command->purpose[strlen(command->purpose) - 1] != '.');
        snprintf(begin, sizeof begin, "usage: %s %s", COMMANDS_OF.program, command->name);
        assert_non_null(command->usage);
        if (strncmp(command->usage, begin, strlen(begin)) != 0)
            fail_msg("the usage of %s does not begin with \"%s\"", command->name, begin);
        assert_int_equal(command->usage[strlen(command->usage) - 1], '\n');
        assert_non_null(command->run);
    }
    assert_null(command_find(&COMMANDS_OF, ""));
    assert_null(command_find(&COMMANDS_OF, "nothing"));
}

static inline void they_stand_in_order(void **state) {
    (void)state;
    for (size_t i = 1; i < COMMANDS_OF.count; i++)
        assert_true(strcmp(COMMANDS_OF.list[i - 1]->name, COMMANDS_OF.list[i]->name) < 0);
}

static inline void each_has_a_file_and_an_entry_in_the_manual(void **state) {
    (void)state;
    static char manual[64 << 10];
    FILE *file = fopen(SITE_DIR "/" COMMANDS_MANUAL, "r");
    assert_non_null(file);
    manual[fread(manual, 1, sizeof manual - 1, file)] = '\0';
    fclose(file);
    for (size_t i = 0; i < COMMANDS_OF.count; i++) {
        char path[400], entry[60];
        snprintf(path, sizeof path, SITE_DIR "/" COMMANDS_FOLDER "/%s.c", COMMANDS_OF.list[i]->name);
        if (access(path, R_OK) != 0)
            fail_msg("%s is not there", path);
        snprintf(entry, sizeof entry, ".It Cm %s", COMMANDS_OF.list[i]->name);
        if (!strstr(manual, entry))
            fail_msg(COMMANDS_MANUAL " has no \"%s\"", entry);
    }
}

static inline void help_and_wrong_usage(void **state) {
    (void)state;
    for (size_t i = 0; i < COMMANDS_OF.count; i++) {
        char line[600], said[200] = "";
        snprintf(line, sizeof line, "'" BIN_DIR "/%s' %s --help 2>&1", COMMANDS_OF.program,
                 COMMANDS_OF.list[i]->name);
        FILE *pipe = popen(line, "r");
        assert_non_null(pipe);
        assert_non_null(fgets(said, sizeof said, pipe));
        while (fgets(line, sizeof line, pipe))
            continue;
        if (pclose(pipe) != 0 || strncmp(said, COMMANDS_OF.list[i]->usage, strcspn(said, "\n")) != 0)
            fail_msg("%s %s --help says \"%s\"", COMMANDS_OF.program, COMMANDS_OF.list[i]->name, said);
        snprintf(line, sizeof line, "'" BIN_DIR "/%s' %s --no-such-option >/dev/null 2>&1",
                 COMMANDS_OF.program, COMMANDS_OF.list[i]->name);
        int status = system(line);
        if (status != 2 << 8)
            fail_msg("%s %s --no-such-option ends with %d", COMMANDS_OF.program, COMMANDS_OF.list[i]->name,
                     status >> 8);
    }
}

static inline int commands_test(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(they_stand_in_order),
        cmocka_unit_test(each_has_a_file_and_an_entry_in_the_manual),
        cmocka_unit_test(help_and_wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
