# What a package holds, and the package itself: `cpack` in build/release.
set(KIOSK_MAINTAINER "Kiosk maintainers <kiosk@signage.example>" CACHE STRING "Who looks after the package: Name <address>")
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME player)
set(documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/kiosk-player)
set(desk_documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/kiosk-desk)
set(film_documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/kiosk-film)
set(private lib/kiosk-player)

foreach(program kiosk kiosk-sync kiosk-intake kioskctl)
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endforeach()
foreach(program kiosk-desk kiosk-preview kiosk-sign)
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT desk)
endforeach()
if(TARGET kiosk-film)
    install(TARGETS kiosk-film RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT film)
    install(FILES cmake/deb/copyright DESTINATION ${film_documents} COMPONENT film)
endif()
install(PROGRAMS systemd/kiosk-quiet-boot DESTINATION ${CMAKE_INSTALL_SBINDIR})

install(FILES systemd/kiosk.service systemd/kiosk-sync.service systemd/kiosk-lockdown.service DESTINATION lib/systemd/system)
install(FILES systemd/kiosk-sign.service systemd/kiosk-desk.service systemd/kiosk-addresses.service systemd/kiosk-addresses.timer
    DESTINATION lib/systemd/system COMPONENT desk)
install(PROGRAMS systemd/lockdown DESTINATION ${private})
install(TARGETS kiosk-voice RUNTIME DESTINATION ${private})
install(PROGRAMS systemd/kiosk-generator DESTINATION lib/systemd/system-generators)
install(PROGRAMS systemd/kiosk-desk-generator DESTINATION lib/systemd/system-generators COMPONENT desk)
install(FILES systemd/getty-kiosk.conf DESTINATION lib/systemd/system/getty@.service.d RENAME 50-kiosk.conf)
install(FILES systemd/system-kiosk.conf DESTINATION lib/systemd/system.conf.d RENAME 50-kiosk.conf)
install(DIRECTORY ${PROJECT_BINARY_DIR}/desk-page/ DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/kiosk-desk/page COMPONENT desk OPTIONAL)

# Debian wants man pages and the changelog compressed, always the same bytes for the same text.
find_program(GZIP gzip REQUIRED)
set(compressed)
function(install_compressed component source destination)
    get_filename_component(name ${source} NAME)
    set(folder ${PROJECT_BINARY_DIR}/compressed/${component})
    set(target ${folder}/${name}.gz)
    add_custom_command(OUTPUT ${target} DEPENDS ${source} VERBATIM
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${CMAKE_COMMAND} -E copy ${source} ${folder}/${name}
        COMMAND ${GZIP} -9nf ${folder}/${name})
    install(FILES ${target} DESTINATION ${destination} COMPONENT ${component})
    set(compressed ${compressed} ${target} PARENT_SCOPE)
