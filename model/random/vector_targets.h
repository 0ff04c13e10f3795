// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Which vector instructions the model's kernels use. The best are chosen when they first run; all give the same bits.
namespace dealwright::random {

/// The targets that this processor can run, best first: of AVX3, AVX2, SSE4, SSSE3, SCALAR.
[[nodiscard]] std::vector<std::string> vectorTargets();

/// Uses that target alone from now on, in every kernel; false, and nothing changed, if this processor cannot.
/// An empty name brings back the best. Not while a kernel runs.
bool useVectorTarget(std::string_view name);

}  // namespace dealwright::random
