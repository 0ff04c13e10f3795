// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/sheet_sections.h"

#include "words/format.h"

#include <algorithm>

namespace dealwright::views::sheet {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TermSheet)
};

/// The sections by the beginnings of paths, in the order of the sheet.
constexpr std::array<std::pair<std::string_view, Section>, 26> sectionOfPath{{
    {"terms.shares", shares},
    {"terms.revenueBase", shares},
    {"terms.deductions", rates},
    {"terms.rateFloor", rates},
    {"terms.rateCap", rates},
    {"terms.minimumPerMillionTokens", rates},
    {"terms.tiers", tiers},
    {"terms.exclusivity", exclusivity},
    {"terms.upfrontFee", payments},
    {"terms.advance", payments},
    {"terms.recoupment", payments},
    {"terms.minimumGuarantee", payments},
    {"terms.guaranteeStep", payments},
    {"terms.annualCap", payments},
    {"terms.totalCap", payments},
    {"terms.milestones", payments},
    {"terms.contributions", contributions},
    {"terms.", governance},
    {"market.", market},
    {"parties.", parties},
    {"timeline.", timeline},
    {"simulation.", simulation},
    {"negotiation.levers", negotiation},
    {"notes", notes},
    {"author", notes},
    {"name", notes},
}};

}  // namespace

std::optional<Section> sectionOf(const deal::Leaf& leaf)
{
    if (leaf.field->dimension == deal::Dimension::identifier) {
        return std::nullopt;
    }
    if (leaf.path.starts_with("terms.") && leaf.path.ends_with(".annualStep")) {
        return rates;
    }
    for (const auto& [prefix, section] : sectionOfPath) {
        if (std::string_view(leaf.path).starts_with(prefix)) {
            return section;
        }
    }
    return std::nullopt;
}

QString titleOf(Section section)
{
    switch (section) {
        case shares:
            return Words::tr("Shares by use case");
        case tiers:
            return Words::tr("Volume tiers");
        case exclusivity:
            return Words::tr("Exclusivity");
        case rates:
            return Words::tr("Steps and limits of the rates");
        case payments:
            return Words::tr("Payments and guarantees");
        case contributions:
            return Words::tr("Contributions");
        case governance:
            return Words::tr("Governance");
        case market:
            return Words::tr("Market");
        case parties:
            return Words::tr("Parties");
        case timeline:
            return Words::tr("Timeline");
        case simulation:
            return Words::tr("Simulation");
        case negotiation:
            return Words::tr("Levers");
        case notes:
            break;
    }
    return Words::tr("Notes");
}

std::string listOf(const std::string& path)
{
    const std::size_t bracket = path.rfind('[');
    return bracket == std::string::npos ? std::string() : path.substr(0, bracket);
}

bool grows(const std::string& list)
{
    return std::ranges::any_of(growingLists, [&](const auto& entry) { return entry.first == list; });
}

std::size_t sizeOf(const deal::Scenario& scenario, std::string_view list)
{
    return list == "market.useCases" ? scenario.market.useCases.size()
           : list == "market.events" ? scenario.market.events.size()
                                     : deal::listSize(scenario, list).value_or(0);
}

QString headOf(const deal::Leaf& leaf, Section section)
{
    if (section == exclusivity) {
        return {};  // the check box bears the use case's name
    }
    if (section == tiers && listOf(leaf.path) == "terms.tiers.steps") {
        return {};  // a table with heads of its own
    }
    if (section == shares || section == rates) {
        return leaf.path.ends_with(".annualStep") ? Words::tr("Annual steps") : QString();
    }
    if (!leaf.element.empty()) {
        return QString::fromStdString(leaf.element);
    }
    const bool grouped = section == governance || section == parties;
    return grouped && leaf.sections.size() > 1 ? words::fieldText(leaf.sections.back()->label) : QString();
}

}  // namespace dealwright::views::sheet
