"""The command line: `dunwell <noun> <verb>`; exit 0 done, 2 refused (its code on stderr), 1 a fault of ours.

Each noun has a file here with one click command or group named `command`, and one line in `main.COMMANDS`. `main` gives
it a running database, Django and a viewer (`current_viewer()`) before its function is called, so a noun's file imports
chapters inside its functions only: that keeps `--help` quick.
"""
