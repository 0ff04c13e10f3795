# SPDX-License-Identifier: GPL-3.0-or-later
add_model_test(deal correlation tests_support)
add_model_test(deal difference tests_support)
add_model_test(deal edits tests_support)
add_model_test(deal leaves tests_support)
add_model_test(deal random_scenarios tests_support)
add_model_test(deal validation tests_support)
