// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/address.h"

#include <array>
#include <cstddef>
#include <span>

namespace dealwright::random {

namespace {

// Dimensions within a group, by index. Those of use cases are the first of six neighbours, one for each slot.
constexpr std::array war{0};
constexpr std::array growth{1};
constexpr std::array noise{7, 16, 24, 30, 47, 53, 59, 65, 71};
constexpr std::array eventCount{13};
constexpr std::array eventTime{14, 22, 36, 45};
constexpr std::array eventSize{15, 23, 37, 46};
constexpr std::array dispute{40, 41, 42, 43, 44};
constexpr std::array incidentGap{38};
constexpr std::array incidentSize{39};

std::span<const int> dimensionsOf(Variable variable)
{
    switch (variable) {
        case Variable::war:
            return war;
        case Variable::growth:
            return growth;
        case Variable::noise:
            return noise;
        case Variable::eventCount:
            return eventCount;
        case Variable::eventTime:
            return eventTime;
        case Variable::eventSize:
            return eventSize;
        case Variable::dispute:
            return dispute;
        case Variable::incidentGap:
            return incidentGap;
        case Variable::incidentSize:
            return incidentSize;
    }
    return {};
}

}  // namespace

std::optional<int> sobolDimension(const Address& address)
{
    const std::span<const int> dimensions = dimensionsOf(address.variable);
    const auto index = static_cast<std::size_t>(address.index);
    if (address.id < 0 || address.index < 0 || index >= dimensions.size()) {
        return std::nullopt;
    }
    const bool ofUseCase = address.variable == Variable::growth || address.variable == Variable::noise;
    const int group = ofUseCase ? address.id / useCasesInGroup : address.id;
    if (group >= groups) {
        return std::nullopt;
    }
    const int slot = ofUseCase ? address.id % useCasesInGroup : 0;
    return group * dimensionsInGroup + dimensions[index] + slot;
}

}  // namespace dealwright::random
