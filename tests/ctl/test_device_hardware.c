/* kioskctl device check: display, graphics, touch, fonts, as a machine's files tell of them. */
#include "stage/families.h"
#include "support/device_tree.h"

#define CARD "/sys/class/drm/card0"
#define EVENT "/sys/class/input/event3/device"

static void card(struct tree *tree, const char *driver) {
    char uevent[100];
    snprintf(uevent, sizeof uevent, "OF_NAME=gpu\nDRIVER=%s\n", driver);
    tree_put(tree, CARD "/device/uevent", uevent, 0644);
}

static void no_card_is_missing_and_no_sys_is_unseen(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_UNSEEN, "/sys");
    tree_put(tree, "/sys/class/net/lo", "", 0644);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_MISSING, "dtoverlay=vc4-kms-v3d");
}

static void the_node_of_a_card(void **state) {
    struct tree *tree = *state;
    card(tree, "vc4-drm");
    tree_put(tree, CARD "-HDMI-A-1/status", "connected\n", 0644);
    tree_put(tree, CARD "-HDMI-A-1/modes", "1920x1080\n1280x720\n", 0644);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_UNSEEN, "there is no /dev/dri here");
    tree_put(tree, "/dev/dri/by-path", "", 0644);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_MISSING, "/dev/dri/card0 is not");
    tree_put(tree, "/dev/dri/card0", "", 0660); /* of who runs the test, not of kiosk */
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_MISSING, "usermod -aG video,render kiosk");
    tree_mode(tree, "/dev/dri/card0", 0666);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_OK, "/dev/dri/card0, driver vc4-drm");
    tree_expect(tree, DEVICE_OK, "HDMI-A-1 is connected, 1920x1080");
    assert_int_equal(tree->device.row_count, 2);
}

static void what_hangs_on_it(void **state) {
    struct tree *tree = *state;
    card(tree, "vc4-drm");
    tree_put(tree, "/dev/dri/card0", "", 0666);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_MISSING, "no output");
    tree_put(tree, CARD "-HDMI-A-1/status", "disconnected\n", 0644);
    tree_put(tree, CARD "-HDMI-A-2/status", "unknown\n", 0644);
    tree_put(tree, CARD "-Writeback-1/status", "unknown\n", 0644);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_WARNING, "no display is connected (HDMI-A-1 disconnected, HDMI-A-2 unknown)");
    tree_expect(tree, DEVICE_WARNING, "video=HDMI-A-1:1920x1080@60D");
    tree_put(tree, CARD "-HDMI-A-2/status", "connected\n", 0644);
    tree_run(tree, device_check_display);
    tree_expect(tree, DEVICE_WARNING, "HDMI-A-2 is connected, but names no picture size");
}

static void libraries_that_sdl_loads_by_itself(void **state) {
    struct tree *tree = *state;
    static const struct {
        const char *file, *package;
    } rows[] = {{"/usr/lib/t/libEGL.so.1", "libegl1"},
                {"/usr/lib/t/libGLESv2.so.2", "libgles2"},
                {"/usr/lib/t/libgbm.so.1", "libgbm1"},
                {"/usr/share/glvnd/egl_vendor.d/50_mesa.json", "libegl-mesa0"},
                {"/usr/lib/t/dri/vc4_dri.so", "libgl1-mesa-dri"}};
    for (size_t i = 0; i < LENGTH(rows); i++)
        tree_put(tree, rows[i].file, "", 0644);
    tree_run(tree, device_check_graphics);
    tree_expect(tree, DEVICE_OK, "EGL");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char remedy[60];
        snprintf(remedy, sizeof remedy, "apt install %s", rows[i].package);
        tree_remove(tree, rows[i].file);
        tree_run(tree, device_check_graphics);
        tree_expect(tree, DEVICE_MISSING, remedy);
        tree_put(tree, rows[i].file, "", 0644);
    }
}

