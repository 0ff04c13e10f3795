// SPDX-License-Identifier: GPL-3.0-or-later
#include "long_work.h"
#include "machine_memory.h"
#include "main_window.h"

#include "deal/edits.h"
#include "views/charts/tornado_chart.h"
#include "views/headline/headline_card.h"
#include "views/look/problem_text.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_field.h"
#include "views/termsheet/term_section.h"
#include "views/termsheet/term_sheet.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QProgressDialog>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStatusBar>
#include <QStyleOptionSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <tuple>

using namespace dealwright;
using app::MainWindow;
using views::TermField;

namespace {

constexpr auto rate = "terms.shares[0].baseRate";
constexpr int patience = 60000;  // ms: a run takes a few, also with sanitizers and a busy machine

/// Answers what the window asks, and counts.
class Answers : public app::Prompts {
public:
    SaveAnswer answer = SaveAnswer::discard;
    QString path;
    int asked = 0;
    QStringList problems;

    [[nodiscard]] SaveAnswer saveChanges(const QString& /*name*/) override
    {
        ++asked;
        return answer;
    }
    [[nodiscard]] QString fileToOpen(const QString& /*folder*/) override { return path; }
    [[nodiscard]] QString fileToSave(const QString& /*suggestion*/, const QString& /*filter*/,
                                     const QString& /*suffix*/) override
    {
        return path;
    }
    void showProblem(const QString& what, const QString& why) override { problems << what + '\n' + why; }
};

[[nodiscard]] deal::Workbook smallWorkbook()
{
    deal::Scenario scenario = deal::templateScenario();
    scenario.simulation.paths = 1024;
    return {{scenario}, scenario.name};
}

/// The window on a small workbook.
struct Desk {
    QTemporaryDir folder;
    QSettings settings{folder.filePath("settings.ini"), QSettings::IniFormat};
    Answers* answers = new Answers;
    MainWindow window{settings, std::unique_ptr<app::Prompts>(answers)};

    Desk()
    {
        window.session().open(smallWorkbook());
        window.resize(1280, 720);
        window.show();
    }
    [[nodiscard]] bool settles()
    {
        return QTest::qWaitFor([this] { return window.isSettled(); }, patience);
    }
    [[nodiscard]] TermField* field(const std::string& path) const { return window.termSheet()->field(path); }
    [[nodiscard]] std::shared_ptr<const simulation::Projection> projection()
    {
        return window.pricing().latest(window.session().current())->projection;
    }
    [[nodiscard]] QAction* action(const QString& text) const
    {
        for (QAction* candidate : window.findChildren<QAction*>()) {
            if (candidate->text().remove('&') == text) {
                return candidate;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractButton* button(const QString& accessibleName) const
    {
        for (QAbstractButton* candidate : window.findChildren<QAbstractButton*>()) {
            if (candidate->accessibleName() == accessibleName || candidate->text() == accessibleName) {
                return candidate;
            }
        }
        return nullptr;
    }
};

void type(QLineEdit* line, const QString& text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

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

[[nodiscard]] bool says(const QWidget& root, const QString& words)
{
    for (const QLabel* label : root.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&root) && label->text().contains(words)) {
            return true;
        }
    }
    return false;
}

constexpr std::array tabs{MainWindow::Tab::projection, MainWindow::Tab::risk, MainWindow::Tab::explain,
                          MainWindow::Tab::compare};

}  // namespace

class TestMainWindow : public QObject {
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
        QVERIFY2(undo.undoText().contains(views::leafName(*leaf)), qPrintable(undo.undoText()));

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
        QVERIFY(desk.window.termSheet()->jumpTo(path));
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
            field.show(leaf, std::nullopt, {}, views::Format(scenario));
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

    void aBrokenRuleKeepsTheLastGoodFiguresAndSaysSo()
    {
        Desk desk;
        QVERIFY(desk.window.termSheet()->jumpTo("terms.rateCap"));
        type(desk.field("terms.rateCap")->line(), QStringLiteral("30 %"));
        QVERIFY(desk.settles());
        const auto good = desk.projection();
        type(desk.field("terms.rateFloor")->line(), QStringLiteral("40 %"));
        QCOMPARE(desk.window.session().scenario().terms.rateFloor, 0.4);
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection(), good);
        QVERIFY(!desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(!desk.field("terms.rateFloor")->problem().isEmpty());
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            QVERIFY(says(*desk.window.headline(side), QStringLiteral("Not current")));
        }

        desk.window.session().undoStack().undo();
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(!says(*desk.window.headline(deal::Side::host), QStringLiteral("Not current")));
        QCOMPARE(desk.field("terms.rateFloor")->problem(), QString());
    }

