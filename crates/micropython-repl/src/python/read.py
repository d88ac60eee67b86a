 p,k=a
 try:
  import uhashlib as s
 except b.ImportError:
  import hashlib as s
 f=b.open(p,'rb')
 try:
  d=s.sha256()
  while 1:
   c=f.read(k)
   if not c:
    break
   d.update(c)
   say(x.b2a_base64(c)[:-1].decode())
 finally:
  f.close()
 say('sha '+hexed(d.digest()))
