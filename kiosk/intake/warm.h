/* Loads what the parsers would otherwise load when first used, while there still are files to load from. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

bool warm_pictures(struct fail *fail) MUST_CHECK;
bool warm_texts(struct fail *fail) MUST_CHECK;
bool warm_nothing(struct fail *fail) MUST_CHECK; /* for what uses no library; always true */
