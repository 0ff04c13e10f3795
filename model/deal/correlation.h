// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/market.h"

#include <Eigen/Core>

namespace dealwright::deal {

/// The correlation matrix that is used for what was typed.
struct EffectiveCorrelation {
    Eigen::MatrixXd matrix;  ///< U x U, symmetric, unit diagonal, positive semi-definite
    double distance = 0.0;   ///< Frobenius distance from what was typed; 0 where that was one already
    Eigen::Index row = 0;    ///< the entry that changed most
    Eigen::Index column = 0;
};

/// The matrix itself where it is positive semi-definite, else the nearest correlation matrix in the Frobenius norm:
/// Higham, "Computing the nearest correlation matrix", IMA Journal of Numerical Analysis 22 (2002), by alternating
/// projections with Dykstra's correction. Precondition: U x U, symmetric with unit diagonal, or empty (the identity).
[[nodiscard]] EffectiveCorrelation effectiveCorrelation(const Market& market);

}  // namespace dealwright::deal
