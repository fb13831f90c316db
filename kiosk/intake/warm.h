/* Loads what the parsers would otherwise load when first used, while there still are files to load from. */
#pragma once

#include <stdbool.h>

#include "core/compiler.h"
#include "core/fail.h"

bool warm_pictures(struct fail *fail) MUST_CHECK;
bool warm_texts(struct fail *fail) MUST_CHECK;
