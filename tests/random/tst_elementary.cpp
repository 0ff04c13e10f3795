// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/elementary.h"
#include "random/elementary_arrays.h"
#include "random/vector_targets.h"
#include "support/room_tests.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using namespace dealwright;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// Numbers of every size, both signs, subnormal ones, infinities and NaN, and many of the sizes that deals have.
std::vector<double> numbersOfEverySize(std::size_t count)
{
    std::vector<double> numbers{0.0,       -0.0,       1.0,    -1.0,     infinity,
                                -infinity, notANumber, 709.78, 709.79,   -745.1,
                                -745.2,    -708.4,     5e-324, 2.2e-308, 1.7976931348623157e308,
                                0.5,       2.0,        1e-17,  1e20,     -1e20};
    std::mt19937_64 bits(7);
    while (numbers.size() < count) {
        const std::uint64_t draw = bits();
        numbers.push_back(std::bit_cast<double>(draw));
        const double unit = static_cast<double>(draw >> 11U) * 0x1p-53;
        numbers.push_back((unit - 0.5) * 1500.0);
        numbers.push_back((unit - 0.5) * 4.0);
        numbers.push_back(unit * 3.0);
        numbers.push_back(1.0 + (unit - 0.5) * 1e-6);
    }
    return numbers;
}

long double relativeError(double value, long double exact)
{
    return std::fabs((static_cast<long double>(value) - exact) / exact);
}

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

}  // namespace

class TestElementary : public QObject {
    Q_OBJECT

private slots:
    // The reference is the C library's long double: 64 bits of significand, error below 1e-18.
    void expIsAccurate()
    {
        std::mt19937_64 generator(1);
        std::uniform_real_distribution<double> wide(-708.0, 709.7);
        std::uniform_real_distribution<double> narrow(-3.0, 3.0);
        long double worst = 0;
        for (int i = 0; i < 300'000; ++i) {
            for (const double x : {wide(generator), narrow(generator)}) {
                worst = std::max(worst, relativeError(random::exp(x), std::exp(static_cast<long double>(x))));
            }
        }
        QVERIFY2(worst < 3e-16L, qPrintable(QString::number(static_cast<double>(worst))));
    }

    void logIsAccurate()
    {
        std::mt19937_64 generator(2);
        std::uniform_real_distribution<double> exponent(-708.0, 709.0);
        std::uniform_real_distribution<double> nearOne(0.5, 2.0);
        std::uniform_real_distribution<double> veryNearOne(1.0 - 1e-6, 1.0 + 1e-6);
        long double worst = 0;
        for (int i = 0; i < 200'000; ++i) {
            for (const double x : {std::exp(exponent(generator)), nearOne(generator), veryNearOne(generator)}) {
                worst = std::max(worst, relativeError(random::log(x), std::log(static_cast<long double>(x))));
            }
        }
        QVERIFY2(worst < 6e-16L, qPrintable(QString::number(static_cast<double>(worst))));
    }

    void expm1AndLog1pAreAccurateNearZeroToo()
    {
        std::mt19937_64 generator(4);
        std::uniform_real_distribution<double> wide(-90.0, 700.0);
        std::uniform_real_distribution<double> narrow(-2.0, 2.0);
        std::uniform_real_distribution<double> power(-300.0, 0.0);
        std::uniform_real_distribution<double> aboveMinusOne(-0.999999, 3.0);
        long double worstExp = 0;
        long double worstLog = 0;
        for (int i = 0; i < 200'000; ++i) {
            const double tiny = std::pow(10.0, power(generator));
            for (const double x : {wide(generator), narrow(generator), tiny, -tiny}) {
                worstExp = std::max(worstExp, relativeError(random::expm1(x), std::expm1(static_cast<long double>(x))));
            }
            for (const double x : {aboveMinusOne(generator), tiny, -tiny, 1e12 * tiny}) {
                worstLog = std::max(worstLog, relativeError(random::log1p(x), std::log1p(static_cast<long double>(x))));
            }
        }
        QVERIFY2(worstExp < 4e-16L, qPrintable(QString::number(static_cast<double>(worstExp))));
        QVERIFY2(worstLog < 1e-15L, qPrintable(QString::number(static_cast<double>(worstLog))));
    }

    void powIsAccurate()
    {
        std::mt19937_64 generator(3);
        std::uniform_real_distribution<double> base(1e-3, 30.0);
        std::uniform_real_distribution<double> growth(0.2, 3.0);
        std::uniform_real_distribution<double> exponent(-100.0, 100.0);
        std::uniform_int_distribution<int> months(-240, 240);
        long double worst = 0;
        for (int i = 0; i < 300'000; ++i) {
            const double b = base(generator);
            const double e = exponent(generator);
            const double g = growth(generator);
            const double t = months(generator) / 12.0;
            worst = std::max(worst, relativeError(random::pow(b, e),
                                                  std::pow(static_cast<long double>(b), static_cast<long double>(e))));
            worst = std::max(worst, relativeError(random::pow(g, t),
                                                  std::pow(static_cast<long double>(g), static_cast<long double>(t))));
        }
        QVERIFY2(worst < 4e-16L, qPrintable(QString::number(static_cast<double>(worst))));
    }

