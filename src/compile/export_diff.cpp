#include "compile/export_diff.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <vector>

#include "base/json_writer.h"
#include "compile/duty_words.h"
#include "compile/export_support.h"
#include "remit/word_diff.h"

namespace remit::compile {
namespace {

using remit::Change;

constexpr std::array<Change, 6> kShownChanges{Change::reworded, Change::moved,   Change::split,
                                              Change::merged,   Change::dropped, Change::added};

std::string_view name_of(Change change) {
    switch (change) {
        case Change::kept:
            return "kept";
        case Change::reworded:
            return "reworded";
        case Change::moved:
            return "moved";
        case Change::split:
            return "split";
        case Change::merged:
            return "merged";
        case Change::dropped:
            return "dropped";
        case Change::added:
            return "new";
    }
    return {};
}

/// A run of words as both texts have them.
struct TextRun {
    remit::WordChange change;
    std::string text;  // of the new act where it stays
};

std::string joined(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t word = begin; word < end; ++word) text += words[word];
    return one_line(text);
}

std::vector<TextRun> word_changes(std::string_view old_text, std::string_view new_text) {
    KeyedLexicon lexicon;
    std::vector<remit::WordKey> old_keys;
    std::vector<remit::WordKey> new_keys;
    std::vector<std::string_view> old_words;
    std::vector<std::string_view> new_words;
    lexicon.keys_of(old_text, old_keys, old_words);
    lexicon.keys_of(new_text, new_keys, new_words);
    std::vector<TextRun> runs;
    for (const remit::WordRun& run : remit::diff_words(old_keys, new_keys)) {
        const bool goes = run.change == remit::WordChange::goes;
        runs.push_back({run.change, goes ? joined(old_words, run.old_begin, run.old_end)
                                         : joined(new_words, run.new_begin, run.new_end)});
    }
    return runs;
}

class DiffText {
  public:
    explicit DiffText(const ActDiff& acts)
        : acts_(acts), old_(*acts.old_act), new_(*acts.new_act) {}

    std::string run() {
        write_sums("units", acts_.diff.units);
        write_sums("duties", acts_.diff.duties);
        for (const Change shown : kShownChanges) write_section(shown);
        write_renumbered();
        return std::move(out_);
    }

  private:
    template <typename... Args>
    void write(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    template <typename AnyChange>
    void write_sums(std::string_view what, const std::vector<AnyChange>& changes) {
        std::array<std::size_t, 7> counts{};
        for (const AnyChange& change : changes) ++counts[static_cast<std::size_t>(change.change)];
        write("{}: {} kept", what, counts[static_cast<std::size_t>(Change::kept)]);
        for (const Change shown : kShownChanges) {
            const std::size_t count = counts[static_cast<std::size_t>(shown)];
            if (count > 0) write(", {} {}", count, name_of(shown));
        }
        out_ += '\n';
    }

    void write_section(Change shown) {
        bool has_head = false;
        const auto head = [&] {
            if (!has_head) write("\n{}\n", name_of(shown));
            has_head = true;
        };
        for (const remit::UnitChange& change : acts_.diff.units) {
            if (change.change != shown) continue;
            head();
            write_unit(change);
        }
        for (const remit::DutyChange& change : acts_.diff.duties) {
            if (change.change != shown) continue;
            head();
            write_duty(change);
        }
    }

    /// Units that only changed their code.
    void write_renumbered() {
        bool has_head = false;
        for (const remit::UnitChange& change : acts_.diff.units) {
            if (change.change != Change::kept || !change.renumbered) continue;
            if (!has_head) out_ += "\nrenumbered\n";
            has_head = true;
            write_unit(change);
        }
    }

    void write_unit(const remit::UnitChange& change) {
        out_ += "  unit ";
        write_units(old_, change.old_units);
        if (!change.old_units.empty() && !change.new_units.empty()) out_ += " -> ";
        write_units(new_, change.new_units);
        if (change.moved) {
            const remit::UnitId parent = new_.remit.unit(change.new_units.front()).parent;
            out_ += parent.is_some() ? ", now in " + unit_name(new_, parent) : ", now at the top";
        }
        out_ += '\n';
    }

    void write_units(const Compilation& act, const std::vector<remit::UnitId>& units) {
        for (std::size_t index = 0; index < units.size(); ++index) {
            write("{}'{}'", index == 0 ? "" : " + ", unit_name(act, units[index]));
        }
    }

    static std::string unit_name(const Compilation& act, remit::UnitId unit) {
        return one_line(act.remit.unit(unit).code) + " " + one_line(act.remit.unit(unit).name);
    }

    void write_duty(const remit::DutyChange& change) {
        const bool is_pair = change.old_duties.size() == 1 && change.new_duties.size() == 1;
        if (is_pair) {
            write("  {} -> {}\n", place(old_, change.old_duties[0]),
                  place(new_, change.new_duties[0]));
            write("    {}\n", marked(change));
            return;
        }
        for (const remit::DutyId duty : change.old_duties) {
            write("  - {}\n    {}\n", place(old_, duty), one_line(old_.text_of(duty)));
        }
        for (const remit::DutyId duty : change.new_duties) {
            write("  + {}\n    {}\n", place(new_, duty), one_line(new_.text_of(duty)));
        }
    }

    static std::string place(const Compilation& act, remit::DutyId id) {
        const remit::Duty& duty = act.remit.duty(id);
        return fmt::format("{} ({}, {})", one_line(duty.id),
                           one_line(act.remit.unit(duty.unit).name), one_line(duty.citation.label));
    }

    [[nodiscard]] std::string marked(const remit::DutyChange& change) const {
        std::string text;
        const auto old_text = old_.text_of(change.old_duties[0]);
        for (const TextRun& run : word_changes(old_text, new_.text_of(change.new_duties[0]))) {
            if (!text.empty()) text += ' ';
            switch (run.change) {
                case remit::WordChange::stays:
                    text += run.text;
                    break;
                case remit::WordChange::goes:
                    text += "[-" + run.text + "-]";
                    break;
                case remit::WordChange::comes:
                    text += "{+" + run.text + "+}";
                    break;
            }
        }
        return text;
    }

    const ActDiff& acts_;
    const Compilation& old_;
    const Compilation& new_;
    std::string out_;
};

class DiffJson {
  public:
    explicit DiffJson(const ActDiff& acts)
        : acts_(acts), old_(*acts.old_act), new_(*acts.new_act) {}

