// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "deal/edits.h"
#include "deal/leaves.h"

#include <QSignalSpy>
#include <QTest>

using namespace dealwright;
using app::Session;
using views::Edit;

namespace {

[[nodiscard]] Edit setEdit(std::string path, deal::Value value, std::uint64_t gesture = 0)
{
    Edit edit;
    edit.path = std::move(path);
    edit.value = std::move(value);
    edit.gesture = gesture;
    return edit;
}

[[nodiscard]] Edit listEdit(Edit::Kind kind, std::string path, std::size_t position, std::size_t target = 0)
{
    Edit edit;
    edit.kind = kind;
    edit.path = std::move(path);
    edit.position = position;
    edit.target = target;
    return edit;
}

}  // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void aNewSessionHoldsTheTemplateUnmodified()
    {
        const Session session;
        QCOMPARE(session.state().entries.size(), std::size_t{1});
        QVERIFY(session.scenario() == deal::templateScenario());
        QVERIFY(!session.isModified());
    }

    void anEditMakesOneNewScenarioAndSharesTheRest()
    {
        Session session;
        (void)session.duplicate(session.current());
        const auto before = session.state();
        QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", 0.2)));
        const auto& after = session.state();
        QCOMPARE(session.scenario().terms.shares[0].baseRate, 0.2);
        int changed = 0;
        for (std::size_t i = 0; i < after.entries.size(); ++i) {
            changed += after.entries[i].scenario == before.entries[i].scenario ? 0 : 1;
        }
        QCOMPARE(changed, 1);
    }

    void undoAndRedoGiveBackTheVeryValues()
    {
        Session session;
        const deal::Workbook before = session.workbook();
        QVERIFY(!session.apply(setEdit("terms.advance", 12.5e6)));
        const deal::Workbook after = session.workbook();
        QVERIFY(!(after == before));
        session.undoStack().undo();
        QVERIFY(session.workbook() == before);
        session.undoStack().redo();
        QVERIFY(session.workbook() == after);
    }

    void aDragIsOneStepAndTwoDragsAreTwo()
    {
        Session session;
        const double start = session.scenario().terms.shares[0].baseRate;
        for (int i = 1; i <= 20; ++i) {
            QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", start + 0.001 * i, 7)));
        }
        QCOMPARE(session.undoStack().count(), 1);
        QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", start + 0.05, 8)));
        QCOMPARE(session.undoStack().count(), 2);
        session.undoStack().undo();
        QCOMPARE(session.scenario().terms.shares[0].baseRate, start + 0.001 * 20);
        session.undoStack().undo();
        QCOMPARE(session.scenario().terms.shares[0].baseRate, start);
    }

    void aDragBackToItsStartLeavesNothingToUndo()
    {
        Session session;
        const double start = session.scenario().terms.shares[0].baseRate;
        QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", start + 0.01, 7)));
        QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", start, 7)));
        QCOMPARE(session.undoStack().count(), 0);
        QVERIFY(!session.isModified());
    }

    void anEqualValueIsNoStep()
    {
        Session session;
        const QSignalSpy changes(&session, &Session::stateChanged);
        QVERIFY(!session.apply(setEdit("terms.advance", session.scenario().terms.advance)));
        QCOMPARE(session.undoStack().count(), 0);
        QCOMPARE(changes.count(), 0);
    }

    void aValueOutsideItsFieldsRangeIsRefusedWithAReason()
    {
        Session session;
        const deal::Workbook before = session.workbook();
        const auto reason = session.apply(setEdit("terms.recoupment", 1.5));
        QVERIFY(reason && !reason->isEmpty());
        QVERIFY(session.workbook() == before);
        QVERIFY(session.apply(setEdit("terms.nothing", 1.0)).has_value());
        QVERIFY(session.apply(setEdit("terms.advance", std::string("much"))).has_value());
        QCOMPARE(session.undoStack().count(), 0);
    }

    void aBrokenRuleBetweenFieldsIsKeptAndCanBeUndone()
    {
        Session session;
        const deal::Workbook before = session.workbook();
        QVERIFY(!session.apply(setEdit("terms.rateCap", 0.05)));
        QVERIFY(!session.apply(setEdit("terms.rateFloor", 0.10)));
        QVERIFY(deal::hasErrors(deal::validate(session.scenario())));
        session.undoStack().undo();
        session.undoStack().undo();
        QVERIFY(session.workbook() == before);
    }

    void listsGrowShrinkAndMove()
    {
        Session session;
        const std::size_t useCases = session.scenario().market.useCases.size();
        QVERIFY(!session.apply(listEdit(Edit::Kind::insert, "market.useCases", useCases)));
        QCOMPARE(session.scenario().terms.shares.size(), useCases + 1);
        QVERIFY(!session.apply(listEdit(Edit::Kind::move, "market.useCases", useCases, 0)));
        QVERIFY(!session.apply(listEdit(Edit::Kind::remove, "market.useCases", 0)));
        QCOMPARE(session.scenario().terms.shares.size(), useCases);
        QVERIFY(!session.apply(listEdit(Edit::Kind::insert, "terms.milestones", 0)));
        QVERIFY(session.apply(listEdit(Edit::Kind::remove, "terms.milestones", 9)).has_value());
    }

    void aFullListTakesNoMoreAndSaysWhy_data()
    {
        QTest::addColumn<QString>("list");
        QTest::newRow("use cases") << "market.useCases";
        QTest::newRow("milestones") << "terms.milestones";
        QTest::newRow("tiers") << "terms.tiers.steps";
    }

    void aFullListTakesNoMoreAndSaysWhy()
    {
        QFETCH(const QString, list);
        Session session;
        const auto extent = [&] {
            for (const deal::ListExtent& candidate : deal::outline(session.scenario()).lists) {
                if (candidate.path == list.toStdString()) {
                    return candidate;
                }
            }
            return deal::ListExtent{};
        };
        const deal::ListExtent empty = extent();
        if (empty.field == nullptr) {
            QFAIL("There is no such list.");
        }
        const auto most = static_cast<std::size_t>(empty.field->mostElements());
        for (std::size_t size = empty.size; size < most; ++size) {
            QVERIFY(!session.apply(listEdit(Edit::Kind::insert, list.toStdString(), size)));
        }
        const deal::Workbook full = session.workbook();
        const int steps = session.undoStack().count();
        const auto reason = session.apply(listEdit(Edit::Kind::insert, list.toStdString(), most));
        QVERIFY(reason.has_value());
        QVERIFY2(reason->contains(QString::number(most)), qPrintable(*reason));
        QVERIFY(session.workbook() == full);
        QCOMPARE(session.undoStack().count(), steps);
    }

    void theLastUseCaseAndTheLastScenarioStay()
    {
        Session session;
        while (session.scenario().market.useCases.size() > 1) {
            QVERIFY(!session.apply(listEdit(Edit::Kind::remove, "market.useCases", 0)));
        }
        QVERIFY(session.apply(listEdit(Edit::Kind::remove, "market.useCases", 0)).has_value());
        session.remove(session.current());
        QCOMPARE(session.state().entries.size(), std::size_t{1});
    }

    void scenarioNamesStayUnique()
    {
        Session session;
        const auto first = session.current();
        const auto copy = session.duplicate(first);
        const auto another = session.duplicate(first);
        const auto& state = session.state();
        QVERIFY(state.find(copy)->scenario->name != state.find(another)->scenario->name);
        QVERIFY(session.rename(copy, QString::fromStdString(state.find(first)->scenario->name)).has_value());
        QVERIFY(session.rename(copy, QStringLiteral("  ")).has_value());
        QVERIFY(!session.rename(copy, QStringLiteral("Counter A")));
        QCOMPARE(state.find(copy)->scenario->name, std::string("Counter A"));
    }

    void deletingTheBaselineMakesTheFirstOneTheBaselineAndUndoes()
    {
        Session session;
        const auto first = session.current();
        const auto copy = session.duplicate(first);
        const deal::Workbook before = session.workbook();
        session.remove(first);
        QCOMPARE(session.state().baseline, copy);
        session.undoStack().undo();
        QCOMPARE(session.state().baseline, first);
        QVERIFY(session.workbook() == before);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
