/* How a picture fills its box. */
#pragma once

enum picture_fit { FIT_COVER, FIT_CONTAIN };
