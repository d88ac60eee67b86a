 p,t,m,d=a
 if kind(m)and not kind(p):
  o.rename(m,p)
 for q in t,m:
  if kind(q):
   o.remove(q)
 say('%d %d'%(kind(p),room(d)))
