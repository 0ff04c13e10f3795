// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace dealwright::views {

class Text;

/// A part of the term sheet that opens and closes, with a summary at the right of its head.
class TermSection : public QWidget {
    Q_OBJECT
public:
    explicit TermSection(const QString& title, QWidget* parent = nullptr);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    void setSummary(const QString& summary);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }

signals:
    void toggled(bool open);

private:
    QToolButton* m_head = nullptr;
    Text* m_summary = nullptr;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_body = nullptr;
    bool m_open = true;
};

}  // namespace dealwright::views
