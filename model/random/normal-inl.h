// SPDX-License-Identifier: GPL-3.0-or-later

// normal.h for vectors, and e^x in single precision. Included once for each vector target (no `#pragma once`).
#if defined(DEALWRIGHT_RANDOM_NORMAL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_RANDOM_NORMAL_INL_H
#undef DEALWRIGHT_RANDOM_NORMAL_INL_H
#else
#define DEALWRIGHT_RANDOM_NORMAL_INL_H
#endif

#include "random/normal.h"

#include <hwy/highway.h>

#include <array>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace dealwright::random::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The table of normal.h, in registers where those are long enough.
template <class D>
class NormalQuantile {
    using V = hn::Vec<D>;
    using DU = hn::RebindToUnsigned<D>;
    using DI = hn::RebindToSigned<D>;

public:
    HWY_INLINE NormalQuantile(D, const NormalTable& table) : m_table(&table) {}

    /// The quantile of (word + 1/2) / 2^32 in each lane.
    HWY_INLINE V operator()(hn::Vec<DU> word) const
    {
        const D d;
        const DU du;
        const DI di;
        // The nearer tail's probability is (m + 1/2) / 2^32.
        const auto upper = hn::BitCast(du, hn::ShiftRight<31>(hn::BitCast(di, word)));
        const auto m = hn::Xor(word, upper);
        const V tail =
            hn::Min(hn::Add(hn::ConvertTo(d, hn::BitCast(di, m)), hn::Set(d, 0.5F)), hn::Set(d, 0x1.fffffep30F));
        const auto bits = hn::BitCast(du, tail);
        const auto octave = hn::BitCast(di, hn::Sub(hn::ShiftRight<23>(bits), hn::Set(du, 126U)));
        const V mantissa = hn::BitCast(d, hn::Or(hn::And(bits, hn::Set(du, 0x7fffffU)), hn::Set(du, 0x3f800000U)));
        const V w = hn::Sub(hn::Add(mantissa, mantissa), hn::Set(d, 3.0F));
        V z = Lookup<7>(d, octave);
        z = hn::Add(hn::Mul(z, w), Lookup<6>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<5>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<4>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<3>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<2>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<1>(d, octave));
        z = hn::Add(hn::Mul(z, w), Lookup<0>(d, octave));
        // z belongs to the lower tail; the upper one mirrors it.
        return hn::BitCast(d, hn::Xor(hn::BitCast(du, z), hn::And(upper, hn::Set(du, 0x80000000U))));
    }

private:
    template <std::size_t power>
    HWY_INLINE V Lookup(D d, hn::Vec<DI> octave) const
    {
        const float* const row = m_table->coefficient[power].data();
#if HWY_TARGET == HWY_AVX3
        if constexpr (hn::MaxLanes(D()) == 16) {  // one instruction that Highway does not name
            return V{_mm512_permutex2var_ps(_mm512_load_ps(row), octave.raw, _mm512_load_ps(row + 16))};
        }
#endif
        return hn::GatherIndex(d, row, octave);
    }

    const NormalTable* m_table;
};

/// e^x in single precision for |x| <= 80, relative error below 2e-7.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V ExpOfFloat(D d, V x)
{
    // Taylor's series on |r| <= log(2)/2: the first term left out is below 6e-9.
    constexpr std::array<float, 6> inverseFactorial{1.0F / 2.0F,   1.0F / 6.0F,   1.0F / 24.0F,
                                                    1.0F / 120.0F, 1.0F / 720.0F, 1.0F / 5040.0F};
    const hn::RebindToSigned<D> di;
    const V magic = hn::Set(d, 0x1.8p23F);  // leaves the nearest integer in the low bits
    const V shifted = hn::Add(hn::Mul(x, hn::Set(d, 0x1.715476p+0F)), magic);
    const V k = hn::Sub(shifted, magic);
    // log 2 in two parts, the first short enough for exact products
    V r = hn::Sub(x, hn::Mul(k, hn::Set(d, 0x1.62e4p-1F)));
    r = hn::Sub(r, hn::Mul(k, hn::Set(d, 0x1.7f7d1cp-20F)));
    V q = hn::Set(d, inverseFactorial[5]);
    for (int n = 4; n >= 0; --n) {
        q = hn::Add(hn::Mul(q, r), hn::Set(d, inverseFactorial[static_cast<std::size_t>(n)]));
    }
    const V power = hn::Add(hn::Add(hn::Mul(hn::Mul(r, r), q), r), hn::Set(d, 1.0F));
    const auto exponent = hn::Sub(hn::BitCast(di, shifted), hn::BitCast(di, magic));
    return hn::Mul(power, hn::BitCast(d, hn::ShiftLeft<23>(hn::Add(exponent, hn::Set(di, 127)))));
}

}  // namespace dealwright::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // DEALWRIGHT_RANDOM_NORMAL_INL_H
