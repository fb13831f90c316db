/* What ended a film: a number for the player, words for people. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/film/film_message.h"

/* Zero-initialised: nothing is wrong. */
struct film_fault {
    enum film_trouble trouble; /* 0: none */
    struct fail why;
};
/* Keeps the first that is said, since what follows is its consequence. Always returns false. */
bool film_fault_set(struct film_fault *fault, enum film_trouble trouble, const char *format, ...)
    PRINTF_LIKE(3, 4);
