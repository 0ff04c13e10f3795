// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace dealwright::tests {

namespace {

/// In the order of their names: that of linking is nobody's.
[[nodiscard]] std::vector<std::pair<std::string, Subject::Make>>& subjects()
{
    static std::vector<std::pair<std::string, Subject::Make>> known;
    return known;
}

}  // namespace

Subject::Subject(std::string_view name, Make make)
{
    subjects().emplace_back(name, make);
    std::ranges::sort(subjects());
}

int runSubjects(int argc, char** argv)
{
    std::vector<char*> arguments(argv, argv + argc);
    std::vector<std::pair<std::string, Subject::Make>> chosen = subjects();
    if (argc > 1 && argv[1][0] != '-') {
        std::erase_if(chosen, [&](const auto& subject) { return subject.first != argv[1]; });
        if (chosen.empty()) {
            std::fprintf(stderr, "There is no subject '%s' here. There are:\n", argv[1]);
            for (const auto& [name, make] : subjects()) {
                std::fprintf(stderr, "  %s\n", name.c_str());
            }
            return 2;
        }
        arguments.erase(arguments.begin() + 1);
    }
    int failed = 0;
    for (const auto& [name, make] : chosen) {
        const std::unique_ptr<QObject> test = make();
        failed += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return std::min(failed, 127);
}

}  // namespace dealwright::tests
