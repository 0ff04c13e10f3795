// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/read_problem.h"

#include "deal/field.h"
#include "deal/filled.h"

namespace dealwright::interchange {

std::string_view textOf(ReadError error)
{
    switch (error) {
        case ReadError::notJson:
            return TERM_TEXT("Interchange", "not JSON: it goes wrong at line %1, column %2");
        case ReadError::tooDeep:
            return TERM_TEXT("Interchange", "nested too deep for a workbook");
        case ReadError::tooLarge:
            return TERM_TEXT("Interchange", "too large for a workbook");
        case ReadError::duplicateName:
            return TERM_TEXT("Interchange", "stands there twice; keep one of the two");
        case ReadError::unknownName:
            return TERM_TEXT("Interchange", "no such name here; check its spelling");
        case ReadError::missing:
            return TERM_TEXT("Interchange", "must be given");
        case ReadError::notNumber:
            return TERM_TEXT("Interchange", "must be a number (is %1)");
        case ReadError::notWhole:
            return TERM_TEXT("Interchange", "must be a whole number that is not too large (is %1)");
        case ReadError::notFinite:
            return TERM_TEXT("Interchange", "must be a finite number");
        case ReadError::notText:
            return TERM_TEXT("Interchange", "must be a text in quotation marks (is %1)");
        case ReadError::notFlag:
            return TERM_TEXT("Interchange", "must be true or false (is %1)");
        case ReadError::notList:
            return TERM_TEXT("Interchange", "must be a list in square brackets (is %1)");
        case ReadError::notObject:
            return TERM_TEXT("Interchange", "must be an object in braces (is %1)");
        case ReadError::unknownWord:
            return TERM_TEXT("Interchange", "must be one of %2 (is %1)");
        case ReadError::unknownUseCase:
            return TERM_TEXT("Interchange", "must name a use case of this scenario (is %1)");
        case ReadError::textTooLong:
            return TERM_TEXT("Interchange", "must have at most %2 characters (has %1)");
        case ReadError::textNotPrintable:
            return TERM_TEXT("Interchange", "must not contain control characters");
        case ReadError::listTooLong:
            return TERM_TEXT("Interchange", "must have at most %2 elements");
        case ReadError::idNotUnique:
            return TERM_TEXT("Interchange", "must be different from the other identifiers (is %1)");
        case ReadError::unknownPath:
            return TERM_TEXT("Interchange", "leads nowhere in this scenario");
    }
    return {};
}

std::string describe(const ReadProblem& problem)
{
    const std::string text = deal::filled(textOf(problem.error), problem.found, problem.wanted);
    return problem.path.empty() ? text : problem.path + ": " + text;
}

}  // namespace dealwright::interchange
