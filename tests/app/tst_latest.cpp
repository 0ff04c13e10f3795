// SPDX-License-Identifier: GPL-3.0-or-later
// Computing beside the window: which question is answered, what a newer one ends, what is cancelled and thrown.
#include "app/jobs/latest.h"
#include "app/jobs/progress_dialog.h"
#include "support/room_tests.h"

#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <map>
#include <stdexcept>
#include <string>

using namespace dealwright;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60000;  // ms, on a busy machine

/// Work that ends when the test lets it, and what was heard of it.
class Desk {
public:
    explicit Desk(const app::Manner& manner = {})
        : job([this](int question, const simulation::Run& run) { return work(question, run); },
              [this](int /*question*/, const app::Outcome<int>& outcome) {
                  try {
                      heard.push_back(outcome.get());
                  } catch (const std::runtime_error& error) {
                      thrown.emplace_back(error.what());
                  }
              },
              manner),
          idle(&job, &app::Job::idle)
    {
    }
    ~Desk() { open(); }

    /// Lets the runs of that question come to their end.
    void release(int question)
    {
        const std::lock_guard lock(m_mutex);
        m_released.insert_or_assign(question, true);
        m_wake.notify_all();
    }
    [[nodiscard]] bool begins(int question)
    {
        return QTest::qWaitFor(
            [&] {
                const std::lock_guard lock(m_mutex);
                return m_begun[question] > 0;
            },
            patience);
    }
    [[nodiscard]] bool becomesIdle()
    {
        return QTest::qWaitFor([&] { return job.isIdle(); }, patience);
    }
    [[nodiscard]] int begun(int question)
    {
        const std::lock_guard lock(m_mutex);
        return m_begun[question];
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::map<int, bool> m_released;
    std::map<int, int> m_begun;
    bool m_open = false;

    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_wake.notify_all();
    }

    /// Ten times the question; of a negative one nothing but an error.
    std::optional<int> work(int question, const simulation::Run& run)
    {
        run.progress(0.25);
        std::unique_lock lock(m_mutex);
        ++m_begun[question];
        if (!m_wake.wait(lock, run.stop, [&] { return m_open || m_released.contains(question); })) {
            return std::nullopt;
        }
        if (question < 0) {
            throw std::runtime_error("negative: " + std::to_string(question));
        }
        return 10 * question;
    }

public:
    std::vector<int> heard;
    std::vector<std::string> thrown;
    app::Latest<int, int> job;
    QSignalSpy idle;
};

using Answers = std::vector<int>;

}  // namespace

