// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/missing_letters.h"

#include "views/look/theme.h"

#include <QChar>
#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace dealwright::views::report {

namespace {

/// Where Debian 12 has fonts: fonts-noto-core for most of the living scripts.
struct ScriptFont {
    QChar::Script script;
    const char* name;
    const char* package;
};
constexpr std::array scriptFonts{
    ScriptFont{QChar::Script_Han, QT_TRANSLATE_NOOP("Report", "Chinese"), "fonts-noto-cjk"},
    ScriptFont{QChar::Script_Bopomofo, QT_TRANSLATE_NOOP("Report", "Chinese"), "fonts-noto-cjk"},
    ScriptFont{QChar::Script_Hiragana, QT_TRANSLATE_NOOP("Report", "Japanese"), "fonts-noto-cjk"},
    ScriptFont{QChar::Script_Katakana, QT_TRANSLATE_NOOP("Report", "Japanese"), "fonts-noto-cjk"},
    ScriptFont{QChar::Script_Hangul, QT_TRANSLATE_NOOP("Report", "Korean"), "fonts-noto-cjk"},
    ScriptFont{QChar::Script_Arabic, QT_TRANSLATE_NOOP("Report", "Arabic"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Hebrew, QT_TRANSLATE_NOOP("Report", "Hebrew"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Devanagari, QT_TRANSLATE_NOOP("Report", "Devanagari"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Bengali, QT_TRANSLATE_NOOP("Report", "Bengali"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Gurmukhi, QT_TRANSLATE_NOOP("Report", "Gurmukhi"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Gujarati, QT_TRANSLATE_NOOP("Report", "Gujarati"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Oriya, QT_TRANSLATE_NOOP("Report", "Odia"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Tamil, QT_TRANSLATE_NOOP("Report", "Tamil"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Telugu, QT_TRANSLATE_NOOP("Report", "Telugu"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Kannada, QT_TRANSLATE_NOOP("Report", "Kannada"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Malayalam, QT_TRANSLATE_NOOP("Report", "Malayalam"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Sinhala, QT_TRANSLATE_NOOP("Report", "Sinhala"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Thai, QT_TRANSLATE_NOOP("Report", "Thai"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Lao, QT_TRANSLATE_NOOP("Report", "Lao"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Tibetan, QT_TRANSLATE_NOOP("Report", "Tibetan"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Myanmar, QT_TRANSLATE_NOOP("Report", "Burmese"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Khmer, QT_TRANSLATE_NOOP("Report", "Khmer"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Georgian, QT_TRANSLATE_NOOP("Report", "Georgian"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Armenian, QT_TRANSLATE_NOOP("Report", "Armenian"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Ethiopic, QT_TRANSLATE_NOOP("Report", "Ethiopic"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Greek, QT_TRANSLATE_NOOP("Report", "Greek"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Cyrillic, QT_TRANSLATE_NOOP("Report", "Cyrillic"), "fonts-noto-core"},
    ScriptFont{QChar::Script_Latin, QT_TRANSLATE_NOOP("Report", "Latin"), "fonts-noto-core"},
};

[[nodiscard]] MissingLetters kindOf(char32_t letter)
{
    const auto* const known = std::ranges::find(scriptFonts, QChar::script(letter), &ScriptFont::script);
    if (known != scriptFonts.end()) {
        return {QCoreApplication::translate("Report", known->name), {}, QLatin1String(known->package)};
    }
    const bool fullWidth = (letter >= 0x3000 && letter < 0x3400) || (letter >= 0xff00 && letter < 0xfff0);
    const bool picture = letter >= 0x1f000 && letter < 0x20000;
    return {{}, {}, QLatin1String(fullWidth ? "fonts-noto-cjk" : picture ? "fonts-noto-color-emoji" : "")};
}

/// Whether the letter draws anything.
[[nodiscard]] bool isDrawn(char32_t letter)
{
    const QChar::Category category = QChar::category(letter);
    const bool variation = letter >= 0xfe00 && letter <= 0xfe0f;
    return !variation && !QChar::isSpace(letter) && category != QChar::Other_Control &&
           category != QChar::Other_Format && category != QChar::Other_Surrogate;
}

}  // namespace

QString MissingLetters::sentence() const
{
    constexpr qsizetype most = 6;
    QStringList numbers;
    const QList<uint> each = letters.toUcs4();
    for (const uint letter : each.mid(0, most)) {
        numbers << QStringLiteral("U+%1").arg(
            QString::number(letter, 16).toUpper().rightJustified(4, QLatin1Char('0')));
    }
    if (each.size() > most) {
        numbers << QStringLiteral("…");
    }
    const QString listed = numbers.join(QStringLiteral(", "));
    const QString what = script.isEmpty()
                             ? QCoreApplication::translate("Report", "letters (%1)").arg(listed)
                             : QCoreApplication::translate("Report", "%1 letters (%2)").arg(script, listed);
    return package.isEmpty()
               ? QCoreApplication::translate("Report",
                                             "Names have %1 that no font on this machine has: they stand as boxes. "
                                             "Install a font that has them and make the report anew.")
                     .arg(what)
               : QCoreApplication::translate("Report",
                                             "Names have %1 that no font on this machine has: they stand as boxes. "
                                             "Install the package %2 and make the report anew.")
                     .arg(what, package);
}

QList<MissingLetters> missingLetters(const QStringList& texts)
{
    std::set<char32_t> letters;
    for (const QString& text : texts) {
        for (const uint letter : text.toUcs4()) {
            letters.insert(letter);
        }
    }
    const QFontMetrics metrics(theme::font(Type::body));
    QList<MissingLetters> missing;
    for (const char32_t letter : letters) {
        if (!isDrawn(letter) || metrics.inFontUcs4(letter)) {
            continue;
        }
        MissingLetters kind = kindOf(letter);
        auto found = std::ranges::find_if(missing, [&](const MissingLetters& other) {
            return other.script == kind.script && other.package == kind.package;
        });
        if (found == missing.end()) {
            missing.push_back(std::move(kind));
            found = std::prev(missing.end());
        }
        found->letters += QString::fromUcs4(&letter, 1);
    }
    return missing;
}

}  // namespace dealwright::views::report
