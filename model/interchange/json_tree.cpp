// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json_tree.h"

#include "interchange/number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace dealwright::interchange {

namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t mostValues = 2'000'000;

/// Builds the tree from the parser's events and refuses as soon as a limit is passed.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(std::string_view text) : m_text(text) {}

    bool null() override { return place({}); }
    bool boolean(bool value) override { return place({value}); }
    bool number_integer(std::int64_t value) override { return place({value}); }
    bool number_unsigned(std::uint64_t value) override
    {
        return std::in_range<std::int64_t>(value) ? place({static_cast<std::int64_t>(value)}) : place({value});
    }
    bool number_float(double value, const std::string&) override { return place({value}); }
    bool string(std::string& value) override { return place({std::move(value)}); }
    bool binary(nlohmann::json::binary_t&) override { return refuse(ReadError::notJson); }
    bool start_object(std::size_t) override { return open({JsonTree::Members{}}); }
    bool start_array(std::size_t) override { return open({JsonTree::List{}}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(std::string& name) override
    {
        JsonTree& object = *m_open.back();
        const bool twice = object.find(name) != nullptr;
        object.add(name, {});
        if (twice) {
            return refuse(ReadError::duplicateName, placePath());
        }
        return object.members()->size() <= mostEntries || refuse(ReadError::tooLarge, path());
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override
    {
        constexpr int numberOverflow = 406;
        if (error.id == numberOverflow) {
            return refuse(ReadError::notFinite, placePath());
        }
        const std::string_view before = m_text.substr(0, position > 0 ? position - 1 : 0);
        const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
        const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        m_problem = {.path = {},
                     .error = ReadError::notJson,
                     .found = std::to_string(line),
                     .wanted = std::to_string(before.size() - start + 1)};
        return false;
    }

    [[nodiscard]] const ReadProblem& problem() const { return m_problem; }
    [[nodiscard]] JsonTree take() { return std::move(m_root); }

private:
    /// Puts a value where the text is: into the open list, or under the open object's latest name.
    JsonTree* settle(JsonTree&& tree)
    {
        if (++m_values > mostValues) {
            refuse(ReadError::tooLarge);
            return nullptr;
        }
        if (m_open.empty()) {
            m_root = std::move(tree);
            return &m_root;
        }
        JsonTree& parent = *m_open.back();
        if (auto* list = std::get_if<JsonTree::List>(&parent.value)) {
            if (list->size() == mostEntries) {
                refuse(ReadError::listTooLong, path(), std::to_string(mostEntries));
                return nullptr;
            }
            return &list->emplace_back(std::move(tree));
        }
        auto& members = std::get<JsonTree::Members>(parent.value);
        members.back().tree = std::move(tree);
        return &members.back().tree;
    }

    bool place(JsonTree&& tree) { return settle(std::move(tree)) != nullptr; }

    bool open(JsonTree&& tree)
    {
        if (m_open.size() == deepest) {
            return refuse(ReadError::tooDeep, path());
        }
        JsonTree* settled = settle(std::move(tree));
        if (settled != nullptr) {
            m_open.push_back(settled);
        }
        return settled != nullptr;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    bool refuse(ReadError error, std::string where = {}, std::string wanted = {})
    {
        m_problem = {.path = std::move(where), .error = error, .wanted = std::move(wanted)};
        return false;
    }

    /// The path of the innermost open list or object.
    [[nodiscard]] std::string path() const
    {
        std::string text;
        for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
            text += step(*m_open[i], text.empty(), 1);
        }
        return text;
    }

    /// The path of the value that comes next.
    [[nodiscard]] std::string placePath() const
    {
        const std::string text = path();
        return m_open.empty() ? text : text + step(*m_open.back(), text.empty(), 0);
    }

    [[nodiscard]] static std::string step(const JsonTree& parent, bool first, std::size_t back)
    {
        if (const auto* list = parent.list()) {
            return "[" + std::to_string(list->size() - back) + "]";
        }
        return (first ? "" : ".") + parent.members()->back().name;
    }

    std::string_view m_text;
    JsonTree m_root;
    std::vector<JsonTree*> m_open;  // stable: an element is never added to a list while one before it is open
    std::size_t m_values = 0;
    ReadProblem m_problem;
};

void writeText(std::string& out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += "\\u00";
                    out += digits[static_cast<unsigned char>(c) >> 4U];
                    out += digits[static_cast<unsigned char>(c) & 15U];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

[[nodiscard]] bool isPlain(const JsonTree& tree)
{
    return tree.list() == nullptr && tree.members() == nullptr;
}

class Writer {
public:
    void write(const JsonTree& tree)
    {
        std::visit([&](const auto& value) { put(value); }, tree.value);
    }

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    void put(std::monostate) { m_out += "null"; }
    void put(bool value) { m_out += value ? "true" : "false"; }
    void put(std::int64_t value) { m_out += std::to_string(value); }
    void put(std::uint64_t value) { m_out += std::to_string(value); }
    void put(double value) { m_out += numberText(value); }
    void put(const std::string& value) { writeText(m_out, value); }

    void put(const JsonTree::List& list)
    {
        const bool inLine = std::ranges::all_of(list, isPlain);
        m_out += '[';
        ++m_level;
        for (std::size_t i = 0; i < list.size(); ++i) {
            m_out += i == 0 ? "" : inLine ? ", " : ",";
            inLine ? void() : newLine();
            write(list[i]);
        }
        --m_level;
        inLine ? void() : newLine();
        m_out += ']';
    }

    void put(const JsonTree::Members& members)
    {
        m_out += '{';
        ++m_level;
        bool first = true;
        for (const auto& [name, member] : members) {
            m_out += first ? "" : ",";
            first = false;
            newLine();
            writeText(m_out, name);
            m_out += ": ";
            write(member);
        }
        --m_level;
        first ? void() : newLine();
        m_out += '}';
    }

    void newLine() { (m_out += '\n').append(2 * m_level, ' '); }

    std::string m_out;
    std::size_t m_level = 0;
};

}  // namespace

const JsonTree* JsonTree::find(std::string_view name) const
{
    const Members* all = members();
    if (all == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(*all, name, &JsonMember::name);
    return found == all->end() ? nullptr : &found->tree;
}

JsonTree* JsonTree::find(std::string_view name)
{
    return const_cast<JsonTree*>(std::as_const(*this).find(name));
}

void JsonTree::add(std::string_view name, JsonTree member)
{
    if (isNull()) {
        value = Members{};
    }
    std::get<Members>(value).push_back({std::string(name), std::move(member)});
}

ParseResult parseJson(std::string_view text)
{
    Builder builder(text);
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
        return {.tree = builder.take(), .problems = {}};
    }
    return {.tree = std::nullopt, .problems = {builder.problem()}};
}

std::string jsonText(const JsonTree& tree)
{
    Writer writer;
    writer.write(tree);
    return writer.take() + "\n";
}

}  // namespace dealwright::interchange
