/* kioskctl device check: user, configuration, trust file, store. */
#include "support/device_tree.h"

enum { OWNER = 64711, OTHER = 64713 };

static const char GOOD[] =
    "{\n  \"player\": {\"store\": \"/srv/store\", \"screen\": \"hall\"},\n"
    "  \"sync\": {\"url\": \"https://signage.example/x\", \"trust\": \"/etc/kiosk/trust.pub\",\n"
    "           \"store\": \"/srv/store\"}\n}\n";

static void configuration(struct tree *tree, const char *text) {
    options_finish(&tree->device.player);
    sync_config_finish(&tree->device.sync);
    tree->device.player_configured = tree->device.sync_configured = false;
    tree_put(tree, "/etc/kiosk/screen.json", text, 0644);
    tree_run(tree, device_check_config);
}

static void the_user_and_its_groups(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_user);
    tree_expect(tree, DEVICE_WARNING,
                "usermod -aG input kiosk"); /* video it has, render and audio are not here */
    tree_put(tree, "/usr/lib/systemd/system/kiosk.service",
             "[Service]\nSupplementaryGroups=video render input\n", 0644);
    tree_run(tree, device_check_user);
    tree_expect(tree, DEVICE_OK, "users kiosk and kiosk-sync");
    assert_false(device_user_find(&tree->device, "nobody-here", &tree->device.user));
    tree_run(tree, device_check_user);
    tree_expect(tree, DEVICE_MISSING, "there is no user \"nobody-here\"");
}

/* As an earlier version's package has left it. */
static void both_users_are_needed(void **state) {
    struct tree *tree = *state;
    tree_put(tree, "/etc/passwd", "kiosk:x:4711:4712::/nonexistent:/bin/false\n", 0644);
    assert_false(device_user_find(&tree->device, "kiosk-sync", &tree->device.sync_user));
    tree_run(tree, device_check_user);
    tree_expect(tree, DEVICE_MISSING, "there is no user \"kiosk-sync\"");
    tree_expect(tree, DEVICE_MISSING, "--ingroup kiosk kiosk-sync");
}

static struct stat owner_of(const struct tree *tree, const char *path) {
    char full[600];
    struct stat info;
    snprintf(full, sizeof full, "%s%s", tree->root, path);
    assert_int_equal(stat(full, &info), 0);
    return info;
}

static void a_configuration_that_is_not_there_or_closed(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_config);
    tree_expect(tree, DEVICE_MISSING, "/etc/kiosk is not there");
    configuration(tree, GOOD);
    tree_expect(tree, DEVICE_OK, "/etc/kiosk/screen.json");
    assert_int_equal(tree->device.row_count, 1);
    assert_true(tree->device.player_configured && tree->device.sync_configured);
    tree_mode(tree, "/etc/kiosk/screen.json", 0600);
    tree_run(tree, device_check_config);
    tree_expect(tree, DEVICE_MISSING, "cannot be read by user kiosk");
    tree_expect(tree, DEVICE_MISSING, "chmod a+r /etc/kiosk/screen.json");
    tree_mode(tree, "/etc/kiosk/screen.json", 0644);
    tree_mode(tree, "/etc/kiosk/screen.json", 0640); /* root's, for a group that only the first is in */
    tree->device.user.groups[tree->device.user.group_count++] =
        owner_of(tree, "/etc/kiosk/screen.json").st_gid;
    tree_run(tree, device_check_config);
    tree_expect(tree, DEVICE_MISSING, "cannot be read by user kiosk-sync");
    tree_mode(tree, "/etc/kiosk/screen.json", 0644);
    tree_mode(tree, "/etc/kiosk", 0700);
    tree_run(tree, device_check_config);
    tree_expect(tree, DEVICE_MISSING, "chmod a+rx /etc/kiosk");
}

