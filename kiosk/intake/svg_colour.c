#include "intake/svg_colour.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MAX = 80 };

static const struct {
    const char *name;
    uint32_t rgb;
} names[] = {
    {"aliceblue", 0xf0f8ff},
    {"antiquewhite", 0xfaebd7},
    {"aqua", 0x00ffff},
    {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff},
    {"beige", 0xf5f5dc},
    {"bisque", 0xffe4c4},
    {"black", 0x000000},
    {"blanchedalmond", 0xffebcd},
    {"blue", 0x0000ff},
    {"blueviolet", 0x8a2be2},
    {"brown", 0xa52a2a},
    {"burlywood", 0xdeb887},
    {"cadetblue", 0x5f9ea0},
    {"chartreuse", 0x7fff00},
    {"chocolate", 0xd2691e},
    {"coral", 0xff7f50},
    {"cornflowerblue", 0x6495ed},
    {"cornsilk", 0xfff8dc},
    {"crimson", 0xdc143c},
    {"cyan", 0x00ffff},
    {"darkblue", 0x00008b},
    {"darkcyan", 0x008b8b},
    {"darkgoldenrod", 0xb8860b},
    {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xa9a9a9},
    {"darkkhaki", 0xbdb76b},
    {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f},
    {"darkorange", 0xff8c00},
    {"darkorchid", 0x9932cc},
    {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a},
    {"darkseagreen", 0x8fbc8f},
    {"darkslateblue", 0x483d8b},
    {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f},
    {"darkturquoise", 0x00ced1},
    {"darkviolet", 0x9400d3},
    {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222},
    {"floralwhite", 0xfffaf0},
    {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff},
    {"gainsboro", 0xdcdcdc},
    {"ghostwhite", 0xf8f8ff},
    {"gold", 0xffd700},
    {"goldenrod", 0xdaa520},
    {"gray", 0x808080},
    {"grey", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xadff2f},
    {"honeydew", 0xf0fff0},
    {"hotpink", 0xff69b4},
    {"indianred", 0xcd5c5c},
    {"indigo", 0x4b0082},
    {"ivory", 0xfffff0},
    {"khaki", 0xf0e68c},
    {"lavender", 0xe6e6fa},
    {"lavenderblush", 0xfff0f5},
    {"lawngreen", 0x7cfc00},
    {"lemonchiffon", 0xfffacd},
    {"lightblue", 0xadd8e6},
    {"lightcoral", 0xf08080},
    {"lightcyan", 0xe0ffff},
    {"lightgoldenrodyellow", 0xfafad2},
    {"lightgray", 0xd3d3d3},
    {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3},
    {"lightpink", 0xffb6c1},
    {"lightsalmon", 0xffa07a},
    {"lightseagreen", 0x20b2aa},
    {"lightskyblue", 0x87cefa},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xb0c4de},
    {"lightyellow", 0xffffe0},
    {"lime", 0x00ff00},
    {"limegreen", 0x32cd32},
    {"linen", 0xfaf0e6},
    {"magenta", 0xff00ff},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa},
    {"mediumblue", 0x0000cd},
    {"mediumorchid", 0xba55d3},
    {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371},
    {"mediumslateblue", 0x7b68ee},
    {"mediumspringgreen", 0x00fa9a},
    {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xf5fffa},
    {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5},
    {"navajowhite", 0xffdead},
    {"navy", 0x000080},
    {"oldlace", 0xfdf5e6},
    {"olive", 0x808000},
    {"olivedrab", 0x6b8e23},
    {"orange", 0xffa500},
    {"orangered", 0xff4500},
    {"orchid", 0xda70d6},
    {"palegoldenrod", 0xeee8aa},
    {"palegreen", 0x98fb98},
    {"paleturquoise", 0xafeeee},
    {"palevioletred", 0xdb7093},
    {"papayawhip", 0xffefd5},
    {"peachpuff", 0xffdab9},
    {"peru", 0xcd853f},
    {"pink", 0xffc0cb},
    {"plum", 0xdda0dd},
    {"powderblue", 0xb0e0e6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xff0000},
    {"rosybrown", 0xbc8f8f},
    {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513},
    {"salmon", 0xfa8072},
    {"sandybrown", 0xf4a460},
    {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee},
    {"sienna", 0xa0522d},
    {"silver", 0xc0c0c0},
    {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f},
    {"steelblue", 0x4682b4},
    {"tan", 0xd2b48c},
    {"teal", 0x008080},
    {"thistle", 0xd8bfd8},
    {"tomato", 0xff6347},
    {"turquoise", 0x40e0d0},
    {"violet", 0xee82ee},
    {"wheat", 0xf5deb3},
    {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5},
    {"yellow", 0xffff00},
    {"yellowgreen", 0x9acd32},
};

