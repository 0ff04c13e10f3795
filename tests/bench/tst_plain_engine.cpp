// SPDX-License-Identifier: GPL-3.0-or-later
#include "numpy_engine.h"
#include "plain_engine.h"

#include "interchange/json.h"
#include "simulation/simulate.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>

using namespace dealwright;

// The yardstick prices the same deals as the engine: else its times would say nothing.
class TestPlainEngine : public QObject {
    Q_OBJECT

private slots:
    void bothMeanTheSame_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(DEALWRIGHT_SCENARIOS);
        const QStringList files = folder.entryList({"*.json"}, QDir::Files, QDir::Name);
        QVERIFY(files.contains("every-clause.json"));
        for (const QString& file : files) {
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
        }
    }

    // Fixed seeds; the means of independent draws differ by four of their standard errors or more once in 16,000.
    void bothMeanTheSame()
    {
        QFETCH(const QString, file);
        QFile json(file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto read = interchange::readWorkbook(json.readAll().toStdString());
        QVERIFY(read.workbook);
        for (deal::Scenario scenario : read.workbook->scenarios) {
            scenario.simulation = {4096, 3, deal::Sampling::quasi};
            const auto paths = bench::drawPlainPaths(scenario, 4096, 11);
            const auto plain = bench::pricePlainly(scenario, paths);
            simulation::Simulator simulator;
            const auto projection = simulator.project(scenario, {.monthly = false, .npvByPath = false});
            QVERIFY(projection);
            agree(plain.licensor, projection->licensor.npv);
            agree(plain.host, projection->host.npv);
        }
    }

    void numpyMeansTheSame_data() { bothMeanTheSame_data(); }

    // As above.
    void numpyMeansTheSame()
    {
        QFETCH(const QString, file);
        QFile json(file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto read = interchange::readWorkbook(json.readAll().toStdString());
        QVERIFY(read.workbook);
        for (deal::Scenario scenario : read.workbook->scenarios) {
            scenario.simulation = {4096, 3, deal::Sampling::quasi};
            const bench::NumpyEngine numpy(scenario, {});
            if (!numpy.isInstalled()) {
                QSKIP("No Python with numpy is installed.");
            }
            const auto answer = numpy.price(4096);
            simulation::Simulator simulator;
            const auto projection = simulator.project(scenario, {.monthly = false, .npvByPath = false});
            QVERIFY(projection);
            agree(answer.licensor, projection->licensor.npv);
            agree(answer.host, projection->host.npv);
        }
    }

    // What the sweep says of a sheet is what pricing it alone says.
    void aSheetOfTheSweepIsPricedAsAlone()
    {
        QFile json(QString(DEALWRIGHT_SCENARIOS) + "/every-clause.json");
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto read = interchange::readWorkbook(json.readAll().toStdString());
        QVERIFY(read.workbook);
        const deal::Scenario& scenario = read.workbook->scenarios.front();
        const auto paths = bench::drawPlainPaths(scenario, 500, 11);
        const auto alone = bench::pricePlainly(scenario, paths);
        const auto swept = bench::sweepPlainly(scenario, std::vector{scenario.terms}, paths);
        QCOMPARE(swept.front().host.mean, alone.host.mean);
        QCOMPARE(swept.front().licensor.percentile10, alone.licensor.percentile10);
    }

private:
    static void agree(const bench::PlainNpv& plain, const simulation::Statistic& engine)
    {
        const double error = std::hypot(plain.standardError, engine.standardError);
        QVERIFY2(std::fabs(plain.mean - engine.mean) <= 4.0 * error,
                 qPrintable(QString("%1 and %2, standard error %3").arg(plain.mean).arg(engine.mean).arg(error)));
    }
};

QTEST_APPLESS_MAIN(TestPlainEngine)
#include "tst_plain_engine.moc"
