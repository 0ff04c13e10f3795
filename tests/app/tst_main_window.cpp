// SPDX-License-Identifier: GPL-3.0-or-later
// The window: its documents, scenarios and looks, driven by mouse and keyboard.
#include "desk.h"

#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_section.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QListView>
#include <QPointer>
#include <QSet>
#include <QSignalSpy>
#include <QStatusBar>

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

constexpr std::array tabs{MainWindow::Tab::projection, MainWindow::Tab::risk, MainWindow::Tab::explain,
                          MainWindow::Tab::compare};

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
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
        desk.window.exportPdf();
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().contains(QStringLiteral("“In euros” is in another currency")));
        QVERIFY(!QFile::exists(desk.answers->path));

        // On its own it has a summary, in which nothing is set against the baseline.
        desk.window.compare({});
        desk.window.session().setCurrent(entries[1].id);
        QVERIFY(desk.settles());
        desk.window.exportPdf();
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
        for (const MainWindow::Tab tab : tabs) {
            desk.window.showTab(tab);
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
            for (const MainWindow::Tab tab : tabs) {
                desk.window.showTab(tab);
                QVERIFY(desk.settles());
                const QImage picture = desk.window.grab().toImage().convertToFormat(QImage::Format_RGB32);
                QVERIFY(coloursIn(picture) > 100);
                pictures.insert(QByteArray(reinterpret_cast<const char*>(picture.constBits()), picture.sizeInBytes()));
                backgrounds.insert(picture.pixel(2, picture.height() / 2));
            }
            QCOMPARE(pictures.size(), static_cast<qsizetype>(tabs.size()));
        }
        QCOMPARE(backgrounds.size(), 2);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
