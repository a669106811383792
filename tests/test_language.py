from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.language import LANGUAGES, NAMES, SAMPLE, detect, language_of_name

PROSE = {
    "en": "The ministry that owns this service is asked to review the page and to say which of the steps are done.",
    "fr": "Le ministère qui porte ce service est invité à relire la page et à dire quelles étapes sont faites pour les "
    "usagers dans les régions.",
    "es": "El ministerio que lleva este servicio es quien revisa la página y dice cuáles de los pasos están hechos para "
    "los usuarios en las regiones.",
    "pt": "O ministério que cuida do serviço deve rever a página e dizer quais dos passos não foram feitos para os "
    "cidadãos e as empresas das regiões.",
    "de": "Das Ministerium, das für den Dienst zuständig ist, prüft die Seite und sagt, welche der Schritte nicht von "
    "der Verwaltung auf dem Portal erledigt werden.",
    "it": "Il ministero che gestisce il servizio rilegge la pagina e dice quali dei passi non sono fatti per gli utenti "
    "della regione e del comune.",
    "nl": "Het ministerie van deze dienst leest de pagina en zegt welke van de stappen niet zijn gedaan voor de "
    "gebruikers in het land en op het portaal.",
    "ar": "تراجع الوزارة المسؤولة عن هذه الخدمة الصفحة وتبين الخطوات المنجزة",
    "ru": "Министерство, которое отвечает за услугу, проверяет страницу и сообщает, какие шаги выполнены",
    "zh": "负责这项服务的部门应当检查页面并说明哪些步骤已经完成",
    "ja": "このサービスを担当する省はページを見直し、どの手順が終わったかを示します",
    "ko": "이 서비스를 담당하는 부처는 페이지를 검토하고 완료된 단계를 알려 줍니다",
}


@pytest.mark.parametrize(("language", "text"), PROSE.items())
def test_prose_is_recognised(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "README",
        "Bonjour le monde",
        "1 2 3 4 5 6 7 8 9 10",
        "Fluentd Ruby Docker Kubernetes Prometheus Elasticsearch " * 20,
        f"{PROSE['fr']} {PROSE['en']}",
        "Міністерство, яке відповідає за послугу, перевіряє сторінку і повідомляє, які кроки виконано",
        "وزارت مسئول این خدمت صفحه را بازبینی می‌کند و گام‌های پایان‌یافته را می‌گوید چه گونه",
    ],
)
def test_what_is_unclear_or_another_language_is_not_guessed(text: str) -> None:
    assert detect(text) is None


def test_markup_and_code_do_not_count() -> None:
    code = '`the of and to is` <a href="the of and to is">x</a> {% hint style="the of and to is" %} https://a.b/the-of '
    assert detect(code * 3 + PROSE["fr"]) == "fr"


def test_a_few_foreign_words_do_not_matter() -> None:
    assert detect(f"{PROSE['fr']} Voir « GovStack: the way to go ».") == "fr"


@given(st.text(max_size=500))
def test_any_text_is_taken(text: str) -> None:
    assert detect(text) in {None, *LANGUAGES}


@pytest.mark.parametrize("text", ["{%" * SAMPLE, "`" * SAMPLE, "<" * SAMPLE, "](" * SAMPLE, "a" * SAMPLE * 100])
def test_hostile_markup_is_no_trouble(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("fr", "fr"),
        ("docs/fr", "fr"),
        ("docs/FR/", "fr"),
        ("fr-FR", "fr"),
        ("pt_BR", "pt"),
        ("zh-Hans", "zh"),
        ("french", "fr"),
        ("Français", "fr"),
        ("العربية", "ar"),
        ("fr/guide", None),
        ("so-called", None),
        ("id-card", None),
        ("free", None),
        ("ui", None),
        ("", None),
    ],
)
def test_a_directory_may_be_named_after_a_language(name: str, language: str | None) -> None:
    assert language_of_name(name) == language


def test_languages_have_the_name_that_their_speakers_use() -> None:
    assert NAMES["fr"] == "Français"
    assert len(set(NAMES.values())) == len(NAMES)
