// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/edit_text.h"

#include "words/titles.h"

#include <QCoreApplication>

namespace dealwright::words {

QString editText(const deal::Edit& edit, const deal::Scenario& after)
{
    using Kind = deal::Edit::Kind;
    switch (edit.kind) {
        case Kind::set:
            return QCoreApplication::translate("Edit", "change %1").arg(leafName(*deal::leafAt(after, edit.path)));
        case Kind::insert:
        case Kind::giveEachUseCase:
            return QCoreApplication::translate("Edit", "add %1").arg(listElementName(edit.path));
        case Kind::remove:
            return QCoreApplication::translate("Edit", "remove %1").arg(listElementName(edit.path));
        case Kind::move:
            return QCoreApplication::translate("Edit", "move %1").arg(listElementName(edit.path));
    }
    return {};
}

QString nameOfANewUseCase()
{
    return QCoreApplication::translate("Edit", deal::nameOfANewUseCase.data());
}

}  // namespace dealwright::words
