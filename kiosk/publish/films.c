#include "publish/films.h"

#include <string.h>
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

/* Has one of the first `count` pages the same? */
static bool is_known(const struct guide *guide, size_t count, const struct film *film) {
    for (size_t i = 0; i < count; i++)
        if (guide->pages[i].film.film && strcmp(guide->pages[i].film.film->name, film->name) == 0)
            return true;
    return false;
}

void films_check(const struct site *site, const struct guide *guide, const struct publish_source *source,
                 struct report *report) {
    if (!source->open)
        return;
    for (const struct site_film *film = site->loaded.films; film; film = film->next)
        film_look(&film->film, source, report);
    for (size_t i = 0; guide && i < guide->page_count; i++) {
        const struct film *film = guide->pages[i].film.film;
        if (film && !site_film(site, film->name) && !is_known(guide, i, film))
            film_look(film, source, report);
    }
}
