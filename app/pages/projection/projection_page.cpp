// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/projection/projection_page.h"

namespace dealwright::app {

void ProjectionPage::show(const Standing& standing, const words::NumberHabits& habits)
{
    const Priced* figures = figuresOf(standing);
    if (figures != nullptr && m_shown != *figures) {
        m_shown = *figures;
        m_panel->show(figures->scenario, figures->projection, habits);
    }
}

}  // namespace dealwright::app
