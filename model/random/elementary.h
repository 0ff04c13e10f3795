// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one set of exp, log and pow (and of exp(x) - 1 and log(1 + x)) that reaches a figure. The C library picks other
// variants on other processors and their last bits differ; these give the same bits everywhere: only +, -, *, / and bit
// operations, never fused. elementary-inl.h holds the operations, for vectors of any length. tst_elementary checks
// accuracy and bits.
namespace dealwright::random {

/// e^x; 0 below about -745, infinity above about 709.8. Relative error below 3e-16 for normal results.
[[nodiscard]] double exp(double x);

/// Natural logarithm; -infinity at 0, NaN below. Relative error below 6e-16.
[[nodiscard]] double log(double x);

/// e^x - 1, accurate near 0 too; infinity above about 709.8. Relative error below 4e-16.
[[nodiscard]] double expm1(double x);

/// log(1 + x), accurate near 0 too; -infinity at -1, NaN below. Relative error below 1e-15. Kahan's quotient: Goldberg,
/// "What every computer scientist should know about floating-point arithmetic", ACM Computing Surveys 23 (1991).
[[nodiscard]] double log1p(double x);

/// base^exponent for base >= 0, NaN below; 1 for exponent 0. Relative error below 4e-16: the logarithm is carried in
/// two parts.
[[nodiscard]] double pow(double base, double exponent);

}  // namespace dealwright::random
