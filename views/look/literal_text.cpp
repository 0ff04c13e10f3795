// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/literal_text.h"

#include <QTextDocument>

namespace dealwright::views {

QString onButton(const QString& text)
{
    QString result = text;
    return result.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString withoutShortcut(const QString& text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && ++i == text.size()) {
            break;
        }
        result += text[i];
    }
    return result;
}

QString notAsHtml(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

}  // namespace dealwright::views
