// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/term_search.h"

#include "views/termsheet/sheet_sections.h"
#include "views/termsheet/term_sheet.h"
#include "words/titles.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>

namespace dealwright::views {

namespace {

constexpr int pathRole = Qt::UserRole;
constexpr int titleRole = Qt::UserRole + 1;  // what the line says once the term is chosen

[[nodiscard]] std::string pathAt(const QModelIndex& index)
{
    return index.data(pathRole).toString().toStdString();
}

}  // namespace

TermSearch::TermSearch(const TermSheet& sheet, QWidget* parent)
    : QLineEdit(parent), m_sheet(sheet), m_matches(new QStandardItemModel(this))
{
    setPlaceholderText(tr("Find a term…"));
    setAccessibleName(tr("Find a term"));
    setClearButtonEnabled(true);
    auto* completer = new QCompleter(m_matches, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);  // the sheet has chosen already
    completer->setCompletionRole(titleRole);
    completer->setMaxVisibleItems(14);
    completer->popup()->setAccessibleName(tr("Terms that were found"));
    setCompleter(completer);
    connect(this, &QLineEdit::textEdited, this, &TermSearch::list);
    connect(this, &QLineEdit::returnPressed, this, &TermSearch::choose);
    connect(completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { emit found(pathAt(index)); });
}

void TermSearch::list(const QString& words)
{
    m_matches->clear();
    for (const deal::Leaf& leaf : m_sheet.search(words)) {
        const QString title = words::leafTitle(leaf);
        const QString section = words::choiceText(deal::titleOf(deal::sectionOf(leaf)));
        auto* item = new QStandardItem(QStringLiteral("%1  ·  %2").arg(title, section));
        item->setData(QString::fromStdString(leaf.path), pathRole);
        item->setData(title, titleRole);
        item->setEditable(false);
        m_matches->appendRow(item);
    }
}

void TermSearch::choose()
{
    const QAbstractItemView& popup = *completer()->popup();
    if (popup.isVisible() && popup.currentIndex().isValid()) {
        return;  // the completer says which
    }
    const std::vector<deal::Leaf> matches = m_sheet.search(text());
    if (matches.empty()) {
        emit missed(text());
    } else {
        emit found(matches.front().path);
    }
}

}  // namespace dealwright::views
