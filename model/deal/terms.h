// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/market.h"
#include "deal/parties.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dealwright::deal {

/// What the licensor's share is a share of: docs/MODEL.md section 3.1.
enum class RevenueBase { gross, net, profit };
BOOST_DESCRIBE_ENUM(RevenueBase, gross, net, profit)

/// The licensor's share of one use case's base.
struct Share {
    double baseRate = 0.0;    ///< fraction
    double annualStep = 0.0;  ///< added each contract year after the first
    friend bool operator==(const Share&, const Share&) = default;
};
BOOST_DESCRIBE_STRUCT(Share, (), (baseRate, annualStep))

enum class TierMeasure { usage, revenue };
BOOST_DESCRIBE_ENUM(TierMeasure, usage, revenue)
enum class TierPeriod { month, contractYear, lifetime };
BOOST_DESCRIBE_ENUM(TierPeriod, month, contractYear, lifetime)
enum class TierMethod { marginal, whole, prospective };
BOOST_DESCRIBE_ENUM(TierMethod, marginal, whole, prospective)
enum class TierPool { pooled, perUseCase };
BOOST_DESCRIBE_ENUM(TierPool, pooled, perUseCase)

struct TierStep {
    double threshold = 0.0;   ///< million tokens, or money, as the measure says; the first is 0
    double adjustment = 0.0;  ///< added to the rate from the threshold on, either sign
    friend bool operator==(const TierStep&, const TierStep&) = default;
};
BOOST_DESCRIBE_STRUCT(TierStep, (), (threshold, adjustment))

/// Volume tiers: docs/MODEL.md section 3.2.
struct Tiers {
    TierMeasure measure = TierMeasure::usage;
    TierPeriod period = TierPeriod::month;
    TierMethod method = TierMethod::marginal;
    TierPool pool = TierPool::pooled;
    std::vector<TierStep> steps;  ///< thresholds strictly rising, at most 16
    friend bool operator==(const Tiers&, const Tiers&) = default;
};
BOOST_DESCRIBE_STRUCT(Tiers, (), (measure, period, method, pool, steps))

/// One use case's exclusivity: docs/MODEL.md section 3.3.
struct Exclusivity {
    bool granted = false;
    int firstMonth = 0;
    int months = 0;
    double premium = 0.0;             ///< added to the rate while exclusive
    double usageUplift = 0.0;         ///< fraction of usage before exclusivity
    double fee = 0.0;                 ///< money, paid by the host in firstMonth
    double minimumAnnualUsage = 0.0;  ///< million tokens a year; 0 = no test
    friend bool operator==(const Exclusivity&, const Exclusivity&) = default;
};
BOOST_DESCRIBE_STRUCT(Exclusivity, (), (granted, firstMonth, months, premium, usageUplift, fee, minimumAnnualUsage))

/// Paid once, when cumulative usage reaches `usage`.
struct Milestone {
    double usage = 0.0;   ///< million tokens, cumulative over all use cases
    double amount = 0.0;  ///< money
    Side payer = Side::host;
    friend bool operator==(const Milestone&, const Milestone&) = default;
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (usage, amount, payer))

/// What a party puts in besides the model or the hosting: docs/MODEL.md section 3.5.
struct Contribution {
    std::string name;
    Side party = Side::licensor;
    double monthlyCost = 0.0;  ///< money a month, borne by `party`
    double credit = 0.0;       ///< rate points: added if the licensor contributes, taken off if the host does
    double growthLift = 0.0;   ///< log growth a year while active
    UseCaseRef useCase = {};
    int firstMonth = 0;
    int months = 0;
    friend bool operator==(const Contribution&, const Contribution&) = default;
};
BOOST_DESCRIBE_STRUCT(Contribution, (), (name, party, monthlyCost, credit, growthLift, useCase, firstMonth, months))

struct Reporting {
    double underReporting = 0.0;  ///< fraction of the share that goes unreported
    double auditRecovery = 0.0;   ///< fraction of that which audits recover
    double auditCost = 0.0;       ///< money a year, the licensor's
    friend bool operator==(const Reporting&, const Reporting&) = default;
};
BOOST_DESCRIBE_STRUCT(Reporting, (), (underReporting, auditRecovery, auditCost))

