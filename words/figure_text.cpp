// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/figure_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace dealwright::words {

namespace {

using analysis::Figure;

[[nodiscard]] QString moneyText(const Figure& figure, const Format& format, bool withError)
{
    constexpr double nothing = 0.005;  // half a cent: what rounding leaves
    const bool change = figure.kind == Figure::Kind::change;
    if (change && std::fabs(figure.value) < nothing && figure.error < nothing) {
        return QCoreApplication::translate("Figures", "no change");
    }
    // What no luck touches has an error of rounding alone.
    const double error = figure.error < 1e-9 * std::fabs(figure.value) ? 0.0 : figure.error;
    if (figure.beside) {
        return withError ? format.moneyBesideWithError(*figure.beside, figure.value, error)
                         : format.moneyBeside(*figure.beside, figure.value, error, change);
    }
    return withError ? format.moneyWithError(figure.value, error, change) : format.money(figure.value, error, change);
}

}  // namespace

QString titleOf(const Figure& figure)
{
    QString title = fieldText(figure.label);
    if (figure.rank) {
        title.replace(QStringLiteral("%1"), QString::number(*figure.rank));
    }
    if (figure.section.empty()) {
        return title;
    }
    // The mean stands for the whole distribution.
    const QString section = fieldText(figure.section);
    return figure.word.ends_with(".mean") ? section
                                          : QCoreApplication::translate("Figures", "%1: %2").arg(section, title);
}

QString figureText(const Figure& figure, const Format& format, bool withError)
{
    if (figure.kind == Figure::Kind::halfWidth) {
        return format.uncertainty(figure.value, format.moneyScale(figure.beside.value_or(figure.value)),
                                  figure.sampled);
    }
    switch (figure.dimension) {
        case deal::Dimension::money:
            return moneyText(figure, format, withError);
        case deal::Dimension::fraction:
            return withError ? format.probabilityWithError(figure.value, figure.error)
                             : format.probability(figure.value, figure.error);
        case deal::Dimension::exponent: {
            constexpr int decimals = 2;  // of a correlation
            return format.number(figure.value, decimals, figure.kind == Figure::Kind::change);
        }
        default:
            return format.show(figure.value, figure.dimension);
    }
}

}  // namespace dealwright::words
