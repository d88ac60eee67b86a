 o.mkdir(*a)
 say('done')
