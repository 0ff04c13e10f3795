// SPDX-License-Identifier: GPL-3.0-or-later
// The window: its documents, scenarios and looks, driven by mouse and keyboard.
#include "desk.h"

#include "storage/deal_file.h"
#include "support/room_tests.h"
#include "views/explain/explain_panel.h"
#include "views/look/literal_text.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_section.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QSet>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>

#include <array>

using namespace dealwright;
using app::MainWindow;
using tests::Desk;
using tests::patience;
using tests::rate;
using tests::type;

namespace {

/// What a screen reader calls a widget. A combo box's own name is its text by design; its label is a relation.
[[nodiscard]] QString spokenName(QWidget* widget)
{
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    if (spoken == nullptr) {
        return {};
    }
    if (qobject_cast<QComboBox*>(widget) != nullptr) {
        for (const auto& [other, relation] : spoken->relations(QAccessible::Label)) {
            return other->text(QAccessible::Name);
        }
        return widget->accessibleName();
    }
    return spoken->text(QAccessible::Name);
}

[[nodiscard]] QStringList unnamed(QWidget& root)
{
    QStringList result;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&root) && widget->focusPolicy() != Qt::NoFocus &&
            !widget->objectName().startsWith(QLatin1String("qt_")) && spokenName(widget).isEmpty()) {
            result << QStringLiteral("%1 in %2")
                          .arg(widget->metaObject()->className(), widget->parentWidget()->metaObject()->className());
        }
    }
    return result;
}

[[nodiscard]] qsizetype coloursIn(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2) {
            colours.insert(image.pixel(x, y));
        }
    }
    return colours.size();
}

/// What stands on every button, tab and action of the window, and in their tool tips, as Qt would show it.
[[nodiscard]] QStringList shownOnButtons(const QWidget& root)
{
    QStringList texts;
    for (const QAbstractButton* button : root.findChildren<QAbstractButton*>()) {
        texts << views::withoutShortcut(button->text());
    }
    for (const QAction* action : root.findChildren<QAction*>()) {
        texts << views::withoutShortcut(action->text());
    }
    for (const QTabBar* bar : root.findChildren<QTabBar*>()) {
        for (int i = 0; i < bar->count(); ++i) {
            texts << views::withoutShortcut(bar->tabText(i));
        }
    }
    return texts;
}

