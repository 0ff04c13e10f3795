// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how good the draws and path weights are on one scenario, over many seeds, and compares with the gates of
// docs/sampling.md:
//   sampling_gates SCENARIO.json [--repetitions 400] [--json FILE] [--curve] [--no-gates]
// A ratio is the variance of plain independent paths, sd^2/N, over the variance of the figure over the seeds; for
// percentiles it is pseudo's own over quasi's. Prints a table; fails where a gate is missed.
#include "interchange/json.h"
#include "simulation/simulate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace dealwright;
using deal::Sampling;
using deal::Side;

constexpr std::array sides{Side::licensor, Side::host};

/// One figure over the seeds.
struct Figure {
    std::vector<double> values;
    std::vector<double> errors;  ///< as stated

    [[nodiscard]] double mean() const
    {
        double sum = 0.0;
        for (const double value : values) {
            sum += value;
        }
        return sum / static_cast<double>(values.size());
    }
    [[nodiscard]] double variance() const
    {
        const double centre = mean();
        double squares = 0.0;
        for (const double value : values) {
            squares += (value - centre) * (value - centre);
        }
        return squares / static_cast<double>(values.size() - 1);
    }
    /// The fraction of 95 % intervals that hold `truth`.
    [[nodiscard]] double coverage(double truth) const
    {
        int hits = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            hits += std::fabs(values[i] - truth) <= simulation::studentT15 * errors[i] ? 1 : 0;
        }
        return static_cast<double>(hits) / static_cast<double>(values.size());
    }
};

struct Runs {
    std::int64_t paths = 0;
    std::array<Figure, 2> mean;       ///< with path weights, by side
    std::array<Figure, 2> plainMean;  ///< every path once, by side
    std::array<Figure, 2> p10;
    std::array<double, 2> pathVariance{};  ///< of one path, by side
};

Runs runsOf(deal::Scenario scenario, Sampling sampling, std::int64_t paths, int repetitions)
{
    Runs runs;
    runs.paths = paths;
    scenario.simulation.paths = paths;
    scenario.simulation.sampling = sampling;
    simulation::Simulator simulator;
    for (int seed = 1; seed <= repetitions; ++seed) {
        scenario.simulation.seed = static_cast<std::uint64_t>(seed);
        const auto projection = simulator.project(scenario, {.monthly = false});
        if (!projection) {
            std::abort();
        }
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const simulation::PartyProjection& party = projection->of(sides[i]);
            double sum = 0.0;
            for (const double value : party.npvByPath) {
                sum += value;
            }
            runs.mean[i].values.push_back(party.npv.mean);
            runs.mean[i].errors.push_back(party.npv.standardError);
            runs.plainMean[i].values.push_back(sum / static_cast<double>(party.npvByPath.size()));
            runs.p10[i].values.push_back(party.npv.percentiles[1]);
            runs.p10[i].errors.push_back(party.npv.percentileErrors[1]);
            runs.pathVariance[i] += party.npv.standardDeviation * party.npv.standardDeviation / repetitions;
        }
    }
    return runs;
}

/// A measured figure and what it must be.
struct Line {
    std::string name;
    std::array<double, 2> measured{};  ///< licensor, host
    std::array<double, 2> least{};
    std::array<double, 2> most{INFINITY, INFINITY};

    [[nodiscard]] bool passes() const
    {
        return measured[0] >= least[0] && measured[1] >= least[1] && measured[0] <= most[0] && measured[1] <= most[1];
    }
};

template <class Measure>
Line line(std::string name, std::array<double, 2> least, Measure measure)
{
    return {std::move(name), {measure(0), measure(1)}, least};
}

/// The truth: a long run that shares no seed with the others.
struct Reference {
    std::array<double, 2> mean{};
    std::array<double, 2> p10{};
    std::array<double, 2> meanError{};
    std::array<double, 2> p10Error{};
};

