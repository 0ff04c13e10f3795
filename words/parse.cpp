// SPDX-License-Identifier: GPL-3.0-or-later
// Typed texts into numbers, in any of the units and groupings in which format.cpp may have shown them.
#include "words/format.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace dealwright::words {

using deal::Dimension;

namespace {

/// Latin digits, a plain minus, plain spaces.
[[nodiscard]] QString plain(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        if (c.isDigit()) {
            result += QChar('0' + c.digitValue());
        } else if (c == QChar(0x2212) || c == QChar(0x2013)) {
            result += '-';
        } else if (c.isSpace()) {
            result += ' ';
        } else {
            result += c;
        }
    }
    return result.simplified();
}

enum class Kind { percent, points, speed, plain, money, perMillionTokens, perMoney, tokens, months, whole };

[[nodiscard]] Kind kindOf(Dimension dimension)
{
    switch (dimension) {
        case Dimension::fraction:
        case Dimension::fractionPerYear:
        case Dimension::logGrowthPerYear:
        case Dimension::deviationPerYear:
            return Kind::percent;
        case Dimension::ratePoints:
            return Kind::points;
        case Dimension::speedPerYear:
            return Kind::speed;
        case Dimension::money:
        case Dimension::moneyPerMonth:
        case Dimension::moneyPerYear:
            return Kind::money;
        case Dimension::moneyPerMillionTokens:
            return Kind::perMillionTokens;
        case Dimension::perMoney:
            return Kind::perMoney;
        case Dimension::usage:
        case Dimension::usagePerMonth:
        case Dimension::usagePerYear:
            return Kind::tokens;
        case Dimension::month:
        case Dimension::duration:
            return Kind::months;
        case Dimension::count:
        case Dimension::calendarYear:
        case Dimension::calendarMonth:
        case Dimension::seed:
        case Dimension::identifier:
            return Kind::whole;
        default:
            return Kind::plain;
    }
}

/// Splits “-1,00,000.5 crore” into its number and the words behind it. False where no number stands first, or its
/// groups are not those of a number (groups of three; or of two and a last one of three).
[[nodiscard]] bool split(const QString& text, QChar point, double& number, QString& rest)
{
    static const QRegularExpression pattern(
        R"(^([+-]?)\s*([0-9][0-9.,' ]*|[.,][0-9]+)(?:e([+-]?[0-9]{1,2})(?![a-z]))?(.*)$)",
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(text);
    if (!match.hasMatch()) {
        return false;
    }
    const QString digits = match.captured(2).trimmed();
    const qsizetype dot = digits.lastIndexOf(point);
    QString whole = dot < 0 ? digits : digits.left(dot);
    const QString fraction = dot < 0 ? QString() : digits.mid(dot + 1);
    static const QRegularExpression onlyDigits("^[0-9]*$");
    static const QRegularExpression western("^[0-9]{1,3}([,.' ][0-9]{3})+$");
    static const QRegularExpression indian("^[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}$");
    const bool grouped = western.match(whole).hasMatch() || indian.match(whole).hasMatch();
    if (!onlyDigits.match(fraction).hasMatch() || (!grouped && !onlyDigits.match(whole).hasMatch())) {
        return false;
    }
    whole.remove(QRegularExpression("[^0-9]"));
    bool done = false;
    const QString exponent = match.captured(3).isEmpty() ? QString() : "e" + match.captured(3);
    number = ((whole.isEmpty() ? "0" : whole) + "." + (fraction.isEmpty() ? "0" : fraction) + exponent).toDouble(&done);
    number = match.captured(1) == "-" ? -number : number;
    rest = match.captured(4).trimmed();
    return done;
}

/// Takes `word` off the end, whatever its case; true where it stood there.
bool takeEnd(QString& text, const QString& word)
{
    if (word.isEmpty() || !text.endsWith(word, Qt::CaseInsensitive)) {
        return false;
    }
    text = text.chopped(word.size()).trimmed();
    return true;
}

[[nodiscard]] std::optional<double> magnitudeOf(const QString& word)
{
    if (word == "M") {
        return 1e6;
    }
    const QString small = word.toLower();
    if (small == "k" || small == "thousand") {
        return 1e3;
    }
    if (small == "m" || small == "mn" || small == "million" || small == "millions") {
        return 1e6;
    }
    if (small == "b" || small == "bn" || small == "billion" || small == "billions") {
        return 1e9;
    }
    if (small == "t" || small == "tn" || small == "trillion" || small == "trillions") {
        return 1e12;
    }
    if (small == "l" || small == "lakh" || small == "lakhs" || small == "lac") {
        return 1e5;
    }
    if (small == "cr" || small == "crore" || small == "crores") {
        return 1e7;
    }
    return std::nullopt;
}

}  // namespace

