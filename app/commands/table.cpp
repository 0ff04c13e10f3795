// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/table.h"

#include "app/commands/spelled_out.h"

#include <QTextBoundaryFinder>

#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include <sys/ioctl.h>
#include <unistd.h>

namespace dealwright::app {

namespace {

constexpr int gap = 2;             // between two columns
constexpr int narrowest = 40;      // of a terminal
constexpr int shortestLabel = 24;  // before words elsewhere give way
constexpr int shortestWord = 8;    // what is left of words at least

/// How many columns the C library's wcwidth gives a character; utf8proc has vowel signs that stand beside their letter
/// at 0, and the later parts of Korean syllables at 1.
[[nodiscard]] int columnsOf(char32_t character)
{
    const bool laterJamo = character >= 0x1160 && character <= 0x11ff;
    const auto code = static_cast<utf8proc_int32_t>(character);
    return laterJamo ? 0 : utf8proc_category(code) == UTF8PROC_CATEGORY_MC ? 1 : utf8proc_charwidth(code);
}

[[nodiscard]] int columns(const QString& text)
{
    int sum = 0;
    for (const uint character : text.toUcs4()) {
        sum += columnsOf(character);
    }
    return sum;
}

/// The beginning of the text that takes at most `width` columns, cut between what a reader takes for characters.
[[nodiscard]] QString beginning(const QString& text, int width)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype end = 0;
    for (qsizetype next = finder.toNextBoundary(); next > 0 && columns(text.left(next)) <= width;
         next = finder.toNextBoundary()) {
        end = next;
    }
    return text.left(end);
}

[[nodiscard]] QString padding(const QString& text, int width)
{
    return QString(std::max(0, width - columns(text)), u' ');
}

[[nodiscard]] int longestWord(const QString& text)
{
    int longest = 0;
    for (const QString& word : text.split(u' ')) {
        longest = std::max(longest, columns(word));
    }
    return longest;
}

}  // namespace

int terminalWidth()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("COLUMNS", &given);
    if (given && asked > 0) {
        return std::max(asked, narrowest);
    }
    winsize size{};
    if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return std::max(static_cast<int>(size.ws_col), narrowest);
    }
    return 80;
}

QString elided(const QString& text, int width)
{
    if (columns(text) <= width) {
        return text;
    }
    constexpr int shortestOwner = 4;  // with its ellipsis
    // What stands behind the colon or in the last brackets tells the text from others like it.
    const qsizetype end =
        text.endsWith(u')') ? text.lastIndexOf(QLatin1String(" (")) : text.lastIndexOf(QLatin1String(": "));
    const int tail = end < 0 ? 0 : columns(text.mid(end));
    if (end >= 0 && width - tail >= shortestOwner) {
        return beginning(text, width - tail - 1).trimmed() + u'…' + text.mid(end);
    }
    return beginning(text, std::max(width - 1, 0)).trimmed() + u'…';
}

QStringList wrapped(const QString& text, int width)
{
    QStringList lines;
    for (const QString& word : text.split(u' ')) {
        if (!lines.isEmpty() && columns(lines.back()) + 1 + columns(word) <= width) {
            lines.back() += u' ' + word;
        } else {
            lines << elided(word, width);
        }
    }
    return lines;
}

/// Each column's width: what its figures need, and as much of its words as there is room for.
QList<int> Table::widths(int width) const
{
    QList<int> whole;   // without any loss
    QList<int> fewest;  // with words cut
    QList<int> heads;   // of the longest word in the head
    for (const Row& row : m_rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (i == whole.size()) {
                whole << 0;
                fewest << 0;
                heads << 0;
            }
            const int needed = columns(row.cells[i]);
            whole[i] = std::max(whole[i], needed);
            fewest[i] = std::max(fewest[i], row.words || i == 0 ? std::min(needed, shortestWord) : needed);
            heads[i] = std::max(heads[i], row.head ? longestWord(row.cells[i]) : needed);
        }
    }
    const auto total = [](const QList<int>& list) {
        return std::accumulate(list.begin(), list.end(), gap * (static_cast<int>(list.size()) - 1));
    };
    if (whole.isEmpty() || total(whole) <= width) {
        return whole;
    }
    QList<int> result = heads;
    result[0] = whole[0];
    fewest[0] = std::min(whole[0], shortestLabel);
    for (int step = 0; step < 2; ++step) {
        while (total(result) > width) {
            qsizetype slackest = 0;
            for (qsizetype i = 1; i < result.size(); ++i) {
                slackest = result[i] - fewest[i] > result[slackest] - fewest[slackest] ? i : slackest;
            }
            if (result[slackest] <= fewest[slackest]) {
                break;
            }
            --result[slackest];
        }
        fewest[0] = std::min(whole[0], shortestWord);  // only then
    }
    // What is left over goes to the heads that take most lines.
    while (total(result) < width) {
        qsizetype tallest = -1;
        for (qsizetype i = 0; i < result.size(); ++i) {
            const double lines = static_cast<double>(whole[i]) / result[i];
            if (whole[i] > result[i] &&
                (tallest < 0 || lines > static_cast<double>(whole[tallest]) / result[tallest])) {
                tallest = i;
            }
        }
        if (tallest < 0) {
            break;
        }
        ++result[tallest];
    }
    return result;
}

void Table::add(const QStringList& cells, bool head, bool words)
{
    Row row{{}, head, words};
    for (const QString& cell : cells) {
        row.cells << spelledOut(cell);
    }
    m_rows.push_back(row);
}

QString Table::toString(int width) const
{
    const QList<int> each = widths(width);
    QString result;
    const auto addLine = [&](const QStringList& cells) {
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const QString pad = padding(cells[i], each[i]);
            line += i == 0 ? cells[i] + pad : QString(gap, u' ') + pad + cells[i];
        }
        while (line.endsWith(u' ')) {
            line.chop(1);
        }
        result += line + u'\n';
    };
    for (const Row& row : m_rows) {
        if (!row.head) {
            QStringList cells;
            for (qsizetype i = 0; i < row.cells.size(); ++i) {
                cells << (i == 0 || row.words ? elided(row.cells[i], each[i]) : row.cells[i]);
            }
            addLine(cells);
            continue;
        }
        QList<QStringList> cells;
        qsizetype height = 0;
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            cells << wrapped(row.cells[i], each[i]);
            height = std::max(height, cells.back().size());
        }
        for (qsizetype line = 0; line < height; ++line) {
            QStringList parts;
            for (const QStringList& cell : cells) {
                const qsizetype above = height - cell.size();
                parts << (line < above ? QString() : cell[line - above]);
            }
            addLine(parts);
        }
    }
    return result;
}

}  // namespace dealwright::app
