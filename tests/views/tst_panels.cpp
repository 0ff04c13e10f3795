// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "views/charts/fan_chart.h"
#include "views/charts/histogram_chart.h"
#include "views/charts/stacked_area_chart.h"
#include "views/charts/waterfall.h"
#include "views/compare/compare_panel.h"
#include "views/explain/explain_panel.h"
#include "views/headline/headline_card.h"
#include "views/look/theme.h"
#include "views/projection/projection_panel.h"
#include "views/risk/risk_panel.h"
#include "views/sample_projection.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

#include <memory>

using namespace dealwright;
using namespace dealwright::views;
using words::Format;
using words::NumberHabits;

class TestPanels : public QObject {
    Q_OBJECT

    std::shared_ptr<const deal::Scenario> m_scenario;
    std::shared_ptr<const simulation::Projection> m_projection;
    const NumberHabits m_habits{QLocale("en_US"), false};

    /// Every control that takes the focus has a name.
    static void verifyNames(const QWidget& root)
    {
        for (QWidget* widget : root.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&root)) {
                continue;
            }
            QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface != nullptr && !interface->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }

private slots:
    void initTestCase()
    {
        theme::apply(*qApp, Brightness::light);
        m_scenario = std::make_shared<const deal::Scenario>(tests::sampleScenario());
        m_projection = std::make_shared<const simulation::Projection>(tests::sampleProjection(*m_scenario));
    }

    void everyPanelNamesItsControls()
    {
        ProjectionPanel projection;
        projection.show(m_scenario, m_projection, m_habits);
        verifyNames(projection);
        RiskPanel risk;
        risk.show(m_scenario, m_projection, m_habits);
        verifyNames(risk);
        ExplainPanel explain;
        explain.show(m_scenario, m_projection, m_habits);
        verifyNames(explain);
        ComparePanel compare;
        compare.show({{m_scenario, m_projection, {}, {}}, {m_scenario, m_projection, {}, {}}}, m_habits);
        verifyNames(compare);
    }

    void everyChartOffersItsDataAsATable()
    {
        ProjectionPanel panel;
        panel.show(m_scenario, m_projection, m_habits);
        const QString fan = panel.fan(deal::Side::licensor)->dataAsText();
        QCOMPARE(fan.count('\n'), m_scenario->timeline.months + 2);  // the head, signing, every month
        QVERIFY(fan.contains("January 2027"));
        const QString stack = panel.stack()->dataAsText();
        QCOMPARE(stack.count('\n'), m_scenario->timeline.months + 1);
        QCOMPARE(stack.section('\n', 0, 0).count('\t'), static_cast<int>(m_scenario->market.useCases.size()));
        RiskPanel risk;
        risk.show(m_scenario, m_projection, m_habits);
        QVERIFY(risk.histogram(deal::Side::host)->dataAsText().count('\n') > 10);
    }

    void theKeyboardReadsTheFanInWords()
    {
        ProjectionPanel panel;
        panel.resize(900, 700);
        panel.show(m_scenario, m_projection, m_habits);
        panel.show();
        FanChart* const fan = panel.fan(deal::Side::licensor);
        QTest::keyClick(fan, Qt::Key_Home);
        QVERIFY2(fan->reading().startsWith("At signing: 20"), qPrintable(fan->reading()));
        QTest::keyClick(fan, Qt::Key_Right);
        QVERIFY2(fan->reading().startsWith("January 2027: median"), qPrintable(fan->reading()));
        QVERIFY(fan->accessibleDescription().contains(fan->reading()));
        QTest::keyClick(fan, Qt::Key_End);
        QVERIFY2(fan->reading().startsWith("December 2031: median"), qPrintable(fan->reading()));
        QTest::keyClick(fan, Qt::Key_Escape);
        QVERIFY(fan->reading().isEmpty());
    }

    void theWaterfallOpensByUseCaseAndEndsAtTheMean()
    {
        ExplainPanel panel;
        panel.show(m_scenario, m_projection, m_habits);
        Waterfall* const waterfall = panel.waterfall();
        const auto closed = waterfall->rows().size();
        emit waterfall->toggled(static_cast<int>(simulation::BridgeItem::baseRate));
        QCOMPARE(waterfall->rows().size(), closed + m_scenario->market.useCases.size());
        emit waterfall->toggled(static_cast<int>(simulation::BridgeItem::baseRate));
        QCOMPARE(waterfall->rows().size(), closed);
        double sum = 0;
        for (const simulation::BridgeLine& line : m_projection->bridge) {
            sum += line.licensor;
        }
        QVERIFY(std::abs(waterfall->rows().back().to * 1e6 - sum) <= 1e-6 * std::abs(sum));
    }

    void aComparisonShowsOnlyTheTermsThatDiffer()
    {
        auto other = std::make_shared<deal::Scenario>(*m_scenario);
        other->name = "Other";
        other->terms.shares[0].baseRate = 0.21;
        other->terms.annualCap.reset();
        ComparePanel panel;
        analysis::Comparison against;
        against.licensor.difference = 1e6;
        against.licensor.standardError = 1e4;
        against.licensor.percentiles[5] = {-1e6, 5e5};
        panel.show({{m_scenario, m_projection, {}, {}}, {other, m_projection, {}, against}}, m_habits);
        const QStringList lines = panel.termsAsText().trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].endsWith("21.0 %"), qPrintable(lines[1]));
        QVERIFY2(lines[2].startsWith("Annual cap\t$90.0 M a year\tnone"), qPrintable(lines[2]));
        const QString outcomes = panel.outcomesAsText();
        QVERIFY(outcomes.contains("against the baseline\t–\t+$1.00 ± 0.01 M"));
        QVERIFY(outcomes.contains("against the baseline\t–\t−$1.0 ± 0.5 M"));
    }

    void headlinesSpeakInWords()
    {
        HeadlineCard card(deal::Side::licensor);
        card.show(Headline{.side = deal::Side::licensor,
                           .party = "Meta",
                           .npv = m_projection->licensor.npv,
                           .reservationValue = 9e7,
                           .change = {},
                           .whyNoChange = {},
                           .isBaseline = true,
                           .stale = {},
                           .format = Format(*m_scenario, m_habits)});
        QVERIFY(card.accessibleDescription().startsWith("Meta: expected NPV $"));
    }

    void theThemeReachesEveryPanel()
    {
        ProjectionPanel panel;
        panel.resize(600, 500);
        panel.show(m_scenario, m_projection, m_habits);
        panel.show();
        theme::apply(*qApp, Brightness::dark);
        QApplication::processEvents();
        const QImage image = panel.fan(deal::Side::host)->grab().toImage();
        QCOMPARE(image.pixelColor(image.width() - 2, image.height() - 2), theme::dark().panel);
        theme::apply(*qApp, Brightness::light);
    }
};

ROOM_TEST(panels, TestPanels)
#include "tst_panels.moc"
