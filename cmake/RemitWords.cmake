# remit_words(MODULE): makes MODULE/words.h and .cpp of the module's words.toml, in the form of the catalogue of diagnostics.
#
# A module that explains itself to people keeps its sentences as data, in three languages; tools/catalogue.py refuses a
# missing language or an argument that is not declared. Call it behind remit_module().

function(remit_words name)
    set(tool ${CMAKE_SOURCE_DIR}/tools/catalogue.py)
    set(words ${CMAKE_CURRENT_SOURCE_DIR}/words.toml)
    set(outputs ${CMAKE_CURRENT_BINARY_DIR}/words.h ${CMAKE_CURRENT_BINARY_DIR}/words.cpp)
    add_custom_command(OUTPUT ${outputs}
        COMMAND python3 ${tool} --module ${name} --words ${words} --output ${CMAKE_CURRENT_BINARY_DIR}
        DEPENDS ${tool} ${words}
        COMMENT "Generating the words of ${name}" VERBATIM)
    target_sources(remit_${name} PRIVATE ${outputs})
    target_include_directories(remit_${name} PUBLIC ${CMAKE_BINARY_DIR}/src)
endfunction()
