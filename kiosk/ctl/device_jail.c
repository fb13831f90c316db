/* kiosk-intake, tried on two small things: without it no picture and no feed ever comes to the screen. */
#include <stdlib.h>
#include <string.h>

#include "ctl/device.h"
#include "system/intake_client.h"

static const char CHECK[] = "jail";
static const char PICTURE[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\">"
                              "<rect width=\"8\" height=\"8\" fill=\"#2a6f97\"/></svg>";
static const char CALENDAR[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kiosk//device check//EN\r\n"
                               "END:VCALENDAR\r\n";

static bool takes(const char *format, const char *const *args, const char *thing, struct fail *fail) {
    char *out = NULL;
    size_t size = 0;
    const struct intake_request request = {
        .format = format, .args = args, .bytes = thing, .size = strlen(thing), .max = 1 << 20};
    bool fine = intake_run(&request, &out, &size, fail);
    free(out);
    return fine;
}

void device_check_jail(struct device *device) {
    static const char *const fit[] = {"--fit", "64x64", NULL}, *const none[] = {NULL};
    struct fail fail;
    if (!device_live(device)) {
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "programs are not tried in a folder");
        return;
    }
    if (!takes("picture", fit, PICTURE, &fail) || !takes("ics", none, CALENDAR, &fail)) {
        const char *remedy = strstr(fail.text, "cannot start") ? "apt install --reinstall kiosk-player"
                             : strstr(fail.text, "filter") || strstr(fail.text, "jail")
                                 ? "systemctl edit kiosk-sync: [Service] and below it "
                                   "SystemCallFilter=seccomp; or a kernel with "
                                   "CONFIG_SECCOMP_FILTER"
                                 : "free -m; dmesg | tail: is there memory, was something killed?";
        device_say(device, CHECK, DEVICE_MISSING, remedy, "kiosk-intake cannot do its work: %s", fail.text);
        return;
    }
    device_say(device, CHECK, DEVICE_OK, NULL, "kiosk-intake reads a picture and a calendar");
}
