// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/vector_targets.h"

#include <hwy/highway.h>
#include <hwy/targets.h>

#include <cstdint>

namespace dealwright::random {

namespace {

/// Every target that was compiled and that the processor can run, whatever is in use.
const std::vector<std::int64_t>& runnableTargets()
{
    static const std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
    return targets;
}

void use(std::int64_t targets)
{
    hwy::SetSupportedTargetsForTest(targets);
    hwy::GetChosenTarget().DeInit();  // the next kernel chooses anew
}

}  // namespace

std::vector<std::string> vectorTargets()
{
    std::vector<std::string> names;
    for (const std::int64_t target : runnableTargets()) {
        names.emplace_back(hwy::TargetName(target));
    }
    return names;
}

bool useVectorTarget(std::string_view name)
{
    const std::vector<std::int64_t>& targets = runnableTargets();  // before any is forced
    if (name.empty()) {
        use(0);
        return true;
    }
    for (const std::int64_t target : targets) {
        if (name == hwy::TargetName(target)) {
            use(target);
            return true;
        }
    }
    return false;
}

}  // namespace dealwright::random
