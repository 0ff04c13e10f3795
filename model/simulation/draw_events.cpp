// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/draw_events.h"

#include "random/elementary.h"
#include "random/normal.h"
#include "random/philox.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <vector>

namespace dealwright::simulation {

namespace {

/// The words of one variable on one path, occurrence after occurrence.
class Occurrences {
public:
    Occurrences(const DrawPlan& plan, random::Address first, std::uint32_t path)
        : m_seed(plan.seed), m_next(first), m_path(path)
    {
    }

    std::uint32_t next(const Source* source)
    {
        const int index = m_next.index;
        std::uint32_t word = 0;
        if (source != nullptr && source->sobol != nullptr) {
            word =
                source->sobol->at(m_path % random::scrambles, static_cast<std::uint32_t>(m_path / random::scrambles));
        } else {
            if (m_group != index / 4) {
                m_group = index / 4;
                m_words = random::Philox::words(random::philoxCounter(m_next, m_path), random::philoxKey(m_seed));
            }
            word = m_words[static_cast<std::size_t>(index) % 4];
        }
        ++m_next.index;
        return word;
    }

private:
    std::uint64_t m_seed;
    random::Address m_next;
    std::uint32_t m_path;
    int m_group = -1;
    random::Philox::Counter m_words{};
};

const Source* sourceAt(const std::vector<Source>& sources, int occurrence)
{
    const auto index = static_cast<std::size_t>(occurrence);
    return index < sources.size() ? &sources[index] : nullptr;
}

class EventDrawing {
public:
    EventDrawing(const DrawPlan& plan, const EventPlan& event, DrawWorkspace& workspace, std::size_t block,
                 std::size_t lane)
        : m_plan(&plan),
          m_event(&event),
          m_workspace(&workspace),
          m_lane(lane),
          m_times(plan, event.time, static_cast<std::uint32_t>(block * blockPaths + lane)),
          m_sizes(plan, event.size, static_cast<std::uint32_t>(block * blockPaths + lane))
    {
    }

    /// So many occurrences, each at any time of what is left of the term.
    void spread(int count)
    {
        const int months = m_plan->months - m_event->firstMonth;
        for (int occurrence = 0; occurrence < count; ++occurrence) {
            const double u = random::uniformOf(m_times.next(sourceAt(m_event->timeSource, occurrence)));
            occur(m_event->firstMonth + static_cast<int>(u * months), occurrence);
        }
    }

    /// Occurrences one after the other, until the term is over; how many.
    int wait()
    {
        const int months = m_plan->months - m_event->firstMonth;
        double time = 0.0;
        for (int occurrence = 0;; ++occurrence) {
            time -= random::log(random::uniformOf(m_times.next(nullptr))) * 12.0 / m_event->annualRate;
            if (!(time < months)) {
                return occurrence;
            }
            occur(m_event->firstMonth + static_cast<int>(time), occurrence);
        }
    }

private:
    void occur(int month, int occurrence)
    {
        double logFactor = m_event->logMean;
        if (m_event->logDeviation > 0.0) {
            const auto z =
                static_cast<double>(random::normalOf(m_sizes.next(sourceAt(m_event->sizeSource, occurrence))));
            logFactor += m_event->logDeviation * z;
        }
        for (const std::size_t u : m_event->useCases) {
            const std::size_t row = static_cast<std::size_t>(month) * m_plan->useCases + u;
            m_workspace->jumps[row * blockPaths + m_lane] += static_cast<float>(logFactor);
        }
    }

    const DrawPlan* m_plan;
    const EventPlan* m_event;
    DrawWorkspace* m_workspace;
    std::size_t m_lane;
    Occurrences m_times;
    Occurrences m_sizes;
};

}  // namespace

void drawEvents(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    if (workspace.jumps) {
        std::fill_n(workspace.jumps.get(), static_cast<std::size_t>(plan.months) * plan.useCases * blockPaths, 0.0F);
    }
    for (std::size_t k = 0; k < plan.events.size(); ++k) {
        const EventPlan& event = plan.events[k];
        float* const counts = writer.eventCount(k);
        std::fill_n(counts, blockPaths, 0.0F);
        if (event.annualRate <= 0.0 || event.firstMonth >= plan.months) {
            continue;
        }
        if (plan.quasi) {
            fillWords(plan, event.countSource, writer.block, workspace.words.get());
        }
        for (std::size_t lane = 0; lane < blockPaths; ++lane) {
            EventDrawing drawing(plan, event, workspace, writer.block, lane);
            if (plan.quasi) {
                const int count = event.count(random::uniformOf(workspace.words[lane]));
                drawing.spread(count);
                counts[lane] = static_cast<float>(count);
            } else {
                counts[lane] = static_cast<float>(drawing.wait());
            }
        }
    }
}

void drawIncidents(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    std::vector<Incident>& incidents = writer.incidents();
    incidents.clear();
    if (plan.incidentProbability <= 0.0) {
        return;
    }
    fillWords(plan, plan.incidentGap, writer.block, workspace.words.get());
    // Below it the first incident comes after the term for certain: most paths need no logarithm.
    const double surelyNone = 0.999 * random::exp(plan.logNoIncident * plan.months / 12.0);
    const int lanes = writer.shocks.pathsIn(writer.block);
    for (int lane = 0; lane < lanes; ++lane) {
        if (random::uniformOf(workspace.words[static_cast<std::size_t>(lane)]) < surelyNone) {
            continue;
        }
        const auto path = static_cast<std::uint32_t>(writer.block * blockPaths + static_cast<std::size_t>(lane));
        Occurrences gaps(plan, plan.incidentGap.address, path);
        Occurrences sizes(plan, plan.incidentSize.address, path);
        double month = -1.0;
        for (int occurrence = 0;; ++occurrence) {
            // The months without an incident before the next are geometric: floor(log u / log(1 - monthly
            // probability)).
            const double u = random::uniformOf(gaps.next(occurrence == 0 ? &plan.incidentGap : nullptr));
            month += 1.0 + std::floor(12.0 * random::log(u) / plan.logNoIncident);
            if (!(month < plan.months)) {
                break;
            }
            const float z = random::normalOf(sizes.next(occurrence == 0 ? &plan.incidentSize : nullptr));
            incidents.push_back({static_cast<std::int16_t>(month), static_cast<std::int16_t>(lane), z});
        }
    }
    std::sort(incidents.begin(), incidents.end(), [](const Incident& a, const Incident& b) {
        return std::tie(a.month, a.lane) < std::tie(b.month, b.lane);
    });
}

}  // namespace dealwright::simulation
