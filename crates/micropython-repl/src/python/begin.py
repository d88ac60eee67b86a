def _bw(*a):
 import builtins as b
 try:
  import uos as o
 except b.ImportError:
  import os as o
 try:
  import ubinascii as x
 except b.ImportError:
  import binascii as x
 def say(t):
  b.print('<bw %d %s>'%(b.len(t),t))
 def kind(p):
  try:
   return o.stat(p)[0]
  except b.OSError:
   return 0
 def room(p):
  v=o.statvfs(p)
  return (v[1]or v[0])*v[3]
 def hexed(t):
  return x.hexlify(t).decode()
 if not b.hasattr(o,'ilistdir'):
  return say('none')
