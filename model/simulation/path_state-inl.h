// SPDX-License-Identifier: GPL-3.0-or-later
// The values of paths side by side, a pack at a time, from path `at` on. Included once for each vector target (no
// `#pragma once`).
#if defined(DEALWRIGHT_SIMULATION_PATH_STATE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_SIMULATION_PATH_STATE_INL_H_
#undef DEALWRIGHT_SIMULATION_PATH_STATE_INL_H_
#else
#define DEALWRIGHT_SIMULATION_PATH_STATE_INL_H_
#endif

#include "simulation/path_state.h"
#include "simulation/vector_pack-inl.h"

#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

[[nodiscard]] HWY_INLINE Pack Get(const PathValues& paths, std::size_t at)
{
    return Pack::Load(paths.values.data() + at);
}

HWY_INLINE void Set(PathValues& paths, std::size_t at, Pack value)
{
    value.Store(paths.values.data() + at);
}

HWY_INLINE void Accumulate(PathValues& paths, std::size_t at, Pack value)
{
    Set(paths, at, Get(paths, at) + value);
}

HWY_INLINE void Fill(PathValues& paths, double value)
{
    for (std::size_t at = 0; at < pathsAtOnce; at += Pack::Paths()) {
        Set(paths, at, Pack::Of(value));
    }
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
