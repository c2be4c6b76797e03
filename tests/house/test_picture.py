"""The pictures of the READMEs are what the program shows today."""

import xml.etree.ElementTree as ET

import pytest

import picture
from conftest import TOP

READMES = {"en": "README.md", "pt": "README.pt.md"}


@pytest.mark.slow
@pytest.mark.parametrize("lang", picture.CHAT)
def test_the_picture_is_what_happens(lang):
    drawn = picture.draw(lang)
    assert drawn == picture.path(lang).read_text("utf-8"), \
        "to draw it anew: python3 tests/picture.py"


@pytest.mark.parametrize("lang", picture.CHAT)
def test_the_picture_has_text_and_no_other_port(lang):
    svg = ET.parse(picture.path(lang)).getroot()
    texts = ["".join(each.itertext()) for each in svg.iter()
             if each.tag.endswith("}text")]
    for title in picture.TITLES[lang]:
        assert title in texts
    for said in picture.CHAT[lang]:
        assert f"| {said}" in texts
    assert "laddr=127.0.0.1:1234 raddr=127.0.0.1:56747" in texts
    assert "laddr=127.0.0.1:56747 raddr=127.0.0.1:1234" in texts
    assert picture.path(lang).stat().st_size < 20000


@pytest.mark.parametrize("lang", picture.CHAT)
def test_the_readme_shows_it_near_the_top(lang):
    top = (TOP / READMES[lang]).read_text("utf-8").splitlines()[:20]
    assert f"![{picture.ALT[lang]}](tests/picture.{lang}.svg)" in top