Reference referenceOf(deal::Scenario scenario)
{
    constexpr int seeds = 8;
    scenario.simulation.paths = 524288;
    scenario.simulation.sampling = Sampling::quasi;
    std::array<Figure, 2> means;
    std::array<Figure, 2> p10s;
    simulation::Simulator simulator;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        scenario.simulation.seed = 1'000'001 + seed;
        const auto projection = simulator.project(scenario, {.monthly = false, .npvByPath = false});
        if (!projection) {
            std::abort();
        }
        for (std::size_t i = 0; i < sides.size(); ++i) {
            means[i].values.push_back(projection->of(sides[i]).npv.mean);
            p10s[i].values.push_back(projection->of(sides[i]).npv.percentiles[1]);
        }
    }
    Reference reference;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        reference.mean[i] = means[i].mean();
        reference.p10[i] = p10s[i].mean();
        reference.meanError[i] = std::sqrt(means[i].variance() / seeds);
        reference.p10Error[i] = std::sqrt(p10s[i].variance() / seeds);
    }
    return reference;
}

std::string text(double value)
{
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.10g", value);
    return buffer.data();
}

struct Options {
    std::string scenario;
    std::string json;
    int repetitions = 400;
    bool curve = false;
    bool gates = true;
};

std::optional<Options> optionsOf(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--curve") {
            options.curve = true;
        } else if (argument == "--no-gates") {
            options.gates = false;
        } else if (argument == "--json" && i + 1 < argc) {
            options.json = argv[++i];
        } else if (argument == "--repetitions" && i + 1 < argc) {
            options.repetitions = static_cast<int>(std::strtol(argv[++i], nullptr, 10));
        } else {
            options.scenario = argument;
        }
    }
    if (options.scenario.empty() || options.repetitions < 20) {
        return std::nullopt;
    }
    return options;
}

void addCoverage(std::vector<Line>& lines, const std::string& name, const Runs& runs, const Reference& truth)
{
    const std::string head = name + ": 95 % intervals that hold the truth, ";
    lines.push_back({head + "mean",
                     {runs.mean[0].coverage(truth.mean[0]), runs.mean[1].coverage(truth.mean[1])},
                     {0.93, 0.93},
                     {0.97, 0.97}});
    lines.push_back({head + "P10",
                     {runs.p10[0].coverage(truth.p10[0]), runs.p10[1].coverage(truth.p10[1])},
                     {0.93, 0.93},
                     {0.97, 0.97}});
}

std::vector<Line> measured(const deal::Scenario& scenario, const Reference& truth, int repetitions)
{
    std::vector<Line> lines;
    for (const std::int64_t points : {512, 1024}) {
        const std::int64_t paths = 16 * points;
        const Runs quasi = runsOf(scenario, Sampling::quasi, paths, repetitions);
        const Runs pseudo = runsOf(scenario, Sampling::pseudo, paths, repetitions);
        const auto plain = [&](std::size_t i) { return pseudo.pathVariance[i] / static_cast<double>(paths); };
        const std::string size = "16 x " + std::to_string(points);
        const bool small = points == 512;
        using Two = std::array<double, 2>;
        lines.push_back(line(size + " quasi, every path once: mean", small ? Two{18, 24} : Two{26, 40},
                             [&](std::size_t i) { return plain(i) / quasi.plainMean[i].variance(); }));
        lines.push_back(line(size + " quasi with weights: mean", small ? Two{1400, 3500} : Two{1700, 4500},
                             [&](std::size_t i) { return plain(i) / quasi.mean[i].variance(); }));
        lines.push_back(line(size + " pseudo with weights: mean", Two{110, 380},
                             [&](std::size_t i) { return plain(i) / pseudo.mean[i].variance(); }));
        lines.push_back(line(size + " quasi: P10", small ? Two{2.0, 3.0} : Two{2.1, 3.5},
                             [&](std::size_t i) { return pseudo.p10[i].variance() / quasi.p10[i].variance(); }));
        addCoverage(lines, size + " quasi", quasi, truth);
        addCoverage(lines, size + " pseudo", pseudo, truth);
    }
    return lines;
}

/// Root mean squared errors by paths, for a plot: [figure][size].
struct Curve {
    std::vector<std::int64_t> paths;
    std::vector<std::pair<std::string, std::vector<double>>> errors;
};

