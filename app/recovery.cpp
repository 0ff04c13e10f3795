// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recovery.h"

#include "app/dialogs/prompts.h"
#include "app/document_file.h"
#include "app/file_problem_text.h"
#include "app/session.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace dealwright::app {

namespace {

// Beside each other: the document, what is to be known of it, and the lock of the program that writes them.
constexpr auto copyEnding = ".deal";
constexpr auto noteEnding = ".json";
constexpr auto lockEnding = ".lock";

[[nodiscard]] QString file(const QString& stem, const char* ending)
{
    return stem + QLatin1String(ending);
}

[[nodiscard]] std::unique_ptr<QLockFile> lockOf(const QString& stem)
{
    auto lock = std::make_unique<QLockFile>(file(stem, lockEnding));
    lock->setStaleLockTime(0);  // however old: it is stale when its process is gone
    return lock;
}

void removeFiles(const QString& stem)
{
    QFile::remove(file(stem, noteEnding));
    QFile::remove(file(stem, copyEnding));
}

}  // namespace

Recovery::Recovery(Session& session, DocumentFile& document, QString folder, std::chrono::milliseconds delay)
    : m_session(session),
      m_document(document),
      m_folder(std::move(folder)),
      m_stem(m_folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::update);
    connect(&m_session, &Session::stateChanged, &m_timer, qOverload<>(&QTimer::start));
    connect(&m_session.undoStack(), &QUndoStack::cleanChanged, &m_timer, qOverload<>(&QTimer::start));
}

Recovery::~Recovery()
{
    remove();
}

void Recovery::update()
{
    m_timer.stop();
    if (m_session.isModified()) {
        write();
    } else {
        remove();
    }
}

void Recovery::write()
{
    if (!m_lock) {
        QDir().mkpath(m_folder);
        m_lock = lockOf(m_stem);
        if (!m_lock->tryLock(0)) {
            m_lock.reset();
            emit failed(tr("%1 cannot be written to.").arg(QDir::toNativeSeparators(m_folder)));
            return;
        }
    }
    const storage::EncodeResult encoded = storage::encode(m_session.workbook());
    const QByteArray sha256 = m_document.version().value_or(storage::FileVersion()).sha256;
    const QJsonObject note{{QStringLiteral("path"), m_document.path()},
                           {QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex())},
                           {QStringLiteral("changed"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
    auto problem = encoded.problem ? encoded.problem : storage::saveBytes(file(m_stem, copyEnding), encoded.bytes);
    if (!problem) {
        problem = storage::saveBytes(file(m_stem, noteEnding), QJsonDocument(note).toJson());
    }
    if (problem) {
        emit failed(fileProblemText(*problem));
    }
}

void Recovery::remove()
{
    if (m_lock) {
        removeFiles(m_stem);
        m_lock.reset();
    }
}

void Recovery::offer(Prompts& prompts)
{
    for (const LostWork& work : lostWork(m_folder)) {
        switch (prompts.recoverChanges(work.name(), work.changed)) {
            case Prompts::RecoverAnswer::recover:
                if (!m_document.recover(work)) {
                    continue;
                }
                update();  // before the other copy goes
                discard(work);
                return;
            case Prompts::RecoverAnswer::discard:
                discard(work);
                break;
            case Prompts::RecoverAnswer::later:
                break;
        }
    }
}

std::vector<LostWork> Recovery::lostWork(const QString& folder)
{
    std::vector<LostWork> found;
    const QDir directory(folder);
    for (const QFileInfo& info :
         directory.entryInfoList({QLatin1Char('*') + QLatin1String(copyEnding)}, QDir::Files, QDir::NoSort)) {
        const QString stem = directory.filePath(info.completeBaseName());
        if (!lockOf(stem)->tryLock(0)) {
            continue;  // its window is open
        }
        constexpr qint64 longestNote = qint64{1} << 16;
        const QByteArray noted = storage::readFile(file(stem, noteEnding), longestNote).bytes;
        const QJsonObject note = QJsonDocument::fromJson(noted).object();
        const QByteArray sha256 = QByteArray::fromHex(note[QStringLiteral("sha256")].toString().toLatin1());
        const QDateTime changed = QDateTime::fromString(note[QStringLiteral("changed")].toString(), Qt::ISODate);
        found.push_back({info.filePath(), note[QStringLiteral("path")].toString(),
                         (changed.isValid() ? changed : info.lastModified()).toLocalTime(),
                         sha256.isEmpty() ? std::nullopt : std::optional(storage::FileVersion{sha256})});
    }
    std::ranges::sort(found, std::ranges::greater(), &LostWork::changed);
    return found;
}

void Recovery::discard(const LostWork& work)
{
    const QFileInfo info(work.copy);
    removeFiles(info.dir().filePath(info.completeBaseName()));
}

}  // namespace dealwright::app
