// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/address.h"
#include "random/elementary.h"
#include "random/normal.h"
#include "random/philox.h"
#include "random/poisson.h"
#include "random/sobol.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

using namespace dealwright::random;

class TestDraws : public QObject {
    Q_OBJECT

private slots:
    // The known answers that the authors publish with Random123.
    void philoxGivesThePublishedAnswers()
    {
        using Words = Philox::Counter;
        QCOMPARE(Philox::words({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        constexpr std::uint32_t ones = 0xffffffff;
        QCOMPARE(Philox::words({ones, ones, ones, ones}, {ones, ones}),
                 (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(Philox::words({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                 (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void anAddressReadsItsOwnWord()
    {
        const Address fifth{Variable::noise, 3, 5};
        const Philox::Counter words = Philox::words({77, 1, 3, 2}, {9, 1});
        QCOMPARE(philoxWord((std::uint64_t{1} << 32U) + 9, fifth, 77), words[1]);
    }

    void theImportantAddressesOfAGroupFillItsDimensions()
    {
        std::set<int> dimensions;
        const auto add = [&](Variable variable, int id, int count) {
            for (int index = 0; index < count; ++index) {
                dimensions.insert(sobolDimension({variable, id, index}).value());
            }
            QVERIFY(!sobolDimension({variable, id, count}));
        };
        add(Variable::war, 0, 1);
        for (int useCase = 0; useCase < useCasesInGroup; ++useCase) {
            add(Variable::growth, useCase, 1);
            add(Variable::noise, useCase, 9);
        }
        add(Variable::eventCount, 0, 1);
        add(Variable::eventTime, 0, 4);
        add(Variable::eventSize, 0, 4);
        add(Variable::dispute, 0, 5);
        add(Variable::incidentGap, 0, 1);
        add(Variable::incidentSize, 0, 1);
        QCOMPARE(dimensions.size(), std::size_t{dimensionsInGroup});
        QCOMPARE(*dimensions.begin(), 0);
        QCOMPARE(*dimensions.rbegin(), dimensionsInGroup - 1);
    }

    void laterIdsHaveLaterGroups()
    {
        QCOMPARE(sobolDimension({Variable::noise, 2, 0}).value(), 9);
        QCOMPARE(sobolDimension({Variable::noise, 5, 8}).value(), 76);
        QCOMPARE(sobolDimension({Variable::growth, 6, 0}).value(), dimensionsInGroup + 1);
        QCOMPARE(sobolDimension({Variable::eventTime, 2, 3}).value(), 2 * dimensionsInGroup + 45);
        QVERIFY(!sobolDimension({Variable::growth, groups * useCasesInGroup, 0}));
        QVERIFY(!sobolDimension({Variable::eventCount, groups, 0}));
        QVERIFY(!sobolDimension({Variable::growth, -1, 0}));
    }

    // Against the long double error function; the error of z is the error of its probability over the density.
    void theNormalTableIsAccurateSymmetricAndRising()
    {
        long double worst = 0.0L;
        float before = -10.0F;
        for (std::uint32_t word = 0; word < 0x80000000U; word += 997 + word / 3000) {
            const float z = normalOf(word);
            QVERIFY(z >= before);
            before = z;
            QCOMPARE(normalOf(~word), -z);
            const auto x = static_cast<long double>(z);
            const long double probability = 0.5L * std::erfc(-x / std::sqrt(2.0L));
            const long double density = std::exp(-0.5L * x * x) / std::sqrt(2.0L * 3.14159265358979323846L);
            const long double wanted = (static_cast<long double>(word) + 0.5L) / 4294967296.0L;
            worst = std::max(worst, std::fabs(probability - wanted) / density);
        }
        QVERIFY2(worst < 6e-7L, qPrintable(QString::number(static_cast<double>(worst))));
        QVERIFY(normalOf(0) > -6.34F && normalOf(0) < -6.33F);
    }

    void uniformsStayInside()
    {
        QVERIFY(uniformFloatOf(0) > 0.0F);
        QVERIFY(uniformFloatOf(0xffffffffU) < 1.0F);
        QCOMPARE(static_cast<double>(uniformFloatOf(0xffffffffU)), 1.0 - 0x1p-24);
        QVERIFY(uniformOf(0) > 0.0 && uniformOf(0xffffffffU) < 1.0);
    }

    // Initial numbers m of Joe and Kuo's table: dimension 2 has 1, 3, 5, 15, 17; dimension 3 has 1, 3, 3, 9, 29.
    void directionsAreThoseOfJoeAndKuo()
    {
        const auto directions = sobolDirections(3);
        const std::vector<std::vector<std::uint32_t>> m{{1, 1, 1, 1, 1}, {1, 3, 5, 15, 17}, {1, 3, 3, 9, 29}};
        for (std::size_t dimension = 0; dimension < m.size(); ++dimension) {
            for (std::size_t bit = 0; bit < 5; ++bit) {
                QCOMPARE(directions[dimension][bit], m[dimension][bit] << (31U - bit));
            }
        }
    }

    void everyScrambleStratifiesEachDimensionAndTheFirstPairs()
    {
        constexpr std::uint32_t points = 256;
        const auto directions = sobolDirections(dimensionsInGroup);
        std::vector<ScrambledDimension> dimensions;
        dimensions.reserve(dimensionsInGroup);
        for (int d = 0; d < dimensionsInGroup; ++d) {
            dimensions.push_back(scramble(directions[static_cast<std::size_t>(d)], 5, {Variable::noise, 0, d}));
        }
        for (std::size_t s = 0; s < scrambles; ++s) {
            for (const ScrambledDimension& dimension : dimensions) {
                std::set<std::uint32_t> cells;
                for (std::uint32_t i = 0; i < points; ++i) {
                    cells.insert(dimension.at(s, i) >> 24U);
                }
                QCOMPARE(cells.size(), std::size_t{points});
            }
            std::set<std::uint32_t> squares;  // 16 x 16 cells: dimensions 1 and 2 are a (0, m, 2)-net
            for (std::uint32_t i = 0; i < points; ++i) {
                squares.insert((dimensions[0].at(s, i) >> 28U) * 16 + (dimensions[1].at(s, i) >> 28U));
            }
            QCOMPARE(squares.size(), std::size_t{points});
        }
    }

    void scramblesDifferBySeedAddressAndNumber()
    {
        const auto directions = sobolDirections(1);
        const ScrambledDimension a = scramble(directions[0], 1, {Variable::war, 0, 0});
        const ScrambledDimension b = scramble(directions[0], 2, {Variable::war, 0, 0});
        const ScrambledDimension c = scramble(directions[0], 1, {Variable::war, 1, 0});
        std::set<std::uint32_t> words;
        for (std::size_t s = 0; s < scrambles; ++s) {
            for (const ScrambledDimension* dimension : {&a, &b, &c}) {
                words.insert(dimension->at(s, 12345));
            }
        }
        QCOMPARE(words.size(), 3 * scrambles);
    }

    void poissonQuantilesTurnWhereTheLawSays_data()
    {
        QTest::addColumn<double>("mean");
        for (const double mean : {0.01, 0.5, 2.5, 20.0, 90.0}) {
            QTest::newRow(qPrintable(QString::number(mean))) << mean;
        }
    }

    void poissonQuantilesTurnWhereTheLawSays()
    {
        QFETCH(const double, mean);
        const PoissonQuantile quantile(mean);
        double term = std::exp(-mean);
        double cumulative = term;
        for (int n = 0; cumulative < 1.0 - 1e-9; ++n) {
            if (cumulative > 1e-9) {
                QCOMPARE(quantile(cumulative - 1e-12), n);
                QCOMPARE(quantile(cumulative + 1e-12), n + 1);
            }
            term *= mean / (n + 1);
            cumulative += term;
        }
    }

    void poissonOfALargeMeanKeepsItsMeanAndVariance()
    {
        constexpr double mean = 2000.0;
        constexpr int points = 100'000;
        const PoissonQuantile quantile(mean);
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < points; ++i) {
            const double deviation = quantile((i + 0.5) / points) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        // Midpoints leave out the outermost 1/200,000 of each tail: at most 5 deviations x 1e-5, 25 variances x 1e-5.
        QVERIFY(std::fabs(sum / points) < 0.01);
        QVERIFY(std::fabs(squares / points / mean - 1.0) < 1e-3);
        QCOMPARE(PoissonQuantile(0.0)(0.999), 0);
    }
};

ROOM_TEST(draws, TestDraws)
#include "tst_draws.moc"
