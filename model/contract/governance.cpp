// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/governance.h"

namespace dealwright::contract {

namespace {

/// x: how much of what improvements earn is outside the share.
[[nodiscard]] double excludedPart(deal::ImprovementsOwner owner)
{
    switch (owner) {
        case deal::ImprovementsOwner::licensor:
            return 0.0;
        case deal::ImprovementsOwner::joint:
            return 0.5;
        case deal::ImprovementsOwner::host:
            break;
    }
    return 1.0;
}

}  // namespace

double reportedFraction(const deal::Reporting& reporting)
{
    return 1.0 - reporting.underReporting * (1.0 - reporting.auditRecovery);
}

double sharedFraction(const deal::Improvements& improvements, int month, int termMonths)
{
    if (termMonths <= 1) {
        return 1.0;
    }
    const double carried = improvements.revenueShareAtEnd * month / (termMonths - 1);
    return 1.0 - carried * excludedPart(improvements.owner);
}

double standingCosts(const deal::Terms& terms, deal::Side party)
{
    return party == deal::Side::licensor ? (terms.compliance.licensorCost + terms.reporting.auditCost) / 12.0
                                         : terms.compliance.hostCost / 12.0;
}

double disputeCost(const deal::Dispute& dispute, deal::Side party)
{
    return party == deal::Side::licensor ? dispute.licensorCost : dispute.hostCost;
}

double incidentPart(const deal::Incident& incident, deal::Side party, double loss)
{
    const double licensorPart = incident.licensorLiability * loss;
    return party == deal::Side::licensor ? licensorPart : loss - licensorPart;
}

}  // namespace dealwright::contract
