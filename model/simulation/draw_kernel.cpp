// SPDX-License-Identifier: GPL-3.0-or-later
// The draws of one block of paths in vectors: noise, growth, prices and disputes, as docs/sampling.md says. What
// happens now and then is drawn in draw_events.cpp.
#include "simulation/draw_kernel.h"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/draw_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "random/normal-inl.h"
#include "random/philox-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace rn = dealwright::random::HWY_NAMESPACE;
using DF = hn::CappedTag<float, 16>;  // no longer than the 16 scrambles that stand side by side
using DU = hn::RebindToUnsigned<DF>;
using VF = hn::Vec<DF>;
using VU = hn::Vec<DU>;
using Normal = rn::NormalQuantile<DF>;

constexpr std::size_t rowLength = blockPaths;
// The logarithms of the ends of a shock's range, 1e-30 ... 1e30, a little inside.
constexpr float largestLogarithm = 69.07F;

HWY_INLINE VF BoundedExp(VF x)
{
    const DF d;
    return rn::ExpOfFloat(d, hn::Min(hn::Max(x, hn::Set(d, -largestLogarithm)), hn::Set(d, largestLogarithm)));
}

/// Calls write(lane, words) for the 256 paths of a block, in a dimension of the scrambled sequence. Lane l is point
/// 16 block + l/16 of scramble l mod 16: the block's bits give one word for each scramble, four more bits the rest.
template <class Write>
HWY_INLINE void EachSobolWord(const random::ScrambledDimension& dimension, std::size_t block, const Write& write)
{
    const DU d;
    for (std::size_t s = 0; s < random::scrambles; s += hn::Lanes(d)) {
        VU word = hn::Load(d, dimension.shift.data() + s);
        std::size_t bits = block;
        for (std::size_t bit = 4; bits != 0; ++bit, bits >>= 1U) {
            if ((bits & 1U) != 0) {
                word = hn::Xor(word, hn::Load(d, dimension.direction[bit].data() + s));
            }
        }
        const VU d0 = hn::Load(d, dimension.direction[0].data() + s);
        const VU d1 = hn::Load(d, dimension.direction[1].data() + s);
        const VU d2 = hn::Load(d, dimension.direction[2].data() + s);
        const VU d3 = hn::Load(d, dimension.direction[3].data() + s);
        for (std::size_t high = 0; high < 4; ++high) {
            const VU second = (high & 1U) != 0 ? hn::Xor(word, d2) : word;
            const VU base = (high & 2U) != 0 ? hn::Xor(second, d3) : second;
            const std::size_t lane = high * 4 * random::scrambles + s;
            write(lane, base);
            write(lane + random::scrambles, hn::Xor(base, d0));
            write(lane + 2 * random::scrambles, hn::Xor(base, d1));
            write(lane + 3 * random::scrambles, hn::Xor(hn::Xor(base, d0), d1));
        }
    }
}

/// Calls write(lane, words) with the pseudo-random words of an address and the three that follow it by index; the
/// address is the first of four.
template <class Write>
HWY_INLINE void EachPhiloxWords(const DrawPlan& plan, const random::Address& address, std::size_t block,
                                const Write& write)
{
    const DU d;
    const random::Philox::Key key = random::philoxKey(plan.seed);
    const random::Philox::Counter counter = random::philoxCounter(address, 0);
    const auto first = static_cast<std::uint32_t>(block * rowLength);
    for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
        const VU path = hn::Iota(d, first + static_cast<std::uint32_t>(lane));
        write(lane, rn::PhiloxWords(d, path, counter, key));
    }
}

void FillWords(const DrawPlan& plan, const Source& source, std::size_t block, std::uint32_t* words)
{
    const DU d;
    if (source.sobol != nullptr) {
        EachSobolWord(*source.sobol, block,
                      [=](std::size_t lane, VU word) HWY_ATTR { hn::Store(word, d, words + lane); });
        return;
    }
    const int which = source.address.index % 4;
    EachPhiloxWords(plan, source.address, block, [=](std::size_t lane, const rn::FourWords<VU>& four) HWY_ATTR {
        const VU lower = which == 0 ? four.word0 : four.word1;
        const VU upper = which == 2 ? four.word2 : four.word3;
        hn::Store(which < 2 ? lower : upper, d, words + lane);
    });
}

/// One row of standard normals.
void FillNormals(const DrawPlan& plan, const Normal& normal, const Source& source, std::size_t block,
                 std::uint32_t* words, float* row)
{
    const DF d;
    if (source.sobol != nullptr) {
        EachSobolWord(*source.sobol, block,
                      [&](std::size_t lane, VU word) HWY_ATTR { hn::Store(normal(word), d, row + lane); });
        return;
    }
    FillWords(plan, source, block, words);
    for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
        hn::Store(normal(hn::Load(DU(), words + lane)), d, row + lane);
    }
}