    std::string run() {
        out_.begin_object().field("schema", "remit-diff-v1");
        out_.key("units").begin_array();
        for (const remit::UnitChange& change : acts_.diff.units) write_unit(change);
        out_.end_array();
        out_.key("duties").begin_array();
        for (const remit::DutyChange& change : acts_.diff.duties) write_duty(change);
        out_.end_array();
        out_.end_object();
        return out_.finish();
    }

  private:
    void write_unit(const remit::UnitChange& change) {
        out_.begin_object().field("change", name_of(change.change));
        write_units("old", old_, change.old_units);
        write_units("new", new_, change.new_units);
        out_.field_bool("renamed", change.renamed);
        out_.field_bool("moved", change.moved);
        out_.field_bool("renumbered", change.renumbered);
        out_.end_object();
    }

    void write_units(std::string_view key, const Compilation& act,
                     const std::vector<remit::UnitId>& units) {
        out_.key(key).begin_array();
        for (const remit::UnitId unit : units) {
            out_.begin_object();
            out_.field("code", valid_text(act.remit.unit(unit).code));
            out_.field("name", valid_text(act.remit.unit(unit).name));
            out_.end_object();
        }
        out_.end_array();
    }

    void write_duty(const remit::DutyChange& change) {
        out_.begin_object().field("change", name_of(change.change));
        write_duties("old", old_, change.old_duties);
        write_duties("new", new_, change.new_duties);
        out_.field_bool("reworded", change.reworded);
        if (change.reworded) write_words(change);
        out_.end_object();
    }

    void write_duties(std::string_view key, const Compilation& act,
                      const std::vector<remit::DutyId>& duties) {
        out_.key(key).begin_array();
        for (const remit::DutyId id : duties) {
            const remit::Duty& duty = act.remit.duty(id);
            out_.begin_object().field("id", valid_text(duty.id));
            out_.field("unit", valid_text(code_of(act.remit, duty.unit)));
            out_.field("citation", valid_text(duty.citation.label));
            out_.field("start", duty.extent.begin).field("end", duty.extent.end);
            out_.field("text", valid_text(act.text_of(duty.extent)));
            out_.end_object();
        }
        out_.end_array();
    }

    void write_words(const remit::DutyChange& change) {
        out_.key("words").begin_array();
        const auto old_text = old_.text_of(change.old_duties[0]);
        for (const TextRun& run : word_changes(old_text, new_.text_of(change.new_duties[0]))) {
            const std::string_view kind = run.change == remit::WordChange::stays  ? "stays"
                                          : run.change == remit::WordChange::goes ? "goes"
                                                                                  : "comes";
            out_.begin_object().field("change", kind).field("text", run.text).end_object();
        }
        out_.end_array();
    }

    const ActDiff& acts_;
    const Compilation& old_;
    const Compilation& new_;
    base::JsonWriter out_;
};

}  // namespace

ActDiff diff_acts(const Compilation& old_act, const Compilation& new_act) {
    KeyedLexicon lexicon;
    const remit::WordTable old_duties = duty_words(old_act, lexicon);
    const remit::WordTable new_duties = duty_words(new_act, lexicon);
    const remit::WordTable old_units = unit_words(old_act.remit, lexicon);
    const remit::WordTable new_units = unit_words(new_act.remit, lexicon);
    return {&old_act, &new_act,
            remit::diff({&old_act.remit, &old_duties, &old_units},
                        {&new_act.remit, &new_duties, &new_units})};
}

std::string export_diff_text(const ActDiff& acts) {
    return DiffText(acts).run();
}

std::string export_diff_json(const ActDiff& acts) {
    return DiffJson(acts).run();
}

}  // namespace remit::compile
