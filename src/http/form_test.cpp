// Tests of forms: fields and files as browsers send them, and what is refused.
#include "http/form.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace remit::http;

constexpr std::string_view kType = "multipart/form-data; boundary=XX";

std::string part(std::string_view disposition, std::string_view content,
                 std::string_view more = "") {
    return "--XX\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n" +
           std::string(more) + "\r\n" + std::string(content) + "\r\n";
}

TEST_CASE("http form: fields and files of a multipart form") {
    const std::string body =
        part("name=\"title\"", "Stajalište\r\n-- a") + part("name=empty", "") +
        part("name=\"paper\"; filename=\"C:\\dir\\n\xC4\x8Dlan%22ak.pdf\"",
             std::string("\0\r\n--X\xFF", 7), "Content-Type: application/PDF; x=y\r\n") +
        part("name=\"none\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n") +
        "--XX--\r\n";
    const auto form = read_form(kType, body);
    REQUIRE(form.ok());
    CHECK(form.value().fields.text("title") == "Stajalište\r\n-- a");
    CHECK(form.value().fields.find("empty") == "");
    REQUIRE(form.value().files.size() == 1);
    const FormFile& file = form.value().files[0];
    CHECK(file.field == "paper");
    CHECK(file.name == "n\xC4\x8Dlan\"ak.pdf");
    CHECK(file.media_type == "application/pdf");
    CHECK(file.bytes == std::string_view("\0\r\n--X\xFF", 7));
    CHECK(file.bytes.data() > body.data());
}

TEST_CASE("http form: the name of a file holds no path") {
    const auto name_of_file = [](const std::string& name) {
        const auto form =
            read_form(kType, part("name=f; filename=\"" + name + "\"", "x") + "--XX--");
        return form.ok() ? form.value().files.at(0).name : "refused";
    };
    CHECK(name_of_file("../../etc/passwd") == "passwd");
    CHECK(name_of_file("a/..") == "file");
    CHECK(name_of_file("a%0D%0Ab") == "ab");
    CHECK(name_of_file(std::string(300, 'x')).size() == kFileNameBytesMax);
    CHECK(name_of_file("\xFF") == "refused");
}

TEST_CASE("http form: what is malformed is refused as a whole") {
    const std::string good = part("name=\"a\"", "1");
    for (const std::string& bad : std::vector<std::string>{
             std::string(), std::string("--XX"), std::string("--XX--x").substr(0, 5), good,
             "preamble\r\n" + good + "--XX--",
             "--XX\nContent-Disposition: form-data; name=a\n\n1\n--XX--",
             std::string("--XX\r\n\r\n1\r\n--XX--"), part("nam=\"a\"", "1") + "--XX--",
             part("name=\"a", "1") + "--XX--", part("name=a", "\xFF") + "--XX--",
             part("name=a", std::string("\0", 1)) + "--XX--",
             part("name=a", "1", "Content-Transfer-Encoding: base64\r\n") + "--XX--",
             part("name=a", "1", "Content-Disposition: form-data; name=b\r\n") + "--XX--",
             part("name=a", "1", std::string(5'000, 'x') + ": y\r\n") + "--XX--"}) {
        CAPTURE(bad);
        CHECK_FALSE(read_form(kType, bad).ok());
    }
    CHECK(read_form("multipart/form-data", good).error().code == remit::ErrorCode::invalid_input);
    CHECK(read_form("text/plain", "a=b").error().code == remit::ErrorCode::denied);
    std::string many;
    for (std::size_t count = 0; count <= kFormPartsMax; ++count) many += good;
    CHECK(read_form(kType, many + "--XX--").error().code == remit::ErrorCode::limit);
}

TEST_CASE("http form: a plain form") {
    Request request;
    request.headers.add(HeaderName::content_type,
                        "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
    request.body_bytes = "a=1&b=%C5%BE";
    CHECK(read_form(request).value().fields.text("b") == "ž");
    CHECK(parameter_of("x; a=1; B=\"c\\\"d\" ; e=f", "b") == "c\"d");
    CHECK_FALSE(parameter_of("x; a=\"1", "a"));
}

}  // namespace
