def _bw(s,h):
 import builtins as b
 try:
  import uhashlib as x
 except b.ImportError:
  import hashlib as x
 if x.sha256(s).digest()[:8]!=h:
  raise b.ValueError('bw')
 b.exec(s,{'g':b.globals()})
try:
 _bw(PROGRAM)
finally:
 del _bw
