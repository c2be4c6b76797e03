import subprocess

subprocess.run(["./client"], check=True)
