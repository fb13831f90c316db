#include "desk/routes/screen_words.h"

#include <stdio.h>
#include <string.h>

enum { SAID_MAX = 400 };

static const struct words {
    const char *code, *da, *en;
} TROUBLES[] =
    {
        {"network", "Den får intet svar over netværket", "It gets no answer over the network"},
        {"server", "Serveren svarer, men ikke som den skal", "The server answers, but not as it should"},
        {"content", "Noget af det udgivne kan den ikke bruge",
         "It cannot use something of what was published"},
        {"machine", "Noget i selve enheden svigter: disk, hukommelse eller ur",
         "Something of the device itself fails: disk, memory or clock"},
        {"configuration", "Den er sat forkert op: adresse eller nøgler",
         "Its settings are wrong: address or keys"},
        {"", "Noget hindrer den i at hente", "Something keeps it from fetching"}, /* whatever else it says */
},
  RUNGS[] = {
      {"current", "det nyeste, den har hentet", "the newest that it has fetched"},
      {"previous", "det forrige i stedet for det nyeste", "what was before, in place of the newest"},
      {"built-in", "kun sit indbyggede billede", "only its built-in picture"},
      {"", "noget andet end før", "something else than before"},
};

/* The row of the code that is the first `size` bytes of `text`; else the last. */
static const struct words *find(const struct words *rows, const char *text, size_t size) {
    while (rows->code[0] && (strlen(rows->code) != size || strncmp(rows->code, text, size) != 0))
        rows++;
    return rows;
}

static json_t *tell_trouble(const struct words *row, const char *error) {
    char english[SAID_MAX];
    snprintf(english, sizeof english, "%s%s%s", row->en, *error ? ": " : "", error);
    return json_pack("{s:s, s:s}", "da", row->da, "en", english);
}

json_t *screen_trouble(const char *cause, const char *error) {
    return tell_trouble(find(TROUBLES, cause, strlen(cause)), error);
}

json_t *screen_event_words(const char *what, const char *detail) {
    size_t size = strcspn(detail, ":");
    if (strcmp(what, "trouble") == 0) {
        const struct words *row = find(TROUBLES, detail, detail[size] ? size : 0);
        return tell_trouble(row, row->code[0] ? detail + size + strspn(detail + size, ": ") : detail);
    }
    if (strcmp(what, "rung") != 0)
        return NULL;
    const struct words *row = find(RUNGS, detail, strlen(detail));
    return json_pack("{s:s, s:s}", "da", row->da, "en", row->en);
}
