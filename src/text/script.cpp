#include "text/script.h"

#include "text/characters.h"
#include "text/utf8.h"

namespace remit::text {

Script script_of(std::string_view word) {
    bool latin = false;
    bool cyrillic = false;
    for (std::size_t offset = 0; offset < word.size();) {
        const Decoded decoded = decode(word, offset);
        const Script script = character_of(decoded.code_point).script;
        latin = latin || script == Script::latin;
        cyrillic = cyrillic || script == Script::cyrillic;
        offset += decoded.size;
    }
    if (latin && cyrillic) return Script::mixed;
    if (latin) return Script::latin;
    return cyrillic ? Script::cyrillic : Script::other;
}

}  // namespace remit::text
