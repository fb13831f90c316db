# The warnings every target is built with (curl's list, trimmed to what gcc 12 and clang 14 share).
add_library(kiosk_warnings INTERFACE)
target_compile_options(kiosk_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wwrite-strings -Wpointer-arith -Wcast-align
    -Wstrict-prototypes -Wold-style-definition -Wmissing-prototypes -Wmissing-declarations -Wredundant-decls
    -Wnested-externs -Wformat=2 -Wimplicit-fallthrough -Wsign-compare -Wconversion -Wno-sign-conversion
    -Wdouble-promotion -Wunused)
if(KIOSK_WERROR)
    target_compile_options(kiosk_warnings INTERFACE -Werror)
endif()
target_compile_definitions(kiosk_warnings INTERFACE _GNU_SOURCE _TIME_BITS=64 _FILE_OFFSET_BITS=64)
if(CMAKE_BUILD_TYPE MATCHES "Rel")
    target_compile_options(kiosk_warnings INTERFACE -fstack-protector-strong -fstack-clash-protection)
    target_compile_definitions(kiosk_warnings INTERFACE _FORTIFY_SOURCE=2)
    target_link_options(kiosk_warnings INTERFACE -Wl,-z,relro,-z,now)
endif()
if(KIOSK_SANITIZE)
    target_compile_options(kiosk_warnings INTERFACE -fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(kiosk_warnings INTERFACE -fsanitize=${KIOSK_SANITIZE})
endif()
