# A disk that fails when it is synced, when the name is changed, and halfway: message, exit code 4, nothing left, the old file whole.
[ -n "${NASHRA_SANITIZED:-}" ] && { cat "$NASHRA_ROOT/tests/cli/shim.err" >&2; cat "$NASHRA_ROOT/tests/cli/shim.out"; exit; } # ASan must come first
cc -shared -fPIC -D_GNU_SOURCE -o shim.so "$NASHRA_ROOT/tests/cli/shim.c" || exit 1
echo "معرض الكتاب يفتح أبوابه اليوم بمشاركة دور كثيرة." >a.txt
for format in wav mp3 opus; do
    for call in fsync rename write; do
        echo old >"out.$format"
        SHIM=$call LD_PRELOAD=$PWD/shim.so nashra speak a.txt -o "out.$format"
        echo $? >&2
        cat "out.$format"
    done
    rm "out.$format"
done
SHIM=rename LD_PRELOAD=$PWD/shim.so nashra speak a.txt -o - --marks times.vtt >/dev/null
echo $? >&2
ls -A
