// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "plain_engine.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace dealwright::bench {

struct NumpyAnswer {
    double milliseconds = 0.0;  ///< of the question alone: neither starting Python nor drawing for a pricing counts
    PlainNpv licensor;          ///< after price(); else zeros
    PlainNpv host;
};

/// The yardstick in numpy (numpy_engine.py), a program of its own for each question. Like the plain program's, its
/// expectations and term constants by month come from simulation::PricingPlan.
class NumpyEngine {
public:
    /// `sheets` are what sweep() prices. Throws std::runtime_error where the temporary file cannot be written.
    NumpyEngine(const deal::Scenario& scenario, std::span<const deal::Terms> sheets);
    ~NumpyEngine();
    NumpyEngine(const NumpyEngine&) = delete;
    NumpyEngine& operator=(const NumpyEngine&) = delete;

    /// Whether there is a Python with numpy; else nothing may be asked.
    [[nodiscard]] bool isInstalled() const { return m_python.has_value(); }
    /// Each throws std::runtime_error where the program fails; what it said is on standard error.
    [[nodiscard]] NumpyAnswer draw(std::size_t paths) const { return ask("draw", paths); }
    [[nodiscard]] NumpyAnswer price(std::size_t paths) const { return ask("price", paths); }
    [[nodiscard]] NumpyAnswer sweep(std::size_t paths) const { return ask("sweep", paths); }

private:
    [[nodiscard]] NumpyAnswer ask(const std::string& question, std::size_t paths) const;

    std::optional<std::string> m_python;
    std::string m_file;
};

}  // namespace dealwright::bench
