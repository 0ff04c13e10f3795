// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Edits of what other parts of a scenario refer to. Each takes the scenario by value and returns the next one, with
// every list, lever and offer in step.
namespace dealwright::deal {

/// The scenario with `useCase` inserted before `position` (0 to U). It receives an id that was never used (its own
/// is not looked at); shares, exclusivity (where there is any) and the correlation matrix (where there is one,
/// uncorrelated) gain an entry, in the terms and inside every offer; levers follow their terms.
[[nodiscard]] Scenario withUseCase(Scenario scenario, std::size_t position, UseCase useCase, Share share = {});

/// The scenario without the use case at `position`. Events and contributions that concern it alone go, in offers too,
/// and so do levers on its terms. Precondition: position < U and U > 1 (std::domain_error).
[[nodiscard]] Scenario withoutUseCase(Scenario scenario, std::size_t position);

/// The scenario with the use case at `from` standing at `to` (both < U, else std::domain_error).
[[nodiscard]] Scenario withUseCaseMoved(Scenario scenario, std::size_t from, std::size_t to);

[[nodiscard]] Scenario withEvent(Scenario scenario, std::size_t position, Event event);
[[nodiscard]] Scenario withoutEvent(Scenario scenario, std::size_t position);
[[nodiscard]] Scenario withEventMoved(Scenario scenario, std::size_t from, std::size_t to);

/// Inserts, removes or moves an element of a list that stands alone (leaves.h), levers following their terms. Absent
/// where the list or a position is not there, or the list is full. A new element is filled in so that it is valid where
/// it stands: a tier between its neighbours, a milestone after the one before, a contribution over the whole term, a
/// lever on a base rate, an offer of the terms as they are by the side that did not make the one before. (A tier
/// inserted before the first leaves the old first to be mended.)
[[nodiscard]] std::optional<Scenario> withElement(Scenario scenario, std::string_view list, std::size_t position);
[[nodiscard]] std::optional<Scenario> withoutElement(Scenario scenario, std::string_view list, std::size_t position);
[[nodiscard]] std::optional<Scenario> withElementMoved(Scenario scenario, std::string_view list, std::size_t from,
                                                       std::size_t to);

/// A new scenario to start from: the six use cases that such deals name, plausible figures, valid.
[[nodiscard]] Scenario templateScenario();

}  // namespace dealwright::deal