endfunction()
foreach(section 1 8)
    file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/man/*.${section})
    foreach(page IN LISTS pages)
        set(component player)
        if(page MATCHES "/kiosk-(desk|preview|sign)\\.[0-9]$")
            set(component desk)
        elseif(page MATCHES "/kiosk-film\\.[0-9]$")
            if(NOT TARGET kiosk-film)
                continue()
            endif()
            set(component film)
        endif()
        install_compressed(${component} ${page} ${CMAKE_INSTALL_MANDIR}/man${section})
    endforeach()
endforeach()
install_compressed(player ${PROJECT_SOURCE_DIR}/cmake/deb/changelog ${documents})
install_compressed(desk ${PROJECT_SOURCE_DIR}/cmake/deb/desk/changelog ${desk_documents})
if(TARGET kiosk-film)
    install_compressed(film ${PROJECT_SOURCE_DIR}/cmake/deb/film/changelog ${film_documents})
endif()
add_custom_target(compressed ALL DEPENDS ${compressed})

install(FILES cmake/deb/copyright README.md CONTRIBUTING.md CHANGELOG.md systemd/screen.json.example systemd/input.rules.example DESTINATION ${documents})
install(FILES cmake/deb/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides RENAME kiosk-player)
install(FILES cmake/deb/copyright systemd/desk.example systemd/nginx.example DESTINATION ${desk_documents} COMPONENT desk)
install(DIRECTORY docs DESTINATION ${documents})
install(FILES assets/screenshot.png assets/screenshot-guide.png assets/screenshot-desk.png assets/screenshot-design.png DESTINATION ${documents}/assets)
# for who writes a site with the package alone: the default site, whole, with its schemas and what explains it
install(DIRECTORY playlists assets fonts DESTINATION ${documents}/examples/site
        PATTERN "screenshot*.png" EXCLUDE PATTERN source EXCLUDE PATTERN .gitkeep EXCLUDE)

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL player desk)
if(TARGET kiosk-film)
    list(APPEND CPACK_COMPONENTS_ALL film)
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_PACKAGE_CONTACT "${KIOSK_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/deb/tools.cmake)
set(CPACK_KIOSK_BUILD ${PROJECT_BINARY_DIR})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PLAYER_PACKAGE_NAME kiosk-player)
set(CPACK_DEBIAN_PLAYER_DESCRIPTION "signage and touch guide for a town hall and its library
Shows slides, events, opening hours and news in several languages on
a screen without a desktop, helps newcomers at the touchscreen, is fed over
HTTPS with signed content, and goes on playing without a network.

The player draws on the console (KMSDRM). It starts once
/etc/kiosk/screen.json says which screen this is; from then on the machine's
own terminals take no logins, and keys that would lead a visitor out of the
player are dead. Removing the package gives the console back.")
# SDL loads EGL, GLES and through them Mesa's drivers by itself, where shlibdeps does not see it
set(CPACK_DEBIAN_PLAYER_PACKAGE_DEPENDS "adduser, ca-certificates, fonts-inter, fonts-material-design-icons-iconfont, fonts-noto-core, kbd, libegl1, libgbm1, libgl1, libgl1-mesa-dri, libgles2")
set(CPACK_DEBIAN_PLAYER_PACKAGE_RECOMMENDS "espeak-ng, fonts-noto-cjk, fonts-noto-color-emoji, kiosk-film, systemd-timesyncd | time-daemon")
# kioskctl film add, on whichever machine films are made: a screen never runs it
set(CPACK_DEBIAN_PLAYER_PACKAGE_SUGGESTS "ffmpeg")
set(CPACK_DEBIAN_PLAYER_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/deb/postinst ${PROJECT_SOURCE_DIR}/cmake/deb/prerm
    ${PROJECT_SOURCE_DIR}/cmake/deb/postrm)

set(CPACK_DEBIAN_DESK_PACKAGE_NAME kiosk-desk)
set(CPACK_DEBIAN_DESK_DESCRIPTION "staff desk for signage of a town hall and its library
The server on which staff change in a browser what every screen shows: both
languages side by side, with the very pixels of the screen, published and
signed, and on the screens within seconds.

It starts once it was set up with the command kiosk-desk setup. The jail in
which uploaded pictures are read, the fonts and kioskctl come with
kiosk-player, which does nothing more on a machine that is no screen.")
# pictures are read by kiosk-intake, and painted as the player of the same version does
set(CPACK_DEBIAN_DESK_PACKAGE_DEPENDS "adduser, kiosk-player (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DESK_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/deb/desk/postinst ${PROJECT_SOURCE_DIR}/cmake/deb/desk/prerm
    ${PROJECT_SOURCE_DIR}/cmake/deb/desk/postrm)

set(CPACK_DEBIAN_FILM_PACKAGE_NAME kiosk-film)
set(CPACK_DEBIAN_FILM_DESCRIPTION "decoder of films for the signage player kiosk-player
Decodes the films of a site in a jail, for the player beside it. Without this
package a screen shows a film's poster, and says so in its status.

It is a package of its own because of the libraries of FFmpeg: they are large,
and Debian builds them under the GPL.")
# they speak one protocol
set(CPACK_DEBIAN_FILM_PACKAGE_DEPENDS "kiosk-player (= ${PROJECT_VERSION})")
include(CPack)
