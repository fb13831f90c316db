/* Keys that servers of feeds want of whoever asks. They stand in a file of this screen alone, by server, and
 * go to no other: whoever writes a site, and with it the addresses of its feeds, learns none.
 *
 *   {"www.rejseplanen.dk": "…", "example.org:8443": "…"}
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { FEED_KEY_SIZE = 201, FEED_SERVER_SIZE = 262, FEED_ADDRESS_SIZE = 2300 };

/* Host and port of an https address as it stands there, in small letters; "" for anything else. */
void feed_server(const char *url, char out[FEED_SERVER_SIZE]);
/* The key for `server` out of the file `path` (NULL: there is no file), which nobody but its owner may read.
 * `fail` says what to do, and repeats nothing that stands in the file. */
bool feed_key_read(const char *path, const char *server, char out[FEED_KEY_SIZE],
                   struct fail *fail) MUST_CHECK;
/* `url` with the key as its parameter `name`. False: it has no room. */
bool feed_keyed_address(const char *url, const char *name, const char *key,
                        char out[FEED_ADDRESS_SIZE]) MUST_CHECK;
