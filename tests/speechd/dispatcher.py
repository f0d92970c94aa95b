# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""A speech-dispatcher of the test's own, without sound hardware, and a client that speaks SSIP to it."""
import os
import shutil
import socket
import subprocess
import time

ESPEAK = "/usr/lib/speech-dispatcher-modules/sd_espeak-ng"


class Failed(Exception):
    """What was expected did not happen."""


def until(condition, seconds: float, what: str):
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {seconds} s")
        time.sleep(0.01)
    return value


class Dispatcher:
    """audio: "libao" (no pacing), "alsa" (into the file self.recording), "pulse" (a null sink, real time)."""

    def __init__(self, folder: str, program: str, audio: str = "libao", settings: tuple = ('SymbolsPreproc "no"',)):
        self.folder, self.audio, self.processes = folder, audio, []
        for name in ("home", "run", "log", "tmp", "conf/modules"):
            os.makedirs(os.path.join(folder, name))
        os.chmod(os.path.join(folder, "run"), 0o700)
        self.socket = os.path.join(folder, "run", "s")
        self.recording = os.path.join(folder, "sound.raw")
        self.environment = {**os.environ, "HOME": os.path.join(folder, "home"), "XDG_RUNTIME_DIR": os.path.join(folder, "run"),
                            "XDG_CONFIG_HOME": os.path.join(folder, "home", ".config"),
                            "TMPDIR": os.path.join(folder, "tmp"), "SPEECHD_ADDRESS": "unix_socket:" + self.socket}
        self._configure(program, settings)
        try:
            self._run()
        except (Failed, OSError):
            self.close()
            raise

    def _run(self) -> None:
        folder = self.folder
        self._audio()
        self._start("speech-dispatcher", "-s", "-l", "5", "-D", "-L", os.path.join(folder, "log"), "-C", os.path.join(folder, "conf"),
                    "-c", "unix_socket", "-S", self.socket, "-P", os.path.join(folder, "run", "pid"), "-t", "0")
        until(lambda: os.path.exists(self.socket), 15, "speech-dispatcher's socket")

    def _start(self, *words: str) -> None:
        with open(os.path.join(self.folder, "log", os.path.basename(words[0]) + ".out"), "wb") as out:
            self.processes.append(subprocess.Popen(words, env=self.environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL))

    def _audio(self) -> None:
        home = self.environment["HOME"]
        if self.audio == "libao":
            with open(os.path.join(home, ".libao"), "w", encoding="ascii") as file:
                file.write("default_driver=null\n")
        elif self.audio == "alsa":
            with open(os.path.join(home, ".asoundrc"), "w", encoding="ascii") as file:
                file.write(f'pcm.!default {{ type file; slave.pcm null; file "{self.recording}"; format "raw" }}\n')
        else:
            server = os.path.join(self.folder, "run", "p")
            self.environment["PULSE_SERVER"] = "unix:" + server
            self._start("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", "module-null-sink sink_name=null", "-L",
                        f"module-native-protocol-unix socket={server} auth-anonymous=1")
            until(lambda: os.path.exists(server), 10, "pulseaudio's socket")

    def _configure(self, program: str, settings: tuple) -> None:
        espeak = os.path.exists(ESPEAK)
        lines = [f'LogDir "{self.folder}/log"', "LogLevel 5", f'AudioOutputMethod "{self.audio}"', 'AudioALSADevice "default"',
                 f'AddModule "nashra" "{program}" "nashra.conf" "{self.folder}/log/nashra.log"',
                 f'AddModule "espeak-ng" "{ESPEAK}" "espeak-ng.conf" "{self.folder}/log/espeak.log"' if espeak else "",
                 f'DefaultModule "{"espeak-ng" if espeak else "nashra"}"', 'LanguageDefaultModule "ar" "nashra"', *settings]
        with open(os.path.join(self.folder, "conf", "speechd.conf"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def spd_say(self, *words: str, timeout: float = 15) -> str:
        done = subprocess.run(["spd-say", *words], env=self.environment, capture_output=True, text=True, timeout=timeout, check=False)
        if done.returncode != 0:
            raise Failed(f"spd-say {' '.join(words)}: status {done.returncode}: {done.stderr}")
        return done.stdout

    def received(self) -> list:
        """The messages that the module got, from its debugging file."""
        path = os.path.join(self.folder, "tmp", "speechd-debug", "nashra.log")
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line.partition("message: ")[2].rstrip("\n") for line in file if "message: " in line]

    def alive(self) -> bool:
        return all(process.poll() is None for process in self.processes)

    def close_server(self) -> None:
        """Ends the processes, so that what they recorded is complete; the folder stays."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def close(self) -> None:
        self.close_server()
        shutil.rmtree(self.folder, ignore_errors=True)


class Client:
    """One SSIP connection; events are kept as (time, code, message id, name of mark)."""

    def __init__(self, dispatcher: Dispatcher, **settings):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(dispatcher.socket)
        self.socket.settimeout(0.05)
        self.buffer, self.lines, self.events, self.part = b"", [], [], []
        self.command("SET SELF CLIENT_NAME test:test:main")
        self.command("SET SELF NOTIFICATION ALL ON")
        for name, value in {"output_module": "nashra", "language": "ar", **settings}.items():
            self.command(f"SET SELF {name.upper()} {value}")

    def _receive(self) -> None:
        try:
            data = self.socket.recv(1 << 16)
            if not data:
                raise Failed("the server closed the connection")
            self.buffer += data
        except TimeoutError:
            return
        *lines, self.buffer = self.buffer.split(b"\r\n")
        for line in (raw.decode("utf-8", "replace") for raw in lines):
            if line[:1] == "7":
                self._event(line)
            else:
                self.lines.append(line)

    def _event(self, line: str) -> None:
        self.part.append(line[4:])
        if line[3] == " ":
            mark = self.part[2] if line.startswith("700") else ""
            self.events.append((time.monotonic(), int(line[:3]), int(self.part[0]), mark))
            self.part = []

    def _reply(self, seconds: float = 10) -> list:
        end = time.monotonic() + seconds
        while not any(len(line) > 3 and line[3] == " " for line in self.lines):
            if time.monotonic() > end:
                raise Failed(f"no reply within {seconds} s")
            self._receive()
        reply, self.lines = self.lines, []
        return reply

    def command(self, line: str, good: str = "2") -> list:
        self.socket.sendall(line.encode() + b"\r\n")
        reply = self._reply()
        if not reply[-1].startswith(good):
            raise Failed(f"{line}: {reply}")
        return reply

    def speak(self, text: str, kind: str = "SPEAK") -> int:
        """Queues a message; its number."""
        if kind != "SPEAK":
            return int(self.command(f"{kind} {text}")[0][4:])
        self.command("SPEAK")
        self.socket.sendall(text.encode() + b"\r\n.\r\n")
        return int(self._reply()[0][4:])

    def wait(self, message: int, *codes: int, seconds: float = 12) -> tuple:
        """The first event of these kinds for the message."""
        def found():
            self._receive()
            return next((event for event in self.events if event[2] == message and event[1] in codes), None)
        return until(found, seconds, f"event {codes} of message {message}, after {[e[1:] for e in self.events][-4:]}")

    def kinds(self, message: int) -> list:
        return [event[1] for event in self.events if event[2] == message]

    def marks(self, message: int) -> list:
        return [event[3] for event in self.events if event[2] == message and event[1] == 700]

    def close(self) -> None:
        self.socket.close()
