### Sizes, for all that says something of files.

size-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
size-kilobytes = { NUMBER($count) } kB
size-megabytes = { $count } MB
number-thousands = { $above },{ $below }
size-exact =
    { $count ->
        [one] { $digits } byte
       *[other] { $digits } bytes
    }
