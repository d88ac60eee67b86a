### The lesson beside the prompt. The lessons themselves are in www/lessons.

lesson-title = Lessons
lesson-close = Close the lesson
lesson-all = All lessons
lesson-steps = Cards of the lesson
lesson-count = { $card } of { $cards }
lesson-back = Back
lesson-next = Next
lesson-finish = Finish
lesson-expected = What should happen
lesson-insert = Insert
lesson-insert-prompt = Insert at the prompt
lesson-insert-program = Insert into the program
lesson-busy = Python is busy. Press *Stop* first.
lesson-away = No board is connected.

lesson-loading = Fetching the lessons
lesson-failed = The lessons could not be fetched. Is this computer still online? The browser said: { $words }
lesson-failed-empty = There are no lessons on this site that this page understands.
lesson-again = Try again
lesson-unknown = There is no lesson “{ $name }”. These are here:

lesson-question = There is a program of yours. What shall become of it?
lesson-replace = Replace it
lesson-append = Add this at its end
lesson-leave = Leave it as it is
