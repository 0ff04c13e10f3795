# SPDX-License-Identifier: GPL-3.0-or-later
add_model_test(contract market_path)
add_model_test(contract contributions)
add_model_test(contract tiers)
add_model_test(contract exclusivity)
add_model_test(contract payments)
add_model_test(contract governance)
add_model_test(contract ledger)
add_model_test(contract ledger_properties tests_support)
