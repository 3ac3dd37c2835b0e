#include "route/router.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace remit::route {
namespace {

/// Distinct words that a session remembers before it forgets them all.
constexpr std::size_t kWordsMax = 1U << 16;
/// An act's own words count at the head of a text only: farther down everything is said once.
constexpr std::size_t kWordsBytesMax = 2000;

Status check_field(Field field, std::string_view bytes) {
    constexpr std::array kNames{"title", "text", "sender"};
    const char* name = kNames[static_cast<std::size_t>(field)];
    if (bytes.size() > kPaperBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("the {} holds {} bytes; at most {} are read: send the first pages", name,
                        bytes.size(), kPaperBytesMax));
    }
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("the {} is no text (byte {} is NUL); send the text of the paper, not its "
                        "file",
                        name, nul));
    }
    if (const auto fault = text::find_utf8_fault(bytes)) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("the {} is not UTF-8 (byte {} is {:#04x}); convert it, for example with "
                        "iconv -t UTF-8",
                        name, fault->offset, static_cast<unsigned>(fault->byte)));
    }
    return base::done();
}

/// The first bytes, cut between two characters.
std::string_view head_of(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t size = bytes_max;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) --size;
    return text.substr(0, size);
}

}  // namespace

Router::Router(const remit::Vocabulary& vocabulary, const Signs& signs,
               std::vector<Institution> institutions)
    : vocabulary_(&vocabulary), signs_(&signs), reach_(vocabulary), recogniser_(vocabulary, signs) {
    for (Institution& institution : institutions) {
        houses_.push_back(std::make_unique<House>(std::move(institution), vocabulary, recogniser_));
    }
}

Session::Session(const Router& router)
    : router_(&router),
      reader_(router.vocabulary(), router.signs(), router.reach(), router.recogniser()),
      known_words_(router.houses().size()) {
    for (const auto& house : router.houses()) {
        rankings_.emplace_back(*house, router.vocabulary(), router.reach());
    }
}

void Session::learn_words() {
    for (std::size_t index = known_words_.empty() ? lexicon_.size() : known_words_[0].size();
         index < lexicon_.size(); ++index) {
        const std::string key = word_key(lexicon_[text::WordId(index)].folded);
        for (std::size_t house = 0; house < known_words_.size(); ++house) {
            known_words_[house].push_back(key.empty() ? nullptr
                                                      : router_->houses()[house]->claims_with(key));
        }
    }
}

void Session::find_words(std::size_t house) {
    words_.clear();
    for (const Field field : kFields) {
        for (const text::Token& token : tokens_[static_cast<std::size_t>(field)]) {
            if (token.kind != text::TokenKind::word) continue;
            const WordClaims* claims = known_words_[house][token.word.index()];
            if (claims == nullptr) continue;
            const bool known = std::ranges::any_of(
                words_, [&](const PaperWord& word) { return word.claims == claims; });
            if (!known) words_.push_back({claims, {field, token.begin, token.end}});
        }
    }
}

Result<Routed> Session::route(const Paper& paper, std::size_t count) {
    for (const Field field : kFields) REMIT_TRY(check_field(field, field_of(paper, field)));
    const Paper read{.title = head_of(paper.title, kReadBytesMax),
                     .text = head_of(paper.text, kReadBytesMax),
                     .sender = head_of(paper.sender, kReadBytesMax)};
    Routed routed;
    routed.cut = read.title.size() + read.text.size() + read.sender.size() !=
                 paper.title.size() + paper.text.size() + paper.sender.size();
    reading_ = &reader_.read(read);
    if (lexicon_.size() > kWordsMax) {
        lexicon_ = text::Lexicon();
        for (auto& words : known_words_) words.clear();
    }
    bool any = false;
    for (const Field field : kFields) {
        auto& tokens = tokens_[static_cast<std::size_t>(field)];
        tokens = text::tokenise(head_of(field_of(read, field), kWordsBytesMax), lexicon_);
        any |= field != Field::sender && !tokens.empty();
    }
    learn_words();
    for (std::size_t house = 0; house < rankings_.size(); ++house) {
        find_words(house);
        routed.routings.push_back(rankings_[house].rank(*reading_, words_, learnt_, count));
        if (!any) routed.routings.back().verdict = Verdict::unreadable;
    }
    return routed;
}

}  // namespace remit::route
