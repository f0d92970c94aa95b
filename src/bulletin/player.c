/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/player.h"

#include "bulletin/transcript.h"
#include "document.h"

#include <math.h>

/* Light and dark as the reader's system has it; a spoken word is marked by colour and by a line under it. */
static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1b1b1b;--page:#fff;--lit:#ffe08a;--line:#8a5a00;--edge:#767676}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#eee;--page:#161616;--lit:#5c4300;--line:#ffd166;--edge:#9a9a9a}}\n"
    "body{margin:0;background:var(--page);color:var(--ink);font:1.15rem/1.9 \"Noto Naskh Arabic\",\"Amiri\",\"Segoe UI\",Tahoma,serif}\n"
    "main{max-width:42rem;margin:0 auto;padding:1rem}\n"
    "h1{font-size:1.5rem;line-height:1.5}h2{font-size:1.2rem}\n"
    ".bar{position:sticky;top:0;background:var(--page);padding:.5rem 0;border-bottom:1px solid var(--edge)}\n"
    "audio{width:100%;direction:ltr}\n"
    "button,select{font:inherit;font-size:1rem;min-height:2.75rem;min-width:2.75rem;padding:0 .75rem;margin:.25rem 0 .25rem .25rem;"
    "color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.4rem}\n"
    "button:focus-visible,select:focus-visible,audio:focus-visible,a:focus-visible{outline:3px solid var(--line);outline-offset:2px}\n"
    ".w{cursor:pointer;border-radius:.2em}\n"
    ".w.on{background:var(--lit);box-shadow:0 2px 0 var(--line)}\n";

/* Times stand in the words (data-t: begins, data-e: ends, milliseconds). Lighting a word changes a class and nothing that a screen
 * reader would announce. Keys: space or K play and pause, J and L a sentence back and on, unless a control has the focus. */
static const char SCRIPT[] =
    "(function(){\n"
    "'use strict';\n"
    "var audio=document.getElementById('sound'),play=document.getElementById('play'),text=document.getElementById('text');\n"
    "var words=[].slice.call(text.querySelectorAll('.w')),starts=words.map(function(w){return +w.dataset.t});\n"
    "var sentences=[].slice.call(text.querySelectorAll('.s')).map(function(s){return +s.dataset.t});\n"
    "var lit=null,calm=matchMedia('(prefers-reduced-motion: reduce)').matches;\n"
    "function before(list,ms){var a=0,b=list.length;while(a<b){var m=(a+b)>>1;if(list[m]<=ms)a=m+1;else b=m}return a-1}\n"
    "function light(){var ms=audio.currentTime*1000,i=before(starts,ms),w=i<0?null:words[i];\n"
    " if(w&&ms>=+w.dataset.e)w=null;\n"
    " if(w===lit)return;\n"
    " if(lit)lit.classList.remove('on');\n"
    " if(w){w.classList.add('on');var r=w.getBoundingClientRect();\n"
    "  if(!calm&&!audio.paused&&(r.top<120||r.bottom>innerHeight-40))w.scrollIntoView({block:'center'})}\n"
    " lit=w}\n"
    "function tick(){light();if(!audio.paused)requestAnimationFrame(tick)}\n"
    "function toggle(){if(audio.paused)audio.play();else audio.pause()}\n"
    "function seek(ms){audio.currentTime=ms/1000;light()}\n"
    "function step(by){var ms=audio.currentTime*1000,i=before(sentences,by<0?ms-1500:ms);\n"
    " seek(sentences[Math.max(0,Math.min(sentences.length-1,by<0?i:i+1))])}\n"
    "function state(){play.textContent=audio.paused?play.dataset.play:play.dataset.pause}\n"
    "document.getElementById('controls').hidden=false;\n"
    "play.onclick=toggle;\n"
    "document.getElementById('back').onclick=function(){step(-1)};\n"
    "document.getElementById('next').onclick=function(){step(1)};\n"
    "document.getElementById('speed').onchange=function(){audio.playbackRate=+this.value};\n"
    "audio.addEventListener('play',function(){state();tick()});\n"
    "audio.addEventListener('pause',state);\n"
    "audio.addEventListener('timeupdate',light);\n"
    "audio.addEventListener('seeked',light);\n"
    "audio.addEventListener('ended',function(){state();light()});\n"
    "text.addEventListener('click',function(e){var w=e.target.closest('.w');if(w&&getSelection().isCollapsed)seek(+w.dataset.t)});\n"
    "document.addEventListener('keydown',function(e){\n"
    " if(e.ctrlKey||e.altKey||e.metaKey||/^(BUTTON|SELECT|AUDIO|A)$/.test(e.target.tagName))return;\n"
    " var k=e.code;\n"
    " if(k==='Space'||k==='KeyK'){toggle();e.preventDefault()}\n"
    " else if(k==='KeyJ')step(-1);\n"
    " else if(k==='KeyL')step(1)});\n"
    "state();\n"
    "})();\n";

/* Text, and attribute values in double quotes. */
static void put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&') buffer_text(out, "&amp;");
        else if (*text == '<') buffer_text(out, "&lt;");
        else if (*text == '>') buffer_text(out, "&gt;");
        else if (*text == '"') buffer_text(out, "&quot;");
        else buffer_char(out, *text);
    }
}

/* A file name as a relative address: what means something in one is written as %XX, so that "a:b?.mp3" is no scheme and no query. */
static void put_address(struct buffer *out, const char *name)
{
    for (const unsigned char *p = (const unsigned char *)name; *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || strchr("-._~", *p);
        if (plain) buffer_char(out, (char)*p);
        else buffer_format(out, "%%%02X", *p);
    }
}