/// A workbook all of whose names are this one.
[[nodiscard]] deal::Workbook workbookNamed(const std::string& name)
{
    deal::Workbook workbook = tests::smallWorkbook();
    deal::Scenario& scenario = workbook.scenarios.front();
    scenario.name = name;
    scenario.parties.licensor.name = name;
    scenario.parties.host.name = name;
    scenario.market.useCases.front().name = name;
    workbook.scenarios.push_back(scenario);
    workbook.scenarios.back().name += " 2";
    workbook.baseline = name;
    return workbook;
}

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void namesStandOnButtonsAndInMenusAsTheyAre()
    {
        const QString name = QStringLiteral("AT&T R&D");
        Desk desk;
        const QString path = desk.folder.filePath(name + QStringLiteral(".json"));
        QVERIFY(!storage::saveWorkbook(path, workbookNamed(name.toStdString())));
        QVERIFY(desk.window.openFile(path));
        desk.window.turnTo("explain");
        QVERIFY(desk.settles());
        desk.window.findChild<views::ExplainPanel*>()->setLedgerShown(true);
        QVERIFY(desk.settles());
        QVERIFY(!desk.window.session().rename(desk.window.session().current(), "Other"));
        const QStringList texts = shownOnButtons(desk.window);
        for (const char* expected : {"AT&T R&D.json", "Median of AT&T R&D", "Undo rename AT&T R&D"}) {
            QVERIFY2(texts.contains(QLatin1String(expected)), expected);
        }
        for (const QString& text : texts) {
            QVERIFY2(!text.contains(QLatin1String("ATT")) && !text.contains(QLatin1String("RD")), qPrintable(text));
        }
        desk.window.session().undoStack().undo();
        QVERIFY(shownOnButtons(desk.window).contains(QStringLiteral("Redo rename AT&T R&D")));
        for (const QAction* action : desk.window.findChildren<QAction*>()) {
            if (action->text() == QLatin1String("Redo")) {
                QCOMPARE(action->toolTip(), QStringLiteral("Redo rename AT&T R&D"));
            }
        }
    }

    /// Qt takes what looks like HTML for it, in labels and tool tips that are not told otherwise.
    void namesAreNeverTakenForHtml()
    {
        const QString name = QStringLiteral("<b>x</b><img src=y>");
        Desk desk;
        const QString path = desk.folder.filePath(QStringLiteral("<i>z.json"));
        QVERIFY(!storage::saveWorkbook(path, workbookNamed(name.toStdString())));
        QVERIFY(desk.window.openFile(path));
        QVERIFY(!desk.window.session().rename(desk.window.session().current(), "Other"));
        for (const app::PageKind& kind : app::pages()) {
            desk.window.turnTo(kind.word);
            QVERIFY(desk.settles());
        }
        for (const QLabel* label : desk.window.findChildren<QLabel*>()) {
            const bool isHtml = label->textFormat() == Qt::RichText ||
                                (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
            QVERIFY2(!isHtml, qPrintable(label->text()));
        }
        QStringList tips;
        for (const QWidget* widget : desk.window.findChildren<QWidget*>()) {
            tips << widget->toolTip();
        }
        for (const QWidget* widget : desk.window.findChildren<QWidget*>()) {
            const auto* menu = qobject_cast<const QMenu*>(widget);
            if (menu == nullptr || menu->toolTipsVisible()) {
                for (const QAction* action : widget->actions()) {
                    tips << action->toolTip();
                }
            }
        }
        for (const QAbstractItemView* view : desk.window.findChildren<QAbstractItemView*>()) {
            for (int row = 0; view->model() != nullptr && row < view->model()->rowCount(); ++row) {
                for (int column = 0; column < view->model()->columnCount(); ++column) {
                    tips << view->model()->index(row, column).data(Qt::ToolTipRole).toString();
                }
            }
        }
        int withName = 0;
        for (const QString& tip : tips) {
            withName += tip.contains(QLatin1String("&lt;b&gt;")) ? 1 : 0;
            QVERIFY2(!tip.contains(QLatin1String("<b>")) && !tip.contains(QLatin1String("<i>")), qPrintable(tip));
        }
        QVERIFY(withName > 0);
    }

    void whatIsSavedOpensAsTheSameWorkbook()
    {
        Desk desk;
        desk.answers->path = desk.folder.filePath("deal one.deal");
        type(desk.field(rate)->line(), QStringLiteral("17.5 %"));
        desk.action("Duplicate")->trigger();
        const deal::Workbook saved = desk.window.session().workbook();
        QVERIFY(desk.window.isWindowModified());
        desk.action("Save as…")->trigger();
        QVERIFY2(desk.answers->problems.isEmpty(), qPrintable(desk.answers->problems.join('\n')));
        QVERIFY(!desk.window.isWindowModified());
        QVERIFY(desk.window.windowTitle().contains("deal one.deal"));
        QVERIFY(desk.window.close());
        QCOMPARE(desk.answers->asked, 0);

        Desk other;
        other.answers->path = desk.answers->path;
        other.action("Open…")->trigger();
        QVERIFY2(other.answers->problems.isEmpty(), qPrintable(other.answers->problems.join('\n')));
        QVERIFY(other.window.session().workbook() == saved);
        QVERIFY(!other.window.isWindowModified());
        QVERIFY(other.settles());
    }

    void aFileThatCannotBeOpenedSaysWhyAndLeavesTheDocument()
    {
        Desk desk;
        const deal::Workbook before = desk.window.session().workbook();
        QVERIFY(!desk.window.openFile(desk.folder.filePath("nowhere.deal")));
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.window.session().workbook() == before);
    }

    void closingAModifiedDocumentAsks()
    {
        Desk desk;
        type(desk.field(rate)->line(), QStringLiteral("17.5 %"));
        desk.answers->answer = app::Prompts::SaveAnswer::cancel;
        QVERIFY(!desk.window.close());
        QVERIFY(desk.window.isVisible());
        QCOMPARE(desk.answers->asked, 1);
        desk.answers->answer = app::Prompts::SaveAnswer::discard;
        QVERIFY(desk.window.close());
        QCOMPARE(desk.answers->asked, 2);
    }

    void aSummaryOfTwoCurrenciesIsRefused()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        deal::Scenario other = workbook.scenarios.front();
        other.name = "In euros";
        other.timeline.currency = "EUR";
        workbook.scenarios.push_back(other);
        desk.window.session().open(workbook);
        const auto& entries = desk.window.session().state().entries;
        desk.window.compare({entries[0].id, entries[1].id});
        QVERIFY(desk.settles());
        desk.answers->path = desk.folder.filePath("summary.pdf");
        QVERIFY(desk.exportsPdf());
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().contains(QStringLiteral("“In euros” is in another currency")));
        QVERIFY(!QFile::exists(desk.answers->path));

        // On its own it has a summary, in which nothing is set against the baseline.
        desk.window.compare({});
        desk.window.session().setCurrent(entries[1].id);
        QVERIFY(desk.settles());
        QVERIFY(desk.exportsPdf());
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(QFile::exists(desk.answers->path));
    }

    void scenariosAreDuplicatedRenamedMadeTheBaselineAndDeleted()
    {
        Desk desk;
        app::Session& session = desk.window.session();
        auto* list = desk.window.findChild<views::ScenarioList*>();
        const auto start = session.state();

        desk.button("Duplicate this scenario")->click();
        QCOMPARE(session.state().entries.size(), std::size_t{2});
        const app::ScenarioId copy = session.current();
        QVERIFY(copy != start.entries[0].id);
        QCOMPARE(list->view()->model()->rowCount(), 2);

        desk.action("Rename")->trigger();
        auto* editor = list->view()->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        type(editor, QStringLiteral("Counter"));
        QTRY_COMPARE(session.scenario().name, std::string("Counter"));
        QCOMPARE(list->view()->currentIndex().data().toString(), QStringLiteral("Counter"));

        desk.action("Make it the baseline")->trigger();
        QCOMPARE(session.state().baseline, copy);
        QVERIFY(desk.settles());

        desk.button("Delete this scenario")->click();
        QCOMPARE(session.state().entries.size(), std::size_t{1});
        QVERIFY(!desk.button("Delete this scenario")->isEnabled());
        QVERIFY(session.state().baseline == start.baseline);

        QUndoStack& undo = session.undoStack();
        QCOMPARE(undo.count(), 4);
        undo.undo();
        QCOMPARE(session.state().baseline, copy);
        undo.setIndex(0);
        QVERIFY(session.state() == start);
        QVERIFY(desk.settles());
    }

    /// The check mark says what is compared, and leaves the scenario at hand where it is; the card around it chooses.
    void aCheckMarkChoosesNoScenario()
    {
        Desk desk;
        app::Session& session = desk.window.session();
        static_cast<void>(session.duplicate(session.current()));
        const auto duplicate = session.current();
        QVERIFY(desk.settles());
        auto* list = desk.window.findChild<views::ScenarioList*>();
        QVERIFY(list != nullptr);
        QListView& view = *list->view();
        const QModelIndex first = view.model()->index(0, 0);
        const auto isChecked = [&] {
            return view.model()->index(0, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
        };
        const QRect card = view.visualRect(first);
        const QPoint mark(card.right() - 18, card.top() + 18);
        QVERIFY(!isChecked());
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, mark);
        QVERIFY(isChecked());
        QCOMPARE(session.current(), duplicate);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, mark);
        QVERIFY(!isChecked());
        // pressed on the mark, released elsewhere
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, mark);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, card.center());
        QVERIFY(!isChecked());
        QCOMPARE(session.current(), duplicate);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, card.center());
        QVERIFY(session.current() != duplicate);
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(isChecked());
    }

    void aRenameToATakenNameIsRefused()
    {
        Desk desk;
        app::Session& session = desk.window.session();
        const QString taken = QString::fromStdString(session.scenario().name);
        desk.action("Duplicate")->trigger();
        const deal::Workbook before = session.workbook();
        desk.action("Rename")->trigger();
        auto* list = desk.window.findChild<views::ScenarioList*>();
        auto* editor = list->view()->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        type(editor, taken);
        QTRY_VERIFY(list->view()->viewport()->findChild<QLineEdit*>() == nullptr);
        QVERIFY(session.workbook() == before);
        QVERIFY(!desk.window.statusBar()->currentMessage().isEmpty());
    }

    void aNameThatIsBeingTypedOutlastsNewFigures()
    {
        Desk desk;
        QVERIFY(desk.settles());
        desk.action("Rename")->trigger();
        auto* list = desk.window.findChild<views::ScenarioList*>();
        const QPointer<QLineEdit> editor = list->view()->viewport()->findChild<QLineEdit*>();
        QVERIFY(!editor.isNull());
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("Coun"));
        QSignalSpy cards(list->view()->model(), &QAbstractItemModel::dataChanged);
        QVERIFY(!desk.window.session().apply({.path = rate, .value = 0.21}));
        QVERIFY(desk.settles());
        QTRY_VERIFY_WITH_TIMEOUT(!cards.isEmpty(), patience);
        QVERIFY(!editor.isNull());
        QCOMPARE(editor->text(), QStringLiteral("Coun"));
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Desk desk;
        for (views::TermSection* section : desk.window.findChildren<views::TermSection*>()) {
            section->setOpen(true);
        }
        for (const app::PageKind& kind : app::pages()) {
            desk.window.turnTo(kind.word);
            QVERIFY(desk.settles());
            const QStringList nameless = unnamed(desk.window);
            QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
        }
    }

    void everyTabIsDrawnInBothThemes()
    {
        Desk desk;
        desk.action("Duplicate")->trigger();
        QSet<QRgb> backgrounds;
        for (const views::Brightness brightness : {views::Brightness::light, views::Brightness::dark}) {
            desk.action(brightness == views::Brightness::light ? "Light" : "Dark")->trigger();
            QTRY_VERIFY(desk.window.palette() == qApp->palette());
            QSet<QByteArray> pictures;
            for (const app::PageKind& kind : app::pages()) {
                desk.window.turnTo(kind.word);
                QVERIFY(desk.settles());
                const QImage picture = desk.window.grab().toImage().convertToFormat(QImage::Format_RGB32);
                QVERIFY(coloursIn(picture) > 100);
                pictures.insert(QByteArray(reinterpret_cast<const char*>(picture.constBits()), picture.sizeInBytes()));
                backgrounds.insert(picture.pixel(2, picture.height() / 2));
            }
            QCOMPARE(pictures.size(), static_cast<qsizetype>(app::pages().size()));
        }
        QCOMPARE(backgrounds.size(), 2);
    }
};

ROOM_TEST(main_window, TestMainWindow)
#include "tst_main_window.moc"
