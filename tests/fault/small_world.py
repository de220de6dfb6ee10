"""A made-up province with enough certificates that every submission has a plan of its own to declare."""
import re
from pathlib import Path

LEVELS = ["初级", "中级", "高级"]
ROOT = Path(__file__).resolve().parents[2]


def institution_codes(count):
    return [f"D{n:05}" for n in range(count)]


def certificate_names(count):
    return [f"演练证书{n:04}" for n in range(count)]


def small_world(institutions, certificates, signed_scan=True):
    """The body of POST /sandbox/world: the clock stands in the submit window of the spring round of 2026."""
    policy = (ROOT / "policies/henan-2021-628.toml").read_text()
    if not signed_scan:
        policy, replaced = re.subn(r"(?m)^signed_scan = true", "signed_scan = false", policy)
        if replaced != 1:
            raise RuntimeError("the policy does not say signed_scan = true")
    return {
        "policy": policy,
        "now": "2026-03-12T10:00:00+08:00",
        "bureaus": [],
        "institutions": [{"code": code, "name": f"演练学院{code}", "kind": "higher-vocational", "registered": True}
                         for code in institution_codes(institutions)],
        "certificates": [{"name": name, "levels": LEVELS, "organisation": "演练评价组织"}
                         for name in certificate_names(certificates)],
        "plans": [],
    }


def declarations(certificates):
    """(certificate, level) pairs without end in sight: each institution can declare every one of them once."""
    for name in certificate_names(certificates):
        for level in LEVELS:
            yield name, level


def one_page(words):
    """A small PDF with one page and these words; equal words, equal bytes."""
    text = f"BT /F1 12 Tf 60 780 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
