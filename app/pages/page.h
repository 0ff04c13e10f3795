// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/standing.h"
#include "deal/edit.h"
#include "words/format.h"

#include <QObject>

class QWidget;

namespace dealwright::app {

/// What is to be computed while a page is seen.
struct Needs {
    /// Of the current scenario.
    simulation::Outputs ofCurrent = {
        .monthly = true, .cumulativeDiscounted = false, .bridge = false, .npvByPath = true};
    /// Of every other one, and of it as well: their cards show two figures.
    simulation::Outputs ofOthers = {
        .monthly = false, .cumulativeDiscounted = false, .bridge = false, .npvByPath = true};
};

/// One way to look at the document, behind a tab: a widget, what is to be computed for it, and what it computes itself.
/// It holds no deal state: it is shown where the document stands, and asks for edits. pages/page_kind.h lists them.
class Page : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Made with the page; whoever shows it owns it.
    [[nodiscard]] virtual QWidget* widget() const = 0;
    [[nodiscard]] virtual Needs needs() const { return {}; }
    /// Why nothing is to be seen, in place of the widget; empty where something is, or will be.
    [[nodiscard]] virtual QString whyNothing(const Standing& standing) const;
    /// Shows it, while the page is seen: draws what differs from what is drawn already.
    virtual void show(const Standing& standing, const words::NumberHabits& habits) = 0;
    /// It is seen no more: what it computes may end.
    virtual void leave() {}
    /// Whether all that it computes itself for what it shows is there.
    [[nodiscard]] virtual bool isSettled() const { return true; }

signals:
    /// isSettled() is another, or may be.
    void settledChanged();
    void edited(const dealwright::deal::Edit& edit);

protected:
    /// The current scenario's figures, with all that the page needs; null where there are none yet.
    [[nodiscard]] const Priced* figuresOf(const Standing& standing) const;
};

}  // namespace dealwright::app
