// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger of one path in the real window: which path, its sums, its filter, what is copied.
#include "desk.h"

#include "support/room_tests.h"
#include "views/explain/explain_panel.h"
#include "views/explain/ledger_panel.h"

#include <QClipboard>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace dealwright;
using tests::Desk;
using tests::rate;
using tests::says;
using tests::type;

namespace {

/// The window with the ledger before it.
struct LedgerDesk : Desk {
    LedgerDesk()
    {
        auto* tabs = window.findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == QLatin1String("Explain")) {
                tabs->setCurrentIndex(i);
            }
        }
    }
    [[nodiscard]] bool opens()
    {
        if (!settles()) {
            return false;
        }
        explain().setLedgerShown(true);
        return settles() && table().model()->rowCount() > 0;
    }
    [[nodiscard]] views::ExplainPanel& explain() const { return *window.findChild<views::ExplainPanel*>(); }
    [[nodiscard]] views::LedgerPanel& ledger() const { return *explain().ledger(); }
    [[nodiscard]] QTableView& table() const { return *ledger().table(); }
    /// What Copy gives, line by line, without the head.
    [[nodiscard]] QStringList copied() const
    {
        button("Copy")->click();
        QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        lines.removeFirst();
        return lines;
    }
    [[nodiscard]] double sumOf(const QString& words) const
    {
        ledger().filterLine()->setText(words);
        double sum = 0.0;
        for (const QString& line : copied()) {
            sum += line.section('\t', 3).toDouble();
        }
        return sum;
    }
    [[nodiscard]] double npv(deal::Side side)
    {
        return projection()->of(side).npvByPath[static_cast<std::size_t>(*ledger().path())];
    }
};

/// Two sums of the same amounts in another order.
[[nodiscard]] bool agree(double a, double b)
{
    return std::fabs(a - b) <= 1e-9 * std::fabs(b);
}

}  // namespace

class TestPathLedger : public QObject {
    Q_OBJECT

private slots:
    void theMedianPathIsFirstAndAddsUpToItsNpv()
    {
        LedgerDesk desk;
        QVERIFY(desk.opens());
        const auto isMedian = [&](deal::Side side) {
            const std::vector<double>& npvs = desk.projection()->of(side).npvByPath;
            const double own = desk.npv(side);
            const auto below = std::ranges::count_if(npvs, [&](double npv) { return npv < own; });
            const auto upTo = std::ranges::count_if(npvs, [&](double npv) { return npv <= own; });
            const auto middle = static_cast<std::ptrdiff_t>((npvs.size() - 1) / 2);
            return below <= middle && middle < upTo;
        };
        QVERIFY(isMedian(deal::Side::licensor));
        QVERIFY(agree(desk.sumOf("Licensor, discounted"), desk.npv(deal::Side::licensor)));
        QVERIFY(agree(desk.sumOf("Host, discounted"), desk.npv(deal::Side::host)));

        desk.button("Median of host")->click();
        QVERIFY(isMedian(deal::Side::host));
        QCOMPARE(desk.ledger().pathBox()->value(), static_cast<int>(*desk.ledger().path()));
        QVERIFY(agree(desk.sumOf("Host, discounted"), desk.npv(deal::Side::host)));
    }

    void anEditShowsTheSamePathUnderTheNewTerms()
    {
        LedgerDesk desk;
        QVERIFY(desk.opens());
        type(desk.ledger().pathBox()->findChild<QLineEdit*>(), QStringLiteral("17"));
        QCOMPARE(desk.ledger().path(), std::int64_t{17});
        const double before = desk.sumOf("Licensor, discounted");
        const double gross = desk.sumOf("Gross revenue");
        type(desk.field(rate)->line(), QStringLiteral("25 %"));
        QVERIFY(desk.settles());
        QCOMPARE(desk.ledger().path(), std::int64_t{17});
        const double after = desk.sumOf("Licensor, discounted");
        QVERIFY(after > before);
        QVERIFY(agree(after, desk.npv(deal::Side::licensor)));
        QCOMPARE(desk.sumOf("Gross revenue"), gross);

        desk.window.session().undoStack().undo();
        QVERIFY(desk.settles());
        QCOMPARE(desk.sumOf("Licensor, discounted"), before);
    }

    void fewerPathsLeaveAPathThatThereIs()
    {
        LedgerDesk desk;
        QVERIFY(desk.opens());
        QVERIFY(desk.termSheet()->jumpTo("simulation.paths"));
        type(desk.field("simulation.paths")->line(), QStringLiteral("4,096"));
        QVERIFY(desk.settles());
        const std::int64_t last = desk.projection()->paths - 1;
        QCOMPARE(last, std::int64_t{4095});
        type(desk.ledger().pathBox()->findChild<QLineEdit*>(), QString::number(last));
        QCOMPARE(desk.ledger().path(), last);
        type(desk.field("simulation.paths")->line(), QStringLiteral("1,024"));
        QVERIFY(desk.settles());
        QVERIFY(desk.projection()->paths <= last);
        QCOMPARE(desk.ledger().path(), desk.projection()->paths - 1);
        QVERIFY(agree(desk.sumOf("Host, discounted"), desk.npv(deal::Side::host)));
    }

    void onlyRowsWithAllTheWordsAreShownAndCopied()
    {
        LedgerDesk desk;
        QVERIFY(desk.opens());
        const int all = desk.table().model()->rowCount();
        desk.ledger().filterLine()->setText("earned 2028");
        QCOMPARE(desk.table().model()->rowCount(), 12);
        QCOMPARE(desk.copied().size(), 12);
        QVERIFY(says(desk.ledger(), QStringLiteral("Share earned together: $")));
        for (const QString& line : desk.copied()) {
            QVERIFY2(line.contains("2028\tShare earned"), qPrintable(line));
        }
        desk.table().selectRow(3);
        QCOMPARE(desk.copied().size(), 1);
        desk.ledger().filterLine()->setText("no such words");
        QCOMPARE(desk.table().model()->rowCount(), 0);
        QVERIFY(says(desk.ledger(), QStringLiteral("No row has all these words.")));
        desk.ledger().filterLine()->clear();
        QCOMPARE(desk.table().model()->rowCount(), all);
    }
};

ROOM_TEST(path_ledger, TestPathLedger)
#include "tst_path_ledger.moc"
