/* Why a site cannot be published. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_FILE_KIND                                                                                      \
    "file-kind", "%s: a kind of file that screens do not take",                                              \
        "%s: en slags fil, som skærmene ikke tager imod"
#define FOUND_FILES_MANY "files-many", "%s: more than %d files in one site", "%s: mere end %d filer i alt"
#define FOUND_FILE_UNREADABLE "unreadable", "%s", "filen kan ikke læses: %s"
#define FOUND_FILM_UNFIT                                                                                     \
    "film-unfit", "%s cannot be shown: %s", "%s kan ikke vises: lav den igen med kioskctl film add (%s)"
#define FOUND_FILM_UNKNOWN                                                                                   \
    "film-unknown", "%s could not be looked at on this machine: %s",                                         \
        "%s kunne ikke undersøges på denne maskine: %s"