Parsed Format::parseMonth(const QString& text) const
{
    static const QRegularExpression dashed("^([0-9]{4})-([0-9]{1,2})$");
    static const QRegularExpression slashed("^([0-9]{1,2})/([0-9]{4})$");
    static const QRegularExpression named("^([^0-9]+) ([0-9]{4})$");
    const auto index = [&](int year, int month) -> Parsed {
        if (month < 1 || month > 12) {
            return {std::nullopt, tr("There is no month %1.").arg(month)};
        }
        return {static_cast<double>((year - startYear) * 12 + month - startMonth), {}};
    };
    if (const auto match = dashed.match(text); match.hasMatch()) {
        return index(match.captured(1).toInt(), match.captured(2).toInt());
    }
    if (const auto match = slashed.match(text); match.hasMatch()) {
        return index(match.captured(2).toInt(), match.captured(1).toInt());
    }
    if (const auto match = named.match(text); match.hasMatch()) {
        for (int month = 1; month <= 12; ++month) {
            for (const QLocale& locale : {habits.locale, QLocale::c(), habits.typing}) {
                for (const auto form : {QLocale::LongFormat, QLocale::ShortFormat}) {
                    if (match.captured(1).compare(locale.standaloneMonthName(month, form), Qt::CaseInsensitive) == 0) {
                        return index(match.captured(2).toInt(), month);
                    }
                }
            }
        }
    }
    return {};
}