static void code_made_at_run_time(void **state) {
    struct tree *tree = *state;
    const char *unit = "/usr/lib/systemd/system/kiosk.service";
    card(tree, "virtio-pci");
    tree_run(tree, device_check_graphics);
    assert_false(tree_says(tree, DEVICE_WARNING, "virtio-pci"));
    tree_put(tree, unit, "[Service]\nMemoryDenyWriteExecute=yes\n", 0644);
    tree_run(tree, device_check_graphics);
    tree_expect(tree, DEVICE_WARNING, "driver virtio-pci");
    tree_expect(tree, DEVICE_WARNING, "MemoryDenyWriteExecute=no");
    tree_put(tree, "/etc/systemd/system/kiosk.service.d/override.conf",
             "[Service]\nMemoryDenyWriteExecute=no\n", 0644);
    tree_run(tree, device_check_graphics);
    assert_false(tree_says(tree, DEVICE_WARNING, "virtio-pci"));
    tree_remove(tree, "/etc/systemd/system/kiosk.service.d/override.conf");
    tree_put(tree, "/sys/class/drm/card1/device/uevent", "DRIVER=v3d\n",
             0644); /* a Pi: it draws, card0 shows */
    tree_run(tree, device_check_graphics);
    assert_int_equal(device_count(&tree->device, DEVICE_WARNING), 0);
}

/* The kernel's bitmaps of real things; words are as long as the machine's long. */
static void panels_that_take_touches(void **state) {
    struct tree *tree = *state;
    bool wide = sizeof(long) == 8;
    const struct {
        const char *name, *abs, *key;
        bool touch;
    } rows[] = {
        {"eGalax multitouch", wide ? "260800000000003" : "2608000 3",
         wide ? "400 0 0 0 0 0" : "400 0 0 0 0 0 0 0 0 0 0", true},
        {"resistive overlay", "1000003", wide ? "400 0 0 0 0 0" : "400 0 0 0 0 0 0 0 0 0 0", true},
        {"virtio tablet", "3", wide ? "1f0000 0 0 0 0" : "1f0000 0 0 0 0 0 0 0 0", true},
        {"mouse", "0", wide ? "1f0000 0 0 0 0" : "1f0000 0 0 0 0 0 0 0 0", false},
        {"keyboard", "0", "fffffffe", false},
        {"accelerometer", "7", "0", false},
    };
    tree_put(tree, "/dev/input/event3", "", 0664);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        tree_put(tree, EVENT "/name", rows[i].name, 0644);
        tree_put(tree, EVENT "/capabilities/abs", rows[i].abs, 0644);
        tree_put(tree, EVENT "/capabilities/key", rows[i].key, 0644);
        tree_run(tree, device_check_touch);
        if (tree_says(tree, DEVICE_OK, rows[i].name) != rows[i].touch)
            fail_msg("%s", rows[i].name);
    }
    tree->device.touch = true;
    tree_run(tree, device_check_touch);
    tree_expect(tree, DEVICE_WARNING, "no panel that does is here");
    tree_put(tree, EVENT "/capabilities/abs", "3", 0644);
    tree_put(tree, EVENT "/capabilities/key", rows[2].key, 0644);
    tree_mode(tree, "/dev/input/event3", 0660);
    tree_run(tree, device_check_touch);
    tree_expect(tree, DEVICE_WARNING, "usermod -aG input kiosk");
}

static void fonts_and_the_voice(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_fonts);
    tree_expect(tree, DEVICE_MISSING, "apt install fonts-inter");
    tree_expect(tree, DEVICE_MISSING, "apt install fonts-noto-core");
    tree_expect(tree, DEVICE_MISSING, "apt install fonts-material-design-icons-iconfont");
    tree_expect(tree, DEVICE_WARNING, "apt install fonts-noto-cjk");
    tree_expect(tree, DEVICE_WARNING, "apt install fonts-noto-color-emoji");
    for (size_t i = 0; i < family_count; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s", families[i].folders[0], families[i].files[0][0]);
        tree_put(tree, path, "", 0644);
    }
    tree_run(tree, device_check_fonts);
    tree_expect(tree, DEVICE_OK, "families are there");
    tree_run(tree, device_check_voice);
    assert_int_equal(tree->device.row_count, 0); /* nobody touches it */
    tree->device.touch = true;
    tree_run(tree, device_check_voice);
    tree_expect(tree, DEVICE_WARNING, "apt install espeak-ng");
    tree_put(tree, "/usr/bin/espeak-ng", "", 0755);
    tree_run(tree, device_check_voice);
    tree_expect(tree, DEVICE_OK, "espeak-ng is there");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_card_is_missing_and_no_sys_is_unseen, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(the_node_of_a_card, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(what_hangs_on_it, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(libraries_that_sdl_loads_by_itself, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(code_made_at_run_time, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(panels_that_take_touches, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(fonts_and_the_voice, tree_make, tree_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
