// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "deal/edits.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "storage/deal_format.h"
#include "support/room_tests.h"
#include "views/look/literal_text.h"

#include <QSignalSpy>
#include <QTest>

using namespace dealwright;
using app::Session;
using deal::Edit;

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

    /// Unicode has two spellings of é; a reader sees one name.
    void twoSpellingsOfANameAreOneName()
    {
        const std::string composed = "Caf\u00e9";
        const QString decomposed = QStringLiteral("Cafe\u0301");
        Session session;
        const app::ScenarioId first = session.current();
        QVERIFY(!session.rename(first, QString::fromStdString(composed)));
        const app::ScenarioId second = session.duplicate(first);
        QVERIFY(session.rename(second, decomposed));
        QVERIFY(!session.rename(first, decomposed));  // its own name, spelt otherwise
        QCOMPARE(QString::fromStdString(session.state().find(first)->scenario->name), decomposed);
        deal::Scenario scenario = deal::templateScenario();
        scenario.name = composed;
        session.open({{deal::templateScenario(), scenario}, decomposed.toStdString()});
        QCOMPARE(session.baseline().name, composed);
    }

    /// The texts of undo and redo stand in a menu, where && is the sign for &.
    void undoTextsShowNamesAsTheyAre()
    {
        Session session;
        QVERIFY(!session.rename(session.current(), "AT&T R&D"));
        (void)session.duplicate(session.current());
        QCOMPARE(views::withoutShortcut(session.undoStack().undoText()), QStringLiteral("duplicate AT&T R&D"));
        session.undoStack().undo();
        QCOMPARE(views::withoutShortcut(session.undoStack().redoText()), QStringLiteral("duplicate AT&T R&D"));
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

    void anEntryBelowTheDiagonalIsNamedAndHeldToItsRange()
    {
        Session session;
        const auto reason = session.apply(setEdit("market.correlation[4][1]", 1.5));
        QVERIFY2(reason && reason->contains(QStringLiteral("at most")), qPrintable(reason.value_or(QString())));
        QVERIFY(!session.isModified());
        QVERIFY(!session.apply(setEdit("market.correlation[4][1]", 0.25)));
        const QString name = QString::fromStdString(session.scenario().market.useCases[4].name);
        QVERIFY(session.undoStack().undoText().contains(name));
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

    void aCopyOfALongNameIsShortenedBetweenCharactersAndSavable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("198 letters") << QString(198, QLatin1Char('x'));
        QTest::newRow("200 letters") << QString(200, QLatin1Char('x'));
        QTest::newRow("200 beyond the first plane") << QStringLiteral("𝄞").repeated(200);
        QTest::newRow("letters of two code points") << QStringLiteral("e\u0301").repeated(100);
        QTest::newRow("one letter of very many") << QStringLiteral("e") + QStringLiteral("\u0301").repeated(199);
    }
    void aCopyOfALongNameIsShortenedBetweenCharactersAndSavable()
    {
        QFETCH(const QString, name);
        Session session;
        deal::Workbook workbook{{deal::templateScenario()}, name.toStdString()};
        workbook.scenarios.front().name = name.toStdString();
        session.open(workbook);
        for (int i = 0; i < 12; ++i) {
            session.duplicate(session.state().entries.front().id);
        }
        QCOMPARE(session.state().entries.size(), std::size_t{13});
        QVERIFY(!deal::hasErrors(deal::validate(session.workbook())));
        for (const app::ScenarioEntry& entry : session.state().entries) {
            const QString called = QString::fromStdString(entry.scenario->name);
            QVERIFY(called.toUcs4().size() <= 200);
            QVERIFY(!called.contains(QStringLiteral("e copy")));  // which would have lost its accent
        }
        QVERIFY(!storage::encode(session.workbook()).problem);
    }

    void aHundredScenariosAreTheMost()
    {
        Session session;
        QStringList refused;
        connect(&session, &Session::refused, this, [&](const QString& why) { refused << why; });
        while (session.state().entries.size() < 100) {
            session.addFromTemplate();
        }
        QVERIFY(refused.isEmpty());
        const auto last = session.current();
        QCOMPARE(session.addFromTemplate(), last);
        QCOMPARE(session.duplicate(last), last);
        QCOMPARE(session.state().entries.size(), std::size_t{100});
        QCOMPARE(refused.size(), 2);
        QVERIFY2(refused.front().contains(QStringLiteral("100")), qPrintable(refused.front()));
        QVERIFY(!deal::hasErrors(deal::validate(session.workbook())));
    }

    void textThatNoFileHoldsIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        const QString half(QChar(0xD800));
        QTest::newRow("a control character") << "author" << QStringLiteral("a\x01 b");
        QTest::newRow("no character") << "author" << QStringLiteral("a\uFFFEb");
        QTest::newRow("a name of a use case") << "market.useCases[0].name" << QStringLiteral("a\x1b[2J");
        QTest::newRow("notes that are too long") << "notes" << QString(10001, QLatin1Char('x'));
        QTest::newRow("a scenario's name") << "name" << QStringLiteral("a\ab");
        QTest::newRow("a scenario's long name") << "name" << QString(201, QLatin1Char('x'));
    }
    void textThatNoFileHoldsIsRefused()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, text);
        Session session;
        const auto reason = session.apply(setEdit(path.toStdString(), text.toStdString()));
        QVERIFY(reason && !reason->contains(QLatin1Char('%')));
        QVERIFY(!session.isModified());
        QVERIFY(session.scenario() == deal::templateScenario());
    }

    void aNewLineNeverHoldsMoreThanAFileCan()
    {
        Session session;
        deal::Workbook workbook{{deal::templateScenario()}, deal::templateScenario().name};
        workbook.scenarios.front().terms.milestones = {{1.5e308, 0.0, deal::Side::host}};
        workbook.scenarios.front().market.useCases.front().initialUsage = 1.5e307;
        session.open(workbook);
        const auto reason = session.apply(listEdit(Edit::Kind::insert, "terms.milestones", 1));
        QVERIFY(reason && reason->contains(QStringLiteral("terms.milestones[1].usage")));
        QVERIFY(session.workbook() == workbook);
    }

    void halfACharacterIsNoName()
    {
        Session session;
        QVERIFY(session.rename(session.current(), QStringLiteral("a") + QChar(0xD800)).has_value());
        QVERIFY(!session.isModified());
    }

    void aWorkbookThatGetsTooLargeForItsFileIsRefused()
    {
        Session session;
        QStringList refused;
        connect(&session, &Session::refused, this, [&](const QString& why) { refused << why; });
        deal::Workbook workbook{{deal::templateScenario()}, deal::templateScenario().name};
        deal::Scenario& scenario = workbook.scenarios.front();
        scenario.negotiation.offers.resize(64);
        for (deal::Offer& offer : scenario.negotiation.offers) {
            offer.terms = scenario.terms;
            offer.note = std::string(10000, '"');  // each takes six bytes
        }
        session.open(workbook);
        while (refused.isEmpty()) {
            session.duplicate(session.current());
        }
        QVERIFY2(refused.front().contains(QStringLiteral("16 MB")), qPrintable(refused.front()));
        QVERIFY(session.state().entries.size() > 1);
        QVERIFY(storage::bytesOf(session.workbook()) <= storage::largestFile);
        // What makes it no larger is done.
        QVERIFY(!session.apply(listEdit(Edit::Kind::remove, "negotiation.offers", 0)));
        QVERIFY(!session.apply(setEdit("terms.shares[0].baseRate", 0.2)));
    }

    void namesGivenTwiceAreToldUntilOneIsRenamed()
    {
        Session session;
        deal::Workbook workbook{{deal::templateScenario(), deal::templateScenario()}, deal::templateScenario().name};
        workbook.scenarios[1].terms.advance += 1;
        session.open(workbook);
        QVERIFY(session.workbook() == workbook);
        QCOMPARE(session.state().baseline, session.state().entries[0].id);
        QCOMPARE(session.workbookProblems().size(), std::size_t{1});
        QVERIFY(!session.rename(session.state().entries[1].id, QStringLiteral("Other")));
        QVERIFY(session.workbookProblems().empty());
    }

    void aBaselineWithoutANameIsLostToo()
    {
        Session session;
        session.open({{deal::templateScenario()}, ""});
        QCOMPARE(session.workbook().baseline, std::string());
        QCOMPARE(session.workbookProblems().size(), std::size_t{1});
        session.setBaseline(session.current());
        QVERIFY(session.workbookProblems().empty());
    }

    void aLostBaselineStaysInTheFileUntilThereIsOneAgain()
    {
        Session session;
        deal::Workbook workbook{{deal::templateScenario(), deal::templateScenario()}, "Gone"};
        workbook.scenarios[1].name = "B";
        session.open(workbook);
        QVERIFY(!session.isModified());
        QVERIFY(session.workbook() == workbook);
        QCOMPARE(session.workbookProblems().size(), std::size_t{1});
        QVERIFY(!session.apply(setEdit("terms.advance", 12.0)));
        QCOMPARE(session.workbook().baseline, std::string("Gone"));

        session.setBaseline(session.state().entries[0].id);
        QVERIFY(session.workbookProblems().empty());
        QCOMPARE(session.workbook().baseline, deal::templateScenario().name);
        session.undoStack().undo();
        QCOMPARE(session.workbook().baseline, std::string("Gone"));
        QVERIFY(!session.rename(session.state().entries[1].id, QStringLiteral("Gone")));
        QVERIFY(session.workbookProblems().empty());
        QCOMPARE(session.state().baseline, session.state().entries[1].id);
        session.undoStack().undo();
        QCOMPARE(session.workbookProblems().size(), std::size_t{1});
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

ROOM_TEST(session, TestSession)
#include "tst_session.moc"
