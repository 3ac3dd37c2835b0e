// Papers: that their bytes are those of their digests, and that those which entries name are there
// (verification_parts.h).
//
// Reads in small pages, since each paper may be large. Invariant: what a payload says beyond the
// digests in it is of no interest here.
#include <fmt/format.h>

#include <array>
#include <string>

#include "base/byte_text.h"
#include "base/hash.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

constexpr std::int64_t kPapersAtOnce = 8;  // each may be large
constexpr std::string_view kDigestMember = R"("digest":")";
constexpr std::size_t kDigestDigits = 2 * base::kHashBytes;

/// The digests that a payload names: members of that name, wherever they stand. Inside a text of
/// JSON a quotation mark has a backslash before it, so nothing else looks like one.
std::vector<std::string_view> digests_in(std::string_view payload) {
    std::vector<std::string_view> digests;
    for (std::size_t at = payload.find(kDigestMember); at != std::string_view::npos;
         at = payload.find(kDigestMember, at)) {
        at += kDigestMember.size();
        const std::string_view digits = payload.substr(at, payload.find('"', at) - at);
        if (!digits.empty()) digests.push_back(digits);
    }
    return digests;
}

}  // namespace

Status check_named_papers(store::Connection& connection, std::int64_t number,
                          const ledger::Entry& entry, Verification& found) {
    for (const std::string_view digits : digests_in(entry.payload)) {
        const auto digest = base::from_hex(digits);
        const auto kept =
            digest && digits.size() == kDigestDigits
                ? REMIT_TRY((connection.find<std::int64_t>(
                      "SELECT size FROM contents WHERE digest = ?1", {store::Blob{*digest}})))
                : std::nullopt;
        if (kept) continue;
        found.report(Finding::Part::papers,
                     fmt::format("the paper '{}', which {} names, is not there", digits,
                                 place_of(number, entry)));
    }
    return base::done();
}

Status check_papers(store::Connection& connection, Verification& found) {
    std::string last;
    for (bool more = true; more;) {
        std::int64_t count = 0;
        store::Rows rows = REMIT_TRY(connection.query(
            "SELECT digest, size, bytes FROM contents WHERE digest > ?1 ORDER BY digest LIMIT ?2",
            {store::Blob{last}, kPapersAtOnce}));
        while (const auto row = REMIT_TRY((rows.next<store::Blob, std::int64_t, store::Blob>()))) {
            const auto& [digest, size, bytes] = *row;
            last = digest.bytes;
            ++count;
            const std::string name = base::to_hex(digest.bytes);
            if (base::sha256({bytes.bytes}).view() != digest.bytes) {
                found.report(
                    Finding::Part::papers,
                    fmt::format("the bytes of paper '{}' are not those of its digest", name));
            } else if (size != static_cast<std::int64_t>(bytes.bytes.size())) {
                found.report(Finding::Part::papers,
                             fmt::format("paper '{}' has {} bytes, and its row says {}", name,
                                         bytes.bytes.size(), size));
            }
        }
        found.papers += static_cast<std::uint64_t>(count);
        more = count == kPapersAtOnce;
    }
    return base::done();
}

}  // namespace remit::office
