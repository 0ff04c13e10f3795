// SPDX-License-Identifier: GPL-3.0-or-later
// The path weights that reproduce known expectations: a regression on the controls, scramble by scramble.
#include "simulation/weights.h"

#include "simulation/overflow.h"
#include "simulation/parallel.h"
#include "simulation/shock_reader.h"

#include <hwy/aligned_allocator.h>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dealwright::simulation {

using Eigen::Index;

namespace {

constexpr std::size_t pointsInNet = 32;          // of one scramble, in one row of the regression
constexpr std::size_t rowsBeyondControls = 120;  // fewer leave the coefficients too uncertain
constexpr double ridge = 1e-10;
constexpr double agreement = 6.0;  // standard errors between a control's mean and its expectation

/// Where a path's figures go: rows of `pointsInRow` consecutive points of a scramble, 16 scrambles side by side.
std::size_t rowOfPath(std::size_t path, std::size_t pointsInRow)
{
    return path / scrambles / pointsInRow * scrambles + path % scrambles;
}

/// How many rows of how many points: nets of 32 points where there are enough of them, else single points.
std::size_t pointsInRowFor(std::int64_t paths, std::size_t controls)
{
    const std::size_t points = static_cast<std::size_t>(paths) / scrambles;
    const std::size_t rows = (scrambles - 1) * (points / pointsInNet);
    return points >= 256 && rows >= controls + rowsBeyondControls ? pointsInNet : 1;
}

/// Sums of the controls over the points of each row.
struct ControlRows {
    Eigen::MatrixXd sum;     ///< [control][row]
    Eigen::VectorXd points;  ///< [row]
    bool finished = true;
};

ControlRows sumControls(const ControlPlan& plan, const Shocks& shocks, std::size_t pointsInRow, const Run& run)
{
    const std::size_t controls = plan.controls();
    const auto paths = static_cast<std::size_t>(shocks.paths());
    const std::size_t rows = rowOfPath(paths + scrambles * pointsInRow - 1, pointsInRow) / scrambles * scrambles;
    // What a block adds to a row, kept apart until all blocks are there: added up in order, whoever was first.
    const std::size_t parts = pointsInRow == 1 ? blockPaths : scrambles;
    std::vector<double> part(shocks.blocks() * parts * controls, 0.0);
    std::vector<hwy::AlignedFreeUniquePtr<double[]>> workspaces(workersOf(run, shocks.blocks()));
    std::vector<ShockReader> readers = readersOf(shocks, workspaces.size());
    Run quiet = run;
    quiet.progress = nullptr;
    ControlRows result;
    result.finished = forEach(shocks.blocks(), quiet, [&](std::size_t worker, std::size_t block) {
        if (!workspaces[worker]) {
            workspaces[worker] = hwy::AllocateAligned<double>(controls * blockPaths);
        }
        double* const values = workspaces[worker].get();
        controlsOf(plan, readers[worker].holding(block), block, values);
        double* const sums = part.data() + block * parts * controls;
        const auto lanes = static_cast<std::size_t>(shocks.pathsIn(block));
        for (std::size_t c = 0; c < controls; ++c) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                sums[(lane % parts) * controls + c] += values[c * blockPaths + lane];
            }
        }
    });

    const auto size = [](std::size_t n) { return static_cast<Index>(n); };
    result.sum = Eigen::MatrixXd::Zero(size(controls), size(rows));
    result.points = Eigen::VectorXd::Zero(size(rows));
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        for (std::size_t i = 0; i < parts; ++i) {
            const std::size_t row = rowOfPath(block * blockPaths + i, pointsInRow);
            if (row >= rows) {
                continue;
            }
            const double* const sums = part.data() + (block * parts + i) * controls;
            for (std::size_t c = 0; c < controls; ++c) {
                result.sum(size(c), size(row)) += sums[c];
            }
        }
    }
    for (std::size_t path = 0; path < paths; ++path) {
        result.points[size(rowOfPath(path, pointsInRow))] += 1.0;
    }
    return result;
}

}  // namespace

/// Turns the rows of the controls into weights.
class WeightRegression {
public:
    WeightRegression(ControlRows rows, std::size_t pointsInRow, const std::vector<double>& expectation,
                     PathWeights& weights)
        : m_weights(&weights), m_rows(rows.points.size()), m_points(std::move(rows.points))
    {
        weights.m_pointsInRow = pointsInRow;
        standardise(rows.sum, expectation);
    }

