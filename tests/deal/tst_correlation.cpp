// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/correlation.h"
#include "deal/edits.h"
#include "deal/problem.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <Eigen/Eigenvalues>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dealwright;
using Eigen::MatrixXd;

namespace {

[[nodiscard]] deal::Market marketWith(const MatrixXd& matrix)
{
    deal::Market market;
    market.useCases.resize(static_cast<std::size_t>(matrix.rows()));
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
        market.correlation.emplace_back();
        for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
            market.correlation.back().push_back(matrix(i, j));
        }
    }
    return market;
}

[[nodiscard]] double smallestEigenvalue(const MatrixXd& matrix)
{
    return Eigen::SelfAdjointEigenSolver<MatrixXd>(matrix, Eigen::EigenvaluesOnly).eigenvalues().minCoeff();
}

/// Correlations of the first with the second and the second with the third, none between first and third.
[[nodiscard]] MatrixXd chain(double correlation)
{
    MatrixXd matrix = MatrixXd::Identity(3, 3);
    matrix(0, 1) = matrix(1, 0) = matrix(1, 2) = matrix(2, 1) = correlation;
    return matrix;
}

/// Symmetric with unit diagonal and entries in [-1, 1], seldom positive semi-definite.
[[nodiscard]] MatrixXd anyMatrix(tests::Luck& luck, Eigen::Index size)
{
    MatrixXd matrix = MatrixXd::Identity(size, size);
    for (Eigen::Index i = 0; i < size; ++i) {
        for (Eigen::Index j = 0; j < i; ++j) {
            matrix(i, j) = matrix(j, i) = luck.between(-1, 1);
        }
    }
    return matrix;
}

}  // namespace

class TestCorrelation : public QObject {
    Q_OBJECT

private slots:
    /// Higham (2002), section 4: printed to four decimals, and the distance 0.5278.
    void highamsExampleOfThree()
    {
        const MatrixXd typed = chain(1.0);
        MatrixXd expected(3, 3);
        expected << 1.0, 0.7607, 0.1573, 0.7607, 1.0, 0.7607, 0.1573, 0.7607, 1.0;
        const MatrixXd nearest = deal::nearestCorrelation(typed);
        QVERIFY((nearest - expected).cwiseAbs().maxCoeff() <= 0.5e-4);
        QVERIFY(std::fabs((nearest - typed).norm() - 0.5278) <= 0.5e-4);
    }

    /// Higham (2002), section 4, with a diagonal that is not of ones: printed to four decimals.
    void highamsExampleOfFour()
    {
        MatrixXd typed(4, 4);
        typed << 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2;
        MatrixXd expected(4, 4);
        expected << 1.0, -0.8084, 0.1916, 0.1068, -0.8084, 1.0, -0.6562, 0.1916, 0.1916, -0.6562, 1.0, -0.8084, 0.1068,
            0.1916, -0.8084, 1.0;
        const MatrixXd nearest = deal::nearestCorrelation(typed);
        QVERIFY((nearest - expected).cwiseAbs().maxCoeff() <= 0.5e-4);
    }

    /// X is the nearest point of a convex set to A if and only if <X - A, Y - X> >= 0 for every Y of the set: tried on
    /// random correlation matrices Y of every rank.
    void noOtherCorrelationMatrixIsNearer()
    {
        tests::Luck luck(11);
        for (int round = 0; round < 20; ++round) {
            const Eigen::Index size = luck.whole(2, 7);
            const MatrixXd typed = anyMatrix(luck, size);
            const MatrixXd nearest = deal::nearestCorrelation(typed);
            QVERIFY(smallestEigenvalue(nearest) >= -1e-12);
            QVERIFY(nearest.diagonal() == MatrixXd::Ones(size, 1));
            QVERIFY(nearest == nearest.transpose());
            for (int k = 0; k < 50; ++k) {
                MatrixXd factor(size, luck.whole(1, static_cast<int>(size)));
                for (Eigen::Index i = 0; i < size; ++i) {
                    for (Eigen::Index j = 0; j < factor.cols(); ++j) {
                        factor(i, j) = luck.between(-1, 1);
                    }
                    factor.row(i).normalize();
                }
                const MatrixXd another = factor * factor.transpose();
                // The slack is the precision of the nearest matrix times the norms of both factors (at most 14).
                QVERIFY((nearest - typed).cwiseProduct(another - nearest).sum() >= -1e-7);
            }
        }
    }

