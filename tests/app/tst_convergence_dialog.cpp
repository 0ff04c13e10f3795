// SPDX-License-Identifier: GPL-3.0-or-later
// Running until the means are precise: the dialog on its own and in the window, driven by mouse and keyboard.
#include "app/dialogs/convergence_dialog.h"
#include "app/main_window.h"
#include "deal/edits.h"
#include "support/room_tests.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace dealwright;
using app::ConvergenceDialog;

namespace {

constexpr std::int64_t mostPaths = 16384;
constexpr int patience = 60000;  // ms, on a busy machine

[[nodiscard]] deal::Scenario noisyScenario()
{
    deal::Scenario scenario = deal::templateScenario();
    scenario.simulation.sampling = deal::Sampling::pseudo;
    scenario.simulation.paths = 1024;
    return scenario;
}

/// What one does in the dialog, and what it says.
struct Desk {
    explicit Desk(QDialog& shown) : dialog(shown) {}

    QDialog& dialog;

    [[nodiscard]] QPushButton* button(const QString& start) const
    {
        const auto buttons = dialog.findChildren<QPushButton*>();
        const auto found = std::ranges::find_if(buttons, [&](const QPushButton* candidate) {
            return candidate->text().remove(QLatin1Char('&')).startsWith(start);
        });
        return found == buttons.end() ? nullptr : *found;
    }
    void run(const QString& precision) const
    {
        auto* line = dialog.findChild<QLineEdit*>();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, precision);
        QTest::mouseClick(button(QStringLiteral("Run")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!result().isEmpty(), patience);
    }
    [[nodiscard]] QString result() const
    {
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            if (label->accessibleName() == QLatin1String("Result")) {
                return label->text();
            }
        }
        return {};
    }
    /// Steps that the chart shows.
    [[nodiscard]] qsizetype steps() const
    {
        return dialog.findChild<views::ConvergenceChart*>()->dataAsText().count(QLatin1Char('\n')) - 1;
    }
};

}  // namespace

class ConvergenceDialogTest : public QObject {
    Q_OBJECT
private slots:
    void itRunsUntilTheMeansAreAsPreciseAsTyped()
    {
        const deal::Scenario scenario = noisyScenario();
        // Half of what 4,096 paths reach needs some doublings: errors fall by the root.
        const auto first = analysis::converge(scenario, {.amount = 1e-9, .relative = true}, 4096, {});
        const double larger =
            std::max(std::fabs(first->steps.front().licensorMean), std::fabs(first->steps.front().hostMean));
        const double wanted = first->halfWidth() / larger / 1.5;
        const auto expected = analysis::converge(scenario, {wanted, true}, mostPaths, {});
        QVERIFY(expected->steps.size() > 1);

        ConvergenceDialog dialog(scenario, {}, mostPaths);
        const Desk desk(dialog);
        dialog.show();
        std::vector<deal::Edit> edits;
        connect(&dialog, &ConvergenceDialog::edited, this, [&](const deal::Edit& edit) { edits.push_back(edit); });
        QVERIFY(!desk.button(QStringLiteral("Use"))->isEnabled());
        QCOMPARE(desk.steps(), 0);
        desk.run(QString::number(100 * wanted, 'g', 15) + QStringLiteral(" %"));
        QCOMPARE(desk.steps(), static_cast<qsizetype>(expected->steps.size()));
        QVERIFY2(desk.result().contains(QStringLiteral("is known to within")), qPrintable(desk.result()));
        QCOMPARE(desk.result().startsWith(QStringLiteral("Not reached")), !expected->reached);
        QTest::mouseClick(desk.button(QStringLiteral("Use")), Qt::LeftButton);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QCOMPARE(edits, (std::vector<deal::Edit>{{.path = "simulation.paths", .value = expected->steps.back().paths}}));
    }

    void whatCannotBeReachedSaysWhatWouldDo()
    {
        ConvergenceDialog dialog(noisyScenario(), {}, mostPaths);
        const Desk desk(dialog);
        dialog.show();
        desk.run(QStringLiteral("0.0001 %"));
        QVERIFY2(desk.result().startsWith(QStringLiteral("Not reached")), qPrintable(desk.result()));
        QVERIFY2(desk.result().contains(QStringLiteral("would do")), qPrintable(desk.result()));
    }

    void anAmountOfMoneyWillDo()
    {
        ConvergenceDialog dialog(noisyScenario(), {}, mostPaths);
        const Desk desk(dialog);
        dialog.show();
        desk.run(QStringLiteral("$ 900 B"));  // more than the deal is worth
        QCOMPARE(desk.steps(), 1);
        QVERIFY2(!desk.result().startsWith(QStringLiteral("Not reached")), qPrintable(desk.result()));
    }

    void nonsenseIsRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("words") << QStringLiteral("soon");
        QTest::newRow("nothing") << QString();
        QTest::newRow("negative") << QStringLiteral("-1 %");
        QTest::newRow("zero") << QStringLiteral("0");
        QTest::newRow("more than all") << QStringLiteral("101 %");
    }

    void nonsenseIsRefusedWithAReason()
    {
        QFETCH(const QString, typed);
        ConvergenceDialog dialog(noisyScenario(), {}, mostPaths);
        const Desk desk(dialog);
        dialog.show();
        auto* line = dialog.findChild<QLineEdit*>();
        line->clear();
        desk.run(typed);
        QVERIFY(!desk.result().isEmpty());
        QVERIFY(!desk.button(QStringLiteral("Use"))->isEnabled());
        QCOMPARE(desk.steps(), 0);
    }

    void theWindowTakesThePathsAsAStepOfUndo()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        app::MainWindow window(settings);
        const deal::Scenario scenario = noisyScenario();
        window.session().open({{scenario}, scenario.name});
        window.show();
        const auto actions = window.findChildren<QAction*>();
        const auto action = std::ranges::find_if(actions, [](const QAction* candidate) {
            return candidate->text().remove(QLatin1Char('&')) == QStringLiteral("Run until precise…");
        });
        QVERIFY(action != actions.end());
        (*action)->trigger();
        auto* dialog = window.findChild<ConvergenceDialog*>();
        QVERIFY(dialog != nullptr);
        const Desk desk(*dialog);
        desk.run(QStringLiteral("90 %"));
        const QString offer = desk.button(QStringLiteral("Use"))->text();
        QTest::mouseClick(desk.button(QStringLiteral("Use")), Qt::LeftButton);
        const std::int64_t paths = window.session().scenario().simulation.paths;
        QVERIFY(paths != scenario.simulation.paths);
        QVERIFY(offer.contains(words::Format(scenario).count(static_cast<double>(paths))));
        window.session().undoStack().undo();
        QCOMPARE(window.session().scenario(), scenario);
    }
};

ROOM_TEST(convergence_dialog, ConvergenceDialogTest)
#include "tst_convergence_dialog.moc"
