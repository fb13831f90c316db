#include "ctl/pdf.h"

#include <hpdf.h>
#include <stdlib.h>

/* Points of 1/72 inch (ISO 32000-1 §8.3.2.3). */
#define POINTS_A_MM (72 / 25.4)

/* libharu remembers the first error; it is asked where it matters. */
static void stay_silent(HPDF_STATUS error, HPDF_STATUS detail, void *context) {
    (void)error;
    (void)detail;
    (void)context;
}

struct pdf *pdf_create(void) {
    HPDF_Doc document = HPDF_New(stay_silent, NULL);
    if (document && HPDF_SetCompressionMode(document, HPDF_COMP_ALL) != HPDF_OK) {
        HPDF_Free(document);
        return NULL;
    }
    return (struct pdf *)document;
}

void pdf_destroy(struct pdf *pdf) {
    if (pdf)
        HPDF_Free((HPDF_Doc)pdf);
}

static unsigned char *plain(const struct pixels *picture) {
    size_t count = (size_t)picture->width * (size_t)picture->height;
    unsigned char *bytes = malloc(count * 3);
    for (size_t i = 0; bytes && i < count; i++)
        for (size_t channel = 0; channel < 3; channel++)
            bytes[i * 3 + channel] = (unsigned char)(picture->data[i] >> (16 - 8 * channel));
    return bytes;
}

bool pdf_add(struct pdf *pdf, const struct pixels *picture, double width_mm, double height_mm,
             struct fail *fail) {
    HPDF_Doc document = (HPDF_Doc)pdf;
    HPDF_REAL width = (HPDF_REAL)(width_mm * POINTS_A_MM), height = (HPDF_REAL)(height_mm * POINTS_A_MM);
    unsigned char *bytes = plain(picture);
    HPDF_Page page = bytes ? HPDF_AddPage(document) : NULL;
    HPDF_Image image = page ? HPDF_LoadRawImageFromMem(document, bytes, (HPDF_UINT)picture->width,
                                                       (HPDF_UINT)picture->height, HPDF_CS_DEVICE_RGB, 8)
                            : NULL;
    free(bytes);
    return (image && HPDF_Page_SetWidth(page, width) == HPDF_OK &&
            HPDF_Page_SetHeight(page, height) == HPDF_OK &&
            HPDF_Page_DrawImage(page, image, 0, 0, width, height) == HPDF_OK) ||
           fail_set(fail, "out of memory for a sheet of %d × %d", picture->width, picture->height);
}

bool pdf_bytes(struct pdf *pdf, char **bytes, size_t *size, struct fail *fail) {
    HPDF_Doc document = (HPDF_Doc)pdf;
    if (HPDF_SaveToStream(document) != HPDF_OK)
        return fail_set(fail, "out of memory for the PDF");
    HPDF_UINT32 count = HPDF_GetStreamSize(document);
    char *out = malloc(count);
    HPDF_STATUS status = out ? HPDF_ReadFromStream(document, (HPDF_BYTE *)out, &count) : HPDF_OK;
    if (!out || (status != HPDF_OK && status != HPDF_STREAM_EOF)) {
        free(out);
        return fail_set(fail, "out of memory for the PDF");
    }
    *bytes = out;
    *size = count;
    return true;
}
