"""What means harm in one format or another, as words and as addresses, for tests of safety."""

from __future__ import annotations

WORDS = {
    "script": "</script><script>alert(1)</script>",
    "handler": "\"'><img src=x onerror=alert(2)>",
    "attribute": '" onmouseover="alert(3)" x=\' autofocus onfocus=\'alert(4)',
    "comment": "--><svg/onload=alert(5)><!--",
    "section": "]]><script>alert(6)</script><![CDATA[",
    "element": "</title></textarea></style><iframe src=javascript:alert(7)>",
    "entities": "&lt;script&gt;alert(8)&lt;/script&gt; &#60;img src=x onerror=alert(9)&#62;",
    "markup": "[x](javascript:alert(10)) `x <javascript:alert(11)>`_ |x| {raw}`x` ``",
    "lines": "\r\nBEGIN:VEVENT\r\nATTACH:x\n.so /etc/passwd\u2028BEGIN:VALARM\u2029\x85\x0b\x0c\tx",
    "controls": "a\x00b\x08c\x1b[31md\x7fe\x9bf\ufffeg\ud800h",
    "tex": r"}}\input{/etc/passwd}\immediate\write18{id}\end{document}^^5cinput $ \(%#&_~",
    "bibtex": '}",\n@misc{x, url = {javascript:alert(12)}}\n@string{a = "b"} {',
    "calendar": r"\N\n;VALUE=URI:javascript:alert(13)\;,:\\" + '"',
    "texinfo": "@include /etc/passwd\n@bye",
    "man": "\n.so /etc/passwd\n'ex /etc/passwd",
    "path": "../../../evil/..%2f..%2fevil\\..\\evil",
    "index": "a; b; c!d@e|textbf{f",
    "inventory": "x conf:talk 1 https://evil.example/ y",
}
"""What is typed where a name, a title, a tag is expected."""

ADDRESSES = {
    "javascript": ("JaVaScRiPt:alert(1)", ""),
    "hidden javascript": ("java\u200bscript:alert(2)", ""),
    "vbscript": ("vbscript:msgbox(3)", ""),
    "data": ("data:text/html;base64,PHNjcmlwdD4=", ""),
    "file": ("file:///etc/passwd", ""),
    "host": ("//evil.example/x", ""),
    "backslash": ("/\\evil.example/x", ""),
    "folder": ("../../secret.txt", ""),
    "quotes": ("https://e.example/\"onclick='alert(5)'&amp;", "https://e.example/soup"),
    "braces": (r"https://e.example/}{input}%#$~^&_", "https://e.example/soup"),
}
"""What is typed where an address is expected, and what has the same form: nothing for what isn't
an address of the web or the project."""
