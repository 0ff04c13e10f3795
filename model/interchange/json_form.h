// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/json_tree.h"

#include "deal/scenario.h"

#include <vector>

// Between values and JSON trees; json.h adds the text.
namespace dealwright::interchange {

/// How much a tree spells out.
enum class Spelling {
    plain,   ///< as people read and write it
    stable,  ///< identifiers for names, so that a part can be replaced without touching what refers to it
};

[[nodiscard]] JsonTree treeOf(const deal::Workbook& workbook, Spelling spelling = Spelling::plain);
[[nodiscard]] JsonTree treeOf(const deal::Scenario& scenario, Spelling spelling = Spelling::plain);

[[nodiscard]] std::vector<ReadProblem> readTree(const JsonTree& tree, deal::Workbook& workbook);
[[nodiscard]] std::vector<ReadProblem> readTree(const JsonTree& tree, deal::Scenario& scenario);

}  // namespace dealwright::interchange
