// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/edit.h"
#include "deal/problem.h"
#include "deal/scenario.h"
#include "views/look/panel.h"
#include "words/format.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

class QBoxLayout;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace dealwright::views {

class ExclusivityBar;
class Staircase;
class TermField;
enum class TermFieldForm;
class TermSection;

/// Every field of a scenario, generated from its description: sections of labelled editors in the units of a
/// negotiator. Holds no deal state: it is shown a scenario and emits edits.
class TermSheet : public Panel {
    Q_OBJECT
public:
    explicit TermSheet(QWidget* parent = nullptr);

    /// Shows the scenario; fields that differ from the baseline are marked, and so are those that break a rule. Where
    /// the scenario has the fields that are shown already, they change in place.
    void show(const std::shared_ptr<const deal::Scenario>& scenario,
              const std::shared_ptr<const deal::Scenario>& baseline, const std::vector<deal::Problem>& problems,
              const words::NumberHabits& habits);
    using QWidget::show;

    /// Says at the field why an edit was not taken; its text stays as typed.
    void refuse(const std::string& path, const QString& reason);
    /// Opens the field's section, scrolls to it and gives it the focus; false where there is no such field.
    bool jumpTo(const std::string& path);
    /// The leaves whose name has all the words, in the order of the sheet.
    [[nodiscard]] std::vector<deal::Leaf> search(const QString& words) const;
    /// The editor of a leaf, null where there is none: for tests and tools of access.
    [[nodiscard]] TermField* field(const std::string& path) const;

signals:
    void edited(const dealwright::deal::Edit& edit);

private:
    using Rows = std::vector<const deal::Leaf*>;
    void rebuild(const deal::Outline& outline);
    void fill(TermSection& section, deal::Section id, const deal::Outline& outline);
    TermField* addField(QBoxLayout& layout, const deal::Leaf& leaf, TermFieldForm form);
    void addHead(QVBoxLayout& body, const QString& head, const deal::Leaf& leaf);
    void addTable(QVBoxLayout& body, const Rows& leaves);  ///< a line for each element, a column for each field
    void addAddButton(QVBoxLayout& body, const deal::ListExtent& list);
    QToolButton* listButton(const QString& symbol, const QString& name, const deal::Edit& edit);
    /// `baseline` has the baseline's leaf, by its path here, where it is another.
    void update(const std::vector<deal::Leaf>& leaves, const std::map<std::string, deal::Leaf>& baseline,
                const std::vector<deal::Problem>& problems);

    std::shared_ptr<const deal::Scenario> m_scenario;
    std::vector<std::string> m_shape;  ///< the paths that are shown
    std::map<std::string, TermField*> m_fields;
    std::map<std::string, Text*> m_listReasons;  ///< why a list refused another element
    std::map<deal::Section, TermSection*> m_sections;
    std::map<std::size_t, ExclusivityBar*> m_exclusivityBars;  ///< by the use case's place
    Staircase* m_staircase = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_content = nullptr;
    words::Format m_format;
};

}  // namespace dealwright::views
