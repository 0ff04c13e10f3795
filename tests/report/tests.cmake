# SPDX-License-Identifier: GPL-3.0-or-later
# The PDF's pages; their words are read by poppler's pdftotext.
find_program(PDFTOTEXT pdftotext)
if(TARGET dealwright_app)
  add_room_tests(report WINDOW LINKS dealwright_app)
  target_compile_definitions(tst_report PRIVATE
    DEALWRIGHT_SCENARIOS="${PROJECT_SOURCE_DIR}/scenarios" PDFTOTEXT="${PDFTOTEXT}")
endif()
add_room_test(report report_tables)
if(PDFTOTEXT)
  add_room_test(report report_pages)
endif()
