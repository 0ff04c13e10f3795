// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/edit.h"
#include "deal/problem.h"
#include "deal/scenario.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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
    ScenarioId baseline = 0;  ///< the first one stands in where the file's is lost
    /// What the file calls its baseline, where no scenario has that name: kept until one has, or is made the baseline.
    std::optional<std::string> lostBaseline = std::nullopt;
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

    /// The broken rules of the workbook itself (deal::workbookProblems): names that a file gives twice, a baseline that
    /// it has not. Nothing that is done here breaks one.
    [[nodiscard]] std::vector<deal::Problem> workbookProblems() const;

    /// Starts over with this workbook (at least one scenario), nothing to undo; shows the baseline.
    void open(const deal::Workbook& workbook);
    /// What is on disk is what is here.
    void setSaved() { m_undo.setClean(); }
    /// What is on disk is not what is here, and no undo leads back to it.
    void setUnsaved() { m_undo.resetClean(); }

    void setCurrent(ScenarioId id);

    /// Applies an edit to the current scenario. Answers why not where it is refused: the document is then unchanged.
    [[nodiscard]] std::optional<QString> apply(const deal::Edit& edit);

    // Each answers the new scenario, or the current one where the workbook takes no more: refused() says why.
    ScenarioId addFromTemplate();
    ScenarioId duplicate(ScenarioId id);
    /// After the current one, under a free name like its own.
    ScenarioId add(deal::Scenario scenario, const QString& undoText);
    void remove(ScenarioId id);  ///< the last one stays
    void move(std::size_t from, std::size_t to);
    [[nodiscard]] std::optional<QString> rename(ScenarioId id, const QString& name);
    void setBaseline(ScenarioId id);

signals:
    void stateChanged();
    void currentChanged();
    void refused(const QString& why);

private:
    friend class ChangeWorkbook;
    void setState(WorkbookState state);
    void push(WorkbookState next, const QString& text, const std::string& path = {}, std::uint64_t gesture = 0);
    /// The state with another scenario in the place of the one of that id, which is there.
    [[nodiscard]] WorkbookState with(ScenarioId id, deal::Scenario scenario) const;
    [[nodiscard]] std::string freeName(const QString& wanted) const;
    [[nodiscard]] bool isTaken(const std::string& name, ScenarioId except) const;
    /// Why the next state can't be saved for its size. Quick unless it is near the limit.
    [[nodiscard]] std::optional<QString> whyTooLarge(const WorkbookState& next);
    [[nodiscard]] qint64 mostBytes(const WorkbookState& state);

    WorkbookState m_state;
    ScenarioId m_current = 0;
    ScenarioId m_nextId = 1;
    std::map<ScenarioId, std::pair<std::shared_ptr<const deal::Scenario>, qint64>> m_sizes;  ///< storage::mostBytes
    QUndoStack m_undo;
};

}  // namespace dealwright::app
