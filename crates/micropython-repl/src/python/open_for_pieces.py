 t,=a
 f=b.open(t,'wb')
 def piece(d=None):
  if d:
   say('%d'%f.write(x.a2b_base64(d)))
  else:
   f.close()
   say('done')
 g['_bw_piece']=piece
 say('')
