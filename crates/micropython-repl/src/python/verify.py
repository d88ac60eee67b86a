 p,k=a
 try:
  import uhashlib as s
 except b.ImportError:
  import hashlib as s
 d=s.sha256()
 v=b.memoryview(b.bytearray(k))
 f=b.open(p,'rb')
 try:
  while 1:
   n=f.readinto(v)
   if not n:
    break
   d.update(v[:n])
 finally:
  f.close()
 say('%d %s'%(o.stat(p)[6],hexed(d.digest())))
