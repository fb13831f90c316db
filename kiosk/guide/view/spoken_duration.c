#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "guide/view/spoken_parts.h"

enum { LENGTH_MAX = 120 };

void spoken_duration(const char *language, int seconds, char *out, size_t size) {
    enum { MINUTE = 60 };
    const UChar *units = seconds < MINUTE        ? u"unit/second unit-width-full-name"
                         : seconds % MINUTE == 0 ? u"unit/minute unit-width-full-name"
                                                 : u"unit/minute-and-second unit-width-full-name";
    UErrorCode failed = U_ZERO_ERROR;
    UChar words[LENGTH_MAX];
    int32_t length = 0;
    UNumberFormatter *formatter = unumf_openForSkeletonAndLocale(units, -1, language, &failed);
    UFormattedNumber *result = unumf_openResult(&failed);
    *out = '\0';
    if (seconds > 0) {
        double value = seconds < MINUTE ? seconds : (double)seconds / MINUTE;
        unumf_formatDouble(formatter, value, result, &failed);
        length = unumf_resultToString(result, words, LENGTH_MAX, &failed);
    }
    if (U_SUCCESS(failed) && length > 0 && length < LENGTH_MAX)
        u_strToUTF8(out, (int32_t)size - 1, NULL, words, length, &failed);
    if (U_FAILURE(failed))
        *out = '\0';
    out[size - 1] = '\0';
    unumf_closeResult(result);
    unumf_close(formatter);
}
