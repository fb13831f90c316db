#include "desk/work/guide_basis.h"

#include <sodium.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "desk/work/references.h"

/* As the guide's loader looks for it. NULL: it is not there. */
static const struct slide *find_slide(const struct guide_basis *basis, struct arena *arena,
                                      const struct json_value *written) {
    const char *text = value_text(written);
    const struct said *why;
    const char *name = text ? plain_text(arena, text, false, &why) : NULL;
    return name ? site_slide(basis->site, name) : NULL;
}

/* False: no memory. */
static bool find_shown(struct guide_basis *basis) {
    struct arena *arena = basis->guide.arena;
    const struct json_value *pages = value_member(basis->guide.root, "pages");
    size_t room = value_length(pages);
    basis->shown = room ? arena_alloc(arena, room * sizeof(const struct slide *)) : NULL;
    for (size_t i = 0; basis->shown && i < room; i++) {
        const struct json_value *slide = value_member(value_item(pages, i), "slide");
        if (slide)
            basis->shown[basis->shown_count++] = find_slide(basis, arena, slide);
    }
    return !room || (basis->shown && !arena_wanted(arena));
}

/* False: no memory. */
static bool find_named(struct guide_basis *basis) {
    const struct json_value *actions = value_member(basis->policy.root, "actions");
    size_t room = 0;
    for (size_t i = 0; i < value_length(actions); i++)
        room += value_length(value_member(value_item(actions, i), "slides"));
    basis->named = room ? arena_alloc(basis->policy.arena, room * sizeof(const struct slide *)) : NULL;
    for (size_t i = 0; basis->named && i < value_length(actions); i++) {
        const struct json_value *slides = value_member(value_item(actions, i), "slides");
        for (size_t k = 0; k < value_length(slides); k++)
            basis->named[basis->named_count++] =
                find_slide(basis, basis->policy.arena, value_item(slides, k));
    }
    return !room || (basis->named && !arena_wanted(basis->policy.arena));
}

static bool is_among(const struct slide *slide, const struct slide *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (list[i] == slide)
            return true;
    return false;
}

static void add(crypto_generichash_state *state, const char *word) {
    crypto_generichash_update(state, (const unsigned char *)word, strlen(word) + 1);
}

/* All that is written of a slide, and where it stands. False: no memory. */
static bool add_slide(crypto_generichash_state *state, const struct site_tree *tree,
                      const struct slide *slide) {
    struct playlist_text text;
    bool fine = playlist_text_init(&text, tree, slide->file, NULL) == OUTCOME_DONE;
    const struct json_value *written = playlist_text_slide(&text, slide->id);
    size_t end = text.size;
    for (size_t i = 0; written && i < value_length(text.slides); i++) {
        uint32_t at = value_item(text.slides, i)->at;
        end = at > written->at && at < end ? at : end;
    }
    if (written) {
        crypto_generichash_update(state, (const unsigned char *)&written->spot, sizeof written->spot);
        crypto_generichash_update(state, (const unsigned char *)text.bytes + written->at, end - written->at);
    }
    playlist_text_finish(&text);
    return fine;
}

bool guide_basis_name(const struct guide_basis *basis, struct hash *out) {
    const struct site_tree *tree = basis->tree;
    const struct site *site = basis->site;
    crypto_generichash_state state;
    unsigned char bits[HASH_SIZE];
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    for (size_t i = 0; i < tree->count; i++)
        if (!is_playlist(tree->files[i].path)) {
            add(&state, tree->files[i].path);
            add(&state, tree->files[i].hash.hex);
        }
    for (size_t p = 0; p < site->playlist_count; p++) {
        add(&state, site->playlists[p].file);
        add(&state, site->playlists[p].visit ? "visit" : "list");
        add(&state, site->playlists[p].faulty ? "faulty" : "whole");
    }
    add(&state, site->loaded.unread > 0 ? "unread" : "read");
    for (size_t i = 0; i < basis->named_count; i++)
        add(&state, basis->named[i] ? "there" : "absent");
    bool fine = true;
    for (size_t i = 0; i < basis->shown_count; i++) {
        add(&state, basis->shown[i] ? basis->shown[i]->file : "absent");
        fine = fine && (!basis->shown[i] || add_slide(&state, tree, basis->shown[i]));
    }
    crypto_generichash_final(&state, bits, sizeof bits);
    *out = hash_of_bits(bits);
    return fine;
}

static void outline_slide(const struct guide_basis *basis, const struct slide *slide, struct playlist *out) {
    if (is_among(slide, basis->shown, basis->shown_count))
        out->slides[out->slide_count++] = *slide;
    else if (is_among(slide, basis->named, basis->named_count))
        out->slides[out->slide_count++].id = slide->id;
}

bool guide_basis_outline(const struct guide_basis *basis, struct arena *arena, struct site *out) {
    const struct site *site = basis->site;
    struct playlist *playlists = arena_alloc(arena, (site->playlist_count + 1) * sizeof *playlists);
    for (size_t p = 0; playlists && p < site->playlist_count; p++) {
        const struct playlist *whole = &site->playlists[p];
        playlists[p] = *whole;
        if (whole->visit)
            continue;
        playlists[p] = (struct playlist){.file = whole->file, .faulty = whole->faulty};
        playlists[p].slides = arena_alloc(arena, (whole->slide_count + 1) * sizeof *whole->slides);
        for (size_t s = 0; playlists[p].slides && s < whole->slide_count; s++)
            outline_slide(basis, &whole->slides[s], &playlists[p]);
    }
    *out = *site;
    out->arena = arena;
    out->playlists = playlists;
    return playlists && !arena_refused(arena);
}

bool guide_basis_init(struct guide_basis *basis, struct site_tree *tree, const struct site *site) {
    *basis = (struct guide_basis){.tree = tree, .site = site};
    return playlist_text_init(&basis->policy, tree, POLICY_FILE, NULL) == OUTCOME_DONE && find_named(basis) &&
           playlist_text_init(&basis->guide, tree, GUIDE_FILE, NULL) == OUTCOME_DONE && find_shown(basis);
}

void guide_basis_finish(struct guide_basis *basis) {
    playlist_text_finish(&basis->policy);
    playlist_text_finish(&basis->guide);
}
