// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/menus/view_menu.h"

#include "views/look/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QSettings>

#include <algorithm>

namespace dealwright::app {

namespace {

[[nodiscard]] QString brightnessKey()
{
    return QStringLiteral("look/brightness");
}

}  // namespace

ViewMenu::ViewMenu(PageKinds kinds, QSettings& settings, QWidget* parent)
    : QMenu(tr("&View"), parent), m_kinds(kinds), m_settings(settings)
{
    addPages();
    addSeparator();
    addLooks();
}

void ViewMenu::addPages()
{
    constexpr int mostWithShortcut = 9;
    int number = 1;
    for (const PageKind& kind : m_kinds) {
        QAction* action = addAction(QCoreApplication::translate("Pages", kind.title), this,
                                    [this, word = kind.word] { emit pageWanted(word); });
        if (number <= mostWithShortcut) {
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
        }
        ++number;
        m_pages.push_back(action);
    }
}

void ViewMenu::addLooks()
{
    auto* looks = new QActionGroup(this);
    const auto add = [this, looks](const QString& name, views::Brightness brightness) {
        QAction* action = addAction(name, this, [this, brightness] {
            m_settings.setValue(brightnessKey(), static_cast<int>(brightness));
            views::theme::apply(*qApp, brightness);
        });
        action->setCheckable(true);
        action->setData(static_cast<int>(brightness));
        action->setChecked(m_settings.value(brightnessKey(), 0).toInt() == static_cast<int>(brightness));
        looks->addAction(action);
    };
    add(tr("As the desktop"), views::Brightness::system);
    add(tr("Light"), views::Brightness::light);
    add(tr("Dark"), views::Brightness::dark);
}

QAction* ViewMenu::pageAction(std::string_view word) const
{
    const auto found = std::ranges::find(m_kinds, word, &PageKind::word);
    return found == m_kinds.end() ? nullptr : m_pages[static_cast<std::size_t>(found - m_kinds.begin())];
}

}  // namespace dealwright::app
