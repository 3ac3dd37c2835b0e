// Runs one fuzz target over its corpus folder, without libFuzzer.
//
// Every file is run whole and cut short at a few places, in the order of the file names, so that a
// run is the same each time. An empty or missing corpus is a failure: a target that runs nothing
// tests nothing.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kCuts = 8;

std::vector<std::filesystem::path> files_of(const char* folder) {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;  // a missing folder has no files, and main says so
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void run_with_cuts(const std::string& bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (std::size_t cut = 0; cut <= kCuts; ++cut) {
        // A copy of its own for each run, so that reading past the end is seen by the sanitizer.
        const std::vector<std::uint8_t> part(data, data + bytes.size() * cut / kCuts);
        LLVMFuzzerTestOneInput(part.data(), part.size());
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]);
        return 2;
    }
    const auto files = files_of(argv[1]);
    for (const auto& path : files) {
        std::printf("%s\n", path.c_str());
        std::fflush(stdout);  // the last line names the culprit when the target aborts
        std::ifstream stream(path, std::ios::binary);
        run_with_cuts({std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
    }
    if (files.empty()) std::fprintf(stderr, "no corpus file in %s\n", argv[1]);
    return files.empty() ? 1 : 0;
}
