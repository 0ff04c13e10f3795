// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/caution_text.h"

#include "deal/problem.h"
#include "words/format.h"
#include "words/problem_text.h"
#include "words/titles.h"

#include <QCoreApplication>

#include <cmath>

namespace dealwright::words {

namespace {

[[nodiscard]] QString tr(const char* english)
{
    return QCoreApplication::translate("Caution", english);
}

/// Two significant digits, rounded up: so many paths do.
[[nodiscard]] QString atLeast(double paths, const Format& format)
{
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(paths)) - 1.0));
    return format.count(std::ceil(paths / unit) * unit);
}

/// How many of the paths meet it, in words: fewer than one is said so.
[[nodiscard]] QString expected(double paths, const Format& format)
{
    return paths < 1.0 ? tr(QT_TRANSLATE_NOOP("Caution", "fewer than 1")) : format.number(paths, 0);
}

}  // namespace

QStringList rareTexts(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    using Kind = simulation::RareDriver::Kind;
    const Format format(scenario);
    const auto paths = static_cast<double>(projection.paths);
    QStringList texts;
    for (const simulation::RareDriver& driver : projection.rare) {
        const QString few = expected(paths * driver.chance, format);
        const QString all = format.count(paths);
        const QString enough = atLeast(driver.pathsWanted(), format);
        switch (driver.kind) {
            case Kind::event:
                texts << tr(QT_TRANSLATE_NOOP("Caution",
                                              "%1: %2 of %3 paths can be expected to meet it. The errors of the means "
                                              "allow for that; percentiles and chances hardly see it. %4 paths would "
                                              "show it."))
                             .arg(QString::fromStdString(scenario.market.events[driver.event].name), few, all, enough);
                break;
            case Kind::incident:
            case Kind::dispute:
                texts << tr(QT_TRANSLATE_NOOP("Caution",
                                              "%1: %2 of %3 paths can be expected to have one. The means count them in "
                                              "full; percentiles, chances, deviations and certainty equivalents hardly "
                                              "see them. %4 paths would show them."))
                             .arg(driver.kind == Kind::incident ? tr(QT_TRANSLATE_NOOP("Caution", "Incidents"))
                                                                : tr(QT_TRANSLATE_NOOP("Caution", "Disputes")),
                                  few, all, enough);
                break;
        }
    }
    return texts;
}

QStringList cautions(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    QStringList texts;
    for (const deal::Problem& problem : deal::validate(scenario)) {
        if (problem.severity != deal::Severity::warning) {
            continue;
        }
        const auto leaf = deal::leafAt(scenario, problem.path);
        const QString where = leaf ? leafTitle(*leaf) : QString::fromStdString(problem.path);
        texts << tr(QT_TRANSLATE_NOOP("Caution", "%1: %2.")).arg(where, inSentence(problemText(problem, scenario)));
    }
    return texts + rareTexts(scenario, projection);
}

}  // namespace dealwright::words
