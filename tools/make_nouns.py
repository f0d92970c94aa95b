#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
"""make_nouns.py --shared DIR [--cc-by-sa]: surfaces of nouns with the gender that numbers agree with.

Reads DIR/data/names/nouns.tsv.xz. Without the option: the rows of Arramooz and nashra's own, for lexicon/nouns.tsv; with it: what
Wiktionary knows beyond them, for lexicon/nouns_cc_by_sa.tsv. Of several plurals the one that news (DIR/data/text/news_raw.txt.xz)
uses most is the singular's own. A plural that its singular shows by rule (ـة: ـات; ـون, ـين) gets no row of its own: the room knows
the rule; a masculine's ـات (مستشفيات) does get one."""
import argparse, collections, lzma, re

NEWS = '/data/text/news_raw.txt.xz'
MARKS = re.compile('[\u064b-\u0655\u0670\u0640]')
# Feminine without a sign of it: the sources have most of these as masculine or not at all.
FEMININE = set('''شمس حرب أرض يد بئر نفس عين أذن قدم ساق رجل كأس نار دار ريح سوق كتف فخذ سن إصبع روح عصا أفعى رحى بندقية طريق
سماء جهنم سقر دلو فأس قوس كبد ذراع عقرب أرنب ضبع شمال يمين كف ركبة بنت أخت أم حامل ناقة فرس عروس أفق معدة رئة درع كرش خمر ملح ذهب
قدر موسى منجنيق يسار ضلع عنكبوت فلك حانوت سبيل صحراء ذكرى حمى دعوى فتوى شكوى عدوى بلوى قوى قرى رؤيا دنيا ضحية كبرى صغرى'''.split())
MASCULINE = set('طريق أفق سبيل ذهب ملح عنكبوت سوق_ قدر حانوت فلك رجل خمر حامل قوى قرى'.split())  # used as masculine in news
ALSO = {  # plurals that the sources lack or have under another singular
    'نساء': ('f', 'امرأة'), 'قتلى': ('m', 'قتيل'), 'جرحى': ('m', 'جريح'), 'أسرى': ('m', 'أسير'), 'مرضى': ('m', 'مريض'),
    'ضحايا': ('f', 'ضحية'), 'آبار': ('f', 'بئر'), 'حروب': ('f', 'حرب'), 'أشهر': ('m', 'شهر'), 'شهور': ('m', 'شهر'),
    'سنوات': ('f', 'سنة'), 'سنين': ('f', 'سنة'), 'أعوام': ('m', 'عام'), 'أيام': ('m', 'يوم'), 'ليال': ('f', 'ليلة'),
    'ليالي': ('f', 'ليلة'), 'ثوان': ('f', 'ثانية'), 'ثواني': ('f', 'ثانية'), 'دقائق': ('f', 'دقيقة'), 'مبان': ('m', 'مبنى'),
    'مباني': ('m', 'مبنى'), 'قرى': ('f', 'قرية'), 'أراض': ('f', 'أرض'), 'أراضي': ('f', 'أرض'), 'جنود': ('m', 'جندي'),
    'مستشفيات': ('m', 'مستشفى'), 'مطارات': ('m', 'مطار'), 'إخوة': ('m', 'أخ'), 'أبناء': ('m', 'ابن'), 'بنات': ('f', 'بنت'),
    'نواب': ('m', 'نائب'), 'ركاب': ('m', 'راكب'), 'طلاب': ('m', 'طالب'), 'طلبة': ('m', 'طالب'), 'عمال': ('m', 'عامل'),
    'قادة': ('m', 'قائد'), 'سادة': ('m', 'سيد'), 'أساتذة': ('m', 'أستاذ'), 'أئمة': ('m', 'إمام'), 'أطباء': ('m', 'طبيب'),
    'خلفاء': ('m', 'خليفة'), 'إناث': ('f', 'أنثى'), 'أنفس': ('f', 'نفس'), 'أيد': ('f', 'يد'), 'أعين': ('f', 'عين'),
    'عيون': ('f', 'عين'), 'طرق': ('m', 'طريق'), 'أسواق': ('f', 'سوق'), 'كؤوس': ('f', 'كأس'), 'دور': ('f', 'دار'),
    'أشخاص': ('m', 'شخص'), 'مرات': ('f', 'مرة'), 'هجمات': ('f', 'هجمة'), 'غارات': ('f', 'غارة'), 'نقاط': ('f', 'نقطة'),
    'أسابيع': ('m', 'أسبوع'), 'عائلات': ('f', 'عائلة'), 'أسر': ('f', 'أسرة'), 'شهداء': ('m', 'شهيد'), 'أهداف': ('m', 'هدف'),
    'أندية': ('m', 'ناد'), 'نوادي': ('m', 'ناد'), 'قضاة': ('m', 'قاض'), 'محامين': ('m', 'محام'), 'سائحين': ('m', 'سائح'),
    'صحفيين': ('m', 'صحفي'), 'أحياء': ('m', 'حي'), 'بيوت': ('m', 'بيت'), 'خيام': ('f', 'خيمة'), 'تغريدات': ('f', 'تغريدة'), 'محلات': ('m', 'محل'), 'طعون': ('m', 'طعن'), 'دول': ('f', 'دولة'), 'منتجات': ('m', 'منتج'),
    'مرافق': ('m', 'مرفق'), 'قوى': ('f', 'قوة'), 'كيلومترات': ('m', 'كيلومتر'), 'صواريخ': ('m', 'صاروخ'), 'مدن': ('f', 'مدينة'),
}
WOMEN = '''ممرضات معلمات لاعبات سيدات صحفيات مقاتلات مدرسات عاملات طالبات موظفات مواطنات فنانات كاتبات شابات ناشطات محاميات قاضيات نائبات
رياضيات عداءات مرشحات متسابقات معتقلات أسيرات سجينات متطوعات مشاركات فائزات مدنيات فلسطينيات إسرائيليات عربيات مصريات شرطيات مجندات ضابطات
مذيعات إعلاميات ممثلات مطربات مغنيات بطلات مديرات سفيرات أميرات ملكات أمهات أخوات جدات أرامل مطلقات نازحات لاجئات جريحات شهيدات مصابات
مهاجرات راكبات عالمات باحثات مسعفات محتجات متظاهرات مسلمات رهينات مستوطنات طفلات'''.split()
# Not in the sources, but counted in news.
MORE_FEMININE = '''بقرة بطيخة برتقالة دجاجة حادثة حاوية تلميذة طالبة عاملة لاعبة ممثلة مرشحة ناشطة موظفة خرطوشة فنانة كاتبة بطلة وزيرة
بندقية بطارية تغريدة طبيبة مهندسة معلمة ممرضة سيدة صحفية لاجئة نازحة مصابة شهيدة جريحة مسيرة مدرعة مروحية غواصة فرقاطة بارجة'''.split()
MORE_MASCULINE = (('فيلم', 'أفلام'), ('كيلوغرام', 'كيلوغرامات'), ('كيلومتر', 'كيلومترات'), ('حوثي', 'حوثيين'), ('جهادي', 'جهاديين'),
                  ('إرهابي', 'إرهابيين'), ('ارهابي', 'إرهابيين'), ('غرام', 'غرامات'), ('سنتيمتر', 'سنتيمترات'), ('هكتار', 'هكتارات'),
                  ('شيكل', 'شواكل'), ('تومان', 'تومانات'), ('فلسطيني', 'فلسطينيين'), ('إسرائيلي', 'إسرائيليين'), ('شرطي', 'شرطيين'))


