// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "deal/scenario.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include <optional>

namespace dealwright::words {

/// The language that every sentence is in. Figures, months and dates stand in sentences and follow it, not the
/// system's.
[[nodiscard]] inline QLocale languageOfSentences()
{
    return {QLocale::English, QLocale::UnitedStates};
}

/// How the user likes numbers.
struct NumberHabits {
    QLocale locale = languageOfSentences();
    bool lakhCrore = false;              ///< Indian rupees in lakh and crore
    QLocale typing = QLocale::system();  ///< a number that `locale` cannot read may be typed as this has it
    friend bool operator==(const NumberHabits&, const NumberHabits&) = default;
};

/// A unit that values are divided by before they are printed, such as a million.
struct Scale {
    double factor = 1.0;
    QString unit;  ///< such as “M” or “crore”; empty for single units
    friend bool operator==(const Scale&, const Scale&) = default;
};

/// What a typed text says, in the units of the file; or why it says nothing.
struct Parsed {
    std::optional<double> value;
    QString reason;
};

/// The one place where a number becomes text and a typed text a number. Values are in the units of the file: money in
/// the deal's currency, usage in million tokens, rates as fractions, time in months from the deal's start. Negative
/// numbers have a true minus; units stand after a space.
///
/// Digits by standard error: a figure is shown to the place of its standard error's first digit, that error rounded to
/// one digit, and with the error beside it where there is room: 554 ± 6 M. With another seed it moves by no more than
/// sqrt(2) x 2.13 = 3.02 standard errors and one unit of the last digit, 19 times in 20 (2.13 is Student's t with the
/// 15 degrees of freedom of 16 scrambles, sqrt(2) because both runs err). A figure without an error, or whose error is
/// below its seventh digit, has seven significant digits, as many as it needs; amounts in single units of money have no
/// more than cents.
class Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
public:
    Format() = default;
    explicit Format(const deal::Scenario& scenario, const NumberHabits& habits = {});

    NumberHabits habits;
    QString currency = "USD";
    deal::TierMeasure tierMeasure = deal::TierMeasure::usage;
    int startYear = 2027;
    int startMonth = 1;
    friend bool operator==(const Format&, const Format&) = default;

    // Plain numbers
    [[nodiscard]] QString number(double value, int decimals, bool plus = false) const;
    /// At least `decimals`, and as many more as the value has, up to `significant` digits in all.
    [[nodiscard]] QString exact(double value, int decimals, bool plus = false, int significant = 7) const;
    [[nodiscard]] QString count(double value) const { return number(value, 0); }

    // Money
    [[nodiscard]] QString currencySign() const;  ///< “$”, “₹”, “CHF ”
    [[nodiscard]] Scale moneyScale(double largest) const;
    [[nodiscard]] QString moneyUnit(const Scale& scale) const;  ///< “$ M”, “₹ crore”: for axes and heads
    [[nodiscard]] QString money(double value, bool plus = false) const;
    [[nodiscard]] QString money(double value, double standardError, bool plus = false) const;
    /// With its standard error: “$554 ± 6 M”; without one where it is exact.
    [[nodiscard]] QString moneyWithError(double value, double standardError, bool plus = false) const;
    /// The error alone, to stand beside money(value, standardError) in another colour: “± 6”; empty where it is exact.
    [[nodiscard]] QString errorBeside(double value, double standardError) const;
    [[nodiscard]] QString moneyIn(const Scale& scale, double value, int decimals, bool plus = false) const;
    /// In the unit in which another amount is stated, such as the mean whose range this is.
    [[nodiscard]] QString moneyBeside(double stated, double value, double standardError, bool plus = false) const;
    /// The same with its standard error.
    [[nodiscard]] QString moneyBesideWithError(double stated, double value, double standardError) const;
    /// The figure alone, for a column or chart that names the unit: “156.1”.
    [[nodiscard]] QString bare(const Scale& scale, double value, double standardError, bool plus = false) const;
    /// Half the width of the 95 % interval, one significant digit: “± $0.1 M”. Where there is no error, “exact” if
    /// nothing drawn enters the figure (`sampled` is false), else that it is under a cent.
    [[nodiscard]] QString uncertainty(double standardError, const Scale& scale, bool sampled = true) const;
    /// The standard error alone, one significant digit: “$0.05 M”.
    [[nodiscard]] QString error(double standardError, const Scale& scale) const;
    /// How many decimals the standard error supports at a scale; negative: tens, hundreds … For a figure without an
    /// error as many as seven significant digits have.
    [[nodiscard]] static int decimalsFor(double value, double standardError, double factor);

    // Others
    [[nodiscard]] QString percent(double fraction, int decimals = 1, bool plus = false) const;
    /// A probability with the digits that its standard error supports, never 0 % or 100 % unless it is.
    [[nodiscard]] QString probability(double fraction, double standardError = 0.0) const;
    /// With its standard error: “76.0 ± 0.4 %”.
    [[nodiscard]] QString probabilityWithError(double fraction, double standardError) const;
    [[nodiscard]] QString points(double fraction, int decimals = 1) const;  ///< “+1.5 pp”
    [[nodiscard]] Scale usageScale(double largestMillionTokens) const;      ///< million, billion, trillion tokens
    [[nodiscard]] QString usage(double millionTokens) const;                ///< “20 T tokens”
    [[nodiscard]] QString monthName(int month) const;                       ///< “July 2029” of a month's index
    [[nodiscard]] QString shortMonthName(int month) const;                  ///< “Jul 2029”
    [[nodiscard]] int calendarYearOf(int month) const;
    [[nodiscard]] QString duration(int months) const;  ///< “36 months”

    // Fields
    /// The value as its field shows it, unit included. `like` chooses the unit where the value is 0.
    [[nodiscard]] QString show(double value, deal::Dimension dimension, double like = 0.0) const;
    [[nodiscard]] QString show(const deal::Leaf& leaf) const;  ///< also choices, flags, texts; “none” where absent
    /// The same; of a choice its name alone, without what it means.
    [[nodiscard]] QString showBriefly(const deal::Leaf& leaf) const;
    /// Reads a typed number: with or without its unit, grouped either way, in Latin or Devanagari digits. A bare number
    /// takes the unit that the field shows for `shown`; money from 100,000 on is in single units of the currency. What
    /// the locale cannot read is read as the user types it elsewhere: “1.200,5” in German.
    [[nodiscard]] Parsed parse(const QString& text, deal::Dimension dimension, double shown = 0.0) const;

private:
    [[nodiscard]] deal::Dimension resolved(deal::Dimension dimension) const;
    [[nodiscard]] QString powerText(double value) const;  ///< “1.234×10²⁰”, of value > 0
    [[nodiscard]] QString scaled(double value, const Scale& scale, int decimals, bool plus = false) const;
    /// The figure in the scale's unit, to the place of its error.
    [[nodiscard]] QString digitsOf(double value, double standardError, const Scale& scale, bool plus) const;
    /// Sign and unit of the currency around digits.
    [[nodiscard]] QString dressed(const QString& digits, const Scale& scale) const;
    [[nodiscard]] QString errorIn(const Scale& scale, double value, double standardError) const;
    [[nodiscard]] Parsed parseMonth(const QString& text) const;
};

/// English of the model, translated.
[[nodiscard]] QString fieldText(std::string_view english);
[[nodiscard]] QString choiceText(std::string_view english);
/// “Marginal: slice by slice”, or the label alone where it needs no explanation.
[[nodiscard]] QString explainedChoice(const deal::ChoiceText& choice);

}  // namespace dealwright::words
