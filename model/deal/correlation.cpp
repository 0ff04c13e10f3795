// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/correlation.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <cassert>
#include <cmath>

namespace dealwright::deal {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// The nearest positive semi-definite matrix: negative eigenvalues become 0.
[[nodiscard]] MatrixXd withoutNegativeEigenvalues(const MatrixXd& symmetric)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
    const Eigen::VectorXd kept = solver.eigenvalues().cwiseMax(0.0);
    return solver.eigenvectors() * kept.asDiagonal() * solver.eigenvectors().transpose();
}

[[nodiscard]] bool isPositiveSemiDefinite(const MatrixXd& symmetric)
{
    MatrixXd shifted = symmetric;
    shifted.diagonal().array() += eigenvalueTolerance;
    return Eigen::LLT<MatrixXd>(shifted).info() == Eigen::Success;
}

[[nodiscard]] MatrixXd typedMatrix(const Market& market)
{
    const auto size = static_cast<Index>(market.useCases.size());
    MatrixXd matrix = MatrixXd::Identity(size, size);
    if (!market.correlation.empty()) {
        assert(market.correlation.size() == market.useCases.size());
        for (Index i = 0; i < size; ++i) {
            for (Index j = 0; j < size; ++j) {
                matrix(i, j) = market.correlation[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
            }
        }
    }
    return matrix;
}

}  // namespace

Eigen::MatrixXd nearestCorrelation(const Eigen::MatrixXd& symmetric)
{
    constexpr int mostIterations = 2000;  // linear convergence: some dozens are usual
    constexpr double precision = 1e-10;
    assert(symmetric.allFinite() && symmetric.rows() == symmetric.cols() && symmetric == symmetric.transpose());
    const Index size = symmetric.rows();
    MatrixXd unitDiagonal = symmetric;  // Higham's Y
    MatrixXd semiDefinite = symmetric;  // his X
    MatrixXd correction = MatrixXd::Zero(size, size);
    for (int k = 0; k < mostIterations; ++k) {
        const MatrixXd corrected = unitDiagonal - correction;
        semiDefinite = withoutNegativeEigenvalues(corrected);
        correction = semiDefinite - corrected;
        MatrixXd next = semiDefinite;
        next.diagonal().setOnes();
        const double moved = (next - unitDiagonal).norm();
        const double gap = (next - semiDefinite).norm();
        unitDiagonal = next;
        if (moved <= precision * next.norm() && gap <= precision * next.norm()) {
            break;
        }
    }
    // What is left of the gap goes by scaling, which keeps the matrix positive semi-definite.
    const Eigen::VectorXd scale = semiDefinite.diagonal().cwiseSqrt().cwiseInverse();
    MatrixXd result = scale.asDiagonal() * semiDefinite * scale.asDiagonal();
    result = (0.5 * (result + result.transpose())).eval();
    result.diagonal().setOnes();
    return result;
}

EffectiveCorrelation effectiveCorrelation(const Market& market)
{
    EffectiveCorrelation effective;
    const MatrixXd typed = typedMatrix(market);
    if (isPositiveSemiDefinite(typed)) {
        effective.matrix = typed;
        return effective;
    }
    effective.matrix = nearestCorrelation(typed);
    const MatrixXd change = effective.matrix - typed;
    effective.distance = change.norm();
    double largest = 0.0;
    for (Index i = 0; i < change.rows(); ++i) {
        for (Index j = i + 1; j < change.cols(); ++j) {
            if (std::fabs(change(i, j)) > largest) {
                largest = std::fabs(change(i, j));
                effective.row = i;
                effective.column = j;
            }
        }
    }
    return effective;
}

double correlationReach(const Market& market)
{
    return 0.05 * static_cast<double>(market.useCases.size());
}

}  // namespace dealwright::deal
