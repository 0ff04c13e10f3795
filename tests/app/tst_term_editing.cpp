// SPDX-License-Identifier: GPL-3.0-or-later
// The term sheet of the real window, driven by mouse and keyboard.
#include "desk.h"

#include "support/room_tests.h"
#include "views/termsheet/term_search.h"
#include "words/format.h"
#include "words/titles.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QSlider>
#include <QStatusBar>
#include <QStyleOptionSlider>

#include <optional>

using namespace dealwright;
using tests::Desk;
using tests::rate;
using tests::type;
using views::TermField;
using views::TermSearch;

namespace {

/// The middle of a slider's handle where it stands at `position`.
[[nodiscard]] QPoint handleAt(const QSlider& slider, int position)
{
    QStyleOptionSlider option;
    option.initFrom(&slider);
    option.orientation = Qt::Horizontal;
    option.subControls = QStyle::SC_All;
    option.minimum = slider.minimum();
    option.maximum = slider.maximum();
    option.sliderPosition = position;
    option.sliderValue = position;
    return slider.style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, &slider).center();
}

void drag(QSlider* slider, int to)
{
    const QPoint start = handleAt(*slider, slider->value());
    const QPoint end = handleAt(*slider, to);
    QTest::mousePress(slider, Qt::LeftButton, {}, start);
    constexpr int moves = 10;
    for (int i = 1; i <= moves; ++i) {
        QTest::mouseMove(slider, start + (end - start) * i / moves);
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, end);
}

/// The search, called by its key and ready to be typed into; null where it does not come.
[[nodiscard]] TermSearch* searchOf(Desk& desk)
{
    auto* search = desk.window.findChild<TermSearch*>();
    if (search == nullptr || !QTest::qWaitForWindowActive(&desk.window)) {
        return nullptr;
    }
    desk.action("Find a term")->trigger();
    return QTest::qWaitFor([&] { return search->hasFocus(); }) ? search : nullptr;
}

}  // namespace

class TestTermEditing : public QObject {
    Q_OBJECT

private slots:
    void draggingAShareMovesBothPartiesAndUndoBringsTheFiguresBackToTheBit()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
        QVERIFY(desk.settles());
        const auto before = desk.projection();
        const deal::Workbook workbook = desk.window.session().workbook();

        QSlider* slider = desk.field(rate)->slider();
        const int target = slider->value() + 300;
        drag(slider, target);
        QVERIFY(std::abs(slider->value() - target) <= slider->maximum() / slider->width() + 1);  // a pixel
        QVERIFY(desk.window.session().scenario().terms.shares[0].baseRate >
                workbook.scenarios[0].terms.shares[0].baseRate);
        QVERIFY(desk.settles());
        const auto after = desk.projection();
        QVERIFY(after->host.npv.mean < before->host.npv.mean);
        QVERIFY(after->licensor.npv.mean > before->licensor.npv.mean);

        QUndoStack& undo = desk.window.session().undoStack();
        QCOMPARE(undo.count(), 1);
        const auto leaf = deal::leafAt(workbook.scenarios[0], rate);
        QVERIFY2(undo.undoText().contains(words::leafName(*leaf)), qPrintable(undo.undoText()));

        QTest::keyClick(slider, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(desk.window.session().workbook() == workbook);
        QVERIFY(desk.settles());
        QVERIFY(*desk.projection() == *before);
    }

    void twoDragsAreTwoSteps()
    {
        Desk desk;
        QVERIFY(desk.settles());
        QSlider* slider = desk.field(rate)->slider();
        drag(slider, slider->value() + 200);
        drag(slider, slider->value() - 100);
        QCOMPARE(desk.window.session().undoStack().count(), 2);
    }

    void aDragIsOneStepWhereverItBegins()
    {
        Desk desk;
        QVERIFY(desk.settles());
        QSlider* slider = desk.field(rate)->slider();
        const int before = slider->value();
        const QPoint handle = handleAt(*slider, before);
        // On the handle beside its middle: nothing moves until the pointer does.
        QTest::mousePress(slider, Qt::LeftButton, {}, handle + QPoint(4, 0));
        QCOMPARE(slider->value(), before);
        QTest::mouseMove(slider, handle + QPoint(14, 0));
        QTest::mouseMove(slider, handle + QPoint(24, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, handle + QPoint(24, 0));
        QVERIFY(slider->value() > before);
        QCOMPARE(desk.window.session().undoStack().count(), 1);
        // On the groove: the handle comes to the pointer and goes on with it.
        const int far = before + 300;
        const QPoint groove = handleAt(*slider, far);
        QTest::mousePress(slider, Qt::LeftButton, {}, groove);
        QVERIFY(std::abs(slider->value() - far) <= slider->maximum() / (slider->width() - 20));
        QTest::mouseMove(slider, groove - QPoint(12, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, groove - QPoint(12, 0));
        QCOMPARE(desk.window.session().undoStack().count(), 2);
        desk.window.session().undoStack().undo();
        desk.window.session().undoStack().undo();
        QCOMPARE(slider->value(), before);
    }

    void aTextThatIsNoValueIsRefusedAtItsField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("nonsense") << "about a third" << "";
        QTest::newRow("above the range") << "150 %" << "100";
        QTest::newRow("below the range") << "-5 %" << "0";
    }

    void aTextThatIsNoValueIsRefusedAtItsField()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, named);
        Desk desk;
        QVERIFY(desk.settles());
        const deal::Workbook before = desk.window.session().workbook();
        const std::string path = "terms.recoupment";
        QVERIFY(desk.termSheet()->jumpTo(path));
        TermField* field = desk.field(path);
        type(field->line(), text);
        QVERIFY(!field->problem().isEmpty());
        QVERIFY2(field->problem().contains(named), qPrintable(field->problem()));
        QCOMPARE(field->line()->text(), text);
        QVERIFY(desk.window.session().workbook() == before);
        QCOMPARE(desk.window.session().undoStack().count(), 0);

