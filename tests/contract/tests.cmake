# SPDX-License-Identifier: GPL-3.0-or-later
add_room_test(contract market_path)
add_room_test(contract contributions)
add_room_test(contract tiers)
add_room_test(contract exclusivity)
add_room_test(contract payments)
add_room_test(contract governance)
add_room_test(contract ledger)
add_room_test(contract ledger_properties tests_support)
