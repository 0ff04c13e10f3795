# SPDX-License-Identifier: GPL-3.0-or-later
# add_report_test(subject): tests/report/tst_<subject>.cpp; the PDF's words are read by poppler's pdftotext.
find_program(PDFTOTEXT pdftotext)
function(add_report_test subject)
  add_executable(tst_${subject} report/tst_${subject}.cpp)
  set_target_properties(tst_${subject} PROPERTIES AUTOMOC ON)
  target_link_libraries(tst_${subject} PRIVATE dealwright_app tests_support Qt6::Test project_options)
  target_compile_definitions(tst_${subject} PRIVATE
    DEALWRIGHT_SCENARIOS="${PROJECT_SOURCE_DIR}/scenarios" PDFTOTEXT="${PDFTOTEXT}")
  add_test(NAME report.${subject} COMMAND tst_${subject})
  set_tests_properties(report.${subject} PROPERTIES TIMEOUT 300 LABELS report
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_SCALE_FACTOR=1")
endfunction()
if(TARGET dealwright_app)
  add_report_test(report_tables)
  if(PDFTOTEXT)
    add_report_test(report_pages)
  endif()
endif()
