"""References and numbers inside the words of the plan."""

from __future__ import annotations

import pytest

from opensmp.checking import put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.rules.consistency._counts import mentions
from opensmp.rules.consistency.numbers_in_prose_agree import numbers_in_prose_agree
from opensmp.rules.consistency.prose_references_resolve import prose_references_resolve


def saying(dossier: Dossier, en: str, id: str = "") -> Dossier:
    """Let section 8 say one thing only."""
    return put(dossier, "plan/assurance", text=Prose.of({"en": en, "id": id or en}))


@pytest.mark.requirement("R26", "R46")
@pytest.mark.parametrize(
    "mark",
    [
        "[[document:SM-XX-999]]", "[[clause:8.12]]", "[[person:nobody]]", "[[section:11]]", "[[doc:SM-IM-001]]",
        "[[Document:SM-IM-001]]", "[[SM-IM-001]]", "[[risk:RK-99]]", "[[commitment: C-99 ]]", "[[service:s-02]]",
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere(provider: Dossier, mark: str) -> None:
    (found,) = prose_references_resolve.findings(saying(provider, f"More in {mark}.", f"Lihat {mark}."))
    assert found.quote == mark


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    "mark",
    [
        "[[document:SM-IM-001]]", "[[clause:6.3 c)]]", "[[clause:8.6.1]]", "[[section:scope]]", "[[section:10]]", "[[commitment:CL-01]]",
        "[[claim:CL-01]]", "[[person:bima]]", "[[supplier-contract:SC-01]]", "[[practice:change]]", "[a link](x.md)", "[[ ]]",
        "[[see below]]",
    ],
)  # fmt: skip
def test_a_reference_that_leads_somewhere_and_what_is_none(provider: Dossier, mark: str) -> None:
    assert list(prose_references_resolve.findings(saying(provider, f"More in {mark}."))) == []


@pytest.mark.requirement("R40", "R41", "R55")
@pytest.mark.parametrize(
    "words",
    [
        "The SMS covers nine services.", "Ten managed services are in scope.", "There are 8 customers in all.",
        "Five customers are listed in section 1.", "Our seven suppliers are reviewed quarterly.", "Thirteen objectives are judged.",
        "SML mencakup sembilan layanan.", "Seluruhnya dua belas layanan terkelola berada dalam ruang lingkup.",
        "Terdapat 8 pelanggan eksternal.", "Ketujuh pemasok ditinjau setiap triwulan.", "Kedua belas sasaran dinilai.",
        "40 orang di antaranya 30 FTE menjalankan layanan.",
    ],
)  # fmt: skip
def test_a_number_that_the_registers_contradict(provider: Dossier, words: str) -> None:
    found = list(numbers_in_prose_agree.findings(saying(provider, words)))
    assert len(found) == 1, words
    assert found[0].correction is not None
    assert found[0].correction.before in words


@pytest.mark.requirement("R40", "R55")
@pytest.mark.parametrize(
    "words",
    [
        "The SMS covers seven managed services for six external customers.", "Three critical services can move to the cloud.",
        "Two suppliers deliver monthly.", "All three services move within a day.", "Tier 9 services are out of date.",
        "In 2026 services were renamed.", "Nine of the customers' users called.", "Sepuluh layanan baru diusulkan pada 2025.",
        "Ketiga layanan kritis dipindahkan.", "Kedelapan tiket ditutup; layanan pulih.", "Klausul 9 pelanggan",
        "The 12 practices of the plan.",
        "Services 9, customers 3.", "120000 customers of the bank", "Eight, services", "Dua layanan dihentikan.",
    ],
)  # fmt: skip
def test_a_number_that_is_right_or_speaks_of_a_part(provider: Dossier, words: str) -> None:
    assert list(numbers_in_prose_agree.findings(saying(provider, words))) == []


@pytest.mark.requirement("R46")
def test_the_correction_keeps_the_words_around_the_number(provider: Dossier) -> None:
    (found,) = numbers_in_prose_agree.findings(saying(provider, "The SMS covers nine managed services."))
    assert found.correction is not None
    assert (found.correction.before, found.correction.after) == ("nine managed services", "7 managed services")


@pytest.mark.requirement("R46")
def test_a_number_wrong_in_both_languages_is_one_finding(provider: Dossier) -> None:
    both = saying(provider, "The SMS covers nine services.", "SML mencakup sembilan layanan.")
    assert len(list(numbers_in_prose_agree.findings(both))) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("thirty-two services", 32), ("twenty one services", 21), ("tiga puluh dua layanan", 32), ("sebelas pemasok", 11),
        ("lima belas praktik", 15), ("kelima belas praktik", 15), ("keenam pelanggan", 6), ("ninety-nine objectives", 99),
        ("sepuluh sasaran", 10), ("Ke-32 layanan di bawah ini", 32), ("**32** services", 32),
    ],
)  # fmt: skip
def test_numbers_are_read_in_words(words: str, count: int) -> None:
    assert [mention.number for mention in mentions(words)] == [count]