    /// False if stopped.
    [[nodiscard]] bool run(const std::stop_token& stop)
    {
        PathWeights& weights = *m_weights;
        const Index controls = m_deviation.rows();
        weights.m_controls = static_cast<std::size_t>(controls);
        if (controls == 0) {
            return true;
        }
        weights.m_rows = static_cast<std::size_t>(m_rows);
        weights.m_pull.assign(scrambles * weights.m_rows, 0.0);

        // Moments of each scramble; those of all others are what the total leaves.
        std::array<Moments, scrambles> own;
        Moments all(controls);
        for (std::size_t s = 0; s < scrambles; ++s) {
            if (stop.stop_requested()) {
                return false;
            }
            own[s] = momentsOf(static_cast<Index>(s));
            all += own[s];
        }
        std::vector<double> pull(weights.m_rows, 0.0);  // of all scrambles together
        for (std::size_t s = 0; s < scrambles; ++s) {
            if (stop.stop_requested()) {
                return false;
            }
            Moments others = all;
            others -= own[s];
            const Eigen::VectorXd mean = others.sum / others.points;
            Eigen::MatrixXd square = others.square - others.sum * mean.transpose();
            const Eigen::VectorXd scale = square.diagonal().cwiseMax(1e-300).cwiseSqrt();
            square.array() /= (scale * scale.transpose()).array();
            square.diagonal().array() += ridge;
            const Eigen::VectorXd miss = (own[s].sum / own[s].points).cwiseQuotient(scale);
            const Eigen::VectorXd solved = square.ldlt().solve(miss).cwiseQuotient(scale);
            const double offset = solved.dot(mean);
            for (Index row = 0; row < m_rows; ++row) {
                if (row % static_cast<Index>(scrambles) == static_cast<Index>(s)) {
                    continue;
                }
                const double value = solved.dot(m_deviation.col(row)) - offset;
                weights.m_pull[s * weights.m_rows + static_cast<std::size_t>(row)] = value;
                pull[static_cast<std::size_t>(row)] += value;
            }
        }
        const double share = static_cast<double>(weights.paths()) / scrambles;
        for (std::size_t path = 0; path < weights.m_weights.size(); ++path) {
            const double points = own[path % scrambles].points;
            weights.m_weights[path] = share * (1.0 / points - pull[weights.rowOf(path)]);
        }
        return true;
    }

private:
    /// Of deviations from the expectations, each point counted.
    struct Moments {
        Moments() = default;
        explicit Moments(Index controls)
            : sum(Eigen::VectorXd::Zero(controls)), square(Eigen::MatrixXd::Zero(controls, controls))
        {
        }
        void operator+=(const Moments& other)
        {
            points += other.points;
            sum += other.sum;
            square += other.square;
        }
        void operator-=(const Moments& other)
        {
            points -= other.points;
            sum -= other.sum;
            square -= other.square;
        }
        double points = 0.0;
        Eigen::VectorXd sum;
        Eigen::MatrixXd square;
    };

    [[nodiscard]] Moments momentsOf(Index scramble) const
    {
        Moments moments(m_deviation.rows());
        for (Index row = scramble; row < m_rows; row += static_cast<Index>(scrambles)) {
            const auto deviation = m_deviation.col(row);
            moments.points += m_points[row];
            moments.sum += m_points[row] * deviation;
            moments.square += m_points[row] * deviation * deviation.transpose();
        }
        return moments;
    }

    /// Row means less their expectation, in standard deviations; without the controls that do not vary, and those whose
    /// sample is too far from the expectation to be trusted (shocks so wide that no sample reaches their mean).
    void standardise(const Eigen::MatrixXd& sum, const std::vector<double>& expectation)
    {
        Eigen::MatrixXd kept(sum.rows(), m_rows);
        Index count = 0;
        const double points = m_points.sum();
        for (Index c = 0; c < sum.rows(); ++c) {
            // A power of two more or less changes no bit, and squares of what is left do not run over.
            const double size = sum.row(c).cwiseAbs().maxCoeff();
            const double unit = size > 0x1p400 ? 0x1p-600 : 1.0;
            const double expected = unit * expectation[static_cast<std::size_t>(c)];
            const Eigen::VectorXd deviation =
                (unit * sum.row(c).transpose().array() - expected * m_points.array()) / m_points.array().max(1.0);
            const double mean = deviation.dot(m_points) / points;
            const double variance = (deviation.array() - mean).square().matrix().dot(m_points) / points;
            const double spread = std::sqrt(variance);
            const bool varies = spread > 1e-9 * std::abs(expected) && std::isfinite(spread);
            if (varies && std::abs(mean) <= agreement * spread / std::sqrt(static_cast<double>(m_rows))) {
                kept.row(count++) = (deviation / spread).transpose();
            }
        }
        m_deviation = kept.topRows(count);
    }

