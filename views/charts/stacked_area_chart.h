// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chart.h"
#include "words/format.h"

#include <vector>

class QAreaSeries;
class QLineSeries;

namespace dealwright::views {

/// A sum over the months of the term and what it consists of.
struct Stack {
    QString title;
    QString quantity;  ///< “mean, %1 a month”, %1 the unit
    std::vector<QString> names;
    std::vector<std::vector<double>> parts;  ///< [part][month], not negative; money or million tokens
    bool money = true;
    words::Format format;
};

/// Areas stacked from below in their order, named at the right edge. Of more than six, the five largest and the rest.
class StackedAreaChart : public Chart {
    Q_OBJECT
public:
    explicit StackedAreaChart(QWidget* parent = nullptr);
    void show(const Stack& stack);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    void restyle() override;

private:
    void setCount(std::size_t count);
    [[nodiscard]] int term() const
    {
        return m_drawn.parts.empty() ? 0 : static_cast<int>(m_drawn.parts.front().size());
    }
    Stack m_stack;
    Stack m_drawn;  ///< at most six parts
    words::Scale m_scale;
    std::vector<QLineSeries*> m_edges;  ///< from zero up: one more than areas
    std::vector<QAreaSeries*> m_areas;
};

}  // namespace dealwright::views