static void put_slice(struct buffer *out, const struct single *single, size_t sentence, size_t begin, size_t end, struct buffer *scratch)
{
    buffer_clear(scratch);
    script_slice(single->script, sentence, begin, end, scratch);
    if (scratch->size) put_escaped(out, scratch->data);
}

/* Words in spans; what stands between them (punctuation, blanks) is plain text. */
static void put_sentence(struct buffer *out, const struct single *single, const struct said *said, int voice_rate, struct timed_word *words,
                         struct buffer *scratch)
{
    double start = (double)said->first / voice_rate;
    size_t at = 0, count = transcript_words(single->script, said->sentence, &said->spoken, voice_rate, words);
    buffer_format(out, "<span class=\"s\" data-t=\"%lld\">", llrint(start * 1000));
    for (size_t i = 0; i < count; i++) {
        if (words[i].begin < at) continue; /* told in another order than written */
        put_slice(out, single, said->sentence, at, words[i].begin, scratch);
        buffer_format(out, "<span class=\"w\" data-t=\"%lld\" data-e=\"%lld\">", llrint((start + words[i].start) * 1000),
                      llrint((start + words[i].stop) * 1000));
        put_slice(out, single, said->sentence, words[i].begin, words[i].end, scratch);
        buffer_text(out, "</span>");
        at = words[i].end;
    }
    put_slice(out, single, said->sentence, at, SIZE_MAX, scratch);
    buffer_text(out, "</span>");
}

static void put_text(struct buffer *out, const struct single *single, int voice_rate)
{
    const struct nashra_document *doc = single->script->document;
    struct buffer scratch = BUFFER_EMPTY;
    size_t most = 0;
    for (size_t i = 0; i < single->count; i++)
        if (single->list[i].spoken.word_count > most) most = single->list[i].spoken.word_count;
    struct timed_word *words = memory_alloc((most + 1) * sizeof *words);
    const char *open = NULL;
    for (size_t i = 0; words && i < single->count; i++) {
        const struct said *said = &single->list[i];
        const struct sentence *sentence = &doc->sentences[said->sentence];
        bool first = i == 0 || doc->sentences[single->list[i - 1].sentence].paragraph != sentence->paragraph;
        if (first) {
            enum nashra_part part = doc->paragraphs[sentence->paragraph].part;
            if (open) buffer_format(out, "</%s>\n", open);
            open = part == NASHRA_PART_TITLE ? "h1" : part == NASHRA_PART_HEADING ? "h2" : "p";
            buffer_format(out, "<%s>", open);
        } else buffer_char(out, ' ');
        put_sentence(out, single, said, voice_rate, words, &scratch);
    }
    if (open) buffer_format(out, "</%s>\n", open);
    if (!words || scratch.failed) out->failed = true;
    memory_free(words);
    buffer_free(&scratch);
}

static void put_controls(struct buffer *out)
{
    static const char *const speeds[][2] = {{"0.75", "أبطأ"}, {"1", "السرعة المعتادة"}, {"1.25", "أسرع"}, {"1.5", "أسرع كثيراً"}};
    buffer_text(out, "<div id=\"controls\" role=\"group\" aria-label=\"التحكم بالاستماع\" hidden>\n"
                     "<button type=\"button\" id=\"play\" data-play=\"استمع\" data-pause=\"توقف\">استمع</button>\n"
                     "<button type=\"button\" id=\"back\">الجملة السابقة</button>\n"
                     "<button type=\"button\" id=\"next\">الجملة التالية</button>\n"
                     "<select id=\"speed\" aria-label=\"السرعة\">");
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++)
        buffer_format(out, "<option value=\"%s\"%s>%s</option>", speeds[i][0], i == 1 ? " selected" : "", speeds[i][1]);
    buffer_text(out, "</select>\n</div>\n");
}

void player_page(struct buffer *out, const struct single *single, const char *title, const struct sound *sounds, size_t sound_count,
                 const char *transcript, int voice_rate)
{
    const struct nashra_document *doc = single->script->document;
    buffer_text(out, "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"generator\" content=\"nashra " NASHRA_VERSION "\">\n<title>");
    put_escaped(out, title);
    buffer_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<div class=\"bar\">\n", STYLE);
    buffer_text(out, "<audio id=\"sound\" controls preload=\"metadata\" aria-label=\"استمع إلى المقالة\">\n");
    for (size_t i = 0; i < sound_count; i++) {
        buffer_text(out, "<source src=\"");
        put_address(out, sounds[i].name);
        buffer_format(out, "\" type=\"%s\">\n", sounds[i].type);
    }
    buffer_text(out, "</audio>\n");
    put_controls(out);
    buffer_text(out, "</div>\n<article id=\"text\">\n");
    bool has_title = single->count && doc->paragraphs[doc->sentences[single->list[0].sentence].paragraph].part == NASHRA_PART_TITLE;
    if (!has_title && *title) {
        buffer_text(out, "<h1>");
        put_escaped(out, title);
        buffer_text(out, "</h1>\n");
    }
    put_text(out, single, voice_rate);
    buffer_text(out, "</article>\n<p>");
    for (size_t i = 0; i < sound_count; i++) {
        buffer_text(out, "<a href=\"");
        put_address(out, sounds[i].name);
        buffer_text(out, "\" download>تنزيل الصوت <span dir=\"ltr\">");
        put_escaped(out, strrchr(sounds[i].name, '.') ? strrchr(sounds[i].name, '.') + 1 : sounds[i].name);
        buffer_text(out, "</span></a> · ");
    }
    buffer_text(out, "<a href=\"");
    put_address(out, transcript);
    buffer_format(out, "\" download>النص بتوقيته</a></p>\n</main>\n<script>\n%s</script>\n</body>\n</html>\n", SCRIPT);
}
