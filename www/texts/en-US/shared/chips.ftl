### Sizes of flash chips, and times.

flash-kilobytes = { NUMBER($count) }K
flash-megabytes = { NUMBER($count) }M
memory-kilobytes = { NUMBER($count) } KB
memory-megabytes = { NUMBER($count) } MB
time-seconds = { NUMBER($seconds) } s
time-minutes = { NUMBER($minutes) } min { NUMBER($seconds) } s
