#include "publish/films.h"

#include <unistd.h>

#include "core/site/site_film.h"
#include "publish/publish_findings.h"
#include "system/film_check.h"

static void film_look(const struct film *film, const struct publish_source *source, struct report *report) {
    struct finding_place at = {SEVERITY_ERROR, film->name, 1, 1};
    struct fail why = {0};
    int fd = source->open(source->files.context, film->file, &why);
    if (fd < 0)
        return; /* that it is not there has been said */
    enum film_fitness fitness = film_check(fd, film, &why);
    close(fd);
    at.severity = fitness == FILM_UNKNOWN ? SEVERITY_WARNING : SEVERITY_ERROR;
    if (fitness == FILM_UNFIT)
        report_said(report, &at, FOUND_FILM_UNFIT, film->file, why.text);
    else if (fitness == FILM_UNKNOWN)
        report_said(report, &at, FOUND_FILM_UNKNOWN, film->file, why.text);
}

void films_check(const struct site *site, const struct publish_source *source, struct report *report) {
    if (source->open)
        for (const struct site_film *film = site->loaded.films; film; film = film->next)
            film_look(&film->film, source, report);
}
