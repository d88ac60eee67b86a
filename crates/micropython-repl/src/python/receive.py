 t,k=a
 import sys,micropython as u
 i=sys.stdin.buffer
 h=b.bytearray(2)
 v=b.memoryview(b.bytearray(k))
 def fill(w):
  n=0
  while n<b.len(w):
   g=i.readinto(w[n:])
   if not g:
    raise b.NotImplementedError
   n+=g
 f=b.open(t,'wb')
 w=b.memoryview(h)
 u.kbd_intr(-1)
 try:
  say('')
  while 1:
   fill(w)
   n=h[0]|h[1]<<8
   if not n:
    break
   fill(v[:n])
   say('%d'%f.write(v[:n]))
 finally:
  u.kbd_intr(3)
  f.close()