enum class ImprovementsOwner { licensor, joint, host };
BOOST_DESCRIBE_ENUM(ImprovementsOwner, licensor, joint, host)

struct Improvements {
    double revenueShareAtEnd = 0.0;  ///< fraction of revenue carried by improvements in the last month
    ImprovementsOwner owner = ImprovementsOwner::licensor;
    friend bool operator==(const Improvements&, const Improvements&) = default;
};
BOOST_DESCRIBE_STRUCT(Improvements, (), (revenueShareAtEnd, owner))

struct Holdback {
    double rate = 0.0;  ///< fraction of each month's paid share
    int months = 0;     ///< until release
    friend bool operator==(const Holdback&, const Holdback&) = default;
};
BOOST_DESCRIBE_STRUCT(Holdback, (), (rate, months))

struct Dispute {
    double annualProbability = 0.0;  ///< one draw in each contract year's last month
    double licensorCost = 0.0;       ///< money a dispute
    double hostCost = 0.0;           ///< money a dispute
    double settlement = 0.0;         ///< fraction of the year's earned share that goes back to the host
    friend bool operator==(const Dispute&, const Dispute&) = default;
};
BOOST_DESCRIBE_STRUCT(Dispute, (), (annualProbability, licensorCost, hostCost, settlement))

struct Compliance {
    double licensorCost = 0.0;  ///< money a year
    double hostCost = 0.0;      ///< money a year
    friend bool operator==(const Compliance&, const Compliance&) = default;
};
BOOST_DESCRIBE_STRUCT(Compliance, (), (licensorCost, hostCost))

/// Privacy, bias or safety incidents, at most one a month.
struct Incident {
    double annualProbability = 0.0;  ///< q; a month: 1 - (1 - q)^(1/12)
    double meanLoss = 0.0;           ///< money, lognormal
    double lossSd = 0.0;             ///< money
    double licensorLiability = 0.0;  ///< fraction; the host bears the rest
    friend bool operator==(const Incident&, const Incident&) = default;
};
BOOST_DESCRIBE_STRUCT(Incident, (), (annualProbability, meanLoss, lossSd, licensorLiability))

/// What the parties negotiate: docs/MODEL.md section 3.
struct Terms {
    RevenueBase revenueBase = RevenueBase::gross;
    double deductions = 0.0;               ///< fraction of gross, counts under `net` alone
    std::vector<Share> shares;             ///< one for each use case, in their order
    double rateFloor = 0.0;                ///< of every effective rate
    double rateCap = 1.0;                  ///< of every effective rate
    double minimumPerMillionTokens = 0.0;  ///< money per million tokens, over all use cases together
    Tiers tiers;
    std::vector<Exclusivity> exclusivity;  ///< one for each use case, or none at all
    double upfrontFee = 0.0;               ///< money at signing
    double advance = 0.0;                  ///< money at signing, recouped from the earned share
    double recoupment = 0.0;               ///< fraction of each month's earned share kept until the advance is recouped
    double minimumGuarantee = 0.0;         ///< money a contract year
    double guaranteeStep = 0.0;            ///< growth of the guarantee a contract year, > -1
    std::optional<double> annualCap;       ///< money, of each contract year's earned share
    std::optional<double> totalCap;        ///< money, of the term's earned share
    std::vector<Milestone> milestones;
    std::vector<Contribution> contributions;
    Reporting reporting;
    Improvements improvements;
    Holdback holdback;
    Dispute dispute;
    Compliance compliance;
    Incident incident;
    friend bool operator==(const Terms&, const Terms&) = default;
};
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (revenueBase, deductions, shares, rateFloor, rateCap, minimumPerMillionTokens, tiers, exclusivity,
                       upfrontFee, advance, recoupment, minimumGuarantee, guaranteeStep, annualCap, totalCap,
                       milestones, contributions, reporting, improvements, holdback, dispute, compliance, incident))

}  // namespace dealwright::deal
