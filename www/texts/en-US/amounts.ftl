### Sizes and times.

size-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
size-kilobytes = { NUMBER($count) } kB
size-megabytes = { $count } MB
flash-kilobytes = { NUMBER($count) }K
flash-megabytes = { NUMBER($count) }M
time-seconds = { NUMBER($seconds) } s
time-minutes = { NUMBER($minutes) } min { NUMBER($seconds) } s
number-thousands = { $above },{ $below }
size-exact =
    { $count ->
        [one] { $digits } byte
       *[other] { $digits } bytes
    }
