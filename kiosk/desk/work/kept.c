#include "desk/work/kept.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_findings.h"
#include "desk/work/guide_basis.h"
#include "guide/written/inspect.h"

enum { OUTLINE_LIMIT = 64 << 20 };
static const struct said no_memory = {FOUND_NO_MEMORY};

/* Counted under the mutex; what it consists of besides does not change any more. */
struct holding {
    struct kept *kept; /* NULL: nothing is kept, and this has one holder */
    struct hash name;  /* of all that it was read from */
    unsigned holders;
    uint64_t used; /* when it was taken last */
};
struct kept_site {
    struct holding is;
    struct site *site; /* NULL: no screen has anything to show */
    struct report found;
};
struct kept_guide {
    struct holding is;
    struct kept_site *of; /* held: the guide points into it */
    struct arena *arena;  /* of the outline */
    struct site outline;  /* all of the site that the guide is made of */
    struct guide *guide;  /* NULL: there is none, or it cannot be used */
    struct report found;
};

/* NULL: free. Each of them is held by the list, too. */
struct kept {
    pthread_mutex_t mutex;
    struct holding *sites[KEPT_SITES], *guides[KEPT_GUIDES];
    uint64_t clock;
    struct kept_counts counts;
};

struct kept *kept_create(void) {
    struct kept *kept = calloc(1, sizeof *kept);
    if (kept)
        pthread_mutex_init(&kept->mutex, NULL);
    return kept;
}

static void lock(struct kept *kept) {
    if (kept)
        pthread_mutex_lock(&kept->mutex);
}

static void unlock(struct kept *kept) {
    if (kept)
        pthread_mutex_unlock(&kept->mutex);
}

static bool let_go(struct holding *held) {
    lock(held->kept);
    bool last = --held->holders == 0;
    unlock(held->kept);
    return last;
}

void kept_release(struct kept_site *held) {
    if (!held || !let_go(&held->is))
        return;
    site_destroy(held->site);
    report_finish(&held->found);
    free(held);
}

static void release_guide(struct kept_guide *held) {
    if (!held || !let_go(&held->is))
        return;
    guide_destroy(held->guide);
    arena_destroy(held->arena);
    report_finish(&held->found);
    kept_release(held->of);
    free(held);
}

void kept_destroy(struct kept *kept) {
    if (!kept)
        return;
    for (size_t i = 0; i < KEPT_GUIDES; i++)
        release_guide((struct kept_guide *)kept->guides[i]);
    for (size_t i = 0; i < KEPT_SITES; i++)
        kept_release((struct kept_site *)kept->sites[i]);
    pthread_mutex_destroy(&kept->mutex);
    free(kept);
}

struct kept_counts kept_counts(struct kept *kept) {
    lock(kept);
    struct kept_counts counts = kept->counts;
    unlock(kept);
    return counts;
}

/* The one of that name, held; NULL: it is not there, and is counted in *read as being read now. */
static struct holding *take(struct kept *kept, struct holding *const *list, size_t count,
                            const struct hash *name, uint64_t *read) {
    struct holding *found = NULL;
    lock(kept);
    for (size_t i = 0; i < count && !found; i++)
        if (list[i] && strcmp(list[i]->name.hex, name->hex) == 0)
            found = list[i];
    if (found) {
        found->holders++;
        found->used = ++kept->clock;
    } else {
        ++*read;
    }
    unlock(kept);
    return found;
}

/* Takes the place of the one that was not asked for the longest; that one, to be released. Another thread may
 * have read the same. */
static struct holding *put(struct kept *kept, struct holding **list, size_t count, struct holding *item) {
    size_t oldest = 0;
    bool known = false;
    struct holding *out = NULL;
    lock(kept);
    for (size_t i = 0; i < count; i++) {
        known |= list[i] && strcmp(list[i]->name.hex, item->name.hex) == 0;
        if (list[oldest] && (!list[i] || list[i]->used < list[oldest]->used))
            oldest = i;
    }
    if (!known) {
        out = list[oldest];
        list[oldest] = item;
        item->holders++;
        item->used = ++kept->clock;
    }
    unlock(kept);
    return out;
}

/* A tree's files, and whether this machine could not read one: what follows from that is not kept. */
struct watched {
    struct site_tree *tree;
    bool troubled;
};

static bool watched_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                         struct fail *why) {
    struct watched *watched = context;
    enum outcome outcome = site_tree_read(watched->tree, name, max, bytes, size, why);
    watched->troubled |= outcome != OUTCOME_DONE && outcome != OUTCOME_ABSENT && outcome != OUTCOME_REFUSED;
    return outcome == OUTCOME_DONE;
}

