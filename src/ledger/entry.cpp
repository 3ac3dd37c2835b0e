#include "ledger/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/check.h"
#include "ledger/encoding.h"

namespace remit::ledger {

namespace {

// The numbers of the fields. Never reused for anything else.
enum Field : unsigned {
    kFormat = 1,
    kInstitution = 2,
    kMatter = 3,
    kMatterVersion = 4,
    kPrevious = 5,
    kKind = 6,
    kHappenedAt = 7,
    kRecordedAt = 8,
    kOfficer = 9,
    kPost = 10,
    kDeputyFor = 11,
    kUnit = 12,
    kDuty = 13,
    kCitation = 14,
    kGround = 15,
    kIdempotencyKey = 16,
    kPayload = 17,
    kCommitments = 18,
    kBlinding = 19,
};
enum CommitmentField : unsigned { kLabel = 1, kDigest = 2 };

constexpr std::size_t kCommitmentBytesMax = kLabelBytesMax + base::kHashBytes + 4;

using Fault = std::optional<std::string>;

// A kind is two or more labels joined by '/': who made the event, and what it is.
bool is_kind(std::string_view text) {
    if (text.size() > kKindBytesMax || text.find('/') == std::string_view::npos) return false;
    while (true) {
        const std::size_t slash = text.find('/');
        if (!is_label(text.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        text.remove_prefix(slash + 1);
    }
}

Fault find_fault_of_text(std::string_view name, std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        return fmt::format("{} has {} bytes; {} is the most", name, text.size(), bytes_max);
    }
    if (const auto fault = find_text_fault(text)) return fmt::format("{}: {}", name, *fault);
    return std::nullopt;
}

Fault find_fault_of_texts(const Entry& entry) {
    struct Named {
        std::string_view name;
        std::string_view text;
        std::size_t bytes_max = kIdBytesMax;
    };
    const Acting& acting = entry.acting;
    for (const Named& field : {Named{"institution", entry.institution},
                               {"matter", entry.matter},
                               {"officer", acting.officer},
                               {"post", acting.post},
                               {"deputy_for", acting.deputy_for},
                               {"unit", acting.unit},
                               {"duty", acting.duty},
                               {"citation", acting.citation, kCitationBytesMax},
                               {"idempotency_key", entry.idempotency_key}}) {
        if (auto fault = find_fault_of_text(field.name, field.text, field.bytes_max)) return fault;
    }
    return std::nullopt;
}

bool is_time(std::int64_t seconds) {
    return seconds >= 0 && seconds <= kTimeMax;
}

bool is_known(Ground ground) {
    return ground >= Ground::own && ground <= Ground::asked;
}

// A duty is cited with its place and ground, and gives power to a unit, for which an officer acts.
Fault find_fault_of_acting(const Acting& acting) {
    if (acting.officer.empty() && !(acting == Acting{}))
        return "post, deputy_for, unit, duty, citation and ground need an officer";
    if (acting.ground && !is_known(*acting.ground))
        return fmt::format("there is no ground {}", static_cast<unsigned>(*acting.ground));
    if (acting.ground && acting.unit.empty()) return "a ground needs a unit";
    if (acting.duty.empty() != acting.citation.empty())
        return "a duty and its citation stand together";
    if (acting.ground == Ground::asked) return std::nullopt;
    const bool under_a_duty = acting.ground && *acting.ground != Ground::advised;
    if (acting.duty.empty() == under_a_duty)
        return "a duty stands with a ground other than 'advised', and no such ground without one";
    return std::nullopt;
}

Fault find_fault_of_commitments(const std::vector<Commitment>& commitments) {
    if (commitments.size() > kRecordsMax)
        return fmt::format("there are {} commitments; {} is the most", commitments.size(),
                           kRecordsMax);
    for (std::size_t i = 0; i < commitments.size(); ++i) {
        const std::string& label = commitments[i].label;
        if (!is_label(label) || label.size() > kLabelBytesMax)
            return fmt::format("'{}' is no label of a commitment", label);
        if (i > 0 && label <= commitments[i - 1].label)
            return fmt::format("the label '{}' does not stand in rising order", label);
    }
    return std::nullopt;
}

// Everything that check() asks and the bytes do not show; texts are looked at apart.
Fault find_fault_of_meaning(const Entry& entry) {
    if (entry.institution.empty()) return "institution is missing";
    if (entry.idempotency_key.empty()) return "idempotency_key is missing";
    if (entry.matter_version == 0 || entry.matter_version > kIntegerMax)
        return "matter_version counts from 1";
    if (entry.previous.has_value() != (entry.matter_version > 1))
        return "every entry but the first of a chain names the one before it";
    if (!is_kind(entry.kind)) return "kind is not of the form 'procedure/step_taken'";
    if (!is_time(entry.happened_at) || !is_time(entry.recorded_at))
        return "a time lies outside the years 1970 to 9999";
    if (auto fault = find_fault_of_acting(entry.acting)) return fault;
    return find_fault_of_commitments(entry.commitments);
}

std::string_view view_of(const std::array<std::uint8_t, kBlindingBytes>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write_acting(Writer& writer, const Acting& acting) {
    writer.text(kOfficer, acting.officer);
    writer.text(kPost, acting.post);
    writer.text(kDeputyFor, acting.deputy_for);
    writer.text(kUnit, acting.unit);
    writer.text(kDuty, acting.duty);
    writer.text(kCitation, acting.citation);
    if (acting.ground) writer.integer(kGround, static_cast<std::uint64_t>(*acting.ground));
}

void write_commitments(Writer& writer, const std::vector<Commitment>& commitments) {
    writer.records(kCommitments, commitments.size());
    for (const Commitment& commitment : commitments) {
        Writer record;
        record.text(kLabel, commitment.label);
        record.bytes(kDigest, commitment.digest.view());
        writer.record(std::move(record).finish());
    }
}

std::string write(const Entry& entry) {
    Writer writer;
    writer.integer(kFormat, kEntryFormat);
    writer.text(kInstitution, entry.institution);
    writer.text(kMatter, entry.matter);
    writer.integer(kMatterVersion, entry.matter_version);
    if (entry.previous) writer.bytes(kPrevious, entry.previous->view());
    writer.text(kKind, entry.kind);
    writer.integer(kHappenedAt, static_cast<std::uint64_t>(entry.happened_at));
    writer.integer(kRecordedAt, static_cast<std::uint64_t>(entry.recorded_at));
    write_acting(writer, entry.acting);
    writer.text(kIdempotencyKey, entry.idempotency_key);
    writer.bytes(kPayload, entry.payload);
    write_commitments(writer, entry.commitments);
    writer.bytes(kBlinding, view_of(entry.blinding));
    return std::move(writer).finish();
}

Error corrupt(std::string message) {
    return base::make_error(ErrorCode::corrupt, std::move(message));
}

// Too large a number stays too large: find_fault_of_meaning() refuses it.
Acting read_acting(Reader& reader) {
    Acting acting;
    acting.officer = reader.find_text(kOfficer, kIdBytesMax);
    acting.post = reader.find_text(kPost, kIdBytesMax);
    acting.deputy_for = reader.find_text(kDeputyFor, kIdBytesMax);
    acting.unit = reader.find_text(kUnit, kIdBytesMax);
    acting.duty = reader.find_text(kDuty, kIdBytesMax);
    acting.citation = reader.find_text(kCitation, kCitationBytesMax);
    if (const auto ground = reader.find_integer(kGround))
        acting.ground = static_cast<Ground>(std::min<std::uint64_t>(*ground, 0xFF));
    return acting;
}

Result<Commitment> read_commitment(std::string_view bytes) {
    Reader reader(bytes);
    Commitment commitment;
    commitment.label = reader.text(kLabel, kLabelBytesMax);
    const auto digest = base::Hash::of(reader.bytes(kDigest, base::kHashBytes));
    REMIT_TRY(reader.finish());
    if (!digest) return corrupt("a digest is not 32 bytes long");
    commitment.digest = *digest;
    return commitment;
}

Result<std::vector<Commitment>> read_commitments(Reader& reader) {
    std::vector<Commitment> commitments;
    const std::size_t count = reader.find_records(kCommitments);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view bytes = reader.record(kCommitmentBytesMax);
        if (bytes.empty()) break;  // a fault, of which finish() tells
        commitments.push_back(REMIT_TRY(read_commitment(bytes).with("a commitment")));
    }
    return commitments;
}

// The fields as they stand; `previous` and `blinding` of a wrong length are told here.
Result<Entry> read(std::string_view bytes) {
    Reader reader(bytes);
    Entry entry;
    if (const std::uint64_t format = reader.integer(kFormat); format > kEntryFormat) {
        return corrupt(
            fmt::format("the entry is of format {}; this program reads {}", format, kEntryFormat));
    } else if (format == 0) {
        return corrupt("the entry does not begin with its format");
    }
    entry.institution = reader.text(kInstitution, kIdBytesMax);
    entry.matter = reader.find_text(kMatter, kIdBytesMax);
    entry.matter_version = reader.integer(kMatterVersion);
    const std::string_view previous = reader.find_bytes(kPrevious, base::kHashBytes);
    entry.kind = reader.text(kKind, kKindBytesMax);
    entry.happened_at = static_cast<std::int64_t>(reader.integer(kHappenedAt));
    entry.recorded_at = static_cast<std::int64_t>(reader.integer(kRecordedAt));
    entry.acting = read_acting(reader);
    entry.idempotency_key = reader.text(kIdempotencyKey, kIdBytesMax);
    entry.payload = reader.find_bytes(kPayload, kEntryBytesMax);
    entry.commitments = REMIT_TRY(read_commitments(reader));
    const std::string_view blinding = reader.bytes(kBlinding, kBlindingBytes);
    REMIT_TRY(reader.finish());
    if (blinding.size() != kBlindingBytes) return corrupt("the blinding is not 16 bytes long");
    std::ranges::copy(blinding, entry.blinding.begin());
    entry.previous = base::Hash::of(previous);
    if (!previous.empty() && !entry.previous)
        return corrupt("the hash of the previous entry is not 32 bytes long");
    return entry;
}

}  // namespace

std::string_view name_of(Ground ground) {
    switch (ground) {
        case Ground::own:
            return "own";
        case Ground::designated:
            return "designated";
        case Ground::taken_over:
            return "taken_over";
        case Ground::residual:
            return "residual";
        case Ground::advised:
            return "advised";
        case Ground::asked:
            return "asked";
    }
    REMIT_CHECK(false);
}

Status check(const Entry& entry) {
    Fault fault = find_fault_of_texts(entry);
    if (!fault) fault = find_fault_of_meaning(entry);
    if (fault) return base::make_error(ErrorCode::invalid_input, "the entry: " + *fault);
    return base::done();
}

Result<std::string> encode(const Entry& entry) {
    REMIT_TRY(check(entry));
    std::string bytes = write(entry);
    if (bytes.size() > kEntryBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format(
                "the entry has {} bytes; {} MiB is the most: put what is large into a paper",
                bytes.size(), kEntryBytesMax >> 20U));
    }
    return bytes;
}

Result<Entry> decode(std::string_view bytes) {
    if (bytes.size() > kEntryBytesMax) return corrupt("the entry is longer than may be");
    Entry entry = REMIT_TRY(read(bytes));
    if (const Fault fault = find_fault_of_meaning(entry)) return corrupt(*fault);
    return entry;
}

base::Hash entry_hash(std::string_view bytes) {
    return base::sha256({kEntryDomain, bytes});
}

}  // namespace remit::ledger
