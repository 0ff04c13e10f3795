# SPDX-License-Identifier: GPL-3.0-or-later
add_room_test(deal correlation tests_support)
add_room_test(deal description)
add_room_test(deal difference tests_support)
add_room_test(deal edit tests_support)
add_room_test(deal edits tests_support)
add_room_test(deal leaves tests_support)
add_room_test(deal names tests_support)
add_room_test(deal random_scenarios tests_support)
add_room_test(deal validation tests_support)

# A described member without a field must not compile; the same file with the field must, so that a failure means the
# missing field and nothing else.
foreach(member described undescribed)
  set(object "${member}_member")
  add_library(${object} OBJECT EXCLUDE_FROM_ALL deal/undescribed_member.cpp)
  set_target_properties(${object} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${object} PRIVATE model_deal)
  add_test(NAME deal.${object} COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target ${object})
  set_tests_properties(deal.${object} PROPERTIES LABELS "deal;rooms" RESOURCE_LOCK build_tree)
endforeach()
target_compile_definitions(described_member PRIVATE DESCRIBED)
set_target_properties(undescribed_member PROPERTIES EXPORT_COMPILE_COMMANDS OFF)  # clang-tidy reads what compiles
set_tests_properties(deal.undescribed_member PROPERTIES PASS_REGULAR_EXPRESSION "FieldMissing<.*Escrow::interest")
if(Qt6_FOUND)
  add_subdirectory(deal/added_field)
endif()
