/* A small site in a folder of its own, for tests of what loads content from disk: two screens, a header over
 * a main zone and a strip, two text slides of 10 s. */
#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "system/disk.h"

static const char SMALL_SITE[] =
    "{\"id\": \"test\", \"name\": {\"en\": \"Test\", \"da\": \"Prøve\"}, \"languages\": [\"en\", \"da\"],\n"
    " \"time_zone\": \"Europe/Copenhagen\",\n"
    " \"theme\": {\"colours\": {\"paper\": \"#ffffff\", \"ink\": \"#10222e\", \"muted\": \"#4a5a66\",\n"
    "   \"primary\": \"#0f4c5c\", \"on_primary\": \"#ffffff\", \"accent\": \"#9a3b12\", \"on_accent\": "
    "\"#ffffff\"},\n"
    "   \"fonts\": [\"Inter\"]},\n"
    " \"layouts\": {\"whole\": {\"zones\": [{\"name\": \"top\", \"kind\": \"header\", \"at\": [0, 0, 100, "
    "10]},\n"
    "   {\"name\": \"main\", \"at\": [0, 10, 100, 80]}, {\"name\": \"strip\", \"at\": [0, 90, 100, 10]}]}},\n"
    " \"screens\": {\n"
    "   \"one\": {\"name\": {\"en\": \"One\", \"da\": \"Et\"}, \"layout\": \"whole\", \"languages\": "
    "[\"en\", \"da\"],\n"
    "     \"zones\": {\"main\": [\"playlists/main.json\"], \"strip\": [\"playlists/strip.json\"]}},\n"
    "   \"turned\": {\"name\": {\"en\": \"Two\", \"da\": \"To\"}, \"layout\": \"whole\", \"languages\": "
    "[\"da\"],\n"
    "     \"rotate\": 90, \"zones\": {\"main\": [\"playlists/main.json\"], \"strip\": "
    "[\"playlists/strip.json\"]}}}}\n";
static const char SMALL_MAIN[] =
    "{\"name\": {\"en\": \"Main\", \"da\": \"Hoved\"}, \"dwell_seconds\": 10, \"slides\": [\n"
    " {\"id\": \"first\", \"type\": \"text\", \"headline\": {\"en\": \"First\", \"da\": \"Først\"}, "
    "\"languages\": [\"en\"]},\n"
    " {\"id\": \"second\", \"type\": \"text\", \"headline\": {\"en\": \"Second\", \"da\": \"Næst\"}, "
    "\"languages\": [\"en\"]}]}\n";
static const char SMALL_STRIP[] =
    "{\"name\": {\"en\": \"Strip\", \"da\": \"Bånd\"}, \"dwell_seconds\": 10, \"slides\": [\n"
    " {\"id\": \"note\", \"type\": \"text\", \"headline\": {\"en\": \"Note\", \"da\": \"Note\"}, "
    "\"languages\": [\"en\"]}]}\n";

static inline bool small_site_put(const char *folder, const char *name, const char *text) {
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return disk_write(path, text, strlen(text), NULL);
}

/* Into `folder`, which becomes the name of a new one; small_site_remove takes it away. */
static inline bool small_site_make(char folder[64]) {
    snprintf(folder, 64, "/tmp/kiosk-show-XXXXXX");
    return mkdtemp(folder) && small_site_put(folder, "playlists/site.json", SMALL_SITE) &&
           small_site_put(folder, "playlists/main.json", SMALL_MAIN) &&
           small_site_put(folder, "playlists/strip.json", SMALL_STRIP);
}

static inline void small_site_remove(const char *folder) {
    char command[100];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    if (system(command) != 0)
        fprintf(stderr, "%s is left behind\n", folder);
}
