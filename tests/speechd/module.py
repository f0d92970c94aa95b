# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""A speech-dispatcher server as small as a test needs: starts a module, sends lines, reads replies, events and sound."""
import os
import queue
import subprocess
import threading
import time

TIMEOUT = 10.0
MOST_SECONDS_A_BLOCK = 0.0605
MOST_BYTES_A_BLOCK = 10000


class Audio:
    """One 705 block."""

    def __init__(self, rate: int, samples: bytes, raw_size: int, when: float):
        self.rate, self.samples, self.raw_size, self.when = rate, samples, raw_size, when

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate


class Line(str):
    """One line, with the time at which it came."""

    when = 0.0


class Broken(Exception):
    """The module did not keep to the protocol."""


class Module:
    def __init__(self, program: str, *arguments: str, environment: dict | None = None, log: str | None = None):
        self.log = open(log, "wb") if log else subprocess.DEVNULL
        self.process = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        env={**os.environ, **(environment or {})}, bufsize=0)
        self.items: queue.Queue = queue.Queue()
        self.unread: list = []
        threading.Thread(target=self._read, daemon=True).start()

    # --- reading -------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        stream = os.fdopen(os.dup(self.process.stdout.fileno()), "rb", 1 << 16)
        fields: dict = {}
        while line := stream.readline():
            now = time.monotonic()
            if line.startswith(b"705-AUDIO\0"):
                self._block(line[10:-1], fields, now)
                fields = {}
            elif line.startswith(b"705-"):
                name, _, value = line[4:].decode().strip().partition("=")
                fields[name] = int(value)
            elif line != b"705 AUDIO\n":
                text = Line(line.decode("utf-8", "surrogateescape").rstrip("\n"))
                text.when = now
                self.items.put(text)
        self.items.put(None)

    def _block(self, payload: bytes, fields: dict, now: float) -> None:
        parts = payload.split(b"\x7d")
        samples = parts[0] + b"".join(bytes([p[0] ^ 0x20]) + p[1:] for p in parts[1:])
        if fields.get("bits") != 16 or fields.get("num_channels") != 1 or fields.get("big_endian") != 0:
            self.items.put(Broken(f"705 fields {fields}"))
        if len(samples) != 2 * fields.get("num_samples", -1):
            self.items.put(Broken(f"705 says {fields.get('num_samples')} samples and has {len(samples)} bytes"))
        self.items.put(Audio(fields.get("sample_rate", 1), samples, len(samples), now))

    def next(self, timeout: float = TIMEOUT):
        """The next Line or Audio; None at the end of the module's output."""
        if self.unread:
            return self.unread.pop()
        try:
            item = self.items.get(timeout=timeout)
        except queue.Empty:
            raise Broken(f"nothing came for {timeout} s") from None
        if isinstance(item, Broken):
            raise item
        return item

    def line(self, timeout: float = TIMEOUT):
        """The next line, sound skipped."""
        while isinstance(item := self.next(timeout), Audio):
            pass
        return item

    def audio(self, timeout: float = TIMEOUT) -> list:
        """All blocks of sound that come before the next line."""
        blocks = []
        while isinstance(item := self.next(timeout), Audio):
            blocks.append(item)
        self.unread.append(item)
        return blocks

    # --- writing -------------------------------------------------------------------------------------------------

    def send(self, *lines: str) -> None:
        data = "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")
        self.process.stdin.write(data)

    def expect(self, *lines: str) -> None:
        for want in lines:
            got = self.line()
            if got != want:
                raise Broken(f"got {got!r}, expected {want!r}")

    def initialize(self) -> None:
        self.send("INIT")
        while (line := self.line()) != "299 OK LOADED SUCCESSFULLY":
            if line is None or not line.startswith("299-"):
                raise Broken(f"INIT was answered with {line!r}")

    def set(self, **settings) -> None:
        self.send("SET", *(f"{name}={value}" for name, value in settings.items()), ".")
        self.expect("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED")

    def begin(self, text: str, command: str = "SPEAK") -> float:
        """Sends a message; returns when its last byte was written."""
        self.send(command, *("." + line if line.startswith(".") else line for line in text.split("\n")), ".")
        sent = time.monotonic()
        self.expect("202 OK RECEIVING MESSAGE", "200 OK SPEAKING", "701 BEGIN")
        return sent

    def say(self, text: str, command: str = "SPEAK") -> tuple[float, list, str]:
        """Speaks a message to its end: its length in seconds, its marks in order, its last event."""
        self.begin(text, command)
        seconds, marks = 0.0, []
        while True:
            item = self.next()
            if isinstance(item, Audio):
                seconds += item.seconds
            elif item is None or item[:3] in ("702", "703", "704"):
                return seconds, marks, item
            elif item.startswith("700-"):
                marks.append(str(item[4:]))
            elif item != "700 INDEX MARK":
                raise Broken(f"got {item!r} while speaking")

    def close(self, timeout: float = TIMEOUT) -> int:
        """Closes the module's input, reads what is left and returns its exit status."""
        self.process.stdin.close()
        return self.wait(timeout)

    def wait(self, timeout: float = TIMEOUT) -> int:
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Broken("the module did not end") from None

    def memory(self) -> int:
        """Resident set, KiB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
