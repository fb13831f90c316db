#include "core/site/site_file.h"

#include <string.h>

#include "core/base/compiler.h"

#define ASSETS "assets/"
#define FONTS "fonts/"

static const struct {
    const char *ending, *type;
} TYPES[] = {
    {".json", "application/json"}, {".svg", "image/svg+xml"}, {".png", "image/png"}, {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},       {".webp", "image/webp"},   {".ttf", "font/ttf"},  {".otf", "font/otf"},
    {".md", "text/markdown"},      {".mp4", "video/mp4"},     {".vtt", "text/vtt"},
};

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

const char *site_file_type(const char *name) {
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < LENGTH(TYPES); i++)
        if (strcmp(ending, TYPES[i].ending) == 0)
            return TYPES[i].type;
    return NULL;
}

bool site_file_type_known(const char *type) {
    for (size_t i = 0; i < LENGTH(TYPES); i++)
        if (strcmp(TYPES[i].type, type) == 0)
            return true;
    return false;
}

bool site_file_is_picture(const char *name) {
    const char *type = site_file_type(name);
    return type && begins(type, "image/") && begins(name, ASSETS);
}

bool site_file_is_object(const char *name) {
    return begins(name, ASSETS) || begins(name, FONTS);
}
