// SPDX-License-Identifier: GPL-3.0-or-later

// exp, log and pow for vectors of double: see elementary.h. Included once for each vector target (no `#pragma once`).
// Nothing here is fused, and every target does the same operations in the same order: the bits are the same.
#if defined(DEALWRIGHT_RANDOM_ELEMENTARY_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_RANDOM_ELEMENTARY_INL_H
#undef DEALWRIGHT_RANDOM_ELEMENTARY_INL_H
#else
#define DEALWRIGHT_RANDOM_ELEMENTARY_INL_H
#endif

#include <hwy/highway.h>

#include <array>
#include <cstdint>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace dealwright::random::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// log 2 in two parts; the first has 32 significant bits, so that its product with an exponent is exact.
inline constexpr double elementaryLog2High = 0x1.62e42feep-1;
inline constexpr double elementaryLog2Low = 0x1.a39ef35793c76p-33;
// Adding it leaves the nearest integer in the low bits of the sum.
inline constexpr double elementaryRound = 0x1.8p52;

template <class D>
using Signed = hn::RebindToSigned<D>;
template <class D>
using Unsigned = hn::RebindToUnsigned<D>;

/// x 2^exponent, for an exponent in [-1022, 1023].
template <class D, class V = hn::Vec<D>>
HWY_INLINE V ScaleByPowerOfTwo(D d, V x, hn::Vec<Signed<D>> exponent)
{
    const Signed<D> di;
    const auto biased = hn::Add(exponent, hn::Set(di, 1023));
    return hn::Mul(x, hn::BitCast(d, hn::ShiftLeft<52>(biased)));
}