    void pathsBeyondTheMemoryAreNotRunAndSaidSo()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const auto before = desk.projection();
        deal::Scenario vast = desk.window.session().scenario();
        vast.simulation.paths = 10000000;
        if (!app::memoryShortage(vast, {}, 0.4)) {
            QSKIP("This machine has the memory.");
        }
        QVERIFY(desk.window.termSheet()->jumpTo("simulation.paths"));
        type(desk.field("simulation.paths")->line(), QStringLiteral("10,000,000"));
        QCOMPARE(desk.window.session().scenario().simulation.paths, std::int64_t{10000000});
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection(), before);
        QVERIFY(says(*desk.window.headline(deal::Side::host), QStringLiteral("GB of memory")));
        QAction* exportPdf = desk.action(QStringLiteral("Export PDF…"));
        QVERIFY(exportPdf != nullptr);
        exportPdf->trigger();
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().contains(QStringLiteral("GB of memory")));

        desk.window.session().undoStack().undo();
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().isCurrent(desk.window.session().current()));
    }

    void longWorkShowsHowFarItIsAndCanBeCancelled()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const auto dialog = [&] { return desk.window.findChild<QProgressDialog*>(QStringLiteral("longWork")); };
        // The work ends when the window has shown what it reported: it stays alive meanwhile.
        std::atomic<bool> shown{false};
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            if (dialog() != nullptr && dialog()->value() == 500) {
                shown = true;
            }
        });
        watch.start(1);
        const bool ended = app::doLongWork(desk.window, QStringLiteral("Counting…"), [&](const simulation::Run& run) {
            run.progress(0.5);
            while (!shown) {
                std::this_thread::yield();
            }
        });
        QVERIFY(ended);
        QVERIFY(dialog() == nullptr);

        watch.disconnect();
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            if (dialog() != nullptr) {
                dialog()->findChild<QPushButton*>()->click();
            }
        });
        const bool cancelled =
            !app::doLongWork(desk.window, QStringLiteral("Counting…"), [](const simulation::Run& run) {
                while (!run.stop.stop_requested()) {
                    std::this_thread::yield();
                }
            });
        QVERIFY(cancelled);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 std::ignore = app::doLongWork(desk.window, {}, [](const simulation::Run&) {
                                     throw std::runtime_error("no room");
                                 }));
    }

    void aRunIsCancelledAndTakenUpAgain()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const auto before = desk.projection();
        auto* stop = desk.window.findChild<QAbstractButton*>(QStringLiteral("stop"));
        QVERIFY(desk.window.termSheet()->jumpTo("simulation.paths"));
        type(desk.field("simulation.paths")->line(), QStringLiteral("131072"));
        stop->click();
        QCOMPARE(desk.projection(), before);
        QVERIFY(!desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(says(*desk.window.headline(deal::Side::host), QStringLiteral("Not current")));
        QCOMPARE(desk.window.session().scenario().simulation.paths, std::int64_t{131072});

        stop->click();
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection()->paths, std::int64_t{131072});
        QVERIFY(!says(*desk.window.headline(deal::Side::host), QStringLiteral("Not current")));
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

    void aScenarioAgainstTheBaselineShowsItsChange()
    {
        Desk desk;
        desk.action("Duplicate")->trigger();
        type(desk.field(rate)->line(), QStringLiteral("30 %"));
        QVERIFY(desk.settles());
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            QVERIFY(says(*desk.window.headline(side), QStringLiteral("against ")));
        }
    }

    void searchingATermOpensItsSectionAndGivesItTheFocus()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        QLineEdit* search = nullptr;
        for (QLineEdit* line : desk.window.findChildren<QLineEdit*>()) {
            search = line->accessibleName() == QLatin1String("Find a term") ? line : search;
        }
        if (search == nullptr) {
            QFAIL("The window has no search.");
        }
        desk.action("Find a term")->trigger();
        QTRY_VERIFY(search->hasFocus());
        TermField* field = desk.field("parties.host.discountRate");
        QVERIFY(!field->isVisibleTo(&desk.window));
        type(search, QStringLiteral("host discount"));
        QTRY_VERIFY(field->line()->hasFocus());
        QVERIFY(field->isVisibleTo(&desk.window));
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
        const QString name = QString::fromStdString(leaf->element);
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
        QVERIFY(desk.window.termSheet()->jumpTo(path));
        type(desk.field(path)->line(), QStringLiteral("Help desk"));
        QCOMPARE(desk.window.session().scenario().market.useCases[0].name, std::string("Help desk"));
        QCOMPARE(desk.field(path)->line()->text(), QStringLiteral("Help desk"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(desk.settles());
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

    void riskIsSettledOnlyWithItsTornado()
    {
        Desk desk;
        QVERIFY(desk.settles());
        auto* chart = desk.window.findChild<views::TornadoChart*>();
        const qsizetype linesBefore = chart->dataAsText().count('\n');
        QSignalSpy settled(&desk.window, &MainWindow::settled);
        desk.window.showTab(MainWindow::Tab::risk);
        QVERIFY(!desk.window.isSettled());
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), patience);
        QVERIFY(desk.window.isSettled());
        QVERIFY(chart->dataAsText().count('\n') > linesBefore);

        // an edit makes it stale
        type(desk.field(rate)->line(), QStringLiteral("11 %"));
        QVERIFY(!desk.window.isSettled());
        QVERIFY(desk.settles());
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