        type(field->line(), QStringLiteral("21 %"));
        QCOMPARE(field->problem(), QString());
        QCOMPARE(desk.window.session().scenario().terms.recoupment, 0.21);
    }

    void aRefusedChoiceGoesBackToTheDocuments()
    {
        deal::Scenario scenario = deal::templateScenario();
        scenario.terms.exclusivity.resize(scenario.market.useCases.size());
        bool triedCheck = false;
        bool triedCombo = false;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            TermField field(leaf);
            if ((field.check() == nullptr || triedCheck) && (field.combo() == nullptr || triedCombo)) {
                continue;
            }
            field.show(leaf, std::nullopt, {}, words::Format(scenario));
            field.show();
            connect(&field, &TermField::edited, &field, [&field] { field.refuse(QStringLiteral("not here")); });
            if (field.check() != nullptr) {
                const bool before = field.check()->isChecked();
                QTest::keyClick(field.check(), Qt::Key_Space);
                QCOMPARE(field.check()->isChecked(), before);
                triedCheck = true;
            } else if (field.combo()->count() > 1) {
                const int before = field.combo()->currentIndex();
                QTest::keyClick(field.combo(), before == 0 ? Qt::Key_Down : Qt::Key_Up);
                QCOMPARE(field.combo()->currentIndex(), before);
                triedCombo = true;
            } else {
                continue;
            }
            QCOMPARE(field.problem(), QStringLiteral("not here"));
        }
        QVERIFY(triedCheck);
        QVERIFY(triedCombo);
    }

    void escapeTakesBackWhatWasTyped()
    {
        Desk desk;
        QLineEdit* line = desk.field(rate)->line();
        const QString before = line->text();
        type(line, QStringLiteral("nothing"));
        QTest::keyClick(line, Qt::Key_Escape);
        QCOMPARE(line->text(), before);
        QCOMPARE(desk.field(rate)->problem(), QString());
    }

    void searchingATermOpensItsSectionAndGivesItTheFocus()
    {
        Desk desk;
        TermSearch* search = searchOf(desk);
        QVERIFY(search != nullptr);
        TermField* field = desk.field("parties.host.discountRate");
        QVERIFY(!field->isVisibleTo(&desk.window));
        type(search, QStringLiteral("host discount"));
        QTRY_VERIFY(field->line()->hasFocus());
        QVERIFY(field->isVisibleTo(&desk.window));
        QTRY_VERIFY(!field->line()->visibleRegion().isEmpty());  // scrolled to
    }

    void aTermIsChosenAmongThoseThatTheSearchLists()
    {
        Desk desk;
        TermSearch* search = searchOf(desk);
        QVERIFY(search != nullptr);
        QTest::keyClicks(search, QStringLiteral("guarantee"));
        QAbstractItemView* list = search->completer()->popup();
        QTRY_VERIFY(list->isVisible());
        const int rows = list->model()->rowCount();
        QVERIFY(rows >= 2);
        for (int row = 0; row < rows; ++row) {
            QVERIFY(list->model()->index(row, 0).data().toString().contains(QStringLiteral("guarantee"),
                                                                            Qt::CaseInsensitive));
        }
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        const QString second = list->model()->index(1, 0).data(Qt::UserRole).toString();
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(desk.field(second.toStdString())->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(!list->isVisible());

        search->setFocus();
        search->selectAll();
        QTest::keyClicks(search, QStringLiteral("no such term"));
        QVERIFY(!list->isVisible());
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(desk.window.statusBar()->currentMessage(), QStringLiteral("No term is called “no such term”."));
    }

    void anElementIsAddedAndRemovedByItsOwnButtons()
    {
        Desk desk;
        app::Session& session = desk.window.session();
        const std::size_t before = session.scenario().terms.milestones.size();
        QAbstractButton* add = desk.button("Add milestone");
        QVERIFY(add != nullptr);
        add->click();
        QCOMPARE(session.scenario().terms.milestones.size(), before + 1);
        const auto leaf = deal::leafAt(session.scenario(), "terms.milestones[" + std::to_string(before) + "].amount");
        QVERIFY(leaf.has_value());
        const QString name = words::elementTitle(*leaf);
        QAbstractButton* remove = desk.button("Remove " + name);
        QVERIFY2(remove != nullptr, qPrintable(name));
        remove->click();
        QCOMPARE(session.scenario().terms.milestones.size(), before);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        session.undoStack().undo();
        QCOMPARE(session.scenario().terms.milestones.size(), before + 1);
        QVERIFY(desk.settles());
    }

    void aUseCaseIsRenamedInItsOwnField()
    {
        Desk desk;
        const std::string path = "market.useCases[0].name";
        QVERIFY(desk.termSheet()->jumpTo(path));
        type(desk.field(path)->line(), QStringLiteral("Help desk"));
        QCOMPARE(desk.window.session().scenario().market.useCases[0].name, std::string("Help desk"));
        QCOMPARE(desk.field(path)->line()->text(), QStringLiteral("Help desk"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(desk.settles());
    }
};

ROOM_TEST(term_editing, TestTermEditing)
#include "tst_term_editing.moc"