/// e^(high + low) - 1 over 2^k, and k; |high| < 1100, low a correction far below high.
template <class D, class V = hn::Vec<D>>
struct Exponential {
    V excess;
    hn::Vec<Signed<D>> exponent;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE Exponential<D> ReducedExp(D d, V high, V low)
{
    // Taylor's series on |r| <= log(2)/2: the first term left out is below 4.2e-18.
    constexpr std::array<double, 12> inverseFactorial{
        1.0 / 2.0,     1.0 / 6.0,      1.0 / 24.0,      1.0 / 120.0,      1.0 / 720.0,       1.0 / 5040.0,
        1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0};
    const Signed<D> di;
    const V magic = hn::Set(d, elementaryRound);
    const V shifted = hn::Add(hn::Mul(high, hn::Set(d, 0x1.71547652b82fep+0)), magic);
    const V k = hn::Sub(shifted, magic);
    V r = hn::Sub(high, hn::Mul(k, hn::Set(d, elementaryLog2High)));
    r = hn::Sub(r, hn::Sub(hn::Mul(k, hn::Set(d, elementaryLog2Low)), low));
    V q = hn::Set(d, inverseFactorial[11]);
    for (int n = 10; n >= 0; --n) {
        q = hn::Add(hn::Mul(q, r), hn::Set(d, inverseFactorial[static_cast<std::size_t>(n)]));
    }
    const V excess = hn::Add(r, hn::Mul(hn::Mul(r, r), q));
    return {excess, hn::Sub(hn::BitCast(di, shifted), hn::BitCast(di, magic))};
}

/// e^x for |x| <= 700: the same bits as Exp, without its care for the ends of the range.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V ExpWithinRange(D d, V x)
{
    const auto [excess, exponent] = ReducedExp(d, x, hn::Zero(d));
    return ScaleByPowerOfTwo(d, hn::Add(hn::Set(d, 1.0), excess), exponent);
}

/// e^(high + low), over the whole range.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V ExpOfSum(D d, V high, V low)
{
    const V bounded = hn::Min(hn::Max(high, hn::Set(d, -1000.0)), hn::Set(d, 1000.0));
    const auto [excess, exponent] = ReducedExp(d, bounded, low);
    // In two steps: the second alone may round, to a subnormal number.
    const auto half = hn::ShiftRight<1>(exponent);
    const V first = ScaleByPowerOfTwo(d, hn::Add(hn::Set(d, 1.0), excess), half);
    const V result = ScaleByPowerOfTwo(d, first, hn::Sub(exponent, half));
    return hn::IfThenElse(hn::Eq(high, high), result, high);  // NaN stays NaN
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V Exp(D d, V x)
{
    return ExpOfSum(d, x, hn::Zero(d));
}

/// e^x - 1, over the whole range.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Expm1(D d, V x)
{
    const V one = hn::Set(d, 1.0);
    // Below -100 it is -1 to the last bit; above 100 the 1 is lost.
    const V bounded = hn::Min(hn::Max(x, hn::Set(d, -100.0)), hn::Set(d, 100.0));
    const auto [excess, exponent] = ReducedExp(d, bounded, hn::Zero(d));
    // 2^k (1 + excess) - 1, where the terms hardly cancel: |excess| <= 0.42
    const V scaled = ScaleByPowerOfTwo(d, excess, exponent);
    const V near = hn::Add(hn::Sub(ScaleByPowerOfTwo(d, one, exponent), one), scaled);
    const V result = hn::IfThenElse(hn::Gt(x, hn::Set(d, 100.0)), Exp(d, x), near);
    return hn::IfThenElse(hn::Eq(x, x), result, x);  // NaN stays NaN
}

/// x = mantissa * 2^exponent with the mantissa in [sqrt(1/2), sqrt(2)), for finite x > 0, subnormal ones too.
template <class D, class V = hn::Vec<D>>
struct Split {
    V mantissa;
    V exponent;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE Split<D> SplitExponent(D d, V x)
{
    const Unsigned<D> du;
    const auto small = hn::Lt(x, hn::Set(d, std::numeric_limits<double>::min()));
    const V normal = hn::IfThenElse(small, hn::Mul(x, hn::Set(d, 0x1p54)), x);
    const V offset = hn::IfThenElse(small, hn::Set(d, -54.0 - 2048.0), hn::Set(d, -2048.0));
    const auto bits = hn::BitCast(du, normal);
    // Counts from the bits of sqrt(1/2); 2048 more keep it positive.
    constexpr std::uint64_t start = 0x3fe6a09e667f3bcdULL;
    constexpr std::uint64_t lift = 2048ULL << 52U;
    const auto steps = hn::ShiftRight<52>(hn::Add(bits, hn::Set(du, lift - start)));
    const auto shift = hn::ShiftLeft<52>(hn::Sub(steps, hn::Set(du, std::uint64_t{2048})));
    const V mantissa = hn::BitCast(d, hn::Sub(bits, shift));
    constexpr std::uint64_t twoTo52 = 0x4330000000000000ULL;  // its low bits hold an integer as it is
    const V count = hn::Sub(hn::BitCast(d, hn::Or(steps, hn::Set(du, twoTo52))), hn::Set(d, 0x1p52));
    return {mantissa, hn::Add(count, offset)};
}

/// What is left of log m = 2 s + s R(s^2), s = (m - 1)/(m + 1), |s| <= 0.1716: R = 2 t/3 + 2 t^2/5 + ...; the first
/// term left out is below 1e-19 of the whole.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V LogTail(D d, V t)
{
    V r = hn::Set(d, 2.0 / 25.0);
    for (int n = 23; n >= 3; n -= 2) {
        r = hn::Add(hn::Mul(r, t), hn::Set(d, 2.0 / n));
    }
    return hn::Mul(r, t);
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V LogSpecialCases(D d, V x, V result)
{
    const V infinity = hn::Set(d, std::numeric_limits<double>::infinity());
    result = hn::IfThenElse(hn::Eq(x, infinity), infinity, result);
    result = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), hn::Neg(infinity), result);
    const auto number = hn::Ge(x, hn::Zero(d));  // neither negative nor NaN
    return hn::IfThenElse(number, result, hn::Set(d, std::numeric_limits<double>::quiet_NaN()));
}

/// Natural logarithm of finite x > 0: the same bits as Log.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V LogOfPositive(D d, V x)
{
    const auto [m, e] = SplitExponent(d, x);
    const V f = hn::Sub(m, hn::Set(d, 1.0));
    const V s = hn::Div(f, hn::Add(m, hn::Set(d, 1.0)));
    const V tail = hn::Mul(s, LogTail(d, hn::Mul(s, s)));
    const V low = hn::Add(hn::Mul(e, hn::Set(d, elementaryLog2Low)), tail);
    return hn::Add(hn::Mul(e, hn::Set(d, elementaryLog2High)), hn::Add(hn::Add(s, s), low));
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V Log(D d, V x)
{
    return LogSpecialCases(d, x, LogOfPositive(d, x));
}

/// A number as an unevaluated sum, the second part far below the first.
template <class V>
struct TwoParts {
    V high;
    V low;
};

/// The upper 26 bits of the significand, so that products of such parts are exact.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V UpperHalf(D d, V x)
{
    const Unsigned<D> du;
    return hn::BitCast(d, hn::And(hn::BitCast(du, x), hn::Set(du, ~std::uint64_t{0x7ffffff})));
}

/// a * b as a sum, error below 2^-106 of it (Dekker 1971, with a mask for the split: nothing overflows).
template <class D, class V = hn::Vec<D>>
HWY_INLINE TwoParts<V> Product(D d, V a, V b)
{
    const V ah = UpperHalf(d, a);
    const V bh = UpperHalf(d, b);
    const V al = hn::Sub(a, ah);
    const V bl = hn::Sub(b, bh);
    const V high = hn::Mul(a, b);
    const V cross = hn::Add(hn::Sub(hn::Mul(ah, bh), high), hn::Add(hn::Mul(ah, bl), hn::Mul(al, bh)));
    return {high, hn::Add(cross, hn::Mul(al, bl))};
}

/// a + b as a sum, exactly (Knuth).
template <class V>
HWY_INLINE TwoParts<V> Sum(V a, V b)
{
    const V high = hn::Add(a, b);
    const V bPart = hn::Sub(high, a);
    const V aPart = hn::Sub(high, bPart);
    return {high, hn::Add(hn::Sub(a, aPart), hn::Sub(b, bPart))};
}

/// log x in two parts, relative error below 2e-17, for finite x > 0.
template <class D, class V = hn::Vec<D>>
HWY_INLINE TwoParts<V> LogInTwoParts(D d, V x)
{
    const V one = hn::Set(d, 1.0);
    const auto [m, e] = SplitExponent(d, x);
    const V f = hn::Sub(m, one);  // exact
    const TwoParts<V> sum = Sum(m, one);
    const V s = hn::Div(f, sum.high);
    const TwoParts<V> back = Product(d, s, sum.high);
    const V rest = hn::Sub(hn::Sub(hn::Sub(f, back.high), back.low), hn::Mul(s, sum.low));
    const V sLow = hn::Div(rest, sum.high);
    const V tail = hn::Mul(s, LogTail(d, hn::Mul(s, s)));
    const TwoParts<V> head = Sum(hn::Mul(e, hn::Set(d, elementaryLog2High)), hn::Add(s, s));
    const TwoParts<V> both = Sum(head.high, tail);
    const V low =
        hn::Add(hn::Add(head.low, both.low), hn::Add(hn::Mul(e, hn::Set(d, elementaryLog2Low)), hn::Add(sLow, sLow)));
    return {both.high, low};
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V Pow(D d, V base, V exponent)
{
    const V zero = hn::Zero(d);
    const V one = hn::Set(d, 1.0);
    const V infinity = hn::Set(d, std::numeric_limits<double>::infinity());
    const auto ordinary = hn::And(hn::Gt(base, zero), hn::Lt(base, infinity));
    const V x = hn::IfThenElse(ordinary, base, one);
    // Past 1e20 every result is 0, 1 or infinite; the bound keeps the product finite.
    const V y = hn::Min(hn::Max(exponent, hn::Set(d, -1e20)), hn::Set(d, 1e20));
    const TwoParts<V> logarithm = LogInTwoParts(d, x);
    const TwoParts<V> product = Product(d, logarithm.high, y);
    const V low = hn::Add(product.low, hn::Mul(logarithm.low, y));
    // Where the power under- or overflows the low part means nothing.
    const auto within = hn::Lt(hn::Abs(product.high), hn::Set(d, 1000.0));
    V result = ExpOfSum(d, product.high, hn::IfThenElseZero(within, low));
    const V atZero = hn::IfThenElse(hn::Gt(exponent, zero), zero, infinity);
    result = hn::IfThenElse(hn::Eq(base, zero), atZero, result);
    const V atInfinity = hn::IfThenElse(hn::Gt(exponent, zero), infinity, zero);
    result = hn::IfThenElse(hn::Eq(base, infinity), atInfinity, result);
    const auto number = hn::And(hn::Ge(base, zero), hn::Eq(exponent, exponent));
    result = hn::IfThenElse(number, result, hn::Set(d, std::numeric_limits<double>::quiet_NaN()));
    return hn::IfThenElse(hn::Eq(exponent, zero), one, result);
}

}  // namespace dealwright::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // DEALWRIGHT_RANDOM_ELEMENTARY_INL_H
