// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the window: one list feeds tabs, menu, shortcuts and --tab, and a page draws only what changed.
#include "desk.h"

#include "app/commands/command_line.h"
#include "app/pages/page.h"
#include "support/room_tests.h"
#include "views/charts/chart.h"

#include <QAreaSeries>
#include <QLabel>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QXYSeries>

#include <array>
#include <map>
#include <vector>

using namespace dealwright;
using tests::Desk;
using tests::patience;
using tests::rate;
using tests::type;

namespace {

/// A page of one's own, which says when it is settled.
class NotesPage : public app::Page {
public:
    NotesPage() { last = this; }
    [[nodiscard]] QWidget* widget() const override { return m_label; }
    [[nodiscard]] app::Needs needs() const override
    {
        app::Needs needs;
        needs.ofOthers.bridge = true;
        return needs;
    }
    void show(const app::Standing& standing, const words::NumberHabits& /*habits*/) override
    {
        m_label->setText(QString::fromStdString(standing.current().scenario->name));
    }
    void leave() override { ++left; }
    [[nodiscard]] bool isSettled() const override { return settled; }

    inline static NotesPage* last = nullptr;  ///< the one that the window made
    bool settled = true;
    int left = 0;

private:
    QLabel* m_label = new QLabel;
};

/// The pages that there are, and one more.
[[nodiscard]] std::vector<app::PageKind> withNotes()
{
    const app::PageKinds usual = app::pages();
    std::vector<app::PageKind> kinds(usual.begin(), usual.end());
    kinds.push_back({"notes", "&Notes", [] { return std::unique_ptr<app::Page>(std::make_unique<NotesPage>()); }});
    return kinds;
}

/// Counts how often each chart and table that is seen is given something to show, and how often each chart is painted.
class Shows : public QObject {
public:
    explicit Shows(const QWidget& window)
    {
        for (views::Chart* chart : window.findChildren<views::Chart*>()) {
            if (chart->isVisible()) {
                watchSeries(*chart->chart());
                chart->viewport()->installEventFilter(this);
                paints[chart->viewport()] = 0;
            }
        }
        for (QTableView* view : window.findChildren<QTableView*>()) {
            if (view->isVisible()) {
                const QAbstractItemModel* table = view->model();
                connect(table, &QAbstractItemModel::modelReset, this, [this, table] { ++shows[table]; });
                connect(table, &QAbstractItemModel::dataChanged, this, [this, table] { ++shows[table]; });
            }
        }
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && paints.contains(watched)) {
            ++paints[watched];
        }
        return false;
    }
    std::map<const QObject*, int> shows;  ///< by series or table, of those that were given something
    std::map<const QObject*, int> paints;

private:
    void watchSeries(const QChart& chart)
    {
        for (QAbstractSeries* series : chart.series()) {
            const auto* area = qobject_cast<QAreaSeries*>(series);
            const QXYSeries* line = qobject_cast<QXYSeries*>(series);
            if (area != nullptr) {
                line = area->upperSeries();
            }
            if (line != nullptr) {
                connect(line, &QXYSeries::pointsReplaced, this, [this, line] { ++shows[line]; });
            }
        }
    }
};

/// As the command line reads `--tab`.
[[nodiscard]] int exitOfTab(const char* word, app::PageKinds kinds, std::string* page = nullptr)
{
    std::array arguments{std::string("dealwright"), std::string("window"), std::string("--tab"), std::string(word)};
    std::array<char*, 4> argv{arguments[0].data(), arguments[1].data(), arguments[2].data(), arguments[3].data()};
    const app::CommandLineResult result = app::runCommandLine(static_cast<int>(argv.size()), argv.data(), kinds);
    if (page != nullptr && result.window) {
        *page = result.window->page;
    }
    return result.exitCode;
}

}  // namespace

