// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/problem.h"
#include "deal/scenario.h"
#include "views/edit.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace dealwright::app {

/// Names a scenario for as long as the session lasts, whatever it is called and wherever it stands.
using ScenarioId = std::uint64_t;

struct ScenarioEntry {
    ScenarioId id = 0;
    std::shared_ptr<const deal::Scenario> scenario;  ///< never null
    [[nodiscard]] const std::string& name() const { return scenario->name; }
    friend bool operator==(const ScenarioEntry&, const ScenarioEntry&) = default;
};

/// A workbook in memory: an edit makes one new scenario and shares the rest.
struct WorkbookState {
    std::vector<ScenarioEntry> entries;
    ScenarioId baseline = 0;
    friend bool operator==(const WorkbookState&, const WorkbookState&) = default;

    [[nodiscard]] const ScenarioEntry* find(ScenarioId id) const;
    [[nodiscard]] std::optional<std::size_t> position(ScenarioId id) const;
};

/// The document that is open and its history. Everything that changes it is a step of undo; nothing here computes or
/// draws.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);

    [[nodiscard]] const WorkbookState& state() const { return m_state; }
    [[nodiscard]] ScenarioId current() const { return m_current; }
    [[nodiscard]] const deal::Scenario& scenario() const;  ///< the current one
    [[nodiscard]] const deal::Scenario& baseline() const;
    [[nodiscard]] deal::Workbook workbook() const;  ///< what saving writes
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }

    /// Starts over with this workbook (at least one scenario), nothing to undo; shows the baseline.
    void open(const deal::Workbook& workbook);
    /// What is on disk is what is here.
    void setSaved() { m_undo.setClean(); }
    /// What is on disk is not what is here, and no undo leads back to it.
    void setUnsaved() { m_undo.resetClean(); }

    void setCurrent(ScenarioId id);

    /// Applies an edit to the current scenario. Answers why not where it is refused: the document is then unchanged.
    [[nodiscard]] std::optional<QString> apply(const views::Edit& edit);

    ScenarioId addFromTemplate();
    ScenarioId duplicate(ScenarioId id);
    /// Adds a scenario after the current one, under a free name like its own.
    ScenarioId add(deal::Scenario scenario, const QString& undoText);
    void remove(ScenarioId id);  ///< the last one stays
    void move(std::size_t from, std::size_t to);
    [[nodiscard]] std::optional<QString> rename(ScenarioId id, const QString& name);
    void setBaseline(ScenarioId id);

signals:
    void stateChanged();
    void currentChanged();

private:
    friend class ChangeWorkbook;
    void setState(WorkbookState state);
    void push(WorkbookState next, const QString& text, const std::string& path = {}, std::uint64_t gesture = 0);
    [[nodiscard]] static QString listEditText(const views::Edit& edit);
    [[nodiscard]] std::string freeName(const std::string& wanted) const;

    WorkbookState m_state;
    ScenarioId m_current = 0;
    ScenarioId m_nextId = 1;
    QUndoStack m_undo;
};

}  // namespace dealwright::app
