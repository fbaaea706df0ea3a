"""The flask commands with an instance folder of the test's own, so that the demo's list of passwords stays.

python tests/flask_elsewhere.py FOLDER example
"""

import sys
from pathlib import Path

from flask.cli import main

sys.path.insert(0, str(Path(__file__).parents[1]))

from tracker import config

config.INSTANCE = Path(sys.argv.pop(1))
main()
