#include "office/item_view.h"

#include <optional>

#include "office/contents.h"
#include "office/item_register.h"
#include "text/utf8.h"

namespace remit::office {
namespace {

bool is_text(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos && !text::find_utf8_fault(bytes);
}

}  // namespace

Result<ItemFile> find_item(const Office& office, std::string_view name) {
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, office.institution().id(), office.env());
    return load_item(journal, REMIT_TRY(find_item_id(*snapshot, name)));
}

Result<std::string> text_of(const Office& office, const ItemFile& item) {
    if (!item.classification.empty()) return std::string();
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    for (const ItemContent& file : item.files) {
        if (static_cast<std::size_t>(file.size) > kItemTextReadMax) continue;
        auto bytes = REMIT_TRY(find_content(*snapshot, file.digest.view()));
        if (bytes && is_text(*bytes)) return *std::move(bytes);
    }
    return std::string();
}

}  // namespace remit::office
