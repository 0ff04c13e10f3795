# SPDX-License-Identifier: GPL-3.0-or-later
add_room_tests(storage LINKS model_storage)
define_folders(storage deal_file)
add_room_test(storage deal_file tests_support)
add_room_test(storage hostile_files tests_support)
add_room_test(storage safe_saving)
add_room_test(storage failing_calls)

# Clang alone: configure with DEALWRIGHT_SANITIZER=fuzzer-no-link,address,undefined so that the rooms are instrumented,
# then run `fuzz_deal_file -max_total_time=60 FOLDER` on a folder that holds data/format-1.deal.
option(DEALWRIGHT_FUZZERS "Build the libFuzzer targets" OFF)
if(DEALWRIGHT_FUZZERS AND Qt6_FOUND)
  add_executable(fuzz_deal_file fuzz/fuzz_deal_file.cpp)
  target_link_libraries(fuzz_deal_file PRIVATE model_storage project_options)
  target_link_options(fuzz_deal_file PRIVATE -fsanitize=fuzzer,address,undefined)
endif()
