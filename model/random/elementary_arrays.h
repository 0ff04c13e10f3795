// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

// elementary.h over arrays, with the widest vectors that the processor has: the same bits as one number at a time.
namespace dealwright::random {

/// result[i] = exp(x[i]). Precondition: equal sizes, for all four; x and result may be the same.
void expOf(std::span<const double> x, std::span<double> result);
void expm1Of(std::span<const double> x, std::span<double> result);
void logOf(std::span<const double> x, std::span<double> result);
/// result[i] = pow(base[i], exponent[i])
void powOf(std::span<const double> base, std::span<const double> exponent, std::span<double> result);

}  // namespace dealwright::random
