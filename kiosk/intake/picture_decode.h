/* One decoder for each raster format, by the library made for it: SDL_image gets CMYK JPEG and grey PNG with
 * transparency wrong, and needs a large picture several times in memory. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "intake/picture_rows.h"

/* Puts all rows of the picture into `rows`, which is initialised, between picture_rows_begin and _finish. */
typedef bool picture_decoder(const uint8_t *bytes, size_t size, struct picture_rows *rows, struct fail *fail);

picture_decoder picture_jpeg; /* also CMYK and YCCK, as Photoshop stores them */
picture_decoder picture_png;
picture_decoder picture_webp;
