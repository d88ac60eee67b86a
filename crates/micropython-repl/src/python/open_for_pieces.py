 global _bw_piece
 t,=a
 f=b.open(t,'wb')
 def _bw_piece(d=None):
  if d:
   say('%d'%f.write(x.a2b_base64(d)))
  else:
   f.close()
   say('done')
 say('')
