# Runs the pip that comes with Python, from its wheel: python pip.py ARGUMENTS

import ensurepip
import glob
import os
import runpy
import sys
import sysconfig

# Distributions keep the wheels of ensurepip elsewhere.
folders = [sysconfig.get_config_var("WHEEL_PKG_DIR"), os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")]
wheels = [wheel for folder in folders if folder for wheel in glob.glob(os.path.join(folder, "pip-*.whl"))]
if wheels:
    sys.path.insert(0, wheels[0])
else:  # They are elsewhere still: install it.
    ensurepip.bootstrap()
sys.argv[0] = "pip"
runpy.run_module("pip", run_name="__main__", alter_sys=True)
