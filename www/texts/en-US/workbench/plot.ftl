### The numbers that a program prints, drawn.

plot-title = Plot
plot-close = Close the plot
plot-pause = Pause
plot-go-on = Go on
plot-clear = Start anew
plot-csv = Save as CSV
plot-picture = Save as picture
plot-paused = The picture stands still. New numbers are kept meanwhile.
plot-no-picture = The browser could not make a picture of it. Press *Save as CSV* instead: a spreadsheet draws it, too.

plot-loading = Fetching the plot
plot-failed = The plot could not be fetched. Is this computer still online? The browser said: { $words }
plot-again = Try again

plot-waiting = Nothing to draw yet. It draws the numbers that a program prints, as print(1, 2) or print("light:", 3) do.
plot-sample = Here is a program to try. Insert it, then press Run.

plot-offer = Your program prints numbers. They can be drawn.
plot-offer-take = Plot numbers

## In the picture and below it

plot-chart = Curves of the numbers that the program prints; the table below has the latest values
plot-table = Latest values
plot-line = Line
plot-name = Name
plot-latest = Latest
plot-smallest = Smallest
plot-largest = Largest
# Of a column that the program gives no name.
plot-value = Value { $number }
plot-too-many = Only the first { $count } columns are drawn.

## In the first line of a CSV file

plot-number = number
plot-seconds = seconds
