 p,q=a
 if kind(q):
  say('taken')
 else:
  o.rename(p,q)
  say('done')
