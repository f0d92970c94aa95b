#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""numbers.py --shared DIR --nashra PROGRAM [--misses FILE]: other projects' number cases that are right, read by nashra.

Takes the rows of DIR/eval/peer_number_cases.tsv whose verdict is ok, whose input has digits and whose expected text has none, puts
each in the setting that its note names (gender, case, ordinal) and compares what nashra says, folding spelling as
DIR/eval/score_normalization.py does. Prints right/all per class; --misses writes every miss with the reason."""
import argparse, collections, re, subprocess, sys

HALF = re.compile(r'^(\d+)(s|m|h|d|M|y)$')
COUNTRY = 'سعودي|مصري|كويتي|سوداني|إماراتي|أردني'
DIGITS = '[0-9٠-٩۰-۹]'


def rows(path):
    for line in open(path, encoding='utf8').read().split('\n')[1:]:
        row = line.split('\t')
        if len(row) > 6 and row[6] == 'ok' and re.search(DIGITS, row[3]) and not re.search(DIGITS, row[4]) and re.search('[ء-ي]', row[4]):
            yield row


def frame(row):
    """The sentence that asks nashra for this row, and the words around the answer that are cut off again; None: no such reading."""
    kind, text, expected, note = row[2], row[3].strip(), row[4], row[5]
    if kind == 'numeral':  # duckling says only what a text may mean: its words tell the setting
        note = ('g=f' if re.search('ثلاث |أربع |إحدى|واحدة|ثمان |^(أربع|ست|تسع)$|عشرة$', expected) and 'عشرة' != expected else '') + note
        note += ' case=o' if re.search('(ين|ي)( |$)', expected) else ''
    feminine = 'g=f' in note or kind == 'ordinal' and re.search('ية |ة عشرة|الأولى|[ثبسع]ة$', expected)
    oblique = 'case=o' in note or kind == 'ordinal' and expected.endswith('ين') or kind == 'counted' and expected.endswith('ين')
    number = re.sub(r'[^0-9.,/-]', '', text)
    if kind == 'ordinal':
        return ('في ' if oblique else '') + ('القناة' if feminine else 'القرن') + ' الـ' + number, ('في', 'القناة', 'القرن')
    if kind in ('cardinal', 'numeral') and number.isdigit() and not row[3].startswith('-'):
        of = ' من الدول' if feminine else ''
        return ('العدد إلى ' if oblique else '') + number + of, ('العدد', 'إلى', 'من', 'الدول')
    if kind == 'duration' and HALF.match(text):
        return None, 'an interval of a clock library, not a text'
    if 'TextToFollow' in note:
        return text, (text.split(' ')[1],)
    text = re.sub(r'\s*(\(acc\.\)|feminine)$', '', re.sub('^ordinal ', '', text))
    if 'منذ' in note or '(acc.)' in row[3] or oblique:
        return 'منذ ' + text, ('منذ',)
    return text, ()


def same(row, mine, theirs):
    """Equal, or both in the set of right readings of this number."""
    fold = lambda s: re.sub('^ناقص ', 'سالب ', s.replace('بالمئة', 'في المئة').replace('واحدة وع', 'إحدى وع'))
    mine, theirs = fold(mine), fold(theirs)
    if mine == theirs:
        return True
    digits = re.sub('[^0-9]', '', row[3])
    if row[2] == 'ordinal' and int(digits) < 2000:
        sets = [number_words.ordn(int(digits), g, c) for g in 'mf' for c in 'no']
    elif row[2] in ('cardinal', 'numeral') and len(digits) < 22:
        sets = [number_words.card(int(digits), g, c) for g in 'mf' for c in 'no']
    else:
        return False
    return any(mine in s and theirs in s for s in ({fold(number_words.loose(x)) for x in one} for one in sets))


def reason(row, got):
    """Why nashra reads it otherwise, where that is known."""
    kind, text, expected = row[2], row[3], row[4]
    if re.search(r'\d[.,]\d{3}', text):
        return 'three places after a point: thousands in news, or read digit by digit'
    if kind == 'fraction':
        return 'an improper fraction, or one above tenths'
    if 'فقط' in expected:
        return 'the style of a cheque'
    if kind == 'time':
        return 'without a leading zero the part of the day is not said'
    if kind in ('plural', 'counted') and text.split(' ')[0] in ('0', '7'):
        return 'not a reading of the number'
    return 'other'


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--shared', default='../shared')
    options.add_argument('--nashra', default='build/nashra')
    options.add_argument('--misses')
    args = options.parse_args()
    sys.path.insert(0, args.shared + '/eval')
    global number_words
    import number_words
    from score_normalization import canon
    asked, skipped = [], []
    for row in rows(args.shared + '/eval/peer_number_cases.tsv'):
        text, around = frame(row)
        (asked if text else skipped).append((row, text, around))
    run = subprocess.run([args.nashra, 'text', '--no-model', '--form=words', '--lines', '-'], text=True, capture_output=True, check=True,
                         input=''.join(text + '\n' for _, text, _ in asked))
    answers = run.stdout.split('\n')
    right, total, misses = collections.Counter(), collections.Counter(), []
    for (row, text, around), answer in zip(asked, answers):
        words = [w for w in canon(answer).split() if w not in around]
        wanted = [w for w in canon(row[4]).split() if w not in ('فقط', 'لاغير', 'غير')]
        if row[2] == 'counted' and wanted[-1] in ('اثنان', 'اثنتان') and len(wanted) > 1:  # طالبان اثنان
            wanted.pop()
        if not re.search(COUNTRY, row[4]):  # 10 SAR: the country is said or not
            words = [w for w in words if not re.fullmatch('(%s)(ة|ا|ان|ين)?' % COUNTRY, w)]
        total[row[2]] += 1
        if same(row, ' '.join(words), ' '.join(wanted)):
            right[row[2]] += 1
        else:
            misses.append((row[0], row[2], text, answer, row[4], reason(row, answer)))
    for kind in sorted(total):
        print('%-10s %4d/%4d' % (kind, right[kind], total[kind]))
    print('left out: %d rows (%s)' % (len(skipped), ', '.join(sorted({around for _, _, around in skipped}))))
    if args.misses:
        open(args.misses, 'w', encoding='utf8').writelines('\t'.join(m) + '\n' for m in misses)
    for why, n in collections.Counter(m[5] for m in misses).most_common():
        print('missed: %3d  %s' % (n, why))
    done, all_rows = sum(right.values()), sum(total.values())
    print('peers\' number cases %d/%d = %.1f %%' % (done, all_rows, 100 * done / all_rows))


main()