Parsed Format::parse(const QString& typed, Dimension wanted, double shown) const
{
    const Dimension dimension = resolved(wanted);
    const Kind kind = kindOf(dimension);
    QString text = plain(typed);
    if (text.isEmpty()) {
        return {std::nullopt, tr("Type a number.")};
    }
    if (dimension == Dimension::month) {
        const qsizetype dot = text.indexOf(QStringLiteral("·"));
        text = (dot < 0 ? text : text.left(dot)).trimmed();
        if (const Parsed month = parseMonth(text); month.value || !month.reason.isEmpty()) {
            return month;
        }
        const QString word = plain(tr("month %1 · %2")).section(' ', 0, 0);
        if (text.startsWith(word, Qt::CaseInsensitive)) {
            text = text.mid(word.size()).trimmed();
        }
    }
    if (dimension == Dimension::calendarMonth) {
        for (int month = 1; month <= 12; ++month) {
            for (const QLocale& locale : {habits.locale, QLocale::c(), habits.typing}) {
                if (text.compare(locale.standaloneMonthName(month), Qt::CaseInsensitive) == 0 ||
                    text.compare(locale.standaloneMonthName(month, QLocale::ShortFormat), Qt::CaseInsensitive) == 0) {
                    return {static_cast<double>(month), {}};
                }
            }
        }
    }

    // The currency may stand before or behind, with the sign on either side of it.
    bool negative = false;
    if (text.startsWith('-')) {
        negative = true;
        text = text.mid(1).trimmed();
    }
    for (const QString& sign : {currencySign().trimmed(), currency}) {
        if (text.startsWith(sign, Qt::CaseInsensitive)) {
            text = text.mid(sign.size()).trimmed();
        }
    }
    double number = 0.0;
    QString unit;
    const QString point = habits.locale.decimalPoint();
    const QString typedPoint = habits.typing.decimalPoint();
    if (!split(text, point.isEmpty() ? QChar('.') : point.front(), number, unit) &&
        !(typedPoint.size() == 1 && split(text, typedPoint.front(), number, unit))) {
        return {std::nullopt, tr("“%1” is not a number. The decimal point is “%2”.").arg(typed.trimmed(), point)};
    }
    number = negative ? -number : number;

    const auto unknownUnit = [&] { return Parsed{std::nullopt, tr("The unit “%1” does not belong here.").arg(unit)}; };
    const QString own = plain(show(shown, dimension)).section(' ', 1);  // the unit as the field itself writes it
    if (kind == Kind::months || kind == Kind::whole || kind == Kind::plain) {
        double factor = 1.0;
        const QString small = unit.toLower();
        if (kind == Kind::months && (small == "y" || small == "year" || small == "years" || small == tr("years"))) {
            factor = 12.0;
        } else if (kind == Kind::whole && magnitudeOf(unit)) {
            factor = *magnitudeOf(unit);
        } else if (!unit.isEmpty() && small != "x" && unit != "×" && small != "months" && small != "month" &&
                   small != tr("months") && unit.compare(own, Qt::CaseInsensitive) != 0) {
            return unknownUnit();
        }
        return {number * factor, {}};
    }

    for (const QString& ending :
         {tr("a year"), tr("a month"), QString("a year"), QString("a month"), QString("per year"), QString("per month"),
          QString("/year"), QString("/month"), QString("/yr"), QString("/mo"), QString("p.a."), QString("p. a.")}) {
        if (takeEnd(unit, ending)) {
            break;
        }
    }
    switch (kind) {
        case Kind::percent:
        case Kind::points: {
            if (!unit.isEmpty() && unit != "%" && unit.compare("pp", Qt::CaseInsensitive) != 0 &&
                unit.compare(tr("pp", "percentage points"), Qt::CaseInsensitive) != 0) {
                return unknownUnit();
            }
            return {number / 100, {}};
        }
        case Kind::speed:
            if (!unit.isEmpty() && unit != "%") {
                return unknownUnit();
            }
            return {unit == "%" ? number / 100 : number, {}};
        case Kind::perMillionTokens: {
            double perTokens = 1.0;
            for (const QString& before : {QString("per"), QString("/")}) {
                if (unit.startsWith(before, Qt::CaseInsensitive)) {
                    unit = unit.mid(before.size()).trimmed();
                }
            }
            takeEnd(unit, "tokens");
            if (unit.compare(plain(tr("%1 per M tokens").arg(QString())), Qt::CaseInsensitive) != 0 &&
                !unit.isEmpty()) {
                const auto magnitude = magnitudeOf(unit);
                if (!magnitude) {
                    return unknownUnit();
                }
                perTokens = *magnitude / 1e6;
            }
            return {number / perTokens, {}};
        }
        case Kind::perMoney: {
            const Scale scale = moneyScale(1e7);
            if (!unit.isEmpty() && unit.compare(own, Qt::CaseInsensitive) != 0 &&
                unit.compare(plain(tr("%1 per %2").arg(QString(), moneyUnit(scale))), Qt::CaseInsensitive) != 0) {
                return unknownUnit();
            }
            return {number / scale.factor, {}};
        }
        case Kind::tokens: {
            takeEnd(unit, "tokens");
            takeEnd(unit, plain(tr("%1 tokens").arg(QString())));
            const Scale scale = usageScale(shown);
            if (unit.isEmpty()) {
                if (std::fabs(number) >= 100000) {
                    return {std::nullopt, tr("Say in which unit, such as 300 B or 20 T tokens.")};
                }
                return {number * scale.factor, {}};
            }
            const auto magnitude = unit == scale.unit ? std::optional(scale.factor * 1e6) : magnitudeOf(unit);
            return magnitude ? Parsed{number * (*magnitude / 1e6), {}} : unknownUnit();
        }
        default: {
            takeEnd(unit, currency);
            takeEnd(unit, currencySign().trimmed());
            const Scale scale = moneyScale(shown);
            if (unit.isEmpty()) {
                return {number * (std::fabs(number) >= 100000 ? 1.0 : scale.factor), {}};
            }
            const auto magnitude = unit == scale.unit ? std::optional(scale.factor) : magnitudeOf(unit);
            return magnitude ? Parsed{number * *magnitude, {}} : unknownUnit();
        }
    }
}

}  // namespace dealwright::words
