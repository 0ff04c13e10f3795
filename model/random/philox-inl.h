// SPDX-License-Identifier: GPL-3.0-or-later

// philox.h for vectors: one counter in each lane. Included once for each vector target (no `#pragma once`).
#if defined(DEALWRIGHT_RANDOM_PHILOX_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_RANDOM_PHILOX_INL_H
#undef DEALWRIGHT_RANDOM_PHILOX_INL_H
#else
#define DEALWRIGHT_RANDOM_PHILOX_INL_H
#endif

#include "random/philox.h"

#include <hwy/highway.h>

#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace dealwright::random::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class V>
struct WideProduct {
    V high;
    V low;
};

/// The two halves of each lane's 64-bit product with `factor`.
template <class D, class V = hn::Vec<D>>
HWY_INLINE WideProduct<V> MultiplyWide(D du, V x, std::uint32_t factor)
{
#if HWY_TARGET == HWY_SCALAR
    const std::uint64_t product = std::uint64_t{hn::GetLane(x)} * factor;
    return {hn::Set(du, static_cast<std::uint32_t>(product >> 32U)), hn::Set(du, static_cast<std::uint32_t>(product))};
#else
    const hn::RepartitionToWide<D> dw;
    const V factors = hn::Set(du, factor);
    const auto even = hn::MulEven(x, factors);
    const auto odd = hn::MulEven(hn::BitCast(du, hn::ShiftRight<32>(hn::BitCast(dw, x))), factors);
    return {hn::OddEven(hn::BitCast(du, odd), hn::BitCast(du, hn::ShiftRight<32>(even))),
            hn::OddEven(hn::BitCast(du, hn::ShiftLeft<32>(odd)), hn::BitCast(du, even))};
#endif
}

template <class V>
struct FourWords {
    V word0;
    V word1;
    V word2;
    V word3;
};

/// The words of the counters {path, counter[1], counter[2], counter[3]}, one path in each lane.
template <class D, class V = hn::Vec<D>>
HWY_INLINE FourWords<V> PhiloxWords(D du, V path, const Philox::Counter& counter, Philox::Key key)
{
    V x0 = path;
    V x1 = hn::Set(du, counter[1]);
    V x2 = hn::Set(du, counter[2]);
    V x3 = hn::Set(du, counter[3]);
    for (int round = 0; round < Philox::rounds; ++round) {
        const auto product0 = MultiplyWide(du, x0, Philox::multiplier0);
        const auto product1 = MultiplyWide(du, x2, Philox::multiplier1);
        x0 = hn::Xor(hn::Xor(product1.high, x1), hn::Set(du, key[0]));
        x1 = product1.low;
        x2 = hn::Xor(hn::Xor(product0.high, x3), hn::Set(du, key[1]));
        x3 = product0.low;
        key[0] += Philox::step0;
        key[1] += Philox::step1;
    }
    return {x0, x1, x2, x3};
}

}  // namespace dealwright::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // DEALWRIGHT_RANDOM_PHILOX_INL_H
