#include "sync/candidate.h"

#include <stdlib.h>

void candidate_finish(struct candidate *candidate) {
    manifest_destroy(candidate->manifest);
    free(candidate->bytes);
    free(candidate->signature);
    *candidate = (struct candidate){0};
}

struct generation_id candidate_id(const struct candidate *candidate) {
    return (struct generation_id){candidate->manifest->epoch, candidate->manifest->seq};
}

bool candidate_verify(struct candidate *candidate, const struct trust *trust, struct fail *fail) {
    return sign_verify(trust, candidate->bytes, candidate->size, candidate->signature,
                       candidate->signature_size, candidate->comment, fail);
}

bool candidate_read(struct candidate *candidate, struct fail *fail) {
    candidate->manifest = manifest_parse(candidate->bytes, candidate->size, fail);
    return candidate->manifest != NULL;
}

bool candidate_comment_agrees(const struct candidate *candidate) {
    return manifest_comment_agrees(candidate->manifest, candidate->comment);
}

void candidate_take(struct candidate *candidate, struct generation *generation) {
    candidate_finish(candidate);
    candidate->manifest = generation->manifest;
    candidate->from_disk = true;
    generation->manifest = NULL;
}