def bare(text: str) -> str:
    return MARKS.sub('', text).replace('ٱ', 'ا')


def collect(shared: str, sources: tuple[str, ...], used: collections.Counter) -> dict[str, tuple]:
    votes: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    plurals: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for line in lzma.open(shared + '/data/names/nouns.tsv.xz', 'rt', encoding='utf8').read().split('\n')[1:]:
        if not line:
            continue
        lemma, _, gender, plural, source = line.split('\t')
        noun = bare(lemma)
        if not source.startswith(sources) or len(noun) < 2 or not re.fullmatch('[ء-غف-ي]+', noun):
            continue
        votes[noun][gender or '?'] += 1
        for one in plural.split(';'):
            form = bare(one)
            if re.fullmatch('[ء-غف-ي]+', form) and form != noun:
                plurals[form][noun] += 1
    for noun in FEMININE:
        votes[noun]['F'] += 1

    def gender_of(noun: str) -> str:
        if noun in MASCULINE:
            return 'm'
        if noun in FEMININE or noun.endswith(('ة', 'اء')) and noun.endswith('ة'):
            return 'f' if noun not in ('خليفة', 'علامة', 'داعية', 'طاغية', 'رحالة') else 'm'
        if noun.endswith('ات'):
            return 'f'
        return 'f' if votes[noun]['F'] > votes[noun]['M'] else 'm'

    rows: dict[str, tuple] = {}
    for noun in votes:
        if noun in plurals and not noun.endswith('ة') and votes[noun]['M'] + votes[noun]['F'] == 0:
            continue  # listed only as the plural of another
        rows[noun] = (gender_of(noun), 's', '')
    for form, singulars in plurals.items():
        singular = max(singulars, key=lambda s: (used[s] + used['ال' + s], singulars[s], -len(s)))  # نجوم: نجم, not نجمة
        gender = gender_of(singular)
        regular = form in (singular + 'ون', singular + 'ين') or singular.endswith('ة') and form == singular[:-1] + 'ات'
        if regular or form in rows:
            continue
        rows[form] = (gender, 'p', singular)
    for noun in MORE_FEMININE:
        rows.setdefault(noun, ('f', 's', noun[:-1] + 'ات'))
    for noun, plural in MORE_MASCULINE:
        rows.setdefault(noun, ('m', 's', plural))
    for form in WOMEN:
        singular = form[:-2] + 'ة'
        rows[form] = ('f', 'p', singular if singular in rows else '')
    for form, (gender, singular) in ALSO.items():
        rows[form] = (gender, 'p', singular)
        rows.setdefault(singular, (gender, 's', ''))
        plurals[form][singular] += 1
    best: dict[str, str] = {}
    for form, singulars in plurals.items():
        for singular in singulars:
            if singular in rows and used[form] + used['ال' + form] > used[best.get(singular, '')] + used['ال' + best.get(singular, '?')]:
                best[singular] = form
    for form, (gender, number, singular) in list(rows.items()):
        # طبيبات beside أطباء are women, مطارات beside no other plural are not; مشروعات beside مشاريع are things
        people = best.get(singular, '').endswith(('ون', 'اء', 'طلاب', 'عمال', 'ركاب', 'نواب', 'قتلى', 'جرحى', 'أسرى'))
        if number == 'p' and gender == 'm' and form.endswith('ات') and people:
            rows[form] = ('f', 'p', singular + 'ة' if singular + 'ة' in rows else '')
    for singular, form in best.items():
        if rows[singular][1] == 's' and used[form] > 1:
            rows[singular] = (rows[singular][0], 's', form)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--shared', default='../shared')
    options.add_argument('--cc-by-sa', action='store_true')
    args = options.parse_args()
    used = collections.Counter(re.findall('[ء-غف-ي]+', lzma.open(args.shared + NEWS, 'rt', encoding='utf8').read()))
    rows = collect(args.shared, ('arramooz',), used)
    print('# Nouns with the gender that numbers agree with; other: the singular of a plural, whose gender')
    print('# counts (ثلاثة مستشفيات), or the usual plural of a singular. Made by tools/make_nouns.py.')
    if args.cc_by_sa:
        more = collect(args.shared, ('arramooz', 'wiktionary'), used)
        rows = {form: row for form, row in more.items() if form not in rows or not rows[form][2] and row[2] and row[1] == rows[form][1]}
        print('# Source: Wiktionary (CC BY-SA 4.0), what nouns.tsv lacks.')
    else:
        print('# Sources: Arramooz (GPL-2.0-or-later); unmarked feminines and news plurals added and corrected by nashra (GPL-3.0-or-later).')
    print('#columns: form gender number other')
    for form in sorted(rows):
        print('\t'.join((form, *rows[form])).rstrip('\t'))


main()
