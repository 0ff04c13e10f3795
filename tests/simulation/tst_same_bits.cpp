// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "random/vector_targets.h"
#include "simulation/simulate.h"
#include "support/projection_outputs.h"
#include "support/room_tests.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace dealwright;
using deal::Sampling;

namespace {

constexpr simulation::Outputs everything{
    .monthly = true, .cumulativeDiscounted = true, .bridge = true, .npvByPath = true};

void hashInto(QCryptographicHash& hash, const std::vector<tests::Output>& outputs)
{
    for (const tests::Output& output : outputs) {
        const std::string bytes = output.name + tests::bytesOf(output);
        hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
}

[[nodiscard]] QByteArray hashOf(const simulation::Projection& projection, const simulation::Shocks& shocks)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hashInto(hash, tests::outputsOf(projection));
    hashInto(hash, tests::outputsOf(shocks));
    return hash.result().toHex();
}

/// Draws and prices from nothing.
[[nodiscard]] QByteArray hashOf(const deal::Scenario& scenario, int threads = 0)
{
    simulation::Run run;
    run.threads = threads;
    simulation::Simulator simulator;
    const auto projection = simulator.project(scenario, everything, run);
    return projection ? hashOf(*projection, *simulator.shocks()) : QByteArray();
}

[[nodiscard]] std::vector<deal::Scenario> scenariosOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray text = file.readAll();
    const auto read = interchange::readWorkbook(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
    return read.workbook ? read.workbook->scenarios : std::vector<deal::Scenario>();
}

}  // namespace

/// One SHA-256 over every number of a projection and of its draws: two runs have the same hash only if all of their
/// bits are the same.
class TestSameBits : public QObject {
    Q_OBJECT

    std::vector<std::pair<QString, deal::Scenario>> m_scenarios;  ///< of all workbooks, with 2,048 paths and more

    void rows() const
    {
        QTest::addColumn<qsizetype>("index");
        for (std::size_t i = 0; i < m_scenarios.size(); ++i) {
            QTest::newRow(qPrintable(m_scenarios[i].first)) << static_cast<qsizetype>(i);
        }
    }

    [[nodiscard]] const deal::Scenario& scenario() const
    {
        QFETCH(const qsizetype, index);
        return m_scenarios[static_cast<std::size_t>(index)].second;
    }

private slots:
    void initTestCase()
    {
        const QDir folder(DEALWRIGHT_SCENARIOS);
        const QStringList files = folder.entryList({"*.json"}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString& file : files) {
            const std::vector<deal::Scenario> scenarios = scenariosOf(folder.filePath(file));
            QVERIFY2(!scenarios.empty(), qPrintable(file));
            for (deal::Scenario scenario : scenarios) {
                const QString name = file + ": " + QString::fromStdString(scenario.name);
                scenario.simulation.paths = 2048;
                m_scenarios.emplace_back(name, scenario);
            }
            // A last block that is not full, and path weights from nets of 32 points.
            if (file == "every-clause.json") {
                deal::Scenario first = scenarios.front();
                first.simulation = {2077, 42, Sampling::pseudo};
                m_scenarios.emplace_back(file + ", pseudo", first);
                first.simulation = {8192, 42, Sampling::quasi};
                m_scenarios.emplace_back(file + ", 8,192 paths", first);
            }
        }
    }

    void onAnyNumberOfThreads_data() { rows(); }
    void onAnyNumberOfThreads()
    {
        const QByteArray one = hashOf(scenario(), 1);
        QVERIFY(!one.isEmpty());
        for (const int threads : {2, 3, 8}) {
            QCOMPARE(hashOf(scenario(), threads), one);
        }
    }

    void withAnyVectorInstructions_data() { rows(); }
    void withAnyVectorInstructions()
    {
        const QByteArray best = hashOf(scenario());
        QVERIFY(!best.isEmpty());
        const std::vector<std::string> targets = random::vectorTargets();
        QVERIFY(!targets.empty());
        for (const std::string& target : targets) {
            QVERIFY(random::useVectorTarget(target));
            const QByteArray hash = hashOf(scenario());
            random::useVectorTarget({});
            QVERIFY2(hash == best, target.c_str());
        }
    }

    void withDrawsOfEachBlockDrawnAnew_data() { rows(); }
    void withDrawsOfEachBlockDrawnAnew()
    {
        const auto kept = simulation::draw(scenario(), simulation::Keep::all);
        const auto anew = simulation::draw(scenario(), simulation::Keep::nothing);
        const auto expected = simulation::price(scenario(), *kept, everything);
        const auto found = simulation::price(scenario(), *anew, everything);
        QVERIFY(expected && found);
        QCOMPARE(hashOf(*found, *kept), hashOf(*expected, *kept));
    }

    void withKeptDrawsAndFreshOnes_data() { rows(); }
    void withKeptDrawsAndFreshOnes()
    {
        const QByteArray fresh = hashOf(scenario());
        deal::Scenario edited = scenario();
        edited.terms.shares[0].baseRate *= 0.5;
        simulation::Simulator simulator;
        const auto other = simulator.project(edited, everything);
        QVERIFY(other);
        const auto draws = simulator.shocks();
        const auto kept = simulator.project(scenario(), everything);
        QVERIFY(kept);
        QCOMPARE(simulator.shocks(), draws);
        QCOMPARE(hashOf(*kept, *draws), fresh);
        QVERIFY(hashOf(*other, *draws) != fresh);
        const auto priced = simulation::price(scenario(), *draws, everything);
        QVERIFY(priced);
        QCOMPARE(hashOf(*priced, *draws), fresh);
    }

    // The hash sees what it claims to see: a change of one unit in the last place of any output.
    void everyOutputEntersTheHash()
    {
        const deal::Scenario& first = m_scenarios.front().second;
        simulation::Simulator simulator;
        auto projection = simulator.project(first, everything);
        QVERIFY(projection);
        const QByteArray before = hashOf(*projection, *simulator.shocks());
        for (const tests::Output& output : tests::outputsOf(*projection)) {
            QVERIFY2(!output.values.empty(), output.name.c_str());
        }
        for (double* const value :
             {&projection->weights.back(), &projection->bridge.back().host, &projection->host.npvByPath.back(),
              &projection->licensor.cumulativeDiscountedMonths.percentiles[6].back(),
              &projection->host.total.scrambleMeans[15], &projection->grossByUseCase.back().back()}) {
            const double kept = *value;
            *value = std::nextafter(kept, 1e300);
            QVERIFY(hashOf(*projection, *simulator.shocks()) != before);
            *value = kept;
        }
        QCOMPARE(hashOf(*projection, *simulator.shocks()), before);
    }
};

ROOM_TEST(same_bits, TestSameBits)
#include "tst_same_bits.moc"