class TestLatest : public QObject {
    Q_OBJECT

private slots:
    void theMostUrgentQuestionIsAnsweredFirst()
    {
        Desk desk;
        QVERIFY(desk.job.isIdle());
        for (const int question : {1, 2, 3}) {
            desk.release(question);
        }
        desk.job.ask(std::vector{3, 1, 2});
        QVERIFY(!desk.job.isIdle());
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, (Answers{30, 10, 20}));
        QCOMPARE(desk.idle.count(), 1);  // after the last answer
    }

    void theNewestQuestionWins()
    {
        Desk desk;
        desk.job.ask(std::vector{1, 2});
        QVERIFY(desk.begins(1));
        desk.release(3);
        desk.job.ask(3);
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, Answers{30});
        QCOMPARE(desk.begun(2), 0);
    }

    void whatRunsAndIsAskedForAgainGoesOn()
    {
        Desk desk;
        desk.job.ask(std::vector{1, 2});
        QVERIFY(desk.begins(1));
        desk.job.ask(std::vector{3, 1});
        desk.job.ask(std::vector{3, 1});
        desk.release(1);
        desk.release(3);
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, (Answers{10, 30}));
        QCOMPARE(desk.begun(1), 1);
    }

    /// A run that was told to end is not the answer to its question asked again.
    void aQuestionThatWasDroppedMayBeAskedAgain()
    {
        Desk desk;
        desk.job.ask(1);
        QVERIFY(desk.begins(1));
        desk.job.ask(2);
        desk.release(1);
        desk.job.ask(1);
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, Answers{10});
        QCOMPARE(desk.begun(1), 2);
    }

    void aRunThatIsNearlyDoneIsLetFinishAndHeard()
    {
        Desk desk({.letFinish = 1h});
        desk.job.ask(1);
        QVERIFY(desk.begins(1));
        desk.release(2);
        desk.job.ask(2);
        desk.release(1);
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, (Answers{10, 20}));
    }

    void whatIsCancelledIsNotHeardOf()
    {
        Desk desk({.letFinish = 1h});
        desk.job.ask(std::vector{1, 2});
        QVERIFY(desk.begins(1));
        desk.release(1);
        desk.release(2);
        desk.job.cancel();
        QVERIFY(desk.becomesIdle());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.idle.isEmpty(), patience);
        QCOMPARE(desk.heard, Answers{});
        desk.job.ask(2);
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, Answers{20});
    }

    void cancellingWhatHasNotBegunIsToldToo()
    {
        Desk desk({.pause = 1h});
        desk.job.ask(1);
        QVERIFY(!desk.job.isIdle());
        desk.job.cancel();
        QVERIFY(desk.job.isIdle());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.idle.isEmpty(), patience);
        QCOMPARE(desk.begun(1), 0);
    }

    /// Questions that come without a pause between them: the last is answered, the others never begun.
    void nothingBeginsBeforeThePauseIsOver()
    {
        Desk desk({.pause = 1ms});
        for (const int question : {1, 2, 3}) {
            desk.release(question);
            desk.job.ask(question);
        }
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.heard, Answers{30});
        QCOMPARE(desk.begun(1) + desk.begun(2), 0);
    }

    void whatTheWorkThrowsIsThrownWhereItIsHeard()
    {
        Desk desk;
        desk.release(-1);
        desk.release(2);
        desk.job.ask(std::vector{-1, 2});
        QVERIFY(desk.becomesIdle());
        QCOMPARE(desk.thrown, std::vector<std::string>{"negative: -1"});
        QCOMPARE(desk.heard, Answers{20});
    }

    void progressIsToldOfARunThatTakesLong()
    {
        Desk told;
        Desk quiet({.reportAfter = 1h});
        for (Desk* desk : {&told, &quiet}) {
            QSignalSpy progress(&desk->job, &app::Job::progressed);
            desk->release(1);
            desk->job.ask(1);
            QVERIFY(desk->becomesIdle());
            QCOMPARE(progress.count(), desk == &told ? 1 : 0);
        }
    }

    void aJobThatIsDestroyedEndsItsRun()
    {
        std::atomic<bool> begun{false};
        std::atomic<bool> ended{false};
        int heard = 0;
        {
            app::Latest<int, int> job(
                [&](int /*question*/, const simulation::Run& run) -> std::optional<int> {
                    begun = true;
                    while (!run.stop.stop_requested()) {
                        std::this_thread::yield();
                    }
                    ended = true;
                    return 1;
                },
                [&](int /*question*/, const app::Outcome<int>& /*outcome*/) { ++heard; });
            job.ask(std::vector{1, 2});
            QTRY_VERIFY_WITH_TIMEOUT(begun.load(), patience);
        }
        QVERIFY(ended);
        QCoreApplication::processEvents();
        QCOMPARE(heard, 0);
    }

    void aDialogShowsHowFarAJobIsUntilItEnds()
    {
        Desk desk;
        QWidget window;
        window.show();
        const auto dialog = [&] { return window.findChild<QProgressDialog*>(QStringLiteral("longWork")); };
        desk.job.ask(1);
        app::showProgress(desk.job, window, QStringLiteral("Counting…"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog() != nullptr && dialog()->value() == 250, patience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog()->isVisible(), patience);
        desk.release(1);
        QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, patience);
        QCOMPARE(desk.heard, Answers{10});
    }

    void itsCancelCancelsTheJob()
    {
        Desk desk;
        QWidget window;
        window.show();
        const auto dialog = [&] { return window.findChild<QProgressDialog*>(QStringLiteral("longWork")); };
        desk.job.ask(1);
        app::showProgress(desk.job, window, QStringLiteral("Counting…"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog()->isVisible(), patience);
        dialog()->findChild<QPushButton*>()->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, patience);
        QVERIFY(desk.job.isIdle());
        QCOMPARE(desk.heard, Answers{});
    }
};

ROOM_TEST(latest, TestLatest)
#include "tst_latest.moc"
