// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the engine, the plain program (plain_engine.h) and, where it is installed, the one in numpy (numpy_engine.h) in
// turn on scenarios/every-clause.json, and prints how many times faster the engine is:
//   yardstick [--rounds 5] [--json FILE]
// A ratio is the other program's time over the engine's in the same round. The others have one thread; the engine is
// measured on one thread and on all.
#include "numpy_engine.h"
#include "plain_engine.h"
#include "samples.h"

#include "simulation/sweep.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace dealwright;

/// Milliseconds.
double timeOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

struct Spread {
    double median = 0.0;
    double least = 0.0;
    double most = 0.0;
};

Spread spreadOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return {values[values.size() / 2], values.front(), values.back()};
}

/// One question, and its times by round in milliseconds.
struct Case {
    std::string name;
    std::function<double()> plain;
    std::function<double()> numpy;
    std::function<double(int threads)> engine;
    std::vector<double> plainTimes;
    std::vector<double> numpyTimes;  ///< empty where numpy is not installed
    std::vector<double> oneThread;
    std::vector<double> allThreads;

    [[nodiscard]] static Spread ratio(const std::vector<double>& others, const std::vector<double>& times)
    {
        std::vector<double> ratios;
        ratios.reserve(times.size());
        for (std::size_t i = 0; i < times.size(); ++i) {
            ratios.push_back(others[i] / times[i]);
        }
        return spreadOf(std::move(ratios));
    }
};

simulation::Run on(int threads)
{
    simulation::Run run;
    run.threads = threads;
    return run;
}

/// The engine while a term is dragged: an edit follows an edit, and everything else is kept.
struct Repricing {
    explicit Repricing(std::int64_t paths) : scenario(bench::everyClause(deal::Sampling::quasi, paths)) {}

    /// Milliseconds for an edit, the mean of a drag.
    double run(int threads)
    {
        constexpr int edits = 10;
        edit(threads);
        return timeOf([&] {
                   for (int i = 0; i < edits; ++i) {
                       edit(threads);
                   }
               }) /
               edits;
    }

    void edit(int threads)
    {
        scenario.terms.shares[0].baseRate += 1e-4;
        if (!simulator.project(scenario, {}, on(threads))) {
            std::abort();
        }
    }

    deal::Scenario scenario;
    simulation::Simulator simulator;
};

constexpr std::size_t sheetCount = 2000;
// The other programs price a few of them, and their times count so many times more.
constexpr std::size_t plainSheets = 100;
constexpr std::size_t numpySheets = 20;

std::vector<deal::Terms> sheetsOf(const deal::Scenario& scenario)
{
    std::vector<deal::Terms> sheets(sheetCount, scenario.terms);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        sheets[i].shares[i % sheets[i].shares.size()].baseRate += 1e-5 * static_cast<double>(i);
        sheets[i].minimumGuarantee += 1e3 * static_cast<double>(i);
    }
    return sheets;
}

std::vector<Case> cases(const deal::Scenario& scenario, const bench::PlainPaths& small, const bench::PlainPaths& large,
                        const bench::PlainPaths& few, const bench::NumpyEngine& numpy)
{
    std::vector<Case> result;
    const auto drawing = [](deal::Sampling sampling) {
        return [sampling](int threads) {
            const deal::Scenario drawn = bench::everyClause(sampling, 131072);
            return timeOf([&] {
                if (!simulation::draw(drawn, on(threads))) {
                    std::abort();
                }
            });
        };
    };
    const auto plainDraw = [&scenario] {
        return timeOf([&] { static_cast<void>(bench::drawPlainPaths(scenario, 131072, 7)); });
    };
    const auto numpyDraw = [&numpy] { return numpy.draw(131072).milliseconds; };
    result.push_back(
        {"draw 131,072 paths, pseudo", plainDraw, numpyDraw, drawing(deal::Sampling::pseudo), {}, {}, {}, {}});
    result.push_back(
        {"draw 131,072 paths, quasi", plainDraw, numpyDraw, drawing(deal::Sampling::quasi), {}, {}, {}, {}});
    const auto repriced = [&](const char* name, const bench::PlainPaths& paths) {
        auto repricing = std::make_shared<Repricing>(static_cast<std::int64_t>(paths.paths));
        const auto plain = [&scenario, &paths] {
            return timeOf([&] { static_cast<void>(bench::pricePlainly(scenario, paths)); });
        };
        const auto numpyPrice = [&numpy, count = paths.paths] { return numpy.price(count).milliseconds; };
        result.push_back(
            {name, plain, numpyPrice, [repricing](int threads) { return repricing->run(threads); }, {}, {}, {}, {}});
    };
    repriced("re-price 16,384 paths", small);
    repriced("re-price 131,072 paths", large);
    result.push_back({"sweep 2,000 sheets x 2,048 paths",
                      [&scenario, &few] {
                          std::vector<deal::Terms> sheets = sheetsOf(scenario);
                          sheets.resize(plainSheets);
                          constexpr double times = double{sheetCount} / double{plainSheets};
                          return times * timeOf([&] { static_cast<void>(bench::sweepPlainly(scenario, sheets, few)); });
                      },
                      [&numpy] { return double{sheetCount} / double{numpySheets} * numpy.sweep(2048).milliseconds; },
                      [](int threads) {
                          const deal::Scenario swept = bench::everyClause(deal::Sampling::quasi, 2048);
                          const auto shocks = simulation::draw(swept);
                          const auto weights = simulation::weightsOf(swept, *shocks);
                          const std::vector<deal::Terms> sheets = sheetsOf(swept);
                          std::vector<simulation::SweepOutcome> outcomes(sheets.size());
                          return timeOf([&] {
                              if (!simulation::sweep(swept, sheets, *shocks, *weights, outcomes, on(threads))) {
                                  std::abort();
                              }
                          });
                      },
                      {},
                      {},
                      {},
                      {}});
    return result;
}

