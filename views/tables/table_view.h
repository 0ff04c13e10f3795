// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace dealwright::views {

class TextTable;

/// A calm table: thin lines between rows, no grid, no selection of cells; always as high as its rows, so that what it
/// stands in scrolls. Ctrl+C copies all of it as text for a spreadsheet.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const QString& accessibleName, TextTable* table, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void divideWidth();
    void restyle();
    void copy() const;
    TextTable* m_table;
    int m_headHeight = 0;
};

}  // namespace dealwright::views
