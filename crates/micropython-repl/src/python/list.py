 p,=a
 for e in o.ilistdir(p):
  n=e[0]
  if b.isinstance(n,b.str):
   n=n.encode()
  say('%d %d %s'%(e[1],e[3]if b.len(e)>3 else o.stat(p.rstrip(b'/')+b'/'+n)[6],hexed(n)))
 v=o.statvfs(p)
 say('room %d %d'%((v[1]or v[0])*v[3],(v[1]or v[0])*v[2]))
