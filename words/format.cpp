// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers into texts; parse.cpp is the way back.
#include "words/format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dealwright::words {

using deal::Dimension;

namespace {

constexpr double confidence = 2.1314495455597742;  // Student's t, 15 degrees of freedom
constexpr int mostSignificant = 7;

/// The place of the first digit of `value` > 0 rounded to one digit: 0 for 6 and for 0.96, 1 for 12, -1 for 0.3.
[[nodiscard]] int placeOf(double value)
{
    const int place = static_cast<int>(std::floor(std::log10(value)));
    return value >= 9.5 * std::pow(10.0, place) ? place + 1 : place;
}

[[nodiscard]] double powerOfTen(int exponent)
{
    double power = 1.0;
    for (int i = 0; i < std::abs(exponent); ++i) {
        power *= 10;
    }
    return exponent < 0 ? 1 / power : power;
}

/// Digits before the decimal point.
[[nodiscard]] int wholeDigits(double value)
{
    int digits = 1;
    for (double rest = std::fabs(value); rest >= 9.9999999 && digits < 30; rest /= 10) {
        ++digits;
    }
    return digits;
}

[[nodiscard]] QString joined(const QString& number, const QString& unit)
{
    return unit.isEmpty() ? number : number + " " + unit;
}

}  // namespace

QString fieldText(std::string_view english)
{
    return english.empty() ? QString() : QCoreApplication::translate("Field", std::string(english).c_str());
}

QString choiceText(std::string_view english)
{
    return english.empty() ? QString() : QCoreApplication::translate("Choice", std::string(english).c_str());
}

QString explainedChoice(const deal::ChoiceText& choice)
{
    return choice.meaning.empty() ? choiceText(choice.label)
                                  : QCoreApplication::translate("Choice", "%1: %2")
                                        .arg(choiceText(choice.label), choiceText(choice.meaning));
}

Format::Format(const deal::Scenario& scenario, const NumberHabits& numberHabits)
    : habits(numberHabits),
      currency(QString::fromStdString(scenario.timeline.currency)),
      tierMeasure(scenario.terms.tiers.measure),
      startYear(scenario.timeline.startYear),
      startMonth(scenario.timeline.startMonth)
{
}

QString Format::powerText(double value) const
{
    static constexpr std::array<char16_t, 10> superscript{u'⁰', u'¹', u'²', u'³', u'⁴', u'⁵', u'⁶', u'⁷', u'⁸', u'⁹'};
    int exponent = static_cast<int>(std::floor(std::log10(value)));
    double mantissa = value / std::pow(10.0, exponent);
    if (mantissa >= 9.9995) {  // rounds to 10
        mantissa /= 10.0;
        ++exponent;
    }
    QString text = habits.locale.toString(mantissa, 'f', 3) + QString(QChar(u'×')) + "10";
    for (const QChar digit : QString::number(exponent)) {
        text += QChar(superscript[static_cast<std::size_t>(digit.digitValue())]);
    }
    return text;
}

QString Format::number(double value, int decimals, bool plus) const
{
    if (!std::isfinite(value)) {
        return value > 0 ? "∞" : value < 0 ? "−∞" : tr("not a number");
    }
    double shown = std::fabs(value);
    constexpr double mostWritten = 1e21;  // beyond, digits would say nothing
    if (shown >= mostWritten) {
        return (value < 0 ? QString(QChar(0x2212)) : plus ? QString("+") : QString()) + powerText(shown);
    }
    if (decimals < 0) {
        const double unit = powerOfTen(-decimals);
        shown = std::round(shown / unit) * unit;
    }
    const QString digits = habits.locale.toString(shown, 'f', std::max(0, decimals));
    const bool zero = std::none_of(digits.begin(), digits.end(), [](QChar c) { return c.digitValue() > 0; });
    const QString sign = value < 0 && !zero ? QString(QChar(0x2212)) : plus ? QString("+") : QString();
    return sign + digits;
}

QString Format::exact(double value, int decimals, bool plus, int significant) const
{
    const int most = std::max(decimals, significant - wholeDigits(value));
    int needed = decimals;
    for (; needed < most; ++needed) {
        const double power = powerOfTen(needed);
        if (std::fabs(std::round(value * power) / power - value) <= std::fabs(value) * 1e-9) {
            break;
        }
    }
    return number(value, needed, plus);
}

