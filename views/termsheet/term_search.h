// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <string>

class QStandardItemModel;

namespace dealwright::views {

class TermSheet;

/// A line to find a term of the sheet by words of its name: while one types, the terms that have them are listed below.
class TermSearch : public QLineEdit {
    Q_OBJECT
public:
    explicit TermSearch(const TermSheet& sheet, QWidget* parent = nullptr);

signals:
    /// The term at this path was chosen, or was the first in the list when Return was pressed.
    void found(const std::string& path);
    /// Return was pressed, and no term has the words.
    void missed(const QString& words);

private:
    void list(const QString& words);
    void choose();

    const TermSheet& m_sheet;
    QStandardItemModel* m_matches;
};

}  // namespace dealwright::views
