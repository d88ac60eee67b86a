### What all pages for teachers and for who looks after the computers have. None of these texts has values.

school-name = Boardwalk
school-pages = For teachers and IT
school-handout = Handout
school-check = Day before
school-it = For IT
school-without-scripts = This page needs JavaScript, which is switched off here.

## Boards

board-nodemcu = NodeMCU
board-d1mini = D1 mini
board-feather = Feather HUZZAH
board-unknown = Not sure, or several kinds
