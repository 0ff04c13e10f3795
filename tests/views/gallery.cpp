// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every widget with sample values into a folder, in both themes: views_gallery FOLDER
#include "views/charts/contents.h"
#include "views/charts/small_bars.h"
#include "views/charts/staircase.h"
#include "views/charts/tornado_chart.h"
#include "views/charts/waterfall.h"
#include "views/compare/compare_panel.h"
#include "views/explain/explain_panel.h"
#include "views/headline/headline_card.h"
#include "views/look/theme.h"
#include "views/projection/projection_panel.h"
#include "views/risk/risk_panel.h"
#include "views/sample_projection.h"
#include "views/termsheet/term_sheet.h"

#include <QApplication>
#include <QDir>
#include <QVBoxLayout>

#include <memory>

using namespace dealwright;
using namespace dealwright::views;
using words::Format;
using words::NumberHabits;

namespace {

/// The widget on a panel of its own, as it stands in the window.
void picture(QWidget* widget, QSize size, const QString& file, bool framed = true)
{
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    if (framed) {
        auto* panel = new Panel;
        auto* inner = new QVBoxLayout(panel);
        inner->setContentsMargins(1, 1, 1, 1);
        inner->addWidget(widget);
        layout->addWidget(panel);
    } else {
        layout->addWidget(widget);
    }
    window.resize(size);
    window.show();
    for (int i = 0; i < 5; ++i) {
        QApplication::processEvents();
    }
    window.grab().save(file);
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? argv[1] : ".");
    const NumberHabits habits{QLocale("en_US"), false};
    const auto scenario = std::make_shared<const deal::Scenario>(tests::sampleScenario());
    const auto projection = std::make_shared<const simulation::Projection>(tests::sampleProjection(*scenario));
    const Format format(*scenario, habits);
    for (const Brightness brightness : {Brightness::light, Brightness::dark}) {
        theme::apply(application, brightness);
        const QString suffix = brightness == Brightness::light ? "-light.png" : "-dark.png";
        const auto file = [&](const QString& name) { return folder.filePath(name + suffix); };

        auto* cards = new QWidget;
        auto* row = new QHBoxLayout(cards);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme::gap);
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            auto* card = new HeadlineCard(side);
            card->show(Headline{.side = side,
                                .party = QString::fromStdString(scenario->parties.of(side).name),
                                .npv = projection->of(side).npv,
                                .reservationValue = scenario->parties.of(side).reservationValue,
                                .change = Headline::Change{3.2e6, 2e5, "Offer 1"},
                                .whyNoChange = {},
                                .stale = {},
                                .format = format});
            row->addWidget(card);
        }
        picture(cards, {1180, 130}, file("headline"), false);

        for (const auto money : {FanMoney::cashFlow, FanMoney::cumulative}) {
            auto* panel = new ProjectionPanel;
            panel->setMoney(money);
            panel->show(scenario, projection, habits);
            picture(panel, {780, 700}, file(money == FanMoney::cashFlow ? "projection" : "cumulative"));
        }

        auto* risk = new RiskPanel;
        risk->show(scenario, projection, habits);
        Tornado tornado;
        tornado.title = "What moves Meta's value most";
        tornado.base = projection->licensor.npv.mean;
        tornado.baseError = projection->licensor.npv.standardError;
        tornado.format = format;
        for (int i = 0; i < 12; ++i) {
            const double width = projection->licensor.npv.mean * 0.2 / (1 + i);
            tornado.bars.push_back({QString("Search: annual growth %1").arg(i), "40 %", "80 %", tornado.base - width,
                                    tornado.base + 0.8 * width});
        }
        risk->showTornado(tornado);
        picture(risk, {780, 700}, file("risk"));

        auto* explain = new ExplainPanel;
        explain->show(scenario, projection, habits);
        emit explain->waterfall()->toggled(static_cast<int>(simulation::BridgeItem::baseRate));
        picture(explain, {780, 700}, file("explain"));

        auto* compare = new ComparePanel;
        auto other = std::make_shared<deal::Scenario>(*scenario);
        other->name = "Exclusive search";
        other->terms.shares[0].baseRate += 0.02;
        other->terms.advance = 30e6;
        other->terms.minimumGuarantee = 10e6;
        const auto otherProjection =
            std::make_shared<const simulation::Projection>(tests::sampleProjection(*other, 0.02));
        analysis::Comparison against;
        against.licensor = {.difference = 3e6, .standardError = 1e5, .probabilityHigher = 0.8};
        against.licensor.percentiles = {{{0, 0}, {1e6, 3e5}, {0, 0}, {0, 0}, {0, 0}, {5e6, 6e5}, {0, 0}}};
        against.host = {.difference = -2e6, .standardError = 1e5, .probabilityHigher = 0.2};
        against.host.percentiles = {{{0, 0}, {-1e6, 3e5}, {0, 0}, {0, 0}, {0, 0}, {-4e6, 6e5}, {0, 0}}};
        compare->show({{scenario, projection, {}, {}}, {other, otherProjection, {}, against}}, habits);
        picture(compare, {780, 700}, file("compare"));

        auto* sheet = new TermSheet;
        const auto base = std::make_shared<const deal::Scenario>(*other);
        sheet->show(scenario, base, deal::validate(*scenario), habits);
        picture(sheet, {440, 900}, file("termsheet"), false);

        auto* stairs = new Staircase;
        stairs->show(scenario->terms.tiers, format);
        picture(stairs, {220, 170}, file("staircase"));
    }
    return 0;
}
