// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "views/termsheet/term_field.h"
#include "views/termsheet/term_sheet.h"
#include "words/format.h"

#include "deal/edits.h"
#include "deal/leaves.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace dealwright;
using namespace dealwright::views;

/// The term sheet and its search are made from the leaves: whatever is described there is a row here.
class TestTermRows : public QObject {
    Q_OBJECT

private slots:
    void everyTermIsARowAndIsFoundByItsLabel()
    {
        auto scenario = std::make_shared<deal::Scenario>();
        scenario->timeline.months = 24;
        scenario->market.useCases = {{.id = 0, .name = "Search", .initialUsage = 1000.0, .trend = {}, .price = 2.0}};
        deal::Terms& terms = scenario->terms;
        terms.shares.resize(1);
        terms.exclusivity = {{.granted = true, .months = 12}};
        terms.tiers.steps.resize(1);
        terms.milestones = {{.usage = 1000.0, .amount = 1.0}};
        terms.contributions.resize(1);
        terms.annualCap = 1e6;
        terms.totalCap = 2e6;

        TermSheet sheet;
        sheet.show(scenario, scenario, {}, {QLocale("en_US"), false});
        int rows = 0;
        for (const deal::Leaf& leaf : deal::flatten(*scenario)) {
            if (!leaf.path.starts_with("terms.")) {
                continue;
            }
            ++rows;
            QVERIFY2(sheet.field(leaf.path) != nullptr, leaf.path.c_str());
            const auto label = QString::fromUtf8(leaf.field->label.data(), qsizetype(leaf.field->label.size()));
            const std::vector<deal::Leaf> found = sheet.search(label);
            QVERIFY2(std::ranges::find(found, leaf.path, &deal::Leaf::path) != found.end(), leaf.path.c_str());
        }
        QVERIFY(rows > 0);
    }

    /// An offer in the log has terms of its own: they are no rows among those of the sheet.
    void anOffersTermsAreNotOnTheSheet()
    {
        deal::Scenario scenario = deal::templateScenario();
        scenario.negotiation.offers.resize(1);
        scenario.negotiation.offers.front().terms = scenario.terms;
        int offered = 0;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            if (leaf.path.starts_with("negotiation.offers")) {
                ++offered;
                QVERIFY2(deal::sectionOf(leaf) == deal::Section::none, leaf.path.c_str());
            }
        }
        QVERIFY(offered > 0);
    }
};

ROOM_TEST(term_rows, TestTermRows)
#include "tst_term_rows.moc"
