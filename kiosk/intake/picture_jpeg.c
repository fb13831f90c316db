#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jerror.h>
#include <jpeglib.h>

#include "intake/picture_decode.h"

struct trouble {
    struct jpeg_error_mgr base;
    jmp_buf out_of;
    struct fail *fail;
    bool cut;
    uint8_t *in; /* one row, as decoded and as pixels */
    uint32_t *out;
};

_Noreturn static void stop(j_common_ptr info) {
    struct trouble *trouble = (struct trouble *)info->err;
    char text[JMSG_LENGTH_MAX];
    (*info->err->format_message)(info, text);
    if (info->err->msg_code == JERR_OUT_OF_MEMORY)
        fail_set(trouble->fail,
                 "the JPEG needs more memory than a picture may; save it without \"progressive\", or "
                 "smaller");
    else
        fail_set(trouble->fail, "cannot read the picture: %s", text);
    longjmp(trouble->out_of, 1);
}

/* libjpeg fills what is missing with grey: for a screen that is broken. */
static void warn(j_common_ptr info, int level) {
    struct trouble *trouble = (struct trouble *)info->err;
    if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF)
        trouble->cut = true;
}

/* The smallest of libjpeg's own sizes that is not smaller than what is wanted. */
static void choose_scale(struct jpeg_decompress_struct *info, const struct picture_rows *rows) {
    info->scale_num = 1;
    for (info->scale_denom = 8; info->scale_denom > 1; info->scale_denom /= 2) {
        jpeg_calc_output_dimensions(info);
        if ((int)info->output_width >= rows->width && (int)info->output_height >= rows->height)
            return;
    }
}

static void put_row(struct picture_rows *rows, const uint8_t *from, uint32_t *to, int components) {
    for (int x = 0; x < rows->source_width; x++, from += components) {
        uint32_t r = from[0], g = from[1], b = from[2];
        if (components == 4) { /* inks, stored as what they leave of the paper's white */
            uint32_t black = from[3];
            r = (r * black + 127) / 255;
            g = (g * black + 127) / 255;
            b = (b * black + 127) / 255;
        }
        to[x] = 0xFF000000 | r << 16 | g << 8 | b;
    }
    picture_rows_put(rows, to);
}

static void decode(struct jpeg_decompress_struct *info, struct picture_rows *rows, struct trouble *trouble) {
    jpeg_read_header(info, TRUE);
    info->out_color_space = info->num_components == 4 ? JCS_CMYK : JCS_RGB;
    choose_scale(info, rows);
    jpeg_start_decompress(info);
    int components = info->output_components;
    trouble->in = malloc((size_t)info->output_width * (size_t)components);
    trouble->out = malloc((size_t)info->output_width * sizeof *trouble->out);
    if (!trouble->in || !trouble->out ||
        !picture_rows_begin(rows, (int)info->output_width, (int)info->output_height))
        ERREXIT1(info, JERR_OUT_OF_MEMORY, 0);
    while (info->output_scanline < info->output_height) {
        jpeg_read_scanlines(info, &trouble->in, 1);
        put_row(rows, trouble->in, trouble->out, components);
    }
    jpeg_finish_decompress(info);
}

bool picture_jpeg(const uint8_t *bytes, size_t size, struct picture_rows *rows, struct fail *fail) {
    struct trouble trouble = {.fail = fail};
    struct jpeg_decompress_struct info = {.err = jpeg_std_error(&trouble.base)};
    volatile bool done = false;
    trouble.base.error_exit = stop;
    trouble.base.emit_message = warn;
    if (setjmp(trouble.out_of) == 0) {
        jpeg_create_decompress(&info);
        jpeg_mem_src(&info, bytes, size);
        decode(&info, rows, &trouble);
        done = !trouble.cut || fail_set(fail, "the picture is broken or cut short");
    }
    jpeg_destroy_decompress(&info);
    free(trouble.in);
    free(trouble.out);
    return done;
}
