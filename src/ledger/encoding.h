// The canonical encoding: how a record of the ledger becomes bytes, and back. One value has exactly
// one string of bytes; everything else is refused (docs/ledger-format.md, "Records").
//
// A record is a run of fields, their numbers rising. A field is one byte, number * 4 + type, and
// its value: an integer in minimal LEB128; a text or bytes behind their length; a list of records,
// count and lengths first. What is absent or empty is not written. Nothing here knows what the
// numbers mean.
//
// Invariant: a Reader never reads outside its bytes, and whatever it accepts, a Writer writes back
// byte for byte. The caller asks for fields in rising order; so a field that is unsorted, repeated
// or unknown is seen as one thing: it stands before the field asked for, or is left at the end.
// Depth is the caller's, never the bytes'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::ledger {

/// Integers fit a signed 64-bit number in every language: nine bytes at most.
inline constexpr std::uint64_t kIntegerMax = (std::uint64_t{1} << 63U) - 1;
inline constexpr unsigned kFieldNumberMax = 63;
/// Of one list of records.
inline constexpr std::size_t kRecordsMax = 1000;

enum class FieldType : std::uint8_t { integer = 0, text = 1, bytes = 2, records = 3 };

class Writer {
  public:
    /// Fields must come in rising order of their numbers; texts and bytes that are empty are not
    /// written.
    void integer(unsigned number, std::uint64_t value);
    void text(unsigned number, std::string_view value);
    void bytes(unsigned number, std::string_view value);
    /// Begins a list; `count` calls of record() must follow. A list of none is not written.
    void records(unsigned number, std::size_t count);
    void record(std::string_view encoded);

    /// The finished record.
    [[nodiscard]] std::string finish() &&;

  private:
    void key(unsigned number, FieldType type);
    void varint(std::uint64_t value);

    std::string out_;
    unsigned number_ = 0;  // of the last field
    std::size_t records_left_ = 0;
};

/// Reads one record. The first fault is kept and everything after it reads as absent; finish()
/// tells.
class Reader {
  public:
    /// The bytes are borrowed: views that are returned point into them.
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    /// A field that must be there.
    std::uint64_t integer(unsigned number);
    std::string_view text(unsigned number, std::size_t bytes_max);
    std::string_view bytes(unsigned number, std::size_t bytes_max);
    /// A field that may be absent: nothing, or empty.
    std::optional<std::uint64_t> find_integer(unsigned number);
    std::string_view find_text(unsigned number, std::size_t bytes_max);
    std::string_view find_bytes(unsigned number, std::size_t bytes_max);
    /// How many records the list has, 0 where it is absent; each is to be taken with record().
    std::size_t find_records(unsigned number);
    std::string_view record(std::size_t bytes_max);

    /// Whether all was read and nothing was wrong. Errors: corrupt, names the byte and what is
    /// wrong there.
    [[nodiscard]] Status finish();

  private:
    bool take_key(unsigned number, FieldType type);
    void require(bool found);
    std::uint64_t varint();
    std::string_view sized(std::size_t bytes_max);
    void fail(const char* what);

    std::string_view bytes_;
    std::size_t offset_ = 0;
    const char* fault_ = nullptr;  // the first; static text
    std::size_t fault_offset_ = 0;
};

/// What is wrong with a text of the ledger, or nothing: it must be UTF-8 without control
/// characters, so that whoever prints it is safe from it.
std::optional<std::string> find_text_fault(std::string_view text);

}  // namespace remit::ledger
