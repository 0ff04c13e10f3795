// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/elementary_arrays.h"

#include <cassert>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/elementary_arrays.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "random/elementary-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dealwright::random::HWY_NAMESPACE {
namespace {

template <class Operation>
void Each(std::size_t count, const Operation& operation)
{
    const hn::ScalableTag<double> d;
    const hn::CappedTag<double, 1> single;
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
        operation(d, i);
    }
    for (; i < count; ++i) {
        operation(single, i);
    }
}

void ExpArray(const double* x, double* result, std::size_t count)
{
    Each(count, [=](auto d, std::size_t i) HWY_ATTR { hn::StoreU(Exp(d, hn::LoadU(d, x + i)), d, result + i); });
}

void Expm1Array(const double* x, double* result, std::size_t count)
{
    Each(count, [=](auto d, std::size_t i) HWY_ATTR { hn::StoreU(Expm1(d, hn::LoadU(d, x + i)), d, result + i); });
}

void LogArray(const double* x, double* result, std::size_t count)
{
    Each(count, [=](auto d, std::size_t i) HWY_ATTR { hn::StoreU(Log(d, hn::LoadU(d, x + i)), d, result + i); });
}

void PowArray(const double* base, const double* exponent, double* result, std::size_t count)
{
    Each(count, [=](auto d, std::size_t i) HWY_ATTR {
        hn::StoreU(Pow(d, hn::LoadU(d, base + i), hn::LoadU(d, exponent + i)), d, result + i);
    });
}

}  // namespace
}  // namespace dealwright::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::random {

HWY_EXPORT(ExpArray);
HWY_EXPORT(Expm1Array);
HWY_EXPORT(LogArray);
HWY_EXPORT(PowArray);

void expOf(std::span<const double> x, std::span<double> result)
{
    assert(x.size() == result.size());
    HWY_DYNAMIC_DISPATCH(ExpArray)(x.data(), result.data(), x.size());
}

void expm1Of(std::span<const double> x, std::span<double> result)
{
    assert(x.size() == result.size());
    HWY_DYNAMIC_DISPATCH(Expm1Array)(x.data(), result.data(), x.size());
}

void logOf(std::span<const double> x, std::span<double> result)
{
    assert(x.size() == result.size());
    HWY_DYNAMIC_DISPATCH(LogArray)(x.data(), result.data(), x.size());
}

void powOf(std::span<const double> base, std::span<const double> exponent, std::span<double> result)
{
    assert(base.size() == result.size() && exponent.size() == result.size());
    HWY_DYNAMIC_DISPATCH(PowArray)(base.data(), exponent.data(), result.data(), base.size());
}

}  // namespace dealwright::random
#endif
