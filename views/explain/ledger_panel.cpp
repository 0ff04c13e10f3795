// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/ledger_panel.h"

#include "contract/ledger_rows.h"
#include "views/explain/ledger_table.h"
#include "views/look/literal_text.h"
#include "views/look/panel.h"
#include "views/look/theme.h"
#include "words/titles.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <vector>

namespace dealwright::views {

namespace {

constexpr int leastHeight = 180;

}  // namespace

LedgerPanel::LedgerPanel(QWidget* parent)
    : QWidget(parent),
      m_table(new LedgerTable(this)),
      m_filter(new LedgerFilter(m_table, this)),
      m_pathBox(new QSpinBox),
      m_licensorMedian(new QPushButton),
      m_hostMedian(new QPushButton),
      m_words(new QLineEdit),
      m_view(new QTableView),
      m_title(new Text(Type::chartTitle)),
      m_npvs(new Text(Type::secondary, Text::Colour::secondary)),
      m_caption(new Text(Type::secondary, Text::Colour::secondary))
{
    m_title->say(tr("One path, month by month"));
    m_npvs->setWordWrap(true);
    m_caption->setWordWrap(true);
    m_pathBox->setAccessibleName(tr("Path"));
    m_pathBox->setKeyboardTracking(false);
    m_pathBox->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_pathBox->setAlignment(Qt::AlignRight);
    m_pathBox->setMinimumWidth(80);
    m_pathBox->setToolTip(tr("As “dealwright ledger --path” counts them, from 0; the arrow keys go to the next"));
    m_pathBox->setGroupSeparatorShown(true);
    m_licensorMedian->setAccessibleName(tr("Median of licensor"));
    m_hostMedian->setAccessibleName(tr("Median of host"));
    m_licensorMedian->setToolTip(tr("The path in the middle of all that the licensor may earn"));
    m_hostMedian->setToolTip(tr("The path in the middle of all that the host may earn"));
    m_words->setPlaceholderText(tr("Filter: 2029 earned"));
    m_words->setAccessibleName(tr("Show only rows with these words"));
    m_words->setClearButtonEnabled(true);
    auto* copied = new QPushButton(tr("Copy"));
    copied->setToolTip(tr("Copy the selected rows, or all that are shown, for a spreadsheet"));

    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Ledger of the path"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMinimumHeight(leastHeight);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 8);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_view->horizontalHeader()->setSectionResizeMode(LedgerTable::item, QHeaderView::Stretch);
    const auto wide = [this](int column, const char* words) {
        m_view->setColumnWidth(column, m_view->fontMetrics().horizontalAdvance(QLatin1String(words)) + 14);
    };
    wide(LedgerTable::month, "Mmm 2029");
    wide(LedgerTable::useCase, "Content moderation");
    wide(LedgerTable::figure, "12,345,678.9 M tokens");
    m_view->installEventFilter(this);

    auto* which = new QHBoxLayout;
    which->setSpacing(8);
    auto* label = new Text(Type::body);
    label->say(tr("Path"));
    which->addWidget(label);
    which->addWidget(m_pathBox);
    which->addWidget(m_licensorMedian);
    which->addWidget(m_hostMedian);
    which->addStretch();
    auto* what = new QHBoxLayout;
    what->setSpacing(8);
    what->addWidget(m_words, 1);
    what->addWidget(copied);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_title);
    all->addWidget(m_npvs);
    all->addLayout(which);
    all->addLayout(what);
    all->addWidget(m_view, 1);
    all->addWidget(m_caption);

    connect(m_pathBox, qOverload<int>(&QSpinBox::valueChanged), this, [this](int path) { setPath(path); });
    connect(m_licensorMedian, &QPushButton::clicked, this, [this] { takeMedian(deal::Side::licensor); });
    connect(m_hostMedian, &QPushButton::clicked, this, [this] { takeMedian(deal::Side::host); });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter->setWords(words);
        showCaption();
    });
    connect(copied, &QPushButton::clicked, this, &LedgerPanel::copy);
}

void LedgerPanel::setProjection(const std::shared_ptr<const deal::Scenario>& scenario,
                                const std::shared_ptr<const simulation::Projection>& projection,
                                const words::NumberHabits& habits)
{
    m_scenario = scenario;
    m_projection = projection;
    m_format = words::Format(*scenario, habits);
    m_licensorMedian->setText(tr("Median of %1").arg(onButton(words::partyName(*scenario, deal::Side::licensor))));
    m_hostMedian->setText(tr("Median of %1").arg(onButton(words::partyName(*scenario, deal::Side::host))));
    m_pathBox->setLocale(habits.locale);
    {
        const QSignalBlocker quiet(m_pathBox);
        m_pathBox->setRange(0, static_cast<int>(projection->paths) - 1);
    }
    if (!m_path) {
        takeMedian(deal::Side::licensor);
    } else if (*m_path >= projection->paths) {
        setPath(projection->paths - 1);
    }
}

void LedgerPanel::takeMedian(deal::Side side)
{
    if (!m_projection || m_projection->of(side).npvByPath.empty()) {
        return;
    }
    const std::vector<double>& npvs = m_projection->of(side).npvByPath;
    std::vector<std::int64_t> order(npvs.size());
    std::iota(order.begin(), order.end(), 0);
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>((npvs.size() - 1) / 2);
    std::ranges::nth_element(order, middle, {},
                             [&](std::int64_t path) { return std::pair(npvs[static_cast<std::size_t>(path)], path); });
    setPath(*middle);
}

void LedgerPanel::setPath(std::int64_t path)
{
    const QSignalBlocker quiet(m_pathBox);
    m_pathBox->setValue(static_cast<int>(path));
    if (m_path != path) {
        m_path = path;
        emit pathChosen();
    }
}

void LedgerPanel::show(const contract::Ledger& ledger)
{
    m_table->show(contract::ledgerRows(ledger, *m_scenario), m_format);
    const auto amount = [this](double money) { return m_format.moneyIn({}, money, 2); };
    m_npvs->say(tr("NPV of this path: %1 %2, %3 %4")
                    .arg(QString::fromStdString(m_scenario->parties.licensor.name), amount(ledger.licensorNpv),
                         QString::fromStdString(m_scenario->parties.host.name), amount(ledger.hostNpv)));
    showCaption();
}

void LedgerPanel::showCaption()
{
    const int rows = m_filter->rowCount();
    const QString count = m_format.count(rows);
    QString caption = tr("Figures shown: %1. Items that are nothing in every month are left out.").arg(count);
    if (rows == 0) {
        caption = tr("No row has all these words.");
    } else if (const auto sum = m_filter->sum()) {
        caption = tr("%1 together: %2. Figures shown: %3.")
                      .arg(LedgerTable::nameOf(sum->item), m_table->figureText(*sum), count);
    }
    m_caption->say(caption);
}

void LedgerPanel::copy() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    if (rows.empty()) {
        rows.resize(static_cast<std::size_t>(m_filter->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    std::ranges::sort(rows);
    QApplication::clipboard()->setText(m_filter->asText(rows));
}

bool LedgerPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace dealwright::views
