/* What the painter does all its life: questions in, pictures or reasons out. */
#pragma once

#include "desk/preview/shelf.h"

/* Says that it is ready, answers until the desk has gone or talks of what is not understood, and returns. */
void answers_give(int desk, struct shelf *shelf, bool fenced);
