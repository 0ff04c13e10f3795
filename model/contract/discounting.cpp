// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/discounting.h"

#include "random/elementary.h"

namespace dealwright::contract {

double discountFactor(double annualRate, int month)
{
    return random::pow(1.0 + annualRate, -(month + 1) / 12.0);
}

}  // namespace dealwright::contract
