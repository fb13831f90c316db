/* Where a failure lies, as the report and the screen's first picture say it. */
#pragma once

enum cause {
    CAUSE_NONE,
    CAUSE_NETWORK,       /* no answer, or not the whole of it: cable, name, certificate, time-out */
    CAUSE_SERVER,        /* an answer, but not the right one */
    CAUSE_CONTENT,       /* what was published */
    CAUSE_MACHINE,       /* this machine: disk, memory, clock, jail */
    CAUSE_CONFIGURATION, /* what it was told: address, site, keys */
};

/* "network" …; "" for none. */
const char *cause_name(enum cause cause);
