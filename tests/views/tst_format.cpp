// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "words/format.h"
#include "words/problem_text.h"
#include "words/titles.h"

#include <QScopeGuard>
#include <QTest>

#include <algorithm>
#include <random>

using namespace dealwright;
using deal::Dimension;
using words::Format;

namespace {

Format formatFor(const char* locale, const QString& currency = "USD", bool lakhCrore = false)
{
    Format format;
    format.habits.locale = QLocale(locale);
    format.habits.lakhCrore = lakhCrore;
    format.currency = currency;
    return format;
}

}  // namespace

class TestFormat : public QObject {
    Q_OBJECT
private slots:
    void fieldsSpeakTheUnitsOfNegotiators_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("dimension");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, double value, Dimension dimension, const QString& text) {
            QTest::newRow(name) << value << static_cast<int>(dimension) << text;
        };
        row("share", 0.125, Dimension::fraction, "12.5 %");
        row("round share", 0.12, Dimension::fraction, "12.0 %");
        row("fine share", 0.12345, Dimension::fraction, "12.345 %");
        row("points", 0.015, Dimension::ratePoints, "+1.5 pp");
        row("points down", -0.02, Dimension::ratePoints, "−2.0 pp");
        row("growth", 0.6, Dimension::fractionPerYear, "60.0 % a year");
        row("money", 5e6, Dimension::money, "$5.0 M");
        row("money down", -5e6, Dimension::money, "−$5.0 M");
        row("guarantee", 14e6, Dimension::moneyPerYear, "$14.0 M a year");
        row("price", 0.25, Dimension::moneyPerMillionTokens, "$0.25 per M tokens");
        row("usage", 300000, Dimension::usagePerMonth, "300 B tokens a month");
        row("threshold", 20e6, Dimension::tierThreshold, "20 T tokens");
        row("duration", 36, Dimension::duration, "36 months");
        row("one month", 1, Dimension::duration, "1 month");
        row("month", 30, Dimension::month, "month 30 · Jul 2029");
        row("calendar month", 7, Dimension::calendarMonth, "July");
        row("year", 2027, Dimension::calendarYear, "2027");
        row("paths", 16384, Dimension::count, "16,384");
        row("risk aversion", 1e-8, Dimension::perMoney, "0.01 per $ M");
        row("multiple", 0.6, Dimension::multiple, "0.6 ×");
    }

    void fieldsSpeakTheUnitsOfNegotiators()
    {
        QFETCH(double, value);
        QFETCH(int, dimension);
        QFETCH(QString, text);
        QCOMPARE(formatFor("en_US").show(value, static_cast<Dimension>(dimension)), text);
    }

    void indianMoneyIsGroupedAndScaledAsAsked()
    {
        QCOMPARE(formatFor("en_IN", "INR", true).show(5e7, Dimension::money), "₹5.0 crore");
        QCOMPARE(formatFor("en_IN", "INR", true).show(5e5, Dimension::money), "₹5.0 lakh");
        QCOMPARE(formatFor("hi_IN", "INR", false).number(12345678, 0), "1,23,45,678");
        QCOMPARE(formatFor("en_IN", "INR", true).money(1e12), "₹1,00,000 crore");
    }

    void anUncertaintyIsNeverARowOfNoughts()
    {
        const Format format = formatFor("en_US");
        const words::Scale millions = format.moneyScale(150e6);
        double error = 2e7;
        for (int third = 0; third < 34; ++third, error /= 3) {  // down to 1e-9
            const QString text = format.uncertainty(error, millions);
            const bool figure = std::ranges::any_of(text, [](QChar letter) { return letter >= '1' && letter <= '9'; });
            QVERIFY2(figure, qPrintable(QString::number(error) + ": " + text));
            QCOMPARE(text == "± under $0.01", error * 2.1314 < 0.005);
        }
        // Exact is a mean in which nothing drawn enters, and no other.
        QCOMPARE(format.uncertainty(0.0, millions, true), QString("± under $0.01"));
        QCOMPARE(format.uncertainty(0.0, millions, false), QString("exact"));
    }

    void typedTextIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("dimension");
        QTest::addColumn<double>("shown");
        QTest::addColumn<double>("value");
        const auto row = [](const char* text, Dimension dimension, double shown, double value) {
            QTest::newRow(text) << QString(text) << static_cast<int>(dimension) << shown << value;
        };
        row("12.5%", Dimension::fraction, 0, 0.125);
        row("12.5 %", Dimension::fraction, 0, 0.125);
        row("12.5", Dimension::fraction, 0, 0.125);
        row("१२.५", Dimension::fraction, 0, 0.125);
        row("−3", Dimension::ratePoints, 0, -0.03);
        row("+1.5 pp", Dimension::ratePoints, 0, 0.015);
        row("60 % a year", Dimension::fractionPerYear, 0, 0.6);
        row("5M", Dimension::money, 0, 5e6);
        row("$5.0 M", Dimension::money, 0, 5e6);
        row("USD 5 million", Dimension::money, 0, 5e6);
        row("-$5.0 M", Dimension::money, 0, -5e6);
        row("6", Dimension::money, 5e6, 6e6);
        row("1,00,000", Dimension::money, 5e6, 1e5);
        row("100,000", Dimension::money, 5e6, 1e5);
        row("5000000", Dimension::money, 5e6, 5e6);
        row("2.5 crore", Dimension::money, 0, 2.5e7);
        row("3 lakh", Dimension::money, 0, 3e5);
        row("14 M a year", Dimension::moneyPerYear, 0, 14e6);
        row("300 B", Dimension::usagePerMonth, 0, 300000);
        row("20 T tokens", Dimension::usage, 0, 20e6);
        row("25", Dimension::usage, 20e6, 25e6);
        row("300b tokens a month", Dimension::usagePerMonth, 0, 300000);
        row("$0.25 per M tokens", Dimension::moneyPerMillionTokens, 0, 0.25);
        row("0.3", Dimension::moneyPerMillionTokens, 0, 0.3);
        row("250 per B tokens", Dimension::moneyPerMillionTokens, 0, 0.25);
        row("0.01 per $ M", Dimension::perMoney, 0, 1e-8);
        row("36 months", Dimension::duration, 0, 36);
        row("3 years", Dimension::duration, 0, 36);
        row("30", Dimension::month, 0, 30);
        row("month 30 · Jul 2029", Dimension::month, 0, 30);
        row("July 2029", Dimension::month, 0, 30);
        row("2029-07", Dimension::month, 0, 30);
        row("7/2029", Dimension::month, 0, 30);
        row("July", Dimension::calendarMonth, 0, 7);
        row("16,384", Dimension::count, 0, 16384);
        row("0.6 ×", Dimension::multiple, 0, 0.6);
        row("0.5 a year", Dimension::speedPerYear, 0, 0.5);
        row("50 % a year", Dimension::speedPerYear, 0, 0.5);
    }

    void typedTextIsUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(int, dimension);
        QFETCH(double, shown);
        QFETCH(double, value);
        const auto parsed = formatFor("en_US").parse(text, static_cast<Dimension>(dimension), shown);
        QVERIFY2(parsed.value, qPrintable(parsed.reason));
        QVERIFY2(std::abs(*parsed.value - value) <= 1e-12 * std::abs(value),
                 qPrintable(QString::number(*parsed.value, 'g', 17)));
    }

    void unreadableTextIsRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("dimension");
        QTest::newRow("empty") << "" << int(Dimension::money);
        QTest::newRow("words") << "a lot" << int(Dimension::money);
        QTest::newRow("comma as point") << "12,5" << int(Dimension::fraction);
        QTest::newRow("two points") << "1.2.3" << int(Dimension::fraction);
        QTest::newRow("tokens as money") << "5 tokens" << int(Dimension::money);
        QTest::newRow("percent of money") << "5 %" << int(Dimension::money);
        QTest::newRow("many tokens without a unit") << "300000" << int(Dimension::usage);
        QTest::newRow("month 13") << "13/2029" << int(Dimension::month);
    }

    void unreadableTextIsRefusedWithAReason()
    {
        QFETCH(QString, text);
        QFETCH(int, dimension);
        const auto parsed = formatFor("en_US").parse(text, static_cast<Dimension>(dimension), 0);
        QVERIFY(!parsed.value);
        QVERIFY(!parsed.reason.isEmpty());
    }

    void aGermanTypesACommaForThePoint()
    {
        QCOMPARE(formatFor("de_DE").parse("12,5 %", Dimension::fraction).value, std::optional(0.125));
        QCOMPARE(formatFor("de_DE").parse("1.000.000", Dimension::money).value, std::optional(1e6));
    }

    /// Figures stand in English sentences on every machine; what is typed may be as it is elsewhere.
    void theMachinesLanguageIsReadAndNotWritten()
    {
        const auto restored = qScopeGuard([] { QLocale::setDefault(QLocale::c()); });
        for (const char* locale : {"de_DE", "hi_IN", "ar_EG", "fa_IR", "fr_FR"}) {
            QLocale::setDefault(QLocale(locale));
            const Format format(deal::Scenario{}, words::NumberHabits{.typing = QLocale("de_DE")});
            QCOMPARE(format.money(2160.0), QStringLiteral("$2,160"));
            QCOMPARE(format.number(1234567.5, 1), QStringLiteral("1,234,567.5"));
            QCOMPARE(format.monthName(0), QStringLiteral("January 2027"));
            QCOMPARE(format.parse("1.200,5", Dimension::multiple).value, std::optional(1200.5));
            QCOMPARE(format.parse("12,5 %", Dimension::fraction).value, std::optional(0.125));
            QCOMPARE(format.parse("1,200.5", Dimension::multiple).value, std::optional(1200.5));
            QCOMPARE(format.parse("12.5 %", Dimension::fraction).value, std::optional(0.125));
            QCOMPARE(format.parse("M\u00e4rz 2027", Dimension::month).value, std::optional(2.0));
            QCOMPARE(format.parse("March 2027", Dimension::month).value, std::optional(2.0));
        }
    }

    /// What a field shows it also reads, as the same value to five digits at least: every dimension, locale and size.
    void whatIsShownIsReadAgain()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> mantissa(1.0, 10.0);
        std::uniform_int_distribution<int> exponent(0, 9);
        const std::array dimensions{Dimension::fraction,
                                    Dimension::ratePoints,
                                    Dimension::fractionPerYear,
                                    Dimension::speedPerYear,
                                    Dimension::money,
                                    Dimension::moneyPerMonth,
                                    Dimension::moneyPerYear,
                                    Dimension::usagePerMonth,
                                    Dimension::usage,
                                    Dimension::usagePerYear,
                                    Dimension::moneyPerMillionTokens,
                                    Dimension::perMoney,
                                    Dimension::tierThreshold,
                                    Dimension::multiple,
                                    Dimension::exponent};
        for (const char* locale : {"en_US", "en_IN", "hi_IN", "de_DE"}) {
            for (const char* currency : {"USD", "INR", "CHF"}) {
                const Format format = formatFor(locale, currency, true);
                for (const Dimension dimension : dimensions) {
                    for (int i = 0; i < 40; ++i) {
                        double value = mantissa(random);
                        for (int e = exponent(random); e > 0; --e) {
                            value *= 10;
                        }
                        value =
                            std::round(value * 1000) / 1000 * (dimension == Dimension::ratePoints && i % 2 ? -1 : 1);
                        value *= dimension == Dimension::fraction || dimension == Dimension::ratePoints ? 1e-3 : 1;
                        const QString text = format.show(value, dimension);
                        const auto parsed = format.parse(text, dimension, value);
                        QVERIFY2(parsed.value, qPrintable(text + ": " + parsed.reason));
                        const double tolerance =
                            std::max(1e-5 * std::abs(value), dimension == Dimension::perMoney ? 1e-9 : 1e-12);
                        QVERIFY2(std::abs(*parsed.value - value) <= tolerance,
                                 qPrintable(QString("%1 of %2 read as %3")
                                                .arg(text)
                                                .arg(value, 0, 'g', 17)
                                                .arg(*parsed.value, 0, 'g', 17)));
                    }
                }
            }
        }
    }

    /// Two runs of the same figure differ by at most 3.02 standard errors and one unit of the last digit shown. Of
    /// 4,000 pairs of normal estimates with a known standard error at most 5 % may differ by more, as Student's t would
    /// have it; with known errors 3.02 standard errors of a difference of sqrt(2) leave 3.3 % or less. More than 5 %
    /// has a chance below 1e-8.
    void anotherSeedMovesAFigureByNoMoreThanItsErrorSays()
    {
        std::mt19937_64 random(11);
        std::uniform_real_distribution<double> logError(-3.0, 1.5);
        int off = 0;
        const int pairs = 4000;
        for (int i = 0; i < pairs; ++i) {
            const double error = std::pow(10.0, logError(random));
            std::normal_distribution<double> noise(0.0, error);
            const double truth = 150 + 10 * std::sin(i);
            const int decimals = Format::decimalsFor(truth, error, 1);
            const double unit = std::pow(10.0, -decimals);
            const double first = std::round((truth + noise(random)) / unit);
            const double second = std::round((truth + noise(random)) / unit);
            off += std::abs(first - second) * unit > 3.02 * error + 1.000001 * unit;
            QVERIFY(unit < 1.06 * error && unit > error / 10);  // the place of the error's first digit, never coarser
        }
        QVERIFY2(off <= pairs / 20, qPrintable(QString::number(off)));
    }

    void theErrorDecidesTheDigits_data()
    {
        QTest::addColumn<double>("error");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("withError");
        QTest::newRow("exact") << 0.0 << "$156.1234 M" << "$156.1234 M";
        QTest::newRow("below the seventh digit") << 3.0 << "$156.1234 M" << "$156.1234 M";
        QTest::newRow("thousandths") << 1e3 << "$156.123 M" << "$156.123 ± 0.001 M";
        QTest::newRow("hundredths") << 3e4 << "$156.12 M" << "$156.12 ± 0.03 M";
        QTest::newRow("rounded up to a tenth") << 9.6e4 << "$156.1 M" << "$156.1 ± 0.1 M";
        QTest::newRow("units") << 1e6 << "$156 M" << "$156 ± 1 M";
        QTest::newRow("tens") << 2e7 << "$160 M" << "$160 ± 20 M";
        QTest::newRow("larger than the figure") << 3e8 << "$200 M" << "$200 ± 300 M";
    }

    void theErrorDecidesTheDigits()
    {
        QFETCH(double, error);
        QFETCH(QString, text);
        QFETCH(QString, withError);
        const Format format = formatFor("en_US");
        QCOMPARE(format.money(156.1234e6, error), text);
        QCOMPARE(format.moneyWithError(156.1234e6, error), withError);
        QCOMPARE(format.moneyWithError(-156.1234e6, error), QChar(0x2212) + withError);
        const QString beside = format.errorBeside(156.1234e6, error);
        QCOMPARE(beside.isEmpty() ? text : text.chopped(1) + beside + " M", withError);
    }

    // 554.1 -> 549.5: a change of 4.6 is seen where the error is 0.3.
    void aChangeThatMattersIsSeen()
    {
        const Format format = formatFor("en_US");
        QCOMPARE(format.money(554.1e6, 0.3e6), "$554.1 M");
        QCOMPARE(format.money(549.5e6, 0.3e6), "$549.5 M");
        QCOMPARE(format.money(0.004, 0.0), "$0");
        QCOMPARE(format.money(1234.567, 0.0), "$1,234.57");
    }

    void aChanceIsNeverCertainUnlessItIs()
    {
        const Format format = formatFor("en_US");
        QCOMPARE(format.probability(0.76, 0.004), "76.0 %");
        QCOMPARE(format.probability(0.76, 0.04), "76 %");
        QCOMPARE(format.probability(0.9999, 0.0003), "99.99 %");
        QCOMPARE(format.probability(0.9999, 0.002), "> 99.9 %");
        QCOMPARE(format.probability(0.0001, 0.01), "< 1 %");
        QCOMPARE(format.probability(1.0, 0.0), "100 %");
        QCOMPARE(format.probability(0.5, 0.0), "50 %");
        QCOMPARE(format.probabilityWithError(0.76, 0.004), "76.0 ± 0.4 %");
        QCOMPARE(format.probabilityWithError(0.0001, 0.01), "< 1 %");
        QCOMPARE(format.probabilityWithError(1.0, 0.0), "100 %");
    }

    void hugeFiguresAreWrittenAsPowers()
    {
        const Format format = formatFor("en_US");
        QCOMPARE(format.money(-1.2345e40, 0.0), QChar(0x2212) + QString("$1.234×10²⁸ T"));
        QCOMPARE(format.number(9.99996e21, 0), "1.000×10²²");
        QCOMPARE(format.number(123456789012345.0, 0), "123,456,789,012,345");
    }

    void noZeroHasASign() { QCOMPARE(formatFor("en_US").number(-0.001, 1), "0.0"); }

    void problemsSpeakTheFieldsUnits()
    {
        deal::Scenario scenario;
        scenario.market.useCases.resize(1);
        scenario.market.useCases[0].name = "Search";
        scenario.terms.shares.resize(1);
        const deal::Problem problem{
            .path = "terms.recoupment", .rule = deal::Rule::aboveHigh, .value = 1.2, .bound = 1.0};
        QCOMPARE(words::problemText(problem, scenario), "Must be at most 100.0 %");
        QCOMPARE(words::leafName(*deal::leafAt(scenario, "terms.shares[0].baseRate")), "base rate of Search");
        QCOMPARE(words::leafTitle(*deal::leafAt(scenario, "terms.shares[0].baseRate")), "Search: base rate");
        QCOMPARE(words::leafName(*deal::leafAt(scenario, "terms.upfrontFee")), "upfront fee");
        QCOMPARE(words::leafName(*deal::leafAt(scenario, "parties.host.discountRate")), "discount rate of host");
        QCOMPARE(words::listElementName("terms.milestones"), "milestone");
    }
};

ROOM_TEST(format, TestFormat)
#include "tst_format.moc"