QString Format::currencySign() const
{
    static const std::array<std::pair<const char*, const char*>, 8> signs{{{"USD", "$"},
                                                                           {"EUR", "€"},
                                                                           {"GBP", "£"},
                                                                           {"INR", "₹"},
                                                                           {"JPY", "¥"},
                                                                           {"CNY", "CN¥"},
                                                                           {"KRW", "₩"},
                                                                           {"BRL", "R$"}}};
    const auto* const found = std::ranges::find_if(signs, [&](const auto& sign) { return currency == sign.first; });
    return found != signs.end() ? QString(found->second) : currency + " ";
}

Scale Format::moneyScale(double largest) const
{
    const double size = std::fabs(largest) * (1 + 1e-9);
    if (habits.lakhCrore && currency == "INR") {
        return size >= 1e7 ? Scale{1e7, tr("crore")} : size >= 1e5 ? Scale{1e5, tr("lakh")} : Scale{};
    }
    return size >= 1e12   ? Scale{1e12, tr("T", "trillion of money")}
           : size >= 1e10 ? Scale{1e9, tr("B", "billion")}  // below, deals are spoken of in millions
           : size >= 1e5  ? Scale{1e6, tr("M", "million")}
           : size >= 1e4  ? Scale{1e3, tr("k", "thousand")}
                          : Scale{};
}

QString Format::moneyUnit(const Scale& scale) const
{
    return joined(currencySign().trimmed(), scale.unit);
}

QString Format::scaled(double value, const Scale& scale, int decimals, bool plus) const
{
    return dressed(number(value / scale.factor, decimals, plus), scale);
}

QString Format::dressed(const QString& digits, const Scale& scale) const
{
    const QChar first = digits.isEmpty() ? QChar() : digits.front();
    const bool signedNumber = first == QChar(0x2212) || first == QChar('+');
    const QString sign = signedNumber ? QString(first) : QString();
    return joined(sign + currencySign() + (signedNumber ? digits.mid(1) : digits), scale.unit);
}

QString Format::moneyIn(const Scale& scale, double value, int decimals, bool plus) const
{
    return scaled(value, scale, decimals, plus);
}

QString Format::digitsOf(double value, double standardError, const Scale& scale, bool plus) const
{
    if (!errorIn(scale, value, standardError).isEmpty()) {
        return number(value / scale.factor, decimalsFor(value, standardError, scale.factor), plus);
    }
    if (scale.factor == 1) {  // cents at most
        const double cents = std::round(value * 100) / 100;
        return exact(cents, 0, plus, std::min(mostSignificant, wholeDigits(cents) + 2));
    }
    return exact(value / scale.factor, 0, plus, mostSignificant);
}

QString Format::errorIn(const Scale& scale, double value, double standardError) const
{
    const int decimals = decimalsFor(value, standardError, scale.factor);
    const bool below =
        standardError > 0 && value != 0 && placeOf(standardError) <= placeOf(std::fabs(value)) - mostSignificant;
    if (!(standardError > 0) || below || -placeOf(standardError / scale.factor) > decimals) {
        return {};
    }
    return number(standardError / scale.factor, decimals);
}

QString Format::moneyBeside(double stated, double value, double standardError, bool plus) const
{
    const Scale scale = moneyScale(stated);
    return dressed(digitsOf(value, standardError, scale, plus), scale);
}

QString Format::moneyBesideWithError(double stated, double value, double standardError) const
{
    const Scale scale = moneyScale(stated);
    const QString error = errorIn(scale, value, standardError);
    const QString digits = digitsOf(value, standardError, scale, false);
    return dressed(error.isEmpty() ? digits : tr("%1 ± %2").arg(digits, error), scale);
}

int Format::decimalsFor(double value, double standardError, double factor)
{
    const int most = std::max(0, mostSignificant - wholeDigits(value / factor));
    if (!(standardError > 0)) {
        return most;
    }
    return std::min(most, -placeOf(standardError / factor));
}

QString Format::money(double value, bool plus) const
{
    const Scale scale = moneyScale(value);
    const double shown = std::fabs(value / scale.factor);
    const int decimals = scale.factor == 1 && shown >= 1000 ? 0
                         : shown >= 1000                    ? 0
                         : shown >= 10 || scale.factor > 1  ? 1
                                                            : 2;
    return scaled(value, scale, decimals, plus);
}