static bool watched_exists(void *context, const char *name) {
    return site_tree_find(((struct watched *)context)->tree, name) != NULL;
}

static bool short_of_memory(const struct report *found) {
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->items[i].code, no_memory.code) == 0)
            return true;
    return !report_whole(found);
}

static bool worth_keeping(const struct arena *arena, const struct watched *watched,
                          const struct report *found) {
    return !watched->troubled && !short_of_memory(found) && !arena_wanted(arena) && !arena_refused(arena) &&
           arena_size(arena) <= KEPT_BYTES_MAX;
}

/* NULL: no memory. */
static struct kept_site *read_site(struct site_tree *tree, enum kept_for how, const struct hash *name) {
    struct kept *kept = tree->kept;
    struct kept_site *made = calloc(1, sizeof *made);
    struct watched watched = {tree, false};
    struct site_files files = {&watched, watched_read, watched_exists};
    if (!made)
        return NULL;
    made->is = (struct holding){.kept = kept, .name = *name, .holders = 1};
    made->site = site_load(&files, &made->found);
    if (kept && how == KEPT_FOR_LATER && made->site &&
        worth_keeping(made->site->arena, &watched, &made->found))
        kept_release((struct kept_site *)put(kept, kept->sites, KEPT_SITES, &made->is));
    return made;
}

static struct kept_site *find_site(struct site_tree *tree, enum kept_for how) {
    struct kept *kept = tree->kept;
    struct hash name = kept ? site_tree_hash(tree) : (struct hash){""};
    struct holding *found = kept ? take(kept, kept->sites, KEPT_SITES, &name, &kept->counts.sites) : NULL;
    return found ? (struct kept_site *)found : read_site(tree, how, &name);
}

const struct site *kept_site(struct site_tree *tree, enum kept_for how, struct kept_site **held,
                             struct report *report) {
    *held = find_site(tree, how);
    if (!*held)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_NO_MEMORY);
    else if (report)
        report_append(report, &(*held)->found);
    return *held ? (*held)->site : NULL;
}

/* NULL: no memory. */
static struct kept_guide *read_guide(const struct guide_basis *basis, struct kept_site *site,
                                     const struct hash *name) {
    struct kept *kept = basis->tree->kept;
    struct kept_guide *made = calloc(1, sizeof *made);
    struct watched watched = {basis->tree, false};
    struct site_files files = {&watched, watched_read, watched_exists};
    if (!made)
        return NULL;
    made->is = (struct holding){.kept = kept, .name = *name, .holders = 1};
    made->of = site;
    lock(kept);
    made->of->is.holders++;
    unlock(kept);
    made->arena = arena_create(OUTLINE_LIMIT);
    if (!made->arena || !guide_basis_outline(basis, made->arena, &made->outline)) {
        release_guide(made);
        return NULL;
    }
    made->guide = guide_load(&made->outline, &files, &made->found);
    if (kept && made->guide && !arena_wanted(made->arena) &&
        worth_keeping(made->guide->arena, &watched, &made->found))
        release_guide((struct kept_guide *)put(kept, kept->guides, KEPT_GUIDES, &made->is));
    return made;
}

static struct kept_guide *find_guide(struct site_tree *tree, struct kept_site *site) {
    struct kept *kept = tree->kept;
    struct guide_basis basis;
    struct kept_guide *guide = NULL;
    struct hash name;
    if (guide_basis_init(&basis, tree, site->site) && guide_basis_name(&basis, &name)) {
        guide = (struct kept_guide *)take(kept, kept->guides, KEPT_GUIDES, &name, &kept->counts.guides);
        if (!guide)
            guide = read_guide(&basis, site, &name);
    }
    guide_basis_finish(&basis);
    return guide;
}

/* All of it is read. */
static void inspect_whole(struct site_tree *tree, int64_t now_ms, struct report *report) {
    struct inspection inspection;
    struct site_files files = site_tree_files(tree);
    inspect(&files, now_ms, &inspection, report);
    inspection_finish(&inspection);
}

void kept_inspect(struct site_tree *tree, enum kept_for how, int64_t now_ms, struct report *report) {
    struct site_files files = site_tree_files(tree);
    struct kept_site *site = tree->kept ? find_site(tree, how) : NULL;
    struct kept_guide *guide = site && site->site ? find_guide(tree, site) : NULL;
    if (!site || (site->site && !guide)) {
        kept_release(site);
        inspect_whole(tree, now_ms, report);
        return;
    }
    size_t errors = report->errors;
    const struct inspection read = {site->site, guide ? guide->guide : NULL};
    report_append(report, &site->found);
    if (guide)
        report_append(report, &guide->found);
    inspect_read(&read, &files, report->errors != errors, now_ms, report);
    release_guide(guide);
    kept_release(site);
}
