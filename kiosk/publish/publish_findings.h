/* Why a site cannot be published. See `struct said` in core/base/fail.h. */
#pragma once

#define FOUND_FILE_KIND                                                                                      \
    "file-kind", "%s: a kind of file that screens do not take",                                              \
        "%s: en slags fil, som skærmene ikke tager imod"
#define FOUND_FILES_MANY "files-many", "%s: more than %d files in one site", "%s: mere end %d filer i alt"
#define FOUND_FILE_UNREADABLE "unreadable", "%s", "filen kan ikke læses: %s"
