 p,=a
 if kind(p)&0x4000:
  o.rmdir(p)
 else:
  o.remove(p)
 say('done')