QString Format::money(double value, double standardError, bool plus) const
{
    const Scale scale = moneyScale(std::max(std::fabs(value), standardError));
    return dressed(digitsOf(value, standardError, scale, plus), scale);
}

QString Format::moneyWithError(double value, double standardError, bool plus) const
{
    const Scale scale = moneyScale(std::max(std::fabs(value), standardError));
    const QString error = errorIn(scale, value, standardError);
    const QString digits = digitsOf(value, standardError, scale, plus);
    return dressed(error.isEmpty() ? digits : tr("%1 ± %2").arg(digits, error), scale);
}

QString Format::errorBeside(double value, double standardError) const
{
    const QString error = errorIn(moneyScale(std::max(std::fabs(value), standardError)), value, standardError);
    return error.isEmpty() ? error : tr("± %1").arg(error);
}

QString Format::bare(const Scale& scale, double value, double standardError, bool plus) const
{
    return digitsOf(value, standardError, scale, plus);
}

QString Format::uncertainty(double standardError, const Scale& scale, bool sampled) const
{
    if (!sampled) {
        return tr("exact");
    }
    const double half = confidence * standardError;
    if (!(half >= 0.005)) {  // below half a cent it is rounding, not chance
        return tr("± under %1").arg(dressed(number(0.01, 2), {}));
    }
    return tr("± %1").arg(error(half, scale));
}

QString Format::error(double standardError, const Scale& scale) const
{
    if (!(standardError > 0)) {
        return dressed(number(0, 0), scale);
    }
    // In a smaller unit where it would be a row of noughts in this one.
    const Scale own = standardError >= 1e-3 * scale.factor ? scale : moneyScale(standardError);
    const int decimals = std::clamp(-placeOf(standardError / own.factor), 0, own.factor > 1 ? 3 : 2);
    return scaled(standardError, own, decimals);
}

QString Format::percent(double fraction, int decimals, bool plus) const
{
    return number(fraction * 100, decimals, plus) + " %";
}

QString Format::probability(double fraction, double standardError) const
{
    if (fraction <= 0 || fraction >= 1) {
        return percent(fraction, 0);
    }
    const double percentage = fraction * 100;
    if (!(standardError > 0)) {
        return exact(percentage, 0) + " %";
    }
    const int decimals = std::clamp(-placeOf(standardError * 100), 0, mostSignificant - wholeDigits(percentage));
    const double smallest = 0.01 / powerOfTen(decimals);
    if (fraction < smallest / 2) {
        return "< " + percent(smallest, decimals);
    }
    if (fraction > 1 - smallest / 2) {
        return "> " + percent(1 - smallest, decimals);
    }
    return percent(fraction, decimals);
}

QString Format::probabilityWithError(double fraction, double standardError) const
{
    QString text = probability(fraction, standardError);
    if (!(standardError > 0) || !text.at(0).isDigit()) {
        return text;
    }
    const int decimals = std::clamp(-placeOf(standardError * 100), 0, mostSignificant - wholeDigits(fraction * 100));
    return tr("%1 ± %2 %").arg(text.chopped(2), number(standardError * 100, decimals));
}

QString Format::points(double fraction, int decimals) const
{
    return exact(fraction * 100, decimals, true) + " " + tr("pp", "percentage points");
}

Scale Format::usageScale(double largest) const
{
    const double size = std::fabs(largest) * (1 + 1e-9);
    return size >= 1e6   ? Scale{1e6, tr("T", "trillion")}
           : size >= 1e3 ? Scale{1e3, tr("B", "billion")}
                         : Scale{1, tr("M", "million")};
}

QString Format::usage(double millionTokens) const
{
    const Scale scale = usageScale(millionTokens);
    return tr("%1 %2 tokens").arg(exact(millionTokens / scale.factor, 0, false, 4), scale.unit);
}

int Format::calendarYearOf(int month) const
{
    const int months = startYear * 12 + startMonth - 1 + month;
    return months >= 0 ? months / 12 : (months - 11) / 12;
}

QString Format::monthName(int month) const
{
    const int calendar = ((startMonth - 1 + month) % 12 + 12) % 12 + 1;
    return habits.locale.standaloneMonthName(calendar) + " " + QString::number(calendarYearOf(month));
}

QString Format::shortMonthName(int month) const
{
    const int calendar = ((startMonth - 1 + month) % 12 + 12) % 12 + 1;
    return habits.locale.standaloneMonthName(calendar, QLocale::ShortFormat) + " " +
           QString::number(calendarYearOf(month));
}

