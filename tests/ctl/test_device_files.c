/* kioskctl device check: user, configuration, trust file, store. */
#include "support/device_tree.h"

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
    tree_expect(tree, DEVICE_OK, "user kiosk");
    assert_false(device_user_find(&tree->device, "nobody-here", &tree->device.user));
    tree_run(tree, device_check_user);
    tree_expect(tree, DEVICE_MISSING, "there is no user \"nobody-here\"");
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

static void the_store(void **state) {
    struct tree *tree = *state;
    configuration(tree, GOOD);
    tree_put(tree, "/srv/x", "", 0644);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_MISSING, "user kiosk may not make it in /srv");
    tree_expect(tree, DEVICE_MISSING, "install -d -o kiosk -g kiosk -m 770 /srv/store");
    tree_mode(tree, "/srv", 0777);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_OK, "/srv/store is not there yet; kiosk-sync makes it");
    tree_put(tree, "/srv/store/lock", "", 0644);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_MISSING, "user kiosk may not write in /srv/store");
    tree_expect(tree, DEVICE_MISSING, "chown -R kiosk:kiosk /srv/store");
    tree_mode(tree, "/srv/store", 0777);
    tree_run(tree, device_check_store);
    tree_expect(tree, DEVICE_WARNING, "nothing was received yet");
    assert_false(tree->device.content);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_user_and_its_groups, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(a_configuration_that_is_not_there_or_closed, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(mistakes_have_their_place, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_trust_file, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_store, tree_make, tree_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
