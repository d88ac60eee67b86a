### What "Copy details" copies: for someone who helps.

report-page = Boardwalk { $version }, { $page }
report-browser = Browser: { $browser }
report-adapter = USB adapter: { $usb }
report-step = Step: { $step }
report-problem = Problem: { $problem }
report-firmware = Firmware: { $firmware }
report-python = Python on the board: { $python }
report-heard =
    { $count ->
        [one] The last byte heard:
       *[other] The last { $count } bytes heard:
    }
report-unknown = unknown
report-no-problem = none
