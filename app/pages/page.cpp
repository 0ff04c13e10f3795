// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/page.h"

namespace dealwright::app {

QString Page::whyNothing(const Standing& standing) const
{
    // What was never priced has nothing to show; the figures of another scenario would be taken for its own.
    const ScenarioStanding& current = standing.current();
    return current.figures || current.why.isEmpty() ? QString() : tr("No figures yet.\n%1").arg(current.why);
}

const Priced* Page::figuresOf(const Standing& standing) const
{
    const std::optional<Priced>& figures = standing.current().figures;
    return figures && covers(figures->outputs, needs().ofCurrent) ? &*figures : nullptr;
}

}  // namespace dealwright::app