/// Rows of standard normals from pseudo-random words: indices first to first + 3 (first divisible by 4) where a row is
/// given.
void FillFourNormals(const DrawPlan& plan, const Normal& normal, random::Address address, std::size_t block,
                     const std::array<float*, 4>& row)
{
    const DF d;
    EachPhiloxWords(plan, address, block, [&](std::size_t lane, const rn::FourWords<VU>& four) HWY_ATTR {
        if (row[0] != nullptr) {
            hn::Store(normal(four.word0), d, row[0] + lane);
        }
        if (row[1] != nullptr) {
            hn::Store(normal(four.word1), d, row[1] + lane);
        }
        if (row[2] != nullptr) {
            hn::Store(normal(four.word2), d, row[2] + lane);
        }
        if (row[3] != nullptr) {
            hn::Store(normal(four.word3), d, row[3] + lane);
        }
    });
}

/// Z of driver j for months 1 to T - 1, before correlation.
void FillDriver(const DrawPlan& plan, const Normal& normal, std::size_t j, std::size_t block, DrawWorkspace& workspace)
{
    const DF d;
    const std::vector<Source>& sources = plan.noise[j];
    const int last = plan.months - 1;
    const auto row = [&](int month) {
        return workspace.drivers.get() + (static_cast<std::size_t>(month) * plan.useCases + j) * rowLength;
    };
    // The month that the draw with this index decides.
    const auto monthOf = [&](int index) {
        if (!plan.quasi) {
            return index;
        }
        return index == 0 ? last : plan.bridge[static_cast<std::size_t>(index - 1)].middle;
    };
    const int count = static_cast<int>(sources.size());
    for (int first = 0; first < count; first += 4) {
        std::array<float*, 4> pseudo{};
        for (int i = first; i < std::min(first + 4, count); ++i) {
            const Source& source = sources[static_cast<std::size_t>(i)];
            if (source.sobol != nullptr) {
                FillNormals(plan, normal, source, block, workspace.words.get(), row(monthOf(i)));
            } else {
                pseudo[static_cast<std::size_t>(i - first)] = row(monthOf(i));
            }
        }
        if (std::any_of(pseudo.begin(), pseudo.end(), [](const float* r) { return r != nullptr; })) {
            FillFourNormals(plan, normal, sources[static_cast<std::size_t>(first)].address, block, pseudo);
        }
    }
    if (!plan.quasi || last < 1) {
        return;
    }

    // Brownian bridge: W in place of z, then its increments.
    const VF end = hn::Set(d, plan.bridgeEnd);
    for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
        hn::Store(hn::Zero(d), d, row(0) + lane);
        hn::Store(hn::Mul(end, hn::Load(d, row(last) + lane)), d, row(last) + lane);
    }
    for (const BridgeStep& step : plan.bridge) {
        const VF leftWeight = hn::Set(d, step.leftWeight);
        const VF rightWeight = hn::Set(d, step.rightWeight);
        const VF deviation = hn::Set(d, step.deviation);
        const float* const left = row(step.left);
        const float* const right = row(step.right);
        float* const middle = row(step.middle);
        for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
            const VF mean =
                hn::Add(hn::Mul(leftWeight, hn::Load(d, left + lane)), hn::Mul(rightWeight, hn::Load(d, right + lane)));
            hn::Store(hn::Add(mean, hn::Mul(deviation, hn::Load(d, middle + lane))), d, middle + lane);
        }
    }
    for (int month = last; month > 0; --month) {
        const float* const before = row(month - 1);
        float* const now = row(month);
        for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
            hn::Store(hn::Sub(hn::Load(d, now + lane), hn::Load(d, before + lane)), d, now + lane);
        }
    }
}

/// row += weight * other
HWY_INLINE void AddScaled(float weight, const float* other, float* row)
{
    const DF d;
    const VF factor = hn::Set(d, weight);
    for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
        hn::Store(hn::Add(hn::Load(d, row + lane), hn::Mul(factor, hn::Load(d, other + lane))), d, row + lane);
    }
}

/// G of every use case, correlated; 0 where its growth is certain.
void FillGrowth(const DrawPlan& plan, const Normal& normal, DrawWorkspace& workspace, const ShockWriter& writer)
{
    for (std::size_t u = 0; u < plan.useCases; ++u) {
        std::fill_n(writer.growth(u), rowLength, 0.0F);
    }
    float* const draw = workspace.state.get();
    for (std::size_t j = 0; j < plan.useCases; ++j) {
        if (!plan.hasGrowth[j]) {
            continue;
        }
        FillNormals(plan, normal, plan.growth[j], writer.block, workspace.words.get(), draw);
        for (std::size_t u = j; u < plan.useCases; ++u) {
            if (plan.grows[u] && plan.factor[u * plan.useCases + j] != 0.0F) {
                AddScaled(plan.factor[u * plan.useCases + j], draw, writer.growth(u));
            }
        }
    }
}

