// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/not_finite_text.h"

#include "words/titles.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace dealwright::app {

namespace {

[[nodiscard]] bool isOne(const deal::Problem& problem)
{
    return problem.rule == deal::Rule::figuresBeyondRange;
}

}  // namespace

bool isNotFinite(const std::vector<deal::Problem>& problems)
{
    return std::ranges::any_of(problems, isOne);
}

QString notFiniteText(const std::vector<deal::Problem>& problems, const deal::Scenario& scenario)
{
    QStringList fields;
    QString months;
    for (const deal::Problem& problem : problems) {
        if (!isOne(problem)) {
            continue;
        }
        const auto leaf = deal::leafAt(scenario, problem.path);
        fields << (leaf ? words::leafName(*leaf) : QString::fromStdString(problem.path));
        if (const auto* text = std::get_if<std::string>(&problem.bound)) {
            months = QString::fromStdString(*text);
        }
    }
    return QCoreApplication::translate(
               "NotFinite",
               "In month %1 figures pass 10³⁰⁸, the largest there are, driven by %2. Choose less "
               "extreme values.")
        .arg(months, fields.join(QLatin1String(", ")));
}

}  // namespace dealwright::app
