# kiosk_desk_page: the page of the staff desk, built into desk-page/ of the build folder. By hand, since it fetches npm packages.
set(KIOSK_DESK_PAGE "" CACHE PATH "The staff desk's page as another machine has built it, in place of building it with npm")
find_program(NPM npm)
find_program(NODE node)
if(KIOSK_DESK_PAGE)
    add_custom_target(kiosk_desk_page COMMAND ${CMAKE_COMMAND} -E copy_directory ${KIOSK_DESK_PAGE} ${PROJECT_BINARY_DIR}/desk-page VERBATIM)
elseif(NPM AND NODE)
    set(page ${PROJECT_SOURCE_DIR}/kiosk/desk/web)
    file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${page}/src/*)
    add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/desk-page.packages
        DEPENDS ${page}/package.json ${page}/package-lock.json
        COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
        COMMAND ${CMAKE_COMMAND} -E touch ${PROJECT_BINARY_DIR}/desk-page.packages
        WORKING_DIRECTORY ${page} VERBATIM)
    add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/desk-page/index.html
        DEPENDS ${PROJECT_BINARY_DIR}/desk-page.packages ${page_sources} ${page}/build.mjs ${page}/pages.mjs ${page}/tsconfig.json
        COMMAND ${NPM} run --silent types
        COMMAND ${NODE} build.mjs ${PROJECT_BINARY_DIR}/desk-page
        WORKING_DIRECTORY ${page} VERBATIM)
    add_custom_target(kiosk_desk_page DEPENDS ${PROJECT_BINARY_DIR}/desk-page/index.html)
else()
    message(STATUS "npm is not installed, so the staff desk's page cannot be built (tests/install desk)")
endif()
