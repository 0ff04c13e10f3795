// SPDX-License-Identifier: GPL-3.0-or-later
// Pins the figures of the sample workbooks. For every scenario and output: the SHA-256 of all its bits, and some of its
// values, so that a review sees what a changed hash means.
//   golden_figures --check FOLDER WORKBOOK...    names the outputs that moved and by how much; fails if any did
//   golden_figures --update FOLDER WORKBOOK...   the same, and rewrites FOLDER/<workbook's name>.json
#include "interchange/json.h"
#include "interchange/json_tree.h"
#include "interchange/number.h"
#include "simulation/simulate.h"
#include "support/projection_outputs.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace dealwright;
using interchange::JsonTree;

constexpr std::int64_t paths = 2048;
constexpr std::size_t shownWhole = 16;  // outputs up to this length are shown as they are
constexpr std::size_t shownValues = 5;
constexpr const char* wholeLabel = "values";
constexpr const char* summaryLabel = "mean, smallest, largest, some from first to last";

/// What a file says of an output.
struct Figures {
    std::string name;
    std::string hash;
    std::size_t count = 0;
    std::vector<double> values;  ///< all, or by summaryLabel
};

struct ScenarioFigures {
    std::string name;
    std::vector<Figures> outputs;
};

Figures figuresOf(const tests::Output& output)
{
    const std::string bytes = tests::bytesOf(output);
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    const std::vector<double>& x = output.values;
    Figures figures{output.name, QCryptographicHash::hash(view, QCryptographicHash::Sha256).toHex().toStdString(),
                    x.size(), x};
    if (x.size() <= shownWhole) {
        return figures;
    }
    double sum = 0.0;
    for (const double value : x) {
        sum += value;
    }
    figures.values = {sum / static_cast<double>(x.size()), std::ranges::min(x), std::ranges::max(x)};
    for (std::size_t i = 0; i < shownValues; ++i) {
        figures.values.push_back(x[i * (x.size() - 1) / (shownValues - 1)]);
    }
    return figures;
}

std::string textOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<std::vector<ScenarioFigures>> computed(const std::string& workbookFile)
{
    const interchange::ReadResult read = interchange::readWorkbook(textOf(workbookFile));
    if (!read.workbook) {
        return std::nullopt;
    }
    std::vector<ScenarioFigures> all;
    for (deal::Scenario scenario : read.workbook->scenarios) {
        scenario.simulation.paths = paths;
        simulation::Simulator simulator;
        const auto projection = simulator.project(
            scenario, {.monthly = true, .cumulativeDiscounted = true, .bridge = true, .npvByPath = true});
        if (!projection) {
            return std::nullopt;
        }
        ScenarioFigures figures{scenario.name, {}};
        for (const auto& outputs : {tests::outputsOf(*simulator.shocks()), tests::outputsOf(*projection)}) {
            std::ranges::transform(outputs, std::back_inserter(figures.outputs), figuresOf);
        }
        all.push_back(std::move(figures));
    }
    return all;
}

/// One output a line, so that a difference in review is a line.
std::string written(const std::vector<ScenarioFigures>& all)
{
    const auto quoted = [](const std::string& text) {
        std::string json = interchange::jsonText({text});
        json.pop_back();  // its line feed
        return json;
    };
    std::string text = "{";
    for (const ScenarioFigures& scenario : all) {
        text += (&scenario == &all.front() ? "\n  " : ",\n  ") + quoted(scenario.name) + ": {";
        for (const Figures& output : scenario.outputs) {
            text += (&output == &scenario.outputs.front() ? "\n    " : ",\n    ") + quoted(output.name) +
                    R"(: {"sha256": ")" + output.hash + R"(", "count": )" + std::to_string(output.count) + ", " +
                    quoted(output.count <= shownWhole ? wholeLabel : summaryLabel) + ": [";
            for (const double& value : output.values) {
                text += (&value == output.values.data() ? "" : ", ") + interchange::numberText(value);
            }
            text += "]}";
        }
        text += "\n  }";
    }
    return text + "\n}\n";
}

