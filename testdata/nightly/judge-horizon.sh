#!/bin/sh
# 20000 random documents up to their horizon
"$BUILD/lib/judge_horizon_test" 100000 20000
