// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/market.h"

#include <Eigen/Core>

namespace dealwright::deal {

/// A matrix counts as positive semi-definite if no eigenvalue lies below minus this: rounding leaves a singular one
/// about 1e-16 U below 0.
inline constexpr double eigenvalueTolerance = 1e-10;

/// The correlation matrix that is used for what was typed.
struct EffectiveCorrelation {
    Eigen::MatrixXd matrix;  ///< U x U, symmetric, unit diagonal, positive semi-definite
    double distance = 0.0;   ///< Frobenius distance from what was typed; 0 where that was one already
    Eigen::Index row = 0;    ///< the entry that changed most, row < column; 0, 0 where none did
    Eigen::Index column = 0;
};

/// The correlation matrix nearest to a symmetric matrix in the Frobenius norm, by alternating projections with
/// Dykstra's correction: Higham, "Computing the nearest correlation matrix: a problem from finance", IMA Journal of
/// Numerical Analysis 22 (2002), algorithm 3.3. Entries are within about 1e-9; the diagonal is exactly 1.
/// Precondition: square, symmetric, finite.
[[nodiscard]] Eigen::MatrixXd nearestCorrelation(const Eigen::MatrixXd& symmetric);

/// The market's matrix, untouched where it is positive semi-definite, else the nearest correlation matrix, however far.
/// Precondition: U x U, finite, symmetric with unit diagonal, or empty (the identity).
[[nodiscard]] EffectiveCorrelation effectiveCorrelation(const Market& market);

/// How far, in the Frobenius norm, the nearest matrix may lie from the one typed and still be used: 0.05 U.
[[nodiscard]] double correlationReach(const Market& market);

}  // namespace dealwright::deal
