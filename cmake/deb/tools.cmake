# Run by cpack: without these tools it would make a package that depends on nothing, installs, and does not start.
if(CPACK_GENERATOR STREQUAL DEB)
    find_program(FILE_PROGRAM file)
    find_program(SHLIBDEPS_PROGRAM dpkg-shlibdeps)
    if(NOT FILE_PROGRAM OR NOT SHLIBDEPS_PROGRAM)
        message(FATAL_ERROR "No package was made: the programs that find out what it depends on are missing; install them with: apt install file dpkg-dev")
    endif()
endif()
