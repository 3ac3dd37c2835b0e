# remit_module(NAME LAYER n USES modules... EXTERNAL libraries... TEST_PROPERTIES of ctest...)
#
# Makes the library remit_NAME from every .cpp of the calling folder (tests apart), and NAME_tests from its *_test.cpp.
# Invariant: a module links only modules of a lower layer; configuring fails otherwise. This is the first of three
# guards (the others: tools/check_repository.py reads the includes, preset `layers` links with -z defs).

find_package(doctest REQUIRED)
find_package(fmt REQUIRED)

function(remit_module name)
    cmake_parse_arguments(ARG "" "LAYER" "USES;EXTERNAL;TEST_PROPERTIES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
    if(tests)
        list(REMOVE_ITEM sources ${tests})
    endif()

    foreach(used ${ARG_USES})
        if(NOT TARGET remit_${used})
            message(FATAL_ERROR "module ${name} uses ${used}, which is not declared before it")
        endif()
    endforeach()
    add_library(remit_${name} ${sources})
    add_library(remit::${name} ALIAS remit_${name})
    set_target_properties(remit_${name} PROPERTIES REMIT_LAYER ${ARG_LAYER})
    target_include_directories(remit_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(remit_${name} PRIVATE fmt::fmt ${ARG_EXTERNAL})

    foreach(used ${ARG_USES})
        get_target_property(used_layer remit_${used} REMIT_LAYER)
        if(NOT used_layer LESS ${ARG_LAYER})
            message(FATAL_ERROR
                "module ${name} (layer ${ARG_LAYER}) must not use ${used} (layer ${used_layer}): links go down only")
        endif()
        target_link_libraries(remit_${name} PUBLIC remit_${used})
    endforeach()

    remit_header_checks(${name})
    if(REMIT_TESTS AND tests)
        remit_tests(${name} SOURCES ${tests} PROPERTIES ${ARG_TEST_PROPERTIES})
    endif()
endfunction()

# Every header compiles alone. One with an x.cpp is included there first (tools/check_repository.py sees to it); the
# others get a source of one line each.
function(remit_header_checks name)
    file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    set(sources)
    foreach(header ${headers})
        cmake_path(GET header STEM stem)
        if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${stem}.cpp)
            set(source ${CMAKE_CURRENT_BINARY_DIR}/header_checks/${stem}.cpp)
            file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${name}/${stem}.h\"\n")
            list(APPEND sources ${source})
        endif()
    endforeach()
    if(sources)
        add_library(${name}_header_checks OBJECT ${sources})
        target_link_libraries(${name}_header_checks PRIVATE remit_${name} fmt::fmt)
    endif()
endfunction()

# One test program per module; every doctest case is a test of ctest. A case that cannot run here (no ../shared) prints
# "[skipped] why" and returns; it is then counted as skipped, not as passed.
function(remit_tests name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PROPERTIES" ${ARGN})
    add_executable(${name}_tests ${ARG_SOURCES} ${CMAKE_SOURCE_DIR}/tests/support/doctest_main.cpp)
    target_link_libraries(${name}_tests PRIVATE remit_${name} fmt::fmt doctest::doctest)
    target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${name}_tests PRIVATE REMIT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    include(doctest)
    # The end of the pattern keeps a case that prints "[skipped]" and fails from being called skipped.
    doctest_discover_tests(${name}_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
        PROPERTIES LABELS ${name} TIMEOUT 300 SKIP_REGULAR_EXPRESSION "\\[skipped\\].*Status: SUCCESS"
        ${ARG_PROPERTIES})
endfunction()
