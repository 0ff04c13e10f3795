// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/bridge_lines.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <utility>

namespace dealwright::simulation {

namespace {

/// Where a line of the kernel goes in the bridge, and with what sign for each party.
template <class Line>
struct LineOf {
    Line line;
    BridgeItem item;
    double licensor;
    double host;
};

constexpr std::array shareLines{
    LineOf<UseCaseLine>{UseCaseLine::gross, BridgeItem::grossRevenue, 0.0, 1.0},
    LineOf<UseCaseLine>{UseCaseLine::cost, BridgeItem::servingCost, 0.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::baseRate, BridgeItem::baseRate, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::annualStep, BridgeItem::annualStep, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::tier, BridgeItem::tier, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::premium, BridgeItem::premium, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::credits, BridgeItem::credits, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::clamp, BridgeItem::clamp, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::base, BridgeItem::base, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::improvements, BridgeItem::improvements, 1.0, -1.0},
};

// The host pays into escrow in full: what waits there is the licensor's matter.
constexpr std::array paymentLines{
    LineOf<DealLine>{DealLine::perUnitFloor, BridgeItem::perUnitFloor, 1.0, -1.0},
    LineOf<DealLine>{DealLine::underReporting, BridgeItem::underReporting, 1.0, -1.0},
    LineOf<DealLine>{DealLine::annualCap, BridgeItem::annualCap, 1.0, -1.0},
    LineOf<DealLine>{DealLine::totalCap, BridgeItem::totalCap, 1.0, -1.0},
    LineOf<DealLine>{DealLine::recoupment, BridgeItem::recoupment, 1.0, -1.0},
    LineOf<DealLine>{DealLine::escrow, BridgeItem::escrow, 1.0, 0.0},
    LineOf<DealLine>{DealLine::trueUp, BridgeItem::trueUp, 1.0, -1.0},
    LineOf<DealLine>{DealLine::milestones, BridgeItem::milestones, 1.0, -1.0},
};

constexpr std::array governanceLines{
    LineOf<DealLine>{DealLine::disputeCosts, BridgeItem::disputeCosts, -1.0, -1.0},
    LineOf<DealLine>{DealLine::incident, BridgeItem::incident, -1.0, -1.0},
};

/// Puts the bridge together: the kernel's lines and those that no luck touches, in the order of BridgeItem.
class BridgeBuilder {
public:
    BridgeBuilder(const deal::Scenario& scenario, const PricingPlan& plan, std::span<const double> means)
        : m_scenario(scenario), m_plan(plan), m_means(means)
    {
    }

    [[nodiscard]] std::vector<BridgeLine> build()
    {
        for (const auto& entry : shareLines) {
            addUseCases(entry);
        }
        for (const auto& entry : paymentLines) {
            addDeal(entry);
        }
        addFees();
        addUseCases({UseCaseLine::outside, BridgeItem::outside, 1.0, 0.0});
        addDeal({DealLine::settlement, BridgeItem::settlement, 1.0, -1.0});
        addContributions();
        const deal::Terms& terms = m_scenario.terms;
        add(BridgeItem::compliance, -1, -terms.compliance.licensorCost / 12.0 * sum(m_plan.licensorDiscount),
            -terms.compliance.hostCost / 12.0 * sum(m_plan.hostDiscount));
        add(BridgeItem::audit, -1, -terms.reporting.auditCost / 12.0 * sum(m_plan.licensorDiscount), 0.0);
        for (const auto& entry : governanceLines) {
            addDeal(entry);
        }
        add(BridgeItem::upfrontFee, -1, terms.upfrontFee, -terms.upfrontFee);
        add(BridgeItem::advance, -1, terms.advance, -terms.advance);
        return std::move(m_lines);
    }

private:
    [[nodiscard]] static double sum(const std::vector<double>& values)
    {
        double total = 0.0;
        for (const double value : values) {
            total += value;
        }
        return total;
    }

    void add(BridgeItem item, int useCase, double licensor, double host)
    {
        m_lines.push_back({item, useCase, licensor + 0.0, host + 0.0});
    }

    void addUseCases(const LineOf<UseCaseLine>& entry)
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t line = static_cast<std::size_t>(entry.line) * m_plan.useCases + u;
            add(entry.item, static_cast<int>(u), entry.licensor * m_means[line],
                entry.host * m_means[bridgeLines(m_plan) + line]);
        }
    }

    void addDeal(const LineOf<DealLine>& entry)
    {
        const std::size_t line = useCaseLines * m_plan.useCases + static_cast<std::size_t>(entry.line);
        add(entry.item, -1, entry.licensor * m_means[line], entry.host * m_means[bridgeLines(m_plan) + line]);
    }

    void addFees()
    {
        for (std::size_t u = 0; u < m_scenario.terms.exclusivity.size(); ++u) {
            const deal::Exclusivity& clause = m_scenario.terms.exclusivity[u];
            if (clause.granted && clause.firstMonth < m_plan.months) {
                const auto month = static_cast<std::size_t>(clause.firstMonth);
                add(BridgeItem::exclusivityFee, static_cast<int>(u), clause.fee * m_plan.licensorDiscount[month],
                    -clause.fee * m_plan.hostDiscount[month]);
            }
        }
    }

    void addContributions()
    {
        for (const deal::Contribution& contribution : m_scenario.terms.contributions) {
            const bool licensor = contribution.party == deal::Side::licensor;
            const std::vector<double>& factors = licensor ? m_plan.licensorDiscount : m_plan.hostDiscount;
            double cost = 0.0;
            for (int t = contribution.firstMonth;
                 t < m_plan.months && t - contribution.firstMonth < contribution.months; ++t) {
                cost += contribution.monthlyCost * factors[static_cast<std::size_t>(t)];
            }
            const auto& useCases = m_scenario.market.useCases;
            const auto named = std::ranges::find_if(useCases, [&](const deal::UseCase& useCase) {
                return contribution.useCase.id == std::optional(useCase.id);
            });
            const int position = named == useCases.end() ? -1 : static_cast<int>(named - useCases.begin());
            add(BridgeItem::contributions, position, licensor ? -cost : 0.0, licensor ? 0.0 : -cost);
        }
    }

    const deal::Scenario& m_scenario;
    const PricingPlan& m_plan;
    std::span<const double> m_means;
    std::vector<BridgeLine> m_lines;
};

}  // namespace

std::vector<BridgeLine> bridgeOf(const deal::Scenario& scenario, const PricingPlan& plan, std::span<const double> means)
{
    assert(means.size() == 2 * bridgeLines(plan) && plan.useCases == scenario.market.useCases.size());
    return BridgeBuilder(scenario, plan, means).build();
}

}  // namespace dealwright::simulation
