// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/page_kind.h"

#include "app/pages/compare/compare_page.h"
#include "app/pages/explain/explain_page.h"
#include "app/pages/projection/projection_page.h"
#include "app/pages/risk/risk_page.h"

#include <QtGlobal>

#include <array>

namespace dealwright::app {

namespace {

template <class Kind>
[[nodiscard]] std::unique_ptr<Page> make()
{
    return std::make_unique<Kind>();
}

}  // namespace

PageKinds pages()
{
    static constexpr std::array all{
        PageKind{"projection", QT_TRANSLATE_NOOP("Pages", "&Projection"), make<ProjectionPage>},
        PageKind{"risk", QT_TRANSLATE_NOOP("Pages", "&Risk"), make<RiskPage>},
        PageKind{"explain", QT_TRANSLATE_NOOP("Pages", "&Explain"), make<ExplainPage>},
        PageKind{"compare", QT_TRANSLATE_NOOP("Pages", "&Compare"), make<ComparePage>},
    };
    return all;
}

}  // namespace dealwright::app