class TestPages : public QObject {
    Q_OBJECT

private slots:
    void everyPageHasATabAnActionAShortcutAndAWord()
    {
        const std::vector<app::PageKind> kinds = withNotes();
        Desk desk(kinds);
        const auto* tabs = desk.window.findChild<QTabWidget*>();
        QCOMPARE(tabs->count(), static_cast<int>(kinds.size()));
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            const QString title = QString(QLatin1String(kinds[k].title)).remove('&');
            QCOMPARE(tabs->tabText(static_cast<int>(k)), title);
            QAction* action = desk.action(title);
            QVERIFY2(action != nullptr, qPrintable(title));
            QCOMPARE(action->shortcut().toString(), QStringLiteral("Ctrl+%1").arg(k + 1));
            action->trigger();
            QCOMPARE(tabs->currentIndex(), static_cast<int>(k));
            std::string page;
            const std::string word(kinds[k].word);
            QCOMPARE(exitOfTab(word.c_str(), kinds, &page), 0);
            QCOMPARE(page, word);
        }
        QVERIFY(exitOfTab("notes", app::pages()) != 0);  // which has it not
        QVERIFY(exitOfTab("nonsense", kinds) != 0);
    }

    void aPageShowsTheDocumentAndAsksForEdits()
    {
        const std::vector<app::PageKind> kinds = withNotes();
        Desk desk(kinds);
        desk.window.turnTo("notes");
        QVERIFY(desk.settles());
        auto* label = qobject_cast<QLabel*>(NotesPage::last->widget());
        QCOMPARE(label->text(), QString::fromStdString(desk.window.session().scenario().name));
        emit NotesPage::last->edited({.path = rate, .value = 0.21});
        QCOMPARE(desk.window.session().scenario().terms.shares[0].baseRate, 0.21);
        QCOMPARE(NotesPage::last->left, 0);
        desk.window.turnTo("risk");
        QCOMPARE(NotesPage::last->left, 1);
    }

    void whatAPageNeedsIsComputed()
    {
        const std::vector<app::PageKind> kinds = withNotes();
        Desk desk(kinds);
        static_cast<void>(desk.window.session().duplicate(desk.window.session().current()));
        const app::ScenarioId other = desk.window.session().state().entries[0].id;
        QVERIFY(desk.settles());
        QVERIFY(!desk.window.pricing().latest(other)->outputs.bridge);
        desk.window.turnTo("notes");
        QVERIFY(!desk.window.isSettled());
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().latest(other)->outputs.bridge);
    }

    void theWindowIsSettledOnceItsPageIs()
    {
        const std::vector<app::PageKind> kinds = withNotes();
        Desk desk(kinds);
        NotesPage::last->settled = false;
        QVERIFY(desk.settles());  // another page is seen
        desk.window.turnTo("notes");
        QVERIFY(QTest::qWaitFor([&] { return desk.window.pricing().isSettled(); }, patience));
        QVERIFY(!desk.window.isSettled());
        QSignalSpy settled(&desk.window, &app::MainWindow::settled);
        NotesPage::last->settled = true;
        emit NotesPage::last->settledChanged();
        QCOMPARE(settled.count(), 1);
        QVERIFY(desk.window.isSettled());
    }

    void anEditIsShownOnce_data()
    {
        QTest::addColumn<QString>("page");
        for (const app::PageKind& kind : app::pages()) {
            const std::string word(kind.word);
            QTest::newRow(word.c_str()) << QString::fromStdString(word);
        }
    }

    void anEditIsShownOnce()
    {
        QFETCH(const QString, page);
        Desk desk;
        desk.action("Duplicate")->trigger();  // something to compare
        desk.window.turnTo(page.toStdString());
        QVERIFY(desk.settles());
        const Shows shown(desk.window);
        QVERIFY(!desk.window.session().apply({.path = rate, .value = 0.21}));
        QVERIFY(desk.settles());
        QVERIFY(!shown.shows.empty());
        for (const auto& [what, times] : shown.shows) {
            QVERIFY2(times == 1, qPrintable(QStringLiteral("%1: %2").arg(what->metaObject()->className()).arg(times)));
        }
    }

    /// Where nothing else moves, it is painted once too.
    void anEditPaintsEachFanOnce()
    {
        Desk desk;
        QVERIFY(desk.settles());
        QCoreApplication::processEvents();
        const Shows shown(desk.window);
        QVERIFY(!desk.window.session().apply({.path = rate, .value = 0.21}));
        QVERIFY(desk.settles());
        QCoreApplication::processEvents();
        QVERIFY(!shown.paints.empty());
        for (const auto& [chart, times] : shown.paints) {
            QCOMPARE(times, 1);
        }
    }

    void aWorkbookThatIsOpenedIsShownOnce()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const Shows shown(desk.window);
        deal::Workbook other = tests::smallWorkbook();
        other.scenarios.front().terms.shares.front().baseRate = 0.21;
        desk.window.session().open(other);
        QVERIFY(desk.settles());
        QVERIFY(!shown.shows.empty());
        for (const auto& [what, times] : shown.shows) {
            QCOMPARE(times, 1);
        }
    }
};

ROOM_TEST(pages, TestPages)
#include "tst_pages.moc"
