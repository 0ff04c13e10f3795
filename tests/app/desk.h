// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"

#include "deal/edits.h"
#include "views/headline/headline_card.h"
#include "views/look/theme.h"
#include "views/termsheet/term_field.h"
#include "views/termsheet/term_sheet.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

// The real window on a small workbook, and what one does with it.
namespace dealwright::tests {

inline constexpr auto rate = "terms.shares[0].baseRate";
inline constexpr int patience = 60000;  // ms: a run takes a few, also with sanitizers and a busy machine

/// Answers what the window asks, and counts.
class Answers : public app::Prompts {
public:
    SaveAnswer answer = SaveAnswer::discard;
    QString path;
    int asked = 0;
    QStringList problems;
    RecoverAnswer recovery = RecoverAnswer::later;
    QStringList offered;  ///< what there was to recover

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
    [[nodiscard]] RecoverAnswer recoverChanges(const QString& name, const QDateTime& /*changed*/) override
    {
        offered << name;
        return recovery;
    }
    ChangedAnswer changedAnswer = ChangedAnswer::cancel;
    QStringList changed;          ///< files that another program changed
    QString elsewhere;            ///< where to save what could not be saved; empty: nowhere
    bool previous = false;        ///< whether to open the previous version of what is damaged
    QStringList previousOffered;  ///< with the problem

    [[nodiscard]] ChangedAnswer fileChanged(const QString& name) override
    {
        changed << name;
        return changedAnswer;
    }
    [[nodiscard]] bool saveElsewhere(const QString& what, const QString& why) override
    {
        problems << what + '\n' + why;
        path = elsewhere;
        return !elsewhere.isEmpty();
    }
    [[nodiscard]] bool openPrevious(const QString& what, const QString& why) override
    {
        previousOffered << what + '\n' + why;
        return previous;
    }
    void showProblem(const QString& what, const QString& why) override { problems << what + '\n' + why; }
};

[[nodiscard]] inline deal::Workbook smallWorkbook()
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
    app::MainWindow window;

    /// With these pages.
    explicit Desk(app::PageKinds kinds = app::pages()) : window(settings, std::unique_ptr<app::Prompts>(answers), kinds)
    {
        views::theme::apply(*qApp, views::Brightness::light);  // which brings the program's own style
        window.session().open(smallWorkbook());
        window.resize(1280, 720);
        window.show();
    }
    [[nodiscard]] bool settles()
    {
        return QTest::qWaitFor([this] { return window.isSettled(); }, patience);
    }
    [[nodiscard]] views::TermSheet* termSheet() const { return window.findChild<views::TermSheet*>(); }
    [[nodiscard]] views::TermField* field(const std::string& path) const { return termSheet()->field(path); }
    [[nodiscard]] views::HeadlineCard* headline(deal::Side side) const
    {
        return window.findChildren<views::HeadlineCard*>()[side == deal::Side::licensor ? 0 : 1];
    }
    /// Exports the PDF to answers->path; true once it is written or refused.
    [[nodiscard]] bool exportsPdf()
    {
        const auto refused = answers->problems.size();
        action(QStringLiteral("Export PDF…"))->trigger();
        return QTest::qWaitFor([&] { return answers->problems.size() > refused || QFile::exists(answers->path); },
                               patience);
    }
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

inline void type(QLineEdit* line, const QString& text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

[[nodiscard]] inline bool says(const QWidget& root, const QString& words)
{
    for (const QLabel* label : root.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&root) && label->text().contains(words)) {
            return true;
        }
    }
    return false;
}

}  // namespace dealwright::tests
