# remit_embed(TARGET folders...): puts every file of the folders into the library, to be read with base::embedded_file.
#
# The one binary carries its vocabulary, packs and manual pages. The generated source is ordered by path, so that the
# same tree gives the same bytes.

function(remit_embed target)
    set(files)
    foreach(folder ${ARGN})
        file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*)
        list(APPEND files ${found})
    endforeach()
    list(SORT files)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp)
    add_custom_command(OUTPUT ${output}
        COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py --root ${CMAKE_SOURCE_DIR} --output ${output} ${files}
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
        COMMENT "Embedding ${ARGN}" VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
