# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET views)
  add_library(views_samples STATIC views/sample_projection.cpp views/sample_projection.h)
  target_link_libraries(views_samples PUBLIC model_simulation model_deal PRIVATE project_options)
  target_include_directories(views_samples PUBLIC "${PROJECT_SOURCE_DIR}/tests/views/..")
  add_room_tests(views WINDOW LINKS views views_samples model_interchange)
  define_folders(views shown_digits)

  # Pictures of every widget, to look at: views_gallery FOLDER
  add_executable(views_gallery views/gallery.cpp)
  target_link_libraries(views_gallery PRIVATE views views_samples project_options)
endif()
add_room_test(views axis)
add_room_test(views format)
add_room_test(views literal_text)
add_room_test(views panels)
add_room_test(views result_tables)
add_room_test(views shown_digits)
add_room_test(views term_rows)
