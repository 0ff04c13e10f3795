// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/theme.h"

#include "views/look/deal_style.h"

#include <QApplication>
#include <QPalette>

namespace dealwright::views::theme {

namespace {

bool usesDark = false;

[[nodiscard]] Tokens lightTokens()
{
    Tokens t;
    t.window = "#F5F6F7";
    t.panel = "#FFFFFF";
    t.border = "#DFE3E8";
    t.grid = "#ECEEF1";
    t.text = "#1D232B";
    t.secondary = "#5A6572";
    t.selection = "#E8F1FA";
    t.problem = "#B3261E";
    t.warning = "#8A5A00";
    t.licensor = {"#1F6FB2", "#155A94", "#9CC4E6", "#D6E6F4"};
    t.host = {"#D9731A", "#A8500A", "#F2BE90", "#FBE6D3"};
    t.agreementLine = "#2A9D8F";
    t.agreementZone = "#DDF1EE";
    t.useCases = {"#2F6690", "#3A86A8", "#6BA3A0", "#A3B18A", "#C9A66B", "#B07D62"};
    return t;
}

[[nodiscard]] Tokens darkTokens()
{
    Tokens t;
    t.dark = true;
    t.window = "#1B1F24";
    t.panel = "#23282F";
    t.border = "#39414B";
    t.grid = "#2F363F";
    t.text = "#E7EAEE";
    t.secondary = "#A5AFBA";
    t.selection = "#2B3A49";
    t.problem = "#FF8A80";
    t.warning = "#E5B567";
    t.licensor = {"#6CB2F2", "#8CC4F8", "#3A6D9A", "#2A4660"};
    t.host = {"#F0A45A", "#F5B87E", "#96612F", "#5A4029"};
    t.agreementLine = "#4FC3B5";
    t.agreementZone = "#24403F";
    t.useCases = {"#5B9BD5", "#63B6CF", "#86C5B8", "#B5C99A", "#D9BE85", "#C99A7E"};
    return t;
}

[[nodiscard]] QPalette paletteOf(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.window);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.panel);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.problem);
    p.setColor(QPalette::PlaceholderText, t.secondary);
    p.setColor(QPalette::ToolTipBase, t.panel);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.dark ? QColor("#2F5E88") : QColor("#BBD7EF"));
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.licensor.text);
    p.setColor(QPalette::LinkVisited, t.licensor.text);
    p.setColor(QPalette::Light, t.panel);
    p.setColor(QPalette::Midlight, t.grid);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.secondary);
    p.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = t.secondary;
        faint.setAlphaF(0.6F);
        p.setColor(QPalette::Disabled, role, faint);
    }
    return p;
}

}  // namespace

const Tokens& light()
{
    static const Tokens tokens = lightTokens();
    return tokens;
}

const Tokens& dark()
{
    static const Tokens tokens = darkTokens();
    return tokens;
}

const Tokens& current()
{
    return usesDark ? dark() : light();
}

void apply(QApplication& application, Brightness brightness)
{
    static const bool desktopIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    usesDark = brightness == Brightness::dark || (brightness == Brightness::system && desktopIsDark);
    if (!qobject_cast<DealStyle*>(QApplication::style())) {
        QApplication::setStyle(new DealStyle);
    }
    QApplication::setFont(font(Type::body));
    application.setPalette(paletteOf(current()));
}

QFont font(Type type)
{
    QFont font;
    font.setFamilies({"Noto Sans", "Noto Sans Devanagari"});
    switch (type) {
        case Type::body:
            font.setPixelSize(13);
            break;
        case Type::secondary:
            font.setPixelSize(12);
            break;
        case Type::small:
            font.setPixelSize(11);
            break;
        case Type::sectionHead:
            font.setPixelSize(13);
            font.setBold(true);
            break;
        case Type::chartTitle:
            font.setPixelSize(14);
            font.setBold(true);
            break;
        case Type::headline:
            font.setPixelSize(25);
            font.setBold(true);
            break;
    }
    return font;
}

}  // namespace dealwright::views::theme
