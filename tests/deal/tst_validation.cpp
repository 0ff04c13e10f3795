// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/problem.h"
#include "support/random_scenarios.h"

#include <QTest>

using namespace dealwright;

class TestValidation : public QObject {
    Q_OBJECT

private slots:
    void randomScenariosAreValid()
    {
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            for (const deal::Problem& problem : deal::validate(tests::randomScenario(seed))) {
                QVERIFY2(problem.severity == deal::Severity::warning,
                         ("seed " + std::to_string(seed) + ": " + deal::describe(problem)).c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestValidation)
#include "tst_validation.moc"
