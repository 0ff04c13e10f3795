// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/elementary.h"

#include "random/elementary-inl.h"

namespace dealwright::random {

namespace {

namespace hn = hwy::HWY_NAMESPACE;
using One = hn::CappedTag<double, 1>;

}  // namespace

// One number at a time, with the instructions that every processor has.

double exp(double x)
{
    const One d;
    return hn::GetLane(HWY_NAMESPACE::Exp(d, hn::Set(d, x)));
}

double log(double x)
{
    const One d;
    return hn::GetLane(HWY_NAMESPACE::Log(d, hn::Set(d, x)));
}

double expm1(double x)
{
    const One d;
    return hn::GetLane(HWY_NAMESPACE::Expm1(d, hn::Set(d, x)));
}

double log1p(double x)
{
    // The rounding of 1 + x is undone by the quotient: log(u)/(u - 1) varies slowly.
    const double sum = 1.0 + x;
    if (sum == 1.0) {
        return x;
    }
    return sum > 1e10 || !(sum > 0.0) ? log(sum) : log(sum) * (x / (sum - 1.0));
}

double pow(double base, double exponent)
{
    const One d;
    return hn::GetLane(HWY_NAMESPACE::Pow(d, hn::Set(d, base), hn::Set(d, exponent)));
}

}  // namespace dealwright::random