    PathWeights* m_weights;
    Index m_rows;
    Eigen::VectorXd m_points;
    Eigen::MatrixXd m_deviation;  ///< [control][row]
};

PathWeights::PathWeights(std::int64_t paths) : m_weights(static_cast<std::size_t>(paths), 1.0)
{
    // The 16 scrambles count alike, though their numbers of paths may differ by one.
    const double share = static_cast<double>(paths) / scrambles;
    const std::size_t least = m_weights.size() / scrambles;
    for (std::size_t path = 0; path < m_weights.size(); ++path) {
        const bool larger = path % scrambles < m_weights.size() % scrambles;
        m_weights[path] = share / static_cast<double>(larger ? least + 1 : least);
    }
}

std::size_t PathWeights::rowOf(std::size_t path) const
{
    return rowOfPath(path, m_pointsInRow);
}

double PathWeights::mean(std::span<const double> x) const
{
    assert(x.size() == m_weights.size());
    return withoutOverflow(x, [this](std::span<const double> values) {
        std::array<double, scrambles> sums{};
        for (std::size_t path = 0; path < values.size(); ++path) {
            sums[path % scrambles] += m_weights[path] * values[path];
        }
        double sum = 0.0;
        for (const double part : sums) {
            sum += part;
        }
        return sum / static_cast<double>(values.size());
    });
}

std::array<double, scrambles> PathWeights::scrambleEstimates(std::span<const double> x) const
{
    assert(x.size() == m_weights.size());
    std::array<double, scrambles> estimates = estimatesOf(x);
    if (!std::ranges::all_of(estimates, [](double estimate) { return std::isfinite(estimate); })) {
        // Sums ran over: once more in a larger unit (overflow.h).
        constexpr double unit = 0x1p600;
        std::vector<double> scaled(x.begin(), x.end());
        for (double& value : scaled) {
            value /= unit;
        }
        estimates = estimatesOf(scaled);
        for (double& estimate : estimates) {
            estimate *= unit;
        }
    }
    return estimates;
}

std::array<double, scrambles> PathWeights::estimatesOf(std::span<const double> x) const
{
    std::array<double, scrambles> estimates{};
    std::array<double, scrambles> counts{};
    std::vector<double> rowSums(m_rows, 0.0);
    for (std::size_t path = 0; path < x.size(); ++path) {
        estimates[path % scrambles] += x[path];
        counts[path % scrambles] += 1.0;
        if (m_rows > 0) {
            rowSums[rowOf(path)] += x[path];
        }
    }
    for (std::size_t s = 0; s < scrambles; ++s) {
        estimates[s] /= counts[s];
        double pulled = 0.0;
        for (std::size_t row = 0; row < m_rows; ++row) {
            pulled += m_pull[s * m_rows + row] * rowSums[row];
        }
        estimates[s] -= pulled;
    }
    return estimates;
}

double PathWeights::standardError(std::span<const double> x) const
{
    return standardErrorOf(scrambleEstimates(x));
}

double standardErrorOf(const std::array<double, scrambles>& estimates)
{
    return withoutOverflow(estimates, [](std::span<const double> values) {
        double mean = 0.0;
        for (const double estimate : values) {
            mean += estimate / scrambles;
        }
        double squares = 0.0;
        for (const double estimate : values) {
            squares += (estimate - mean) * (estimate - mean);
        }
        return std::sqrt(squares / (scrambles - 1)) / 4.0;
    });
}

std::shared_ptr<const PathWeights> weightsOf(const deal::Scenario& scenario, const Shocks& shocks, const Run& run)
{
    assert(fits(shocks, scenario));
    const ControlPlan plan = controlPlanOf(scenario);
    auto weights = std::make_shared<PathWeights>(shocks.paths());
    const std::size_t pointsInRow = pointsInRowFor(shocks.paths(), plan.controls());
    if (static_cast<std::size_t>(shocks.paths()) < plan.controls() + rowsBeyondControls) {
        return weights;
    }
    ControlRows rows = sumControls(plan, shocks, pointsInRow, run);
    if (!rows.finished) {
        return nullptr;
    }
    WeightRegression regression(std::move(rows), pointsInRow, plan.expectation, *weights);
    if (!regression.run(run.stop)) {
        return nullptr;
    }
    return weights;
}

std::size_t weightsMemoryNeeded(const deal::Market& market, std::size_t paths)
{
    // The weights; 16 sums of each control in a block, and three matrices of them with a row for 32 paths.
    const std::size_t controls = controlCountOf(market);
    return paths * sizeof(double) + paths * (controls + 3) / 2 + 3 * paths / pointsInNet * controls * sizeof(double);
}

}  // namespace dealwright::simulation
