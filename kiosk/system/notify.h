/* Telling systemd how we are: sd_notify(3) as a datagram, without libsystemd. Does nothing outside systemd.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Sends "READY=1", "WATCHDOG=1", "STATUS=…" to $NOTIFY_SOCKET. False when there is no socket or it did not
 * take it. */
bool notify_send(const char *message);

/* WatchdogSec in ms if it is meant for this process (sd_watchdog_enabled(3)), else 0. Send WATCHDOG=1 at
 * least twice as often. */
int64_t notify_watchdog_ms(void);
