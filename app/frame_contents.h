// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/standing.h"
#include "views/headline/headline_card.h"
#include "views/scenarios/scenario_list.h"
#include "words/format.h"

#include <QString>
#include <QStringList>

#include <array>
#include <vector>

// What the frame around the pages says of where the document stands: values for the widgets to show.
namespace dealwright::app {

/// The cards of the scenarios, in the document's order, and the line that says what their figures are.
struct ScenarioCards {
    std::vector<views::ScenarioCard> cards;
    QString unit;
};
[[nodiscard]] ScenarioCards scenarioCards(const Standing& standing, const words::NumberHabits& habits);

/// Shows both parties' headlines of the current scenario, or in their place why there are none.
void showHeadlines(const std::array<views::HeadlineCard*, 2>& cards, const Standing& standing,
                   const words::NumberHabits& habits);

/// What a reader of the current scenario's figures should know.
[[nodiscard]] QStringList cautionsOf(const Standing& standing);

/// Of what run the current scenario's figures are, or why they are not its own. Empty where there are none yet.
[[nodiscard]] QString runText(const Standing& standing, const words::NumberHabits& habits);

}  // namespace dealwright::app
