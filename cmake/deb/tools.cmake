cmake_policy(VERSION 3.25)
# Run by cpack. Without these tools it would make packages that depend on nothing, install, and do not start.
if(CPACK_GENERATOR STREQUAL DEB)
    find_program(FILE_PROGRAM file)
    find_program(SHLIBDEPS_PROGRAM dpkg-shlibdeps)
    if(NOT FILE_PROGRAM OR NOT SHLIBDEPS_PROGRAM)
        message(FATAL_ERROR "No package was made: the programs that find out what it depends on are missing; install them with: apt install file dpkg-dev")
    endif()
endif()
# kiosk-desk brings its page, which npm builds: as it is in the checkout now, or there is no such package.
if(desk IN_LIST CPACK_COMPONENTS_ALL)
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${CPACK_KIOSK_BUILD} --target kiosk_desk_page
        RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT status EQUAL 0)
        list(REMOVE_ITEM CPACK_COMPONENTS_ALL desk)
        string(STRIP "${said}" said)
        message(WARNING "kiosk-desk is not packaged, only kiosk-player: its page cannot be built here, for which npm is needed (tests/install page, then cmake --preset release):\n${said}")
    endif()
endif()
