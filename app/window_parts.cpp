// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_parts.h"

#include "app/frame_contents.h"
#include "app/pages/page_tabs.h"
#include "app/status_line.h"
#include "views/headline/headline_card.h"
#include "views/look/panel.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_sheet.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

namespace dealwright::app {

namespace {

/// Two widgets side by side, of which the second takes what room there is.
[[nodiscard]] QSplitter* sideBySide(const char* name, QWidget* left, QWidget* right, int handle,
                                    const QList<int>& widths)
{
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(QLatin1String(name));
    splitter->setHandleWidth(handle);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes(widths);
    return splitter;
}

/// The pages, and below them what a reader should know.
[[nodiscard]] QWidget* pagesPanel(const WindowParts& parts)
{
    auto* panel = new views::Panel;
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(1, 6, 1, 1);
    layout->addWidget(parts.pages);
    parts.cautions->setObjectName(QStringLiteral("cautions"));
    parts.cautions->setTextFormat(Qt::PlainText);
    parts.cautions->setWordWrap(true);
    parts.cautions->setContentsMargins(views::theme::panelMargin, 4, views::theme::panelMargin, 6);
    parts.cautions->hide();
    layout->addWidget(parts.cautions);
    return panel;
}

void showCautions(views::Text& line, const QStringList& all)
{
    constexpr qsizetype mostShown = 3;
    QStringList shown = all.mid(0, mostShown);
    if (all.size() > mostShown) {
        shown << QCoreApplication::translate("Frame", "… and %n more", nullptr,
                                             static_cast<int>(all.size() - mostShown));
    }
    line.say(shown.join(QLatin1Char('\n')));
    line.setToolTip(all.size() > mostShown ? all.join(QLatin1Char('\n')).toHtmlEscaped() : QString());
    line.setVisible(!all.isEmpty());
}

}  // namespace

WindowParts arrangedIn(QMainWindow& window, PageKinds kinds, const words::NumberHabits& habits)
{
    WindowParts parts;
    parts.scenarios = new views::ScenarioList;
    parts.headline = {new views::HeadlineCard(deal::Side::licensor), new views::HeadlineCard(deal::Side::host)};
    parts.termSheet = new views::TermSheet;
    parts.pages = new PageTabs(kinds, habits);
    parts.cautions = new views::Text(views::Type::secondary, views::Text::Colour::warning);

    auto* headline = new QHBoxLayout;
    headline->setSpacing(views::theme::gap);
    for (views::HeadlineCard* card : parts.headline) {
        headline->addWidget(card, 1);
    }
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(8, views::theme::gap, views::theme::gap, views::theme::gap);
    column->setSpacing(views::theme::gap);
    column->addLayout(headline);
    column->addWidget(sideBySide("halves", parts.termSheet, pagesPanel(parts), views::theme::gap, {424, 746}), 1);
    window.setCentralWidget(sideBySide("all", parts.scenarios, right, 4, {212, 1228}));
    parts.status = new StatusLine(*window.statusBar());
    return parts;
}

void showStanding(const WindowParts& parts, const Standing& standing, const words::NumberHabits& habits)
{
    const ScenarioCards shown = scenarioCards(standing, habits);
    parts.scenarios->show(shown.cards, standing.currentId, shown.unit);
    showHeadlines(parts.headline, standing, habits);
    showCautions(*parts.cautions, cautionsOf(standing));
    parts.pages->show(standing);
    parts.status->showRun(runText(standing, habits));
}

}  // namespace dealwright::app
