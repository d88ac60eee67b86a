 t,m,p=a
 if kind(t):
  if kind(p):
   o.rename(t,m)
   t=m
  o.rename(t,p)
 elif kind(m):
  o.rename(m,p)
 if b.hasattr(o,'sync'):
  o.sync()
 say('%d %d'%(o.stat(p)[6],kind(m)))