void FillPrices(const DrawPlan& plan, const Normal& normal, DrawWorkspace& workspace, const ShockWriter& writer)
{
    const DF d;
    float* const draw = writer.war();
    if (plan.hasWar) {
        FillNormals(plan, normal, plan.war, writer.block, workspace.words.get(), draw);
    } else {
        std::fill_n(draw, rowLength, 0.0F);
    }
    for (int t = 0; t < plan.months; ++t) {
        const VF scale = hn::Set(d, plan.warScale[static_cast<std::size_t>(t)]);
        const VF compensation = hn::Set(d, plan.warCompensation[static_cast<std::size_t>(t)]);
        float* const price = writer.price(t);
        for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
            hn::Store(BoundedExp(hn::Add(hn::Mul(scale, hn::Load(d, draw + lane)), compensation)), d, price + lane);
        }
    }
}

/// One month of one use case: X, and the shock.
void DrawUsage(const DrawPlan& plan, std::size_t u, int t, DrawWorkspace& workspace, const ShockWriter& writer)
{
    const DF d;
    const std::size_t at = static_cast<std::size_t>(t) * plan.useCases;
    const float* const drivers = workspace.drivers.get() + at * rowLength;
    float* const deviation = writer.lastNoise(u);
    float* const jumped = workspace.state.get() + u * rowLength;
    const float* const jumps = workspace.jumps.get() + (at + u) * rowLength;
    const float* const growth = writer.growth(u);
    float* const usage = writer.usage(u, t);
    const float* const factor = plan.factor.data() + u * plan.useCases;
    const VF decay = hn::Set(d, plan.decay[u]);
    const VF step = hn::Set(d, plan.step[u]);
    const VF compensation = hn::Set(d, plan.compensation[at + u]);
    const VF growthScale = hn::Set(d, plan.growthScale[at + u]);
    const bool moves = t > 0 && plan.step[u] > 0.0F;
    const bool grows = plan.growthScale[at + u] > 0.0F;
    const bool hasJumps = plan.hasJumps[u];
    for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
        VF x = hn::Load(d, deviation + lane);
        if (moves) {
            VF z = hn::Zero(d);
            for (std::size_t j = 0; j <= u; ++j) {
                if (factor[j] != 0.0F) {
                    z = hn::Add(z, hn::Mul(hn::Set(d, factor[j]), hn::Load(d, drivers + j * rowLength + lane)));
                }
            }
            x = hn::Add(hn::Mul(decay, x), hn::Mul(step, z));
            hn::Store(x, d, deviation + lane);
        }
        VF logarithm = hn::Add(x, compensation);
        if (grows) {
            logarithm = hn::Add(logarithm, hn::Mul(growthScale, hn::Load(d, growth + lane)));
        }
        if (hasJumps) {
            const VF soFar = hn::Add(hn::Load(d, jumped + lane), hn::Load(d, jumps + lane));
            hn::Store(soFar, d, jumped + lane);
            logarithm = hn::Add(logarithm, soFar);
        }
        hn::Store(BoundedExp(logarithm), d, usage + lane);
    }
}

void DrawMarket(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    const Normal normal(DF(), random::normalTable());
    for (std::size_t j = 0; j < plan.useCases; ++j) {
        if (plan.hasNoise[j]) {
            FillDriver(plan, normal, j, writer.block, workspace);
        }
    }
    FillGrowth(plan, normal, workspace, writer);
    FillPrices(plan, normal, workspace, writer);
    std::fill_n(workspace.state.get(), plan.useCases * rowLength, 0.0F);
    for (std::size_t u = 0; u < plan.useCases; ++u) {
        std::fill_n(writer.lastNoise(u), rowLength, 0.0F);
    }
    for (int t = 0; t < plan.months; ++t) {
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            DrawUsage(plan, u, t, workspace, writer);
        }
    }
}

}  // namespace
}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(FillWords);
HWY_EXPORT(DrawMarket);

DrawWorkspace::DrawWorkspace(const DrawPlan& plan)
{
    const std::size_t rows = static_cast<std::size_t>(plan.months) * plan.useCases;
    const auto reserve = [](std::size_t count) { return hwy::AllocateAligned<float>(count * blockPaths); };
    drivers = reserve(rows);
    if (std::find(plan.hasJumps.begin(), plan.hasJumps.end(), true) != plan.hasJumps.end()) {
        jumps = reserve(rows);
    }
    state = reserve(plan.useCases);
    words = hwy::AllocateAligned<std::uint32_t>(blockPaths);
}

void fillWords(const DrawPlan& plan, const Source& source, std::size_t block, std::uint32_t* words)
{
    HWY_DYNAMIC_DISPATCH(FillWords)(plan, source, block, words);
}

void drawMarket(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    HWY_DYNAMIC_DISPATCH(DrawMarket)(plan, workspace, writer);
}

void drawDisputes(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    for (std::size_t year = 0; year < plan.dispute.size(); ++year) {
        fillWords(plan, plan.dispute[year], writer.block, workspace.words.get());
        std::transform(workspace.words.get(), workspace.words.get() + blockPaths,
                       writer.dispute(static_cast<int>(year)), random::uniformFloatOf);
    }
}

}  // namespace dealwright::simulation
#endif
