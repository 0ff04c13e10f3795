// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors as the kernels use them. Included once for each vector target (no `#pragma once`).
#if defined(DEALWRIGHT_SIMULATION_VECTOR_PACK_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_SIMULATION_VECTOR_PACK_INL_H_
#undef DEALWRIGHT_SIMULATION_VECTOR_PACK_INL_H_
#else
#define DEALWRIGHT_SIMULATION_VECTOR_PACK_INL_H_
#endif

#include "simulation/shocks.h"

#include <hwy/highway.h>
#include <array>
#include <cstddef>
#include <limits>
#include <numeric>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Two vectors of doubles that go through the same steps side by side: while one waits for a step's result, the other
/// takes the step. Nothing is fused, so that every vector target gives the same bits.
struct Pack {
    using D = hn::CappedTag<double, scrambles / 2>;
    using F = hn::Rebind<float, D>;
    using V = hn::Vec<D>;

    V a;
    V b;

    static constexpr std::size_t vectors = 2;
    [[nodiscard]] static HWY_INLINE std::size_t Paths() { return vectors * hn::Lanes(D()); }

    [[nodiscard]] static HWY_INLINE Pack Of(V value) { return {value, value}; }
    [[nodiscard]] static HWY_INLINE Pack Of(double value) { return Of(hn::Set(D(), value)); }
    [[nodiscard]] static HWY_INLINE Pack Load(const double* from)
    {
        return {hn::LoadU(D(), from), hn::LoadU(D(), from + hn::Lanes(D()))};
    }
    [[nodiscard]] static HWY_INLINE Pack Load(const float* from)
    {
        return {hn::PromoteTo(D(), hn::LoadU(F(), from)), hn::PromoteTo(D(), hn::LoadU(F(), from + hn::Lanes(D())))};
    }
    HWY_INLINE void Store(double* to) const
    {
        hn::StoreU(a, D(), to);
        hn::StoreU(b, D(), to + hn::Lanes(D()));
    }
    /// Rounded to single precision, infinite where it goes beyond.
    HWY_INLINE void Store(float* to) const
    {
#if HWY_TARGET == HWY_SCALAR
        to[0] = Rounded(hn::GetLane(a));
        to[1] = Rounded(hn::GetLane(b));
#else
        hn::StoreU(hn::DemoteTo(F(), a), F(), to);
        hn::StoreU(hn::DemoteTo(F(), b), F(), to + hn::Lanes(D()));
#endif
    }

#if HWY_TARGET == HWY_SCALAR
    /// As vectors round: the library's plain target stops at the largest number.
    [[nodiscard]] static float Rounded(double value)
    {
        constexpr double beyond = 0x1.ffffffp127;  // half a step above the largest
        constexpr float infinity = std::numeric_limits<float>::infinity();
        return value >= beyond ? infinity : value <= -beyond ? -infinity : static_cast<float>(value);
    }
#endif

    friend HWY_INLINE Pack operator+(Pack x, Pack y) { return {hn::Add(x.a, y.a), hn::Add(x.b, y.b)}; }
    friend HWY_INLINE Pack operator-(Pack x, Pack y) { return {hn::Sub(x.a, y.a), hn::Sub(x.b, y.b)}; }
    friend HWY_INLINE Pack operator*(Pack x, Pack y) { return {hn::Mul(x.a, y.a), hn::Mul(x.b, y.b)}; }
    friend HWY_INLINE Pack operator/(Pack x, Pack y) { return {hn::Div(x.a, y.a), hn::Div(x.b, y.b)}; }
    friend HWY_INLINE Pack operator+(Pack x, double y) { return x + Of(y); }
    friend HWY_INLINE Pack operator-(Pack x, double y) { return x - Of(y); }
    friend HWY_INLINE Pack operator*(Pack x, double y) { return x * Of(y); }

    friend HWY_INLINE Pack Min(Pack x, Pack y) { return {hn::Min(x.a, y.a), hn::Min(x.b, y.b)}; }
    friend HWY_INLINE Pack Max(Pack x, Pack y) { return {hn::Max(x.a, y.a), hn::Max(x.b, y.b)}; }
    friend HWY_INLINE Pack Min(Pack x, double y) { return Min(x, Of(y)); }
    friend HWY_INLINE Pack Max(Pack x, double y) { return Max(x, Of(y)); }

    /// `then` where x is at least `least`, else `other`.
    friend HWY_INLINE Pack WhereAtLeast(Pack x, double least, Pack then, Pack other)
    {
        const V bound = hn::Set(D(), least);
        return {hn::IfThenElse(hn::Ge(x.a, bound), then.a, other.a),
                hn::IfThenElse(hn::Ge(x.b, bound), then.b, other.b)};
    }
};

/// Adds the paths from `at` on to 16 partial sums in memory, by path mod 16.
HWY_INLINE void AddToPartialSums(double* sums, std::size_t at, Pack values)
{
    double* const from = sums + at % scrambles;
    (Pack::Load(from) + values).Store(from);
}

/// The 16 partial sums over paths of a figure: those of path mod 16, in the order of the paths.
class PartialSums {
public:
    PartialSums()
    {
        for (Pack::V& sum : m_sums) {
            sum = hn::Zero(Pack::D());
        }
    }

    /// Of the paths from `at` on, a multiple of a pack.
    HWY_INLINE void Add(std::size_t at, Pack values)
    {
        std::size_t first = 0;
        if constexpr (Pack::vectors % vectors != 0) {
            first = at / hn::Lanes(Pack::D());
        }
        AddVector(first, values.a);
        AddVector(first + 1, values.b);
    }

    void AddTo(double* sums) const
    {
        const Pack::D d;
        for (std::size_t i = 0; i < vectors; ++i) {
            double* const sum = sums + i * hn::Lanes(d);
            hn::StoreU(hn::Add(hn::LoadU(d, sum), m_sums[i]), d, sum);
        }
    }

    /// The 16 added up in their order.
    [[nodiscard]] double Total() const
    {
        std::array<double, scrambles> sums{};
        AddTo(sums.data());
        return std::accumulate(sums.begin(), sums.end(), 0.0);
    }

private:
    static constexpr std::size_t vectors = scrambles / hn::MaxLanes(Pack::D());

    HWY_INLINE void AddVector(std::size_t index, Pack::V value)
    {
        Pack::V& sum = m_sums[index % vectors];
        sum = hn::Add(sum, value);
    }

    Pack::V m_sums[vectors];
};

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
