### What was changed in what was pasted.

pasted-changed = Pasted, with changes so that Python understands it: { $what }.
pasted-quotes = quotation marks
pasted-spaces = spaces
pasted-invisible = signs that can’t be seen
pasted-signs = other signs
pasted-prompts = prompts and answers left out
pasted-indented = indentation
pasted-and = { $first }, { $second }
