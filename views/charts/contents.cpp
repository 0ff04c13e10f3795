// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/contents.h"

#include "words/titles.h"

#include <QCoreApplication>

namespace dealwright::views {

namespace {

/// Of the texts below.
struct Contents {
    Q_DECLARE_TR_FUNCTIONS(Contents)
};

/// “net cash flow, %1 a month”, %1 the unit.
[[nodiscard]] QString nameOf(FanMoney money)
{
    switch (money) {
        case FanMoney::cumulative:
            return Contents::tr("cumulative cash flow, %1");
        case FanMoney::discounted:
            return Contents::tr("discounted cash flow, %1 a month");
        case FanMoney::cashFlow:
            break;
    }
    return Contents::tr("net cash flow, %1 a month");
}

[[nodiscard]] const simulation::MonthlyStatistic& monthsOf(const simulation::PartyProjection& party, FanMoney money)
{
    switch (money) {
        case FanMoney::cumulative:
            return party.cumulativeMonths;
        case FanMoney::discounted:
            return party.discountedMonths;
        case FanMoney::cashFlow:
            break;
    }
    return party.months;
}

[[nodiscard]] std::vector<QString> useCaseNames(const deal::Scenario& scenario)
{
    std::vector<QString> names;
    for (const deal::UseCase& useCase : scenario.market.useCases) {
        names.push_back(QString::fromStdString(useCase.name));
    }
    return names;
}

}  // namespace

Fan fanOf(const deal::Scenario& scenario, const simulation::Projection& projection, deal::Side side, FanMoney money,
          const words::Format& format)
{
    const simulation::PartyProjection& party = projection.of(side);
    const bool licensor = side == deal::Side::licensor;
    return {
        .title =
            (licensor ? Contents::tr("%1 receives") : Contents::tr("%1 keeps")).arg(words::partyName(scenario, side)),
        .quantity = nameOf(money),
        .side = side,
        .months = monthsOf(party, money),
        .signing = party.signing,
        .cumulative = money == FanMoney::cumulative,
        .format = format};
}

Stack stackOf(const deal::Scenario& scenario, const simulation::Projection& projection, StackQuantity quantity,
              const words::Format& format)
{
    const bool money = quantity == StackQuantity::money;
    return {.title = money ? Contents::tr("Gross revenue by use case") : Contents::tr("Usage by use case"),
            .quantity = money ? Contents::tr("mean, %1 a month; the sum is what the two parties divide")
                              : Contents::tr("mean, %1 a month"),
            .names = useCaseNames(scenario),
            .parts = money ? projection.grossByUseCase : projection.usageByUseCase,
            .money = money,
            .format = format};
}

Distribution distributionOf(const deal::Scenario& scenario, const simulation::Projection& projection, deal::Side side,
                            const words::Format& format)
{
    const simulation::PartyProjection& party = projection.of(side);
    const double walkAway = scenario.parties.of(side).reservationValue;
    return {.title = Contents::tr("What %1 may earn").arg(words::partyName(scenario, side)),
            .side = side,
            .statistic = party.npv,
            .bins = binsOfNpv(party, walkAway),
            .reservationValue = walkAway,
            .format = format};
}

Bridge bridgeOf(const deal::Scenario& scenario, const simulation::Projection& projection, deal::Side side,
                const words::Format& format)
{
    return {.title = Contents::tr("What makes %1's NPV").arg(words::partyName(scenario, side)),
            .side = side,
            .lines = projection.bridge,
            .useCases = useCaseNames(scenario),
            .standardError = projection.of(side).npv.standardError,
            .format = format};
}

}  // namespace dealwright::views