void writeJson(const std::string& path, const std::vector<Case>& all, int threads)
{
    std::ofstream file(path);
    file << "{\n  \"threads\": " << threads << ",\n  \"cases\": [";
    const char* separator = "\n";
    const auto put = [&file](const char* name, const Spread& spread, const char* end) {
        file << "\"" << name << "\": {\"median\": " << spread.median << ", \"min\": " << spread.least
             << ", \"max\": " << spread.most << "}" << end;
    };
    for (const Case& one : all) {
        file << separator << "    {\"name\": \"" << one.name << "\",\n     ";
        put("plainMilliseconds", spreadOf(one.plainTimes), ",\n     ");
        put("oneThreadMilliseconds", spreadOf(one.oneThread), ",\n     ");
        put("allThreadsMilliseconds", spreadOf(one.allThreads), ",\n     ");
        put("ratioOneThread", Case::ratio(one.plainTimes, one.oneThread), ",\n     ");
        put("ratioAllThreads", Case::ratio(one.plainTimes, one.allThreads), one.numpyTimes.empty() ? "}" : ",\n     ");
        if (!one.numpyTimes.empty()) {
            put("numpyMilliseconds", spreadOf(one.numpyTimes), ",\n     ");
            put("numpyRatioOneThread", Case::ratio(one.numpyTimes, one.oneThread), ",\n     ");
            put("numpyRatioAllThreads", Case::ratio(one.numpyTimes, one.allThreads), "}");
        }
        separator = ",\n";
    }
    file << "\n  ]\n}\n";
}

void printTable(const std::vector<Case>& all, int rounds)
{
    std::printf("%d rounds; milliseconds are medians, ratios medians (min - max)\n", rounds);
    std::printf("%-34s %9s %9s %9s %9s   %-22s %-22s %s\n", "", "plain", "numpy", "1 thread", "all", "plain / 1 thread",
                "plain / all", "numpy / all");
    const auto ratio = [](const Spread& spread) {
        std::printf("   %5.1f (%5.1f - %5.1f)", spread.median, spread.least, spread.most);
    };
    for (const Case& one : all) {
        std::printf("%-34s %9.1f ", one.name.c_str(), spreadOf(one.plainTimes).median);
        if (one.numpyTimes.empty()) {
            std::printf("%9s", "");
        } else {
            std::printf("%9.1f", spreadOf(one.numpyTimes).median);
        }
        std::printf(" %9.1f %9.1f", spreadOf(one.oneThread).median, spreadOf(one.allThreads).median);
        ratio(Case::ratio(one.plainTimes, one.oneThread));
        ratio(Case::ratio(one.plainTimes, one.allThreads));
        if (!one.numpyTimes.empty()) {
            ratio(Case::ratio(one.numpyTimes, one.allThreads));
        }
        std::printf("\n");
    }
}

void measure(int rounds, const std::string& json)
{
    const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const deal::Scenario scenario = bench::everyClause(deal::Sampling::pseudo, 131072);
    const bench::PlainPaths few = bench::drawPlainPaths(scenario, 2048, 1);
    const bench::PlainPaths small = bench::drawPlainPaths(scenario, 16384, 1);
    const bench::PlainPaths large = bench::drawPlainPaths(scenario, 131072, 1);
    std::vector<deal::Terms> numpySwept = sheetsOf(scenario);
    numpySwept.resize(numpySheets);
    const bench::NumpyEngine numpy(scenario, numpySwept);
    std::vector<Case> all = cases(scenario, small, large, few, numpy);
    for (int round = 0; round < rounds; ++round) {
        for (Case& one : all) {
            one.plainTimes.push_back(one.plain());
            if (numpy.isInstalled()) {
                one.numpyTimes.push_back(one.numpy());
            }
            one.oneThread.push_back(one.engine(1));
            one.allThreads.push_back(one.engine(threads));
        }
    }
    printTable(all, rounds);
    if (!numpy.isInstalled()) {
        std::printf("No Python with numpy is installed (Debian: python3-numpy): its column is empty.\n");
    }
    if (!json.empty()) {
        writeJson(json, all, threads);
    }
}

}  // namespace

int main(int argc, char** argv)
try {
    int rounds = 5;
    std::string json;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--rounds" && i + 1 < argc) {
            rounds = static_cast<int>(std::strtol(argv[++i], nullptr, 10));
        } else if (argument == "--json" && i + 1 < argc) {
            json = argv[++i];
        } else {
            std::fprintf(stderr, "yardstick [--rounds N] [--json FILE]\n");
            return 2;
        }
    }
    measure(std::max(rounds, 1), json);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
