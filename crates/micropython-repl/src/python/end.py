try:
 _bw(ARGUMENTS)
finally:
 del _bw