static void mistakes_have_their_place(void **state) {
    struct tree *tree = *state;
    static const struct {
        const char *json, *says;
    } rows[] = {
        {"{\n \"player\": {\"store\": \"/s\" \"screen\": \"x\"}}", "/etc/kiosk/screen.json:2:"},
        {"{\"player\": {\"store\": \"/s\",\n  \"scren\": \"hall\"}, \"sync\": {}}",
         "/etc/kiosk/screen.json:2:3: \"scren\": there is no such setting; did you mean \"screen\"?"},
        {"{\"player\": {\"store\": \"/s\",\n  \"rotate\": 45}}",
         "/etc/kiosk/screen.json:2:3: --rotate 45: must be"},
        {"{\"player\": {\"store\": \"/s\"},\n \"sync\": {\"url\": \"http://x\"}}",
         "/etc/kiosk/screen.json:2:18: url \"http://x\": must begin with https://"},
        {"{\"player\": {\"store\": \"/s\"}}", "there must be an object \"sync\""},
        {"{\"sync\": {\"url\": \"https://x\", \"trust\": \"/t\", \"store\": \"/s\"}}",
         "there is no object \"player\""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        configuration(tree, rows[i].json);
        tree_expect(tree, DEVICE_MISSING, rows[i].says);
        assert_false(tree_says(tree, DEVICE_MISSING, tree->root)); /* named as it is called on the machine */
    }
    configuration(tree, rows[0].json);
    assert_int_equal(tree->device.row_count, 1); /* what is not JSON is said once */
    configuration(tree, "{\"player\": {\"store\": \"/s\"}, \"sink\": {}, \"sync\": {\"url\": \"https://x\", "
                        "\"trust\": \"/t\", \"store\": \"/t\"}}");
    tree_expect(tree, DEVICE_WARNING, ":1:29: \"sink\" is read by nobody: did you mean \"sync\"?");
    tree_expect(tree, DEVICE_WARNING, "the player plays from /s, but kiosk-sync brings content into /t");
}

static void the_trust_file(void **state) {
    struct tree *tree = *state;
    configuration(tree, GOOD);
    tree_run(tree, device_check_trust);
    tree_expect(tree, DEVICE_MISSING, "/etc/kiosk/trust.pub is not there");
    tree_put(tree, "/etc/kiosk/trust.pub", "not a key\n", 0644);
    tree_run(tree, device_check_trust);
    tree_expect(tree, DEVICE_MISSING, "kioskctl key new");
    assert_int_equal(tree->device.trust.count, 0);
    struct secret_key secret;
    struct public_key public_;
    key_create(&secret, &public_);
    char *text = key_write_public(&public_);
    tree_put(tree, "/etc/kiosk/trust.pub", text, 0644);
    free(text);
    tree_run(tree, device_check_trust);
    tree_expect(tree, DEVICE_OK, "/etc/kiosk/trust.pub, 1 key");
    tree_mode(tree, "/etc/kiosk/trust.pub", 0640);
    tree_run(tree, device_check_trust);
    tree_expect(tree, DEVICE_MISSING, "chmod a+r /etc/kiosk/trust.pub");
}

/* As root: the two folders are given to `uid`. */
static uid_t own_as(const struct tree *tree, uid_t uid) {
    static const char *const folders[] = {"/srv/store", "/var/lib/kiosk/player"};
    char full[600];
    for (size_t i = 0; i < LENGTH(folders); i++) {
        snprintf(full, sizeof full, "%s%s", tree->root, folders[i]);
        assert_int_equal(chown(full, uid, (gid_t)-1), 0);
    }
    return uid;
}

static void the_store(void **state) {
    struct tree *tree = *state;
    configuration(tree, GOOD);
    tree_put(tree, "/srv/x", "", 0644);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_MISSING, "user kiosk-sync may not make it in /srv");
    tree_expect(tree, DEVICE_MISSING, "install -d -m 750 /srv/store; chown kiosk-sync:kiosk /srv/store");
    tree_mode(tree, "/srv", 0777);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_OK, "/srv/store is not there yet; kiosk-sync makes it");
    tree_put(tree, "/srv/store/lock", "", 0644);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_MISSING, "user kiosk-sync may not write in /srv/store");
    tree_expect(tree, DEVICE_MISSING, "chown -R kiosk-sync:kiosk /srv/store");
    tree_mode(tree, "/srv/store", 0777);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_WARNING, "nothing was received yet");
    tree_expect(tree, DEVICE_WARNING, "user kiosk may write in /srv/store");
    assert_false(tree->device.content);
    tree->device.user = tree->device.sync_user; /* one user for both is no fault */
    tree_run(tree, device_check_store);
    assert_false(tree_says(tree, DEVICE_WARNING, "may write"));
}

/* Owner and group of the folder are who runs the test: the users of the tree become it, or members of its
 * group. */
