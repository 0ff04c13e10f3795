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

double pow(double base, double exponent)
{
    const One d;
    return hn::GetLane(HWY_NAMESPACE::Pow(d, hn::Set(d, base), hn::Set(d, exponent)));
}

}  // namespace dealwright::random
