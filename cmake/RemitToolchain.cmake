# Uses ccache and mold where they are installed; presets cannot ask for a program that may be absent.
#
# Nothing that changes what is built is decided here: with and without the two, the same program comes out.

option(REMIT_MOLD "Link with mold where it is installed" OFF)

find_program(REMIT_CCACHE ccache)
if(REMIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${REMIT_CCACHE})
endif()

find_program(REMIT_MOLD_PROGRAM mold)
if(REMIT_MOLD AND REMIT_MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

# Generated sources are compiled, not judged: clang-tidy takes the .clang-tidy that lies nearest above a file.
if(CMAKE_CXX_CLANG_TIDY)
    file(WRITE ${CMAKE_BINARY_DIR}/.clang-tidy "Checks: '-*,bugprone-undelegated-constructor'\n")
endif()

# g++ 12 warns falsely of joined strings (GCC bug 105651); clang does not know the option.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-restrict)
endif()