Curve curveOf(const deal::Scenario& scenario, int repetitions)
{
    Curve curve;
    curve.errors = {{"licensor, pseudo, every path once", {}}, {"licensor, pseudo with weights", {}},
                    {"licensor, quasi, every path once", {}},  {"licensor, quasi with weights", {}},
                    {"host, pseudo, every path once", {}},     {"host, pseudo with weights", {}},
                    {"host, quasi, every path once", {}},      {"host, quasi with weights", {}}};
    for (std::int64_t points = 64; points <= 4096; points *= 2) {
        const std::int64_t paths = 16 * points;
        curve.paths.push_back(paths);
        const Runs quasi = runsOf(scenario, Sampling::quasi, paths, repetitions);
        const Runs pseudo = runsOf(scenario, Sampling::pseudo, paths, repetitions);
        for (std::size_t i = 0; i < sides.size(); ++i) {
            curve.errors[4 * i].second.push_back(std::sqrt(pseudo.plainMean[i].variance()));
            curve.errors[4 * i + 1].second.push_back(std::sqrt(pseudo.mean[i].variance()));
            curve.errors[4 * i + 2].second.push_back(std::sqrt(quasi.plainMean[i].variance()));
            curve.errors[4 * i + 3].second.push_back(std::sqrt(quasi.mean[i].variance()));
        }
    }
    return curve;
}

void writeJson(const std::string& path, const Options& options, const Reference& truth, const std::vector<Line>& lines,
               const Curve& curve)
{
    std::ofstream file(path);
    const auto two = [](const std::array<double, 2>& values) {
        return "[" + text(values[0]) + ", " + text(values[1]) + "]";
    };
    file << "{\n  \"repetitions\": " << options.repetitions << ",\n  \"reference\": {\"mean\": " << two(truth.mean)
         << ", \"p10\": " << two(truth.p10) << "},\n  \"figures\": {";
    const char* separator = "\n";
    for (const Line& line : lines) {
        file << separator << "    \"" << line.name << "\": " << two(line.measured);
        separator = ",\n";
    }
    file << "\n  },\n  \"paths\": [";
    separator = "";
    for (const std::int64_t paths : curve.paths) {
        file << separator << paths;
        separator = ", ";
    }
    file << "],\n  \"errors\": {";
    separator = "\n";
    for (const auto& [name, errors] : curve.errors) {
        file << separator << "    \"" << name << "\": [";
        separator = "";
        for (const double error : errors) {
            file << separator << text(error);
            separator = ", ";
        }
        file << "]";
        separator = ",\n";
    }
    file << "\n  }\n}\n";
}

}  // namespace

int main(int argc, char** argv)
{
    const auto options = optionsOf(argc, argv);
    if (!options) {
        std::fprintf(stderr, "sampling_gates SCENARIO.json [--repetitions N] [--json FILE] [--curve] [--no-gates]\n");
        return 2;
    }
    std::ifstream input(options->scenario, std::ios::binary);
    const std::string json{std::istreambuf_iterator<char>(input), {}};
    const interchange::ReadResult read = interchange::readWorkbook(json);
    if (!read.workbook) {
        std::fprintf(stderr, "%s cannot be read\n", options->scenario.c_str());
        return 2;
    }
    const deal::Scenario& scenario = read.workbook->scenarios.front();
    const Reference truth = referenceOf(scenario);
    std::printf("Reference: licensor %s +- %s, P10 %s +- %s; host %s +- %s, P10 %s +- %s\n",
                text(truth.mean[0]).c_str(), text(truth.meanError[0]).c_str(), text(truth.p10[0]).c_str(),
                text(truth.p10Error[0]).c_str(), text(truth.mean[1]).c_str(), text(truth.meanError[1]).c_str(),
                text(truth.p10[1]).c_str(), text(truth.p10Error[1]).c_str());
    const std::vector<Line> lines = measured(scenario, truth, options->repetitions);
    int missed = 0;
    for (const Line& line : lines) {
        const bool judged = options->gates;
        const bool passes = line.passes();
        missed += judged && !passes ? 1 : 0;
        std::printf("%-62s %9.4g %9.4g", line.name.c_str(), line.measured[0], line.measured[1]);
        if (judged) {
            std::printf("   gate %5.4g %5.4g  %s", line.least[0], line.least[1], passes ? "passed" : "MISSED");
        }
        std::printf("\n");
    }
    const Curve curve = options->curve ? curveOf(scenario, std::min(options->repetitions, 100)) : Curve{};
    if (!options->json.empty()) {
        writeJson(options->json, *options, truth, lines, curve);
    }
    if (options->gates) {
        std::printf("%d gates missed\n", missed);
    }
    return missed == 0 ? 0 : 1;
}
