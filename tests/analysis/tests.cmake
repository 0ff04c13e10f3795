# SPDX-License-Identifier: GPL-3.0-or-later
foreach(subject bridge comparison convergence figures goal_seek rank_correlation redline sensitivity tier_readings)
  add_room_test(analysis ${subject} tests_support)
endforeach()
