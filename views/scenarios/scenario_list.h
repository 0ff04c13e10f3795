// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

class QListView;
class QToolButton;

namespace dealwright::views {

class ScenarioCards;
class Text;

/// What a scenario's card shows. Figures are texts already: the card only lays them out.
struct ScenarioCard {
    std::uint64_t id = 0;
    QString name;
    QString caption;   ///< author or state
    QString licensor;  ///< expected NPV, bare
    QString host;
    double licensorShare = 0.0;  ///< for the split bar
    double hostShare = 0.0;
    bool baseline = false;
    bool compared = false;
    bool stale = false;  ///< the figures are not the scenario's own
    friend bool operator==(const ScenarioCard&, const ScenarioCard&) = default;
};

/// The column of scenarios: choose, check for comparison, rename in place, drag to reorder; buttons to add, duplicate
/// and delete. Values in, wishes out.
class ScenarioList : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioList(QWidget* parent = nullptr);
    /// `unit` names the figures' unit, such as “NPV in $ M”.
    void show(const std::vector<ScenarioCard>& cards, std::uint64_t current, const QString& unit);
    using QWidget::show;
    /// Opens the name of the current card for editing.
    void editName();
    [[nodiscard]] QListView* view() const { return m_view; }

signals:
    void chosen(std::uint64_t id);
    void checked(std::uint64_t id, bool on);
    void renamed(std::uint64_t id, const QString& name);
    void moved(std::size_t from, std::size_t to);
    void addWanted();
    void duplicateWanted(std::uint64_t id);
    void deleteWanted(std::uint64_t id);
    void baselineWanted(std::uint64_t id);

private:
    void showMenu(const QPoint& position);
    [[nodiscard]] std::uint64_t currentId() const;

    ScenarioCards* m_cards = nullptr;
    QListView* m_view = nullptr;
    Text* m_unit = nullptr;
    QToolButton* m_delete = nullptr;
};

}  // namespace dealwright::views
