// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <string_view>

// The tests of a room are one program: `tst_deal` runs every subject in turn, `tst_deal leaves [ARGUMENT…]` one alone,
// with Qt Test's arguments. Each subject is a test of its own for CTest, in a process of its own.
namespace dealwright::tests {

/// Makes a test class known to the program that it is linked into.
class Subject {
public:
    using Make = std::unique_ptr<QObject> (*)();
    Subject(std::string_view name, Make make);
};

/// Runs what the arguments say. Answers how many functions failed, at most 127; 2 where the subject is not there.
[[nodiscard]] int runSubjects(int argc, char** argv);

}  // namespace dealwright::tests

/// The end of a test's file, followed by its moc file: `Class` is the subject of that name.
#define ROOM_TEST(name, Class)                                    \
    static const dealwright::tests::Subject subject_of_this_file( \
        #name, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