static double clamp(double value, double most) {
    return value > 0 ? value < most ? value : most : 0;
}

static bool hex(const char *digits, uint32_t *rgb, double *alpha) {
    size_t length = strspn(digits, "0123456789abcdefABCDEF");
    if (digits[length] != '\0' || (length != 3 && length != 4 && length != 6 && length != 8))
        return false;
    uint32_t parts[4] = {0, 0, 0, 255};
    size_t each = length > 4 ? 2 : 1;
    for (size_t i = 0; i * each < length; i++) {
        char part[3] = {digits[i * each], digits[i * each + each - 1], '\0'};
        parts[i] = (uint32_t)strtoul(part, NULL, 16);
    }
    *rgb = parts[0] << 16 | parts[1] << 8 | parts[2];
    *alpha = parts[3] / 255.0;
    return true;
}

static uint32_t byte(double value) {
    return (uint32_t)(clamp(value, 255) + 0.5);
}

/* CSS Color 4 §7.1 */
static uint32_t hsl(double hue, double saturation, double lightness) {
    uint32_t rgb = 0;
    static const int offsets[3] = {0, 8, 4};
    for (int i = 0; i < 3; i++) {
        double k = fmod(fmod(offsets[i] + hue / 30, 12) + 12, 12);
        double a = saturation * fmin(lightness, 1 - lightness);
        rgb = rgb << 8 | byte(255 * (lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1))));
    }
    return rgb;
}

/* Three or four numbers, with commas or spaces, and "/" before the fourth. */
static int arguments(const char *at, double values[4], bool percent[4]) {
    int count = 0;
    for (; *at && *at != ')'; count++) {
        char *end;
        at += strspn(at, " \t\r\n,/");
        if (*at == ')')
            break;
        double value = count < 4 ? strtod(at, &end) : 0;
        if (count == 4 || end == at || !isfinite(value))
            return 0;
        percent[count] = *end == '%';
        values[count] = value;
        at = end + percent[count];
        at += strncasecmp(at, "deg", 3) == 0 ? 3 : 0;
    }
    return *at == ')' && at[1] == '\0' ? count : 0;
}

static bool function(const char *text, uint32_t *rgb, double *alpha) {
    double values[4] = {0, 0, 0, 1};
    bool percent[4] = {false}, is_hsl = strncasecmp(text, "hsl", 3) == 0;
    if (!is_hsl && strncasecmp(text, "rgb", 3) != 0)
        return false;
    text += 3 + (text[3] == 'a' || text[3] == 'A');
    if (*text != '(' || arguments(text + 1, values, percent) < 3)
        return false;
    *alpha = clamp(percent[3] ? values[3] / 100 : values[3], 1);
    if (is_hsl) {
        *rgb = hsl(values[0], clamp(values[1] / 100, 1), clamp(values[2] / 100, 1));
        return percent[1] && percent[2];
    }
    *rgb = 0;
    for (int i = 0; i < 3; i++)
        *rgb = *rgb << 8 | byte(percent[i] ? values[i] * 2.55 : values[i]);
    return true;
}

bool svg_colour(const char *text, uint32_t *rgb, double *alpha) {
    char own[TEXT_MAX];
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    if (length == 0 || length >= sizeof(own))
        return false;
    memcpy(own, text, length);
    own[length] = '\0';
    if (*own == '#')
        return hex(own + 1, rgb, alpha);
    *alpha = strcasecmp(own, "transparent") == 0 ? 0 : 1;
    *rgb = 0;
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcasecmp(names[i].name, own) == 0) {
            *rgb = names[i].rgb;
            return true;
        }
    return *alpha <= 0 || function(own, rgb, alpha);
}