    void aCorrelationMatrixIsUsedToTheBit()
    {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            const deal::Market market = tests::randomScenario(seed).market;
            const deal::EffectiveCorrelation effective = deal::effectiveCorrelation(market);
            QCOMPARE(effective.distance, 0.0);
            for (std::size_t i = 0; i < market.correlation.size(); ++i) {
                for (std::size_t j = 0; j < market.correlation.size(); ++j) {
                    QVERIFY(effective.matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) ==
                            market.correlation[i][j]);
                }
            }
        }
    }

    void aSingularMatrixIsAccepted()
    {
        QCOMPARE(deal::effectiveCorrelation(marketWith(MatrixXd::Ones(64, 64))).distance, 0.0);
        MatrixXd opposed = MatrixXd::Ones(3, 3);
        opposed(0, 1) = opposed(1, 0) = opposed(2, 1) = opposed(1, 2) = -1.0;
        QCOMPARE(deal::effectiveCorrelation(marketWith(opposed)).distance, 0.0);
        // cos 45 degrees, rounded: the exact chain is singular
        QCOMPARE(deal::effectiveCorrelation(marketWith(chain(std::sqrt(0.5)))).distance, 0.0);
    }

    void noMatrixMeansTheIdentity()
    {
        deal::Market market;
        market.useCases.resize(3);
        QVERIFY(deal::effectiveCorrelation(market).matrix == MatrixXd::Identity(3, 3));
    }

    /// A chain of c has the smallest eigenvalue 1 - c sqrt(2); the nearest matrix lies about 1.3 times as far as that
    /// is below 0, which passes 0.05 U = 0.15 near c = 0.79.
    void withinReachItIsUsedWithAWarningBeyondItIsAProblem_data()
    {
        QTest::addColumn<double>("correlation");
        QTest::addColumn<int>("rule");
        QTest::newRow("sound") << 0.70 << -1;
        QTest::newRow("a little off") << 0.73 << static_cast<int>(deal::Rule::correlationAdjusted);
        QTest::newRow("just within") << 0.78 << static_cast<int>(deal::Rule::correlationAdjusted);
        QTest::newRow("too far") << 0.95 << static_cast<int>(deal::Rule::correlationTooFar);
    }
    void withinReachItIsUsedWithAWarningBeyondItIsAProblem()
    {
        QFETCH(const double, correlation);
        QFETCH(const int, rule);
        deal::Scenario scenario = deal::templateScenario();
        while (scenario.market.useCases.size() > 3) {
            scenario = deal::withoutUseCase(scenario, 3);
        }
        const deal::Market typed = marketWith(chain(correlation));
        scenario.market.correlation = typed.correlation;
        const auto problems = deal::validate(scenario);
        const deal::EffectiveCorrelation effective = deal::effectiveCorrelation(scenario.market);
        if (rule < 0) {
            QVERIFY(problems.empty());
            return;
        }
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(problems[0].rule), rule);
        const bool far = problems[0].rule == deal::Rule::correlationTooFar;
        QCOMPARE(problems[0].severity, far ? deal::Severity::error : deal::Severity::warning);
        QCOMPARE(effective.distance > 0.15, far);
        // Dragging the two correlations down and lifting the third all change alike in a chain; the largest is told.
        const double change = std::fabs(std::get<double>(problems[0].bound) - std::get<double>(problems[0].value));
        QVERIFY(change >= (effective.matrix - chain(correlation)).cwiseAbs().maxCoeff() - 1e-12);
        QVERIFY(scenario.market.correlation == typed.correlation);
    }
};

ROOM_TEST(correlation, TestCorrelation)
#include "tst_correlation.moc"
