/* What an SVG may say comes out right, or is refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/draw/pixels.h"
#include "intake/intake.h"

static bool take(const char *svg, struct pixels *pixels, struct fail *fail) {
    char *out = NULL;
    size_t size = 0;
    struct intake_options options = {0};
    bool ok = picture_intake(svg, strlen(svg), &options, &out, &size, fail);
    if (ok)
        assert_true(pixels_decode(out, size, pixels, fail));
    free(out);
    return ok;
}

/* Of a drawing of 20 × 20: what it has at (5, 10) and (15, 10). */
#define SVG(inside)                                                                                          \
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='20' "         \
    "height='20'>" inside "</svg>"
#define ALL "width='20' height='20'"

static int difference(uint32_t a, uint32_t b) {
    int most = a >> 24 == 0 && b >> 24 == 0 ? 255 : 0;
    if (most)
        return 0;
    for (int shift = 0; shift < 32; shift += 8) {
        int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = d > most ? d : most;
    }
    return most;
}

static void test_right(void **state) {
    (void)state;
    static const struct {
        const char *svg;
        uint32_t left, right;
    } rows[] = {
        {SVG("<rect " ALL " fill='darkorange'/>"), 0xFFFF8C00, 0xFFFF8C00},
        {SVG("<rect " ALL " fill='RebeccaPurple'/>"), 0xFF663399, 0xFF663399},
        {SVG("<rect " ALL " fill='rgb(255, 128, 0)'/>"), 0xFFFF8000, 0xFFFF8000},
        {SVG("<rect " ALL " fill='rgb(100% 50% 0%)'/>"), 0xFFFF8000, 0xFFFF8000},
        {SVG("<rect " ALL " fill='rgba(255,0,0,0.5)'/>"), 0x80FF0000, 0x80FF0000},
        {SVG("<rect " ALL " style='fill: rgb(255 0 0 / 50%) !important'/>"), 0x80FF0000, 0x80FF0000},
        {SVG("<rect " ALL " fill='hsl(120, 100%, 50%)'/>"), 0xFF00FF00, 0xFF00FF00},
        {SVG("<rect " ALL " fill='#f008'/>"), 0x88FF0000, 0x88FF0000},
        {SVG("<rect " ALL " fill='transparent'/>"), 0, 0},
        {SVG("<g color='lime'><rect " ALL " fill='currentColor'/></g>"), 0xFF00FF00, 0xFF00FF00},
        {SVG("<g fill='red' style='fill:blue'><rect " ALL "/></g>"), 0xFF0000FF, 0xFF0000FF},
        {SVG("<g fill='red'><rect " ALL " fill='inherit'/></g>"), 0xFFFF0000, 0xFFFF0000},
        {SVG("<g opacity='.5'><rect " ALL " opacity='0.5'/></g>"), 0x40000000, 0x40000000},
        {SVG("<g display='none'><text>x</text></g><rect " ALL "/>"), 0xFF000000, 0xFF000000},
        {SVG("<g visibility='hidden'><rect " ALL "/><rect width='10' height='20' visibility='visible'/></g>"),
         0xFF000000, 0},
        /* half a circle to the left of x = 10, its arc as svgo packs it */
        {SVG("<path d='M10 0a10 10 0 0010 10V20H0V0z' fill='red'/>"), 0xFFFF0000, 0xFFFF0000},
        {SVG("<path d='M10 0a10 10 0 1 0 0 20z' fill='red'/>"), 0xFFFF0000, 0},
        {SVG("<path d='M10,0a10,10,0,100,20z' fill='red'/>"), 0xFFFF0000, 0},
        {SVG("<path d='M10 0a1e1.1e2 0 10-.0 20z' fill='red'/>"), 0xFFFF0000, 0},
        {SVG("<polygon points='0,0 10,0,10 20-0 20'/>"), 0xFF000000, 0},
        {SVG("<rect " ALL " fill='url(#a)'/><linearGradient id='a'><stop offset='0' stop-color='red'/>"
             "<stop offset='1' stop-color='red'/></linearGradient>"),
         0xFFFF0000, 0xFFFF0000},
        {SVG("<linearGradient id='a' x1='.5' x2='0.5001'><stop stop-color='red'/><stop offset='100%' "
             "style='stop-color:rgba(0,0,255,1)'/></linearGradient><rect " ALL
             " fill='url(&quot;#a&quot;) blue'/>"),
         0xFFFF0000, 0xFF0000FF},
        {SVG("<linearGradient id='b' xlink:href='#a'/><linearGradient id='a'><stop stop-color='blue'/>"
             "</linearGradient><rect " ALL " fill='url(#b)' fill-opacity='.5'/>"),
         0x800000FF, 0x800000FF},
        {SVG("<rect " ALL " fill='url(#none) lime'/>"), 0xFF00FF00, 0xFF00FF00},
        {SVG("<rect " ALL " fill='url(#none)'/>"), 0, 0},
        {SVG("<title>href='https://x.example' &lt;image</title><!-- <image href='x'/> --><rect " ALL "/>"),
         0xFF000000, 0xFF000000},
        {"<s:svg xmlns:s='http://www.w3.org/2000/svg' width='20' height='20'><s:rect width='10' "
         "height='20'/></s:svg>",
         0xFF000000, 0},
        {"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
         "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG("<rect " ALL "/>"),
         0xFF000000, 0xFF000000},
        {SVG("<defs><clipPath id='c'><rect/></clipPath><text>unused</text></defs><rect " ALL "/>"),
         0xFF000000, 0xFF000000},
        {SVG("<text> </text><a><rect " ALL " transform='translate(10,0) scale(1)'/></a>"), 0, 0xFF000000},
        {SVG("<x:y xmlns:x='urn:editor'><x:image href='file:///x'/></x:y><rect " ALL "/>"), 0xFF000000,
         0xFF000000},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pixels pixels = {0};
        struct fail fail = {0};
        if (!take(rows[i].svg, &pixels, &fail))
            fail_msg("%s: %s", rows[i].svg, fail.text);
        uint32_t left = pixels.data[10 * 20 + 5], right = pixels.data[10 * 20 + 15];
        pixels_finish(&pixels);
        if (difference(left, rows[i].left) > 3 || difference(right, rows[i].right) > 3)
            fail_msg("%s: %08x %08x", rows[i].svg, left, right);
    }
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *svg, *why;
    } rows[] = {
        {SVG("\n<text x='1'>Ny</text>"), "contains <text> (line 2)"},
        {SVG("<g><svg/></g>"), "<svg>"},
        {SVG("<use xlink:href='#a'/>"), "<use>"},
        {SVG("<symbol id='a'/><use href='#a'/>"), "clones"},
        {SVG("<image href='file:///etc/passwd'/>"), "<image>"},
        {SVG("<style>rect { fill: red }</style>"), "style sheet"},
        {SVG("<script>1</script>"), "<script>"},
        {SVG("<defs><script/></defs>"), "<script>"},
        {SVG("<foreignObject/>"), "<foreignObject>"},
        {SVG("<switch/>"), "<switch>"},
        {SVG("<mesh/>"), "<mesh>"},
        {SVG("<g clip-path='url(#c)'/>"), "clip-path"},
        {SVG("<g style='mask:url(#c)'/>"), "mask"},
        {SVG("<g filter='url(#c)'/>"), "filter"},
        {SVG("<path marker-end='url(#c)'/>"), "markers"},
        {SVG("<g style='mix-blend-mode:multiply'/>"), "mix-blend-mode"},
        {SVG("<pattern id='p'><stop/></pattern><rect " ALL " fill='url(#p)'/>"), "pattern"},
        {SVG("<rect " ALL " fill='color-mix(in srgb, red, blue)'/>"), "colour"},
        {SVG("<rect width='calc(1px + 2px)' height='1'/>"), "length"},
        {SVG("<g transform='rotate(45deg)'/>"), "transform"},
        {SVG("<path d='M0 0L1'/>"), "path data"},
        {SVG("<path d='L1 1'/>"), "path data"},
        {SVG("<path d='M0 0a1 1 0 2 0 1 1'/>"), "path data"},
        {SVG("<line stroke='red' stroke-dasharray='1 2 3 4 5 6 7 8 9'/>"), "eight"},
        {SVG("<radialGradient id='a' fx='.1'><stop/></radialGradient><rect " ALL " fill='url(#a)'/>"),
         "focus"},
        {SVG("<linearGradient id='a' spreadMethod='repeat'><stop/></linearGradient><rect " ALL
             " fill='url(#a)'/>"),
         "repeats"},
        {SVG("<a xlink:href='https://x.example'/>"), "outside itself"},
        {SVG("<rect style='fill:url(https://x.example/#a)'/>"), "outside itself"},
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG("&a;"), "DOCTYPE"},
        {"<?xml-stylesheet href='x'?>" SVG(""), "style sheet"},
        {"<svg width='9' height='9'>", "cut short"},
        {"<svg/>", "neither a width"},
        {"<svg width='1' height='100000'/>", "a thousand times"},
        {"<html><body/></html>", "not a PNG"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pixels pixels;
        struct fail fail = {0};
        if (take(rows[i].svg, &pixels, &fail) || !strstr(fail.text, rows[i].why))
            fail_msg("%s: %s", rows[i].svg, fail.text[0] ? fail.text : "taken");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_right), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
