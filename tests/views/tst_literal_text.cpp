// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "views/look/literal_text.h"

#include <QTest>
#include <QTextDocument>

using namespace dealwright::views;

class TestLiteralText : public QObject {
    Q_OBJECT

private slots:
    void aButtonShowsWhatWasMeant()
    {
        QCOMPARE(onButton("AT&T R&D"), QStringLiteral("AT&&T R&&D"));
        QCOMPARE(withoutShortcut("Sa&ve AT&&T"), QStringLiteral("Save AT&T"));
        QCOMPARE(withoutShortcut("ends in &"), QStringLiteral("ends in "));
        for (const char* text : {"", "&", "&&", "a&b&&c&", "R&D"}) {
            QCOMPARE(withoutShortcut(onButton(text)), QString(text));
        }
    }

    void nothingIsTakenForHtml()
    {
        QCOMPARE(notAsHtml("plain\nlines"), QStringLiteral("plain\nlines"));
        for (const char* text : {"<b>x</b>", "<img src=file:///x>", "a <i>b</i>\nc", "<!-- x"}) {
            const QString shown = notAsHtml(text);
            QTextDocument document;
            if (Qt::mightBeRichText(shown)) {
                document.setHtml(shown);
            } else {
                document.setPlainText(shown);
            }
            QCOMPARE(document.toPlainText(), QString(text));
        }
    }
};

ROOM_TEST(literal_text, TestLiteralText)
#include "tst_literal_text.moc"
