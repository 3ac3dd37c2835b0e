// Forms: application/x-www-form-urlencoded, and multipart/form-data with files (RFC 7578).
//
// Invariant: a form is read whole or refused; text is UTF-8 without NUL. The name of a file is what
// a person may be shown, never a path: it holds no '/', no '\' and no control character. The bytes
// of a file are in the body of the request and borrow from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/fields.h"
#include "http/request.h"

namespace remit::http {

inline constexpr std::size_t kFormPartsMax = 1'000;
inline constexpr std::size_t kPartHeaderBytesMax = 4'096;
inline constexpr std::size_t kFileNameBytesMax = 255;

struct FormFile {
    std::string field;
    std::string name;        // as the person's machine calls it, without folders
    std::string media_type;  // as the browser says; nothing may trust it
    std::string_view bytes;
};

struct Form {
    Fields fields;
    std::vector<FormFile> files;  // a field of a file in which none was chosen gives none
};

/// Reads the body of a request by its Content-Type.
/// Errors: invalid_input (malformed), limit, denied (another Content-Type: 415).
Result<Form> read_form(const Request& request);
/// The same from its parts; for whoever has no request.
Result<Form> read_form(std::string_view content_type, std::string_view body);

/// "multipart/form-data" of "Multipart/Form-Data; boundary=x", in small letters.
std::string media_type_of(std::string_view content_type);
/// A parameter of a header such as Content-Type: boundary, name, filename. None where it is absent
/// or malformed.
std::optional<std::string> parameter_of(std::string_view header, std::string_view name);

}  // namespace remit::http