    void wholePowersThatADoubleHoldsAreExact()
    {
        for (int base = 1; base <= 12; ++base) {
            double power = 1.0;
            for (int exponent = 0; exponent <= 14; ++exponent, power *= base) {
                QCOMPARE(random::pow(base, exponent), power);
            }
        }
    }

    void endsOfTheRange()
    {
        QCOMPARE(random::exp(0.0), 1.0);
        QCOMPARE(random::exp(-0.0), 1.0);
        QCOMPARE(random::exp(-infinity), 0.0);
        QCOMPARE(random::exp(-746.0), 0.0);
        QCOMPARE(random::exp(infinity), infinity);
        QCOMPARE(random::exp(709.79), infinity);
        QVERIFY(std::isfinite(random::exp(709.78)));
        QVERIFY(random::exp(-745.0) > 0.0);
        QVERIFY(std::isnan(random::exp(notANumber)));
        QCOMPARE(random::log(0.0), -infinity);
        QCOMPARE(random::log(1.0), 0.0);
        QCOMPARE(random::log(infinity), infinity);
        QVERIFY(std::isnan(random::log(-1.0)));
        QVERIFY(std::isnan(random::log(notANumber)));
        QVERIFY(std::fabs(random::log(5e-324) + 744.44007192138126) < 1e-12);
        QCOMPARE(random::expm1(0.0), 0.0);
        QCOMPARE(random::expm1(-infinity), -1.0);
        QCOMPARE(random::expm1(-1e300), -1.0);
        QCOMPARE(random::expm1(infinity), infinity);
        QCOMPARE(random::expm1(5e-324), 5e-324);
        QVERIFY(std::isnan(random::expm1(notANumber)));
        QCOMPARE(random::log1p(0.0), 0.0);
        QCOMPARE(random::log1p(-1.0), -infinity);
        QCOMPARE(random::log1p(infinity), infinity);
        QVERIFY(std::isnan(random::log1p(-1.5)));
        QVERIFY(std::isnan(random::log1p(notANumber)));
        QCOMPARE(random::pow(0.0, 0.0), 1.0);
        QCOMPARE(random::pow(0.0, 2.0), 0.0);
        QCOMPARE(random::pow(0.0, -2.0), infinity);
        QCOMPARE(random::pow(infinity, -1.0), 0.0);
        QCOMPARE(random::pow(infinity, 1.0), infinity);
        QCOMPARE(random::pow(2.0, 1024.0), infinity);
        QCOMPARE(random::pow(2.0, -1074.0), 5e-324);
        QCOMPARE(random::pow(2.0, -1e300), 0.0);
        QCOMPARE(random::pow(0.5, -infinity), infinity);
        QCOMPARE(random::pow(1.0, 1e300), 1.0);
        QVERIFY(std::isnan(random::pow(-1.0, 2.0)));
        QVERIFY(std::isnan(random::pow(2.0, notANumber)));
    }

    void everyVectorTargetGivesTheSameBits_data()
    {
        QTest::addColumn<std::string>("target");
        for (const std::string& name : random::vectorTargets()) {
            QTest::newRow(name.c_str()) << name;
        }
    }

    void everyVectorTargetGivesTheSameBits()
    {
        QFETCH(const std::string, target);
        const std::vector<double> x = numbersOfEverySize(1'000'003);  // not a multiple of any vector's length
        std::vector<double> y(x.rbegin(), x.rend());
        std::vector<double> exps(x.size());
        std::vector<double> excesses(x.size());
        std::vector<double> logs(x.size());
        std::vector<double> powers(x.size());
        QVERIFY(random::useVectorTarget(target));
        random::expOf(x, exps);
        random::expm1Of(x, excesses);
        random::logOf(x, logs);
        random::powOf(x, y, powers);
        random::useVectorTarget({});
        std::size_t different = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            different += sameBits(exps[i], random::exp(x[i])) ? 0U : 1U;
            different += sameBits(excesses[i], random::expm1(x[i])) ? 0U : 1U;
            different += sameBits(logs[i], random::log(x[i])) ? 0U : 1U;
            different += sameBits(powers[i], random::pow(x[i], y[i])) ? 0U : 1U;
        }
        QCOMPARE(different, std::size_t{0});
    }

    void aTargetThatDoesNotExistIsRefused()
    {
        QVERIFY(!random::useVectorTarget("AVX9"));
        QVERIFY(!random::vectorTargets().empty());
    }
};

ROOM_TEST(elementary, TestElementary)
#include "tst_elementary.moc"