double numberOf(const JsonTree& tree)
{
    if (const auto* const whole = std::get_if<std::int64_t>(&tree.value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* const natural = std::get_if<std::uint64_t>(&tree.value)) {
        return static_cast<double>(*natural);
    }
    const auto* const number = std::get_if<double>(&tree.value);
    return number ? *number : std::nan("");
}

/// What the file says; nothing where there is no such file or it says something else.
std::vector<ScenarioFigures> pinned(const std::filesystem::path& file)
{
    const interchange::ParseResult parsed = interchange::parseJson(textOf(file));
    std::vector<ScenarioFigures> all;
    if (!parsed.tree || !parsed.tree->members()) {
        return all;
    }
    for (const interchange::JsonMember& scenario : *parsed.tree->members()) {
        ScenarioFigures figures{scenario.name, {}};
        if (!scenario.tree.members()) {
            continue;
        }
        for (const interchange::JsonMember& output : *scenario.tree.members()) {
            const JsonTree* const hash = output.tree.find("sha256");
            const JsonTree* const whole = output.tree.find(wholeLabel);
            const JsonTree* const values = whole ? whole : output.tree.find(summaryLabel);
            Figures one{output.name, {}, 0, {}};
            if (const JsonTree* const count = output.tree.find("count")) {
                one.count = static_cast<std::size_t>(numberOf(*count));
            }
            if (const auto* const text = hash ? std::get_if<std::string>(&hash->value) : nullptr) {
                one.hash = *text;
            }
            if (values && values->list()) {
                std::ranges::transform(*values->list(), std::back_inserter(one.values), numberOf);
            }
            figures.outputs.push_back(std::move(one));
        }
        all.push_back(std::move(figures));
    }
    return all;
}

std::string difference(const Figures& before, const Figures& now)
{
    if (before.count != now.count || before.values.size() != now.values.size()) {
        return "another number of values";
    }
    double absolute = 0.0;
    double relative = 0.0;
    for (std::size_t i = 0; i < now.values.size(); ++i) {
        const double change = std::fabs(now.values[i] - before.values[i]);
        const double scale = std::max(std::fabs(now.values[i]), std::fabs(before.values[i]));
        absolute = std::max(absolute, change);
        relative = std::max(relative, scale > 0.0 ? change / scale : 0.0);
    }
    if (absolute == 0.0) {
        return "moved, though none of the values in the file";
    }
    return "moved by at most " + interchange::numberText(absolute) + ", relative " + interchange::numberText(relative) +
           ", of the values in the file";
}

/// Prints what differs and says how many outputs do.
int report(const std::string& workbook, const std::vector<ScenarioFigures>& before,
           const std::vector<ScenarioFigures>& now)
{
    int moved = 0;
    const auto say = [&](const std::string& scenario, const std::string& output, const std::string& what) {
        std::printf("%s: %s: %s: %s\n", workbook.c_str(), scenario.c_str(), output.c_str(), what.c_str());
        ++moved;
    };
    for (const ScenarioFigures& scenario : now) {
        const auto known = std::ranges::find(before, scenario.name, &ScenarioFigures::name);
        if (known == before.end()) {
            say(scenario.name, "every output", "new");
            continue;
        }
        for (const Figures& output : scenario.outputs) {
            const auto old = std::ranges::find(known->outputs, output.name, &Figures::name);
            if (old == known->outputs.end()) {
                say(scenario.name, output.name, "new");
            } else if (old->hash != output.hash) {
                say(scenario.name, output.name, difference(*old, output));
            }
        }
        for (const Figures& old : known->outputs) {
            if (std::ranges::find(scenario.outputs, old.name, &Figures::name) == scenario.outputs.end()) {
                say(scenario.name, old.name, "no longer there");
            }
        }
    }
    for (const ScenarioFigures& scenario : before) {
        if (std::ranges::find(now, scenario.name, &ScenarioFigures::name) == now.end()) {
            say(scenario.name, "every output", "no longer there");
        }
    }
    return moved;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view mode = argc > 1 ? argv[1] : "";
    if (argc < 4 || (mode != "--check" && mode != "--update")) {
        std::fprintf(stderr, "golden_figures --check|--update FOLDER WORKBOOK...\n");
        return 2;
    }
    const std::filesystem::path folder = argv[2];
    int moved = 0;
    for (int i = 3; i < argc; ++i) {
        const std::string workbook = std::filesystem::path(argv[i]).filename().string();
        const auto now = computed(argv[i]);
        if (!now || now->empty()) {
            std::fprintf(stderr, "%s: cannot be priced\n", argv[i]);
            return 2;
        }
        moved += report(workbook, pinned(folder / workbook), *now);
        if (mode == "--update") {
            std::ofstream(folder / workbook, std::ios::binary) << written(*now);
        }
    }
    std::printf("%d outputs moved\n", moved);
    return mode == "--check" && moved > 0 ? 1 : 0;
}