QString Format::duration(int months) const
{
    return months == 1 ? tr("1 month") : tr("%1 months").arg(count(months));
}

Dimension Format::resolved(Dimension dimension) const
{
    if (dimension == Dimension::tierThreshold) {
        return tierMeasure == deal::TierMeasure::usage ? Dimension::usage : Dimension::money;
    }
    return dimension;
}

QString Format::show(double value, Dimension dimension, double like) const
{
    const double size = value == 0 ? like : value;
    const auto cash = [&] {
        const Scale scale = moneyScale(size);
        const QString digits = exact(std::fabs(value / scale.factor), scale.factor > 1 ? 1 : 0);
        return joined((value < 0 ? QString(QChar(0x2212)) : QString()) + currencySign() + digits, scale.unit);
    };
    const auto tokens = [&] {
        const Scale scale = usageScale(size);
        return joined(exact(value / scale.factor, 0), scale.unit);
    };
    switch (resolved(dimension)) {
        case Dimension::fraction:
            return exact(value * 100, 1) + " %";
        case Dimension::ratePoints:
            return points(value);
        case Dimension::fractionPerYear:
        case Dimension::logGrowthPerYear:
        case Dimension::deviationPerYear:
            return tr("%1 % a year").arg(exact(value * 100, 1));
        case Dimension::speedPerYear:
            return tr("%1 a year").arg(exact(value, 1));
        case Dimension::exponent:
            return exact(value, 1);
        case Dimension::multiple:
            return exact(value, 1) + " ×";
        case Dimension::money:
            return cash();
        case Dimension::moneyPerMonth:
            return tr("%1 a month").arg(cash());
        case Dimension::moneyPerYear:
            return tr("%1 a year").arg(cash());
        case Dimension::moneyPerMillionTokens:
            return tr("%1 per M tokens").arg(currencySign() + exact(value, 2));
        case Dimension::perMoney: {
            const Scale scale = moneyScale(1e7);
            return tr("%1 per %2").arg(exact(value * scale.factor, 2), moneyUnit(scale));
        }
        case Dimension::usagePerMonth:
            return tr("%1 tokens a month").arg(tokens());
        case Dimension::usage:
            return tr("%1 tokens").arg(tokens());
        case Dimension::usagePerYear:
            return tr("%1 tokens a year").arg(tokens());
        case Dimension::month:
            return tr("month %1 · %2").arg(count(value), shortMonthName(static_cast<int>(std::clamp(value, 0.0, 1e5))));
        case Dimension::duration:
            return duration(static_cast<int>(std::clamp(value, 0.0, 2e9)));
        case Dimension::calendarMonth:
            return value >= 1 && value <= 12 ? habits.locale.standaloneMonthName(static_cast<int>(value))
                                             : QString::number(value);
        case Dimension::calendarYear:
        case Dimension::seed:
        case Dimension::identifier:
            return QString::number(value, 'f', 0);
        case Dimension::count:
            return count(value);
        default:
            return exact(value, 0);
    }
}

QString Format::show(const deal::Leaf& leaf) const
{
    using deal::Value;
    if (std::holds_alternative<std::monostate>(leaf.value)) {
        return leaf.field->dimension == Dimension::useCase ? tr("all use cases") : tr("none");
    }
    if (const bool* flag = std::get_if<bool>(&leaf.value)) {
        return *flag ? tr("yes") : tr("no");
    }
    if (const auto* text = std::get_if<std::string>(&leaf.value)) {
        const auto choice = std::ranges::find(leaf.choices, std::string_view(*text), &deal::ChoiceText::word);
        return choice != leaf.choices.end() ? explainedChoice(*choice) : QString::fromStdString(*text);
    }
    if (const auto* seed = std::get_if<std::uint64_t>(&leaf.value)) {
        return QString::number(*seed);
    }
    return show(deal::numberOf(leaf).value_or(0.0), leaf.field->dimension, leaf.field->usualHigh);
}

QString Format::showBriefly(const deal::Leaf& leaf) const
{
    const auto* word = std::get_if<std::string>(&leaf.value);
    const auto choice = std::ranges::find_if(
        leaf.choices, [&](const deal::ChoiceText& one) { return word != nullptr && one.word == *word; });
    return choice == leaf.choices.end() ? show(leaf) : choiceText(choice->label);
}

}  // namespace dealwright::words
