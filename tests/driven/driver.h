/* Plays a written visit: through the same filter, the same targets, the same frames as a real one. */
#pragma once

#include "driven/script.h"
#include "player/visit.h"

/* The script must outlive it. */
struct visit_driver script_driver(struct script *script);
