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
    bool isBehindSign = false;  // a letter to underline, or the second & of two
    for (const QChar letter : text) {
        const bool isSign = letter == QLatin1Char('&') && !isBehindSign;
        if (!isSign) {
            result += letter;
        }
        isBehindSign = isSign;
    }
    return result;
}

QString notAsHtml(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

}  // namespace dealwright::views