static void the_pin_is_the_players_alone(void **state) {
    struct tree *tree = *state;
    static const char OLD[] = "$argon2id$v=19$m=65536,t=2,p=1$QhUhH1c4zyPh5WfVDL0Wxw$"
                              "dKhUXzZYeRTSWcWt5nT2Dt8hVWvVg0qkqCe5ZlGZ7Zc";
    static const struct {
        mode_t mode;
        bool own; /* the file is the player's */
        enum device_state said;
        const char *words;
    } rows[] = {{0400, true, DEVICE_OK, "/etc/kiosk/staff_pin"},
                {0644, true, DEVICE_WARNING, "others than the player can read"},
                {0440, true, DEVICE_WARNING, "chown kiosk:root /etc/kiosk/staff_pin; chmod 400"},
                {0400, false, DEVICE_WARNING, "user kiosk may not read"}};
    char json[400];
    snprintf(json, sizeof json,
             "{\"player\": {\"store\": \"/s\", \"staff_pin\": \"%s\"},\"sync\": {\"url\": \"https://x\", "
             "\"trust\": \"/t\", \"store\": \"/s\"}}",
             OLD);
    configuration(tree, json);
    tree_expect(tree, DEVICE_WARNING, "kioskctl pin, and remove \"staff_pin\"");
    configuration(tree, GOOD);
    assert_false(tree_says(tree, DEVICE_WARNING, "staff_pin"));
    tree_run(tree, device_check_state);
    assert_int_equal(tree->device.row_count, 0); /* staff have none */
    tree_put(tree, "/etc/kiosk/staff_pin", OLD, 0400);
    uid_t mine = owner_of(tree, "/etc/kiosk/staff_pin").st_uid;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        tree->device.user.uid = rows[i].own ? mine : OTHER;
        tree_mode(tree, "/etc/kiosk/staff_pin", rows[i].mode);
        tree_run(tree, device_check_state);
        tree_expect(tree, rows[i].said, rows[i].words);
    }
}

static void each_writes_what_is_its_own(void **state) {
    struct tree *tree = *state;
    struct device_user *player = &tree->device.user, *sync = &tree->device.sync_user;
    static const struct {
        bool players; /* the folder's owner; else kiosk-sync */
        mode_t mode;
        enum device_state store, own;
        const char *store_says, *own_says;
    } rows[] = {
        {false, 0750, DEVICE_OK, DEVICE_WARNING, "MiB free", "user kiosk may not write in"},
        {false, 0770, DEVICE_WARNING, DEVICE_WARNING, "user kiosk may write in",
         "user kiosk-sync may write in"},
        {false, 0700, DEVICE_MISSING, DEVICE_WARNING, "user kiosk may not read",
         "user kiosk may not write in"},
        {true, 0750, DEVICE_MISSING, DEVICE_OK, "user kiosk-sync may not write in", "/var/lib/kiosk/player"},
        {true, 0770, DEVICE_WARNING, DEVICE_WARNING, "user kiosk may write in",
         "user kiosk-sync may write in"},
        {true, 0700, DEVICE_MISSING, DEVICE_WARNING, "user kiosk-sync may not write in",
         "user kiosk-sync may not read"},
    };
    configuration(tree, GOOD);
    tree_run(tree, device_check_state);
    assert_int_equal(tree->device.row_count, 0);
    tree_put(tree, "/srv/store/lock", "", 0644);
    tree_put(tree, "/var/lib/kiosk/player/good", "1.1", 0644);
    struct stat info = owner_of(tree, "/srv/store");
    player->groups[0] = sync->groups[0] = info.st_gid;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        uid_t mine = info.st_uid ? info.st_uid : own_as(tree, OWNER); /* root may all, whoever owns it */
        player->uid = rows[i].players ? mine : OTHER;
        sync->uid = rows[i].players ? OTHER : mine;
        tree_mode(tree, "/srv/store", rows[i].mode);
        tree_mode(tree, "/var/lib/kiosk/player", rows[i].mode);
        tree_run(tree, device_check_store);
        tree_expect(tree, rows[i].store, rows[i].store_says);
        tree_run(tree, device_check_state);
        tree_expect(tree, rows[i].own, rows[i].own_says);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_user_and_its_groups, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(a_configuration_that_is_not_there_or_closed, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(mistakes_have_their_place, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_trust_file, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(both_users_are_needed, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_store, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(each_writes_what_is_its_own, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_pin_is_the_players_alone, tree_make, tree_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
