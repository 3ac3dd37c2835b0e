// Whether a dictionary knows a word: Hunspell with the system's Serbian dictionary, loaded at run
// time.
//
// sr_Latn_RS holds both standards (it knows 99 % of the words of acts), so one
// dictionary serves Croatian and Serbian; Cyrillic is turned into Latin before asking. The program
// works without it: whoever asks for typos handles not_found. One Spelling is for one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "base/result.h"

namespace remit::text {

class Spelling {
  public:
    /// Loads the dictionary: from the folders of DICPATH if that is set, else from the system's.
    /// Errors: not_found (no dictionary; the message says what to install), corrupt (not UTF-8, or
    ///         Hunspell gave up).
    /// Cost:   0.2 to 0.5 s and 40 MB; open it only when typos are asked for.
    static Result<Spelling> open(base::Env& env);
    /// As above, from these folders only, in order.
    static Result<Spelling> open(base::Env& env, const std::vector<std::string>& folders);

    Spelling(Spelling&&) noexcept;
    Spelling& operator=(Spelling&&) noexcept;
    Spelling(const Spelling&) = delete;
    Spelling& operator=(const Spelling&) = delete;
    ~Spelling();

    /// Whether the word is spelt as the dictionary has it. Words of more than 64 bytes count as
    /// known: nothing can be said of them. Cost: about 20 µs; ask once per distinct word.
    [[nodiscard]] bool knows(std::string_view word) const;

    /// Close words in Latin, best first, at most `count_max`. Cost: 1 to 100 ms.
    [[nodiscard]] std::vector<std::string> suggestions(std::string_view word,
                                                       std::size_t count_max) const;

  private:
    struct Dictionary;  // holds the Hunspell
    explicit Spelling(std::unique_ptr<Dictionary> dictionary);

    std::unique_ptr<Dictionary> dictionary_;
};

}  // namespace remit::text
