# The bar is drawn on a terminal, and only there; --quiet wants none.
printf 'خبر أول. وخبر ثان.\n' >a.txt
nashra speak a.txt -o a.wav --progress
python3 - <<'END'
import os, pty, subprocess
def on_terminal(*more):
    master, slave = pty.openpty()
    process = subprocess.Popen(["nashra", "speak", "a.txt", "-o", "a.wav", *more], stderr=slave)
    os.close(slave)
    seen = b""
    try:
        while block := os.read(master, 4096):
            seen += block
    except OSError:
        pass
    process.wait()
    return seen.decode()
print("2/2 sentences" in on_terminal("--progress"), repr(on_terminal()), repr(on_terminal("--progress", "--quiet")))
END
