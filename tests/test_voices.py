"""Who is heard, counted: by hand, by adding up, by swapping outlets, and the tables that show it."""

from __future__ import annotations

import ast
import json
import random
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.attributions.find import find_attributions
from framing.attributions.ledger import voices_ledger
from framing.attributions.lists_version import voices_version
from framing.cli import main
from framing.compare import describe
from framing.corpus import build_corpus
from framing.figures.quote_network import MAX_SPEAKERS, quote_network
from framing.figures.voices import voice_map
from framing.findings.speaker_findings import show_ledger, show_quote_network, show_speakers
from framing.findings.voice_findings import QUESTIONS, show_attributed_share, show_attributions, show_voices
from framing.findings.voice_rows import voice_rows
from framing.measures.speakers import speaker_concentration, speaker_table
from framing.measures.voices import SAME_SPEAKER, VOICES, count_voices
from framing.plain_text import corpus_of_texts
from framing.tables import source_table
from framing.tally import tally_corpus
from framing.tally_sums import add_tallies
from framing.voice_evidence import attributed_words_card, attribution_card
from made_corpora import write_corpus

# 9 + 5 + 5 + 9 words; contents: prices would rise (3), We shall stay (3), they will not (3), it was over (3).
TEXT = ("Ann Lee, the Iranian minister, said prices would rise.\n“We shall stay,” she said.\n"
        "Officials claimed they will not.\nBob Ray, a Russian professor, admitted it was over.")


def counts_of(corpus, name: str) -> dict[str, float]:
    counts = count_voices(corpus, name)
    return dict(zip(counts.features, counts.matrix.sum(axis=0).tolist(), strict=True))


def test_words_and_attributions_by_hand():
    corpus = corpus_of_texts([TEXT])
    assert counts_of(corpus, "voices words") == {"attributed": 12, "direct": 3, "partial": 0, "indirect": 9,
                                                 "inside quotation marks": 3}
    assert count_voices(corpus, "voices words").totals.tolist() == [[28]]
    roles = counts_of(corpus, "voices roles")
    assert {role: n for role, n in roles.items() if n} == {"official": 6, "expert": 3, "unnamed": 3}
    assert counts_of(corpus, "voices countries") == {"(not said)": 3, "Iran": 6, "Russia": 3}
    stances = counts_of(corpus, "voices cues")
    assert {stance: n for stance, n in stances.items() if n} == {"neutral": 2, "doubting": 1, "confirming": 1}
    assert counts_of(corpus, "voices sources") == {"named": 3, "unnamed": 1, "undecided": 0}
    assert counts_of(corpus, "voices first")["official"] == 1
    # Lee, Lee and Ray: three pairs, one of them of one speaker.
    assert counts_of(corpus, "voices pairs") == {SAME_SPEAKER: 1}
    assert count_voices(corpus, "voices pairs").totals.tolist() == [[3]]


def test_shares_of_a_corpus_without_any_voice_are_not_measured():
    corpus = corpus_of_texts(["The town was quiet.", "So it stayed."])
    for name, (measure, features) in VOICES.items():
        table = describe(count_voices(corpus, name), measure, rng=np.random.default_rng(1)).table
        assert set(table["feature"]) == set(features)
        assert table["estimate"].isna().all() or name == "voices words"
    assert speaker_table(corpus).empty
    assert speaker_concentration(corpus)["effective_speakers"].isna().all()


def test_an_unknown_name_is_said():
    with pytest.raises(ValueError, match="There are: voices words, "):
        count_voices(corpus_of_texts(["So."]), "words")


def made_rows(n_articles: int, seed: int) -> list[dict[str, str]]:
    rng = random.Random(seed)
    people = ["Ann Lee, the French minister,", "Bob Ray", "Officials", "The Kremlin", "Professor Eve Poe"]
    verbs = ["said", "claimed", "admitted", "warned"]
    rows = []
    for number in range(n_articles):
        lines = [f"{rng.choice(people)} {rng.choice(verbs)} that prices would rise in spring." for _ in range(6)]
        rows.append({"article_id": f"{number:03d}", "outlet": "AB"[number % 2], "text": "\n".join(lines)})
    return rows


def test_tallies_of_parts_add_up_to_the_tally_of_all(tmp_path):
    rows = made_rows(30, seed=3)
    whole, *parts = (tally_corpus(build_corpus(write_corpus(tmp_path / name, some)))
                     for name, some in (("all", rows), ("1", rows[::3]), ("2", rows[1::3]), ("3", rows[2::3])))
    both = [source_table(tally, seed=1, n_resamples=50) for tally in (whole, add_tallies(parts))]
    pd.testing.assert_frame_equal(*both)
    assert both[0]["low"].notna().any()


def test_swapping_outlets_swaps_the_numbers(tmp_path):
    rows = made_rows(12, seed=5)
    swapped = [row | {"outlet": {"A": "B", "B": "A"}[row["outlet"]]} for row in rows]
    tables = [source_table(build_corpus(write_corpus(tmp_path / name, some)), seed=1, n_resamples=0)
              .set_index(["measure", "feature", "outlet"])["estimate"].unstack()
              for name, some in (("as", rows), ("swapped", swapped))]
    pd.testing.assert_series_equal(tables[0]["A"], tables[1]["B"], check_names=False)


def test_shares_of_one_family_add_up_to_one(tmp_path):
    table = source_table(build_corpus(write_corpus(tmp_path, made_rows(12, seed=7))), seed=1, n_resamples=0)
    sums = table.groupby(["measure", "outlet"])["estimate"].sum().unstack()
    for measure in ("share_of_attributed_words_by_role", "share_of_attributed_words_by_country",
                    "share_of_cues_by_stance", "share_of_named_sources", "share_of_articles_by_first_role"):
        assert sums.loc[measure].tolist() == pytest.approx([1, 1])


def test_speakers_and_their_concentration_by_hand():
    corpus = corpus_of_texts([TEXT, "Ann Lee said no. Bob Ray said yes.", "Critics say no."])
    table = speaker_table(corpus).set_index("speaker")
    assert table.loc[["Ann Lee", "Bob Ray"], "n_attributions"].tolist() == [3, 2]
    assert table.loc["Ann Lee", ["n_words", "n_articles", "n_articles_first"]].tolist() == [7, 2, 2]
    assert table["share_of_attributed_words"].sum() == pytest.approx((7 + 4) / (7 + 4 + 3 + 1))
    found = speaker_concentration(corpus).iloc[0]
    assert (found["n_attributions"], found["n_speakers"], found["top_speaker"]) == (5, 2, "Ann Lee")
    assert found["herfindahl"] == pytest.approx((3 / 5) ** 2 + (2 / 5) ** 2)
    assert found["effective_speakers"] == pytest.approx(25 / 13)


def test_tables_use_the_corrections_and_say_how_many(tmp_path, capsys):
    rows = [{"article_id": "1", "outlet": "A", "text": "Ann Lee said prices would rise. Officials claimed so."}]
    folder = write_corpus(tmp_path / "corpus", rows)
    before = voices_version(folder)
    assert main(["tables", str(folder), "--out", str(tmp_path / "t"), "--resamples", "20"]) == 0
    ledger = pd.read_csv(tmp_path / "t" / "voices.csv", dtype=str, keep_default_na=False)
    ledger.loc[0, ["speaker", "role"]] = ["Ann B. Lee", "expert"]
    ledger.to_csv(folder / "voices.corrected.csv", index=False)
    assert voices_version(folder) != before
    capsys.readouterr()
    assert main(["tables", str(folder), "--out", str(tmp_path / "t"), "--resamples", "20"]) == 0
    assert "1 row of the ledger was corrected by hand" in capsys.readouterr().err
    again = pd.read_csv(tmp_path / "t" / "voices.csv", dtype=str, keep_default_na=False)
    assert again["speaker"][0] == "Ann B. Lee"
    sources = pd.read_csv(tmp_path / "t" / "sources.csv").set_index(["measure", "feature"])
    assert sources.loc[("share_of_attributed_words_by_role", "expert"), "count"] == 3
    speakers = pd.read_csv(tmp_path / "t" / "speakers.csv")
    assert speakers["speaker"].tolist()[0] == "Ann B. Lee"


def test_a_ledger_that_a_reader_changes_stays_as_it_was():
    corpus = corpus_of_texts([TEXT])
    table = voices_ledger(corpus)
    table["speaker"] = "nobody"
    assert "nobody" not in voices_ledger(corpus)["speaker"].tolist()


def test_the_version_holds_own_lists(tmp_path: Path):
    (tmp_path / "speakers").mkdir()
    before = voices_version(tmp_path)
    (tmp_path / "speakers" / "roles.tsv").write_text("word\trole\treason\nbaker\texpert\t\n", encoding="utf-8")
    assert voices_version(tmp_path) != before
    assert voices_version(None).startswith("1.")


# --- what the notebook and the overview show --------------------------------------------------------------------


def test_the_tool_fails_as_the_notebook_says(root: Path):
    cells = json.loads((root / "notebooks" / "05_hear_the_sources.ipynb").read_text(encoding="utf-8"))["cells"]
    source = next("".join(cell["source"]) for cell in cells if "show_attributions(" in "".join(cell["source"]))
    texts = ast.literal_eval(source[source.index("["):source.index("]") + 1])
    found = [find_attributions(text) for text in texts]
    assert texts[0][found[0]["content_start"][0]:found[0]["content_end"][0]].endswith("empty that night")
    assert [len(table) for table in found] == [1, 0, 1, 1]
    assert found[2]["speaker"].tolist() == [""]
    assert "nothing is found" in show_attributions(texts).html


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return build_corpus(write_corpus(tmp_path_factory.mktemp("made"), made_rows(12, seed=9)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_family_is_told_with_its_numbers_and_sentences(made, name):
    result = describe(count_voices(made, name), VOICES[name].measure, rng=np.random.default_rng(1), n_resamples=20)
    html = show_voices(made, name, result).html
    assert QUESTIONS[name] in html
    n = int(result.of("A")["total"].iloc[0])
    assert f'<data value="{n}">{n:,}</data></button> {result.counted_in}: ' in html
    assert "<mark>" in show_voices(made, name, result)._repr_html_()


MARKED = re.compile("<mark>(.*?)</mark>")


def test_an_attribution_is_marked_whole_and_told_with_its_speaker():
    corpus = corpus_of_texts([TEXT])
    card = attribution_card(corpus, voices_ledger(corpus), title="t").html
    assert MARKED.findall(card) == ["prices would rise", "“We shall stay,”", "they will not", "it was over"]
    assert 'data-marks="4"' in card
    assert "4</data> attributions in <data" in card
    assert "sentence 1 · body · reported without marks · speaker: Ann Lee" in card
    assert "sentence 2 · body · quoted words · speaker: Ann Lee" in card
    assert "speaker: officials" in card


def test_attributed_words_are_marked_one_by_one():
    corpus = corpus_of_texts([TEXT])
    ledger = voices_ledger(corpus)
    card = attributed_words_card(corpus, ledger[ledger["speaker"] == "Ann Lee"], title="t").html
    assert MARKED.findall(card) == ["prices", "would", "rise", "We", "shall", "stay"]
    assert 'data-marks="6"' in card
    assert attributed_words_card(corpus, ledger.iloc[:0], title="t") is None
    assert attribution_card(corpus, ledger.iloc[:0], title="t") is None


def test_words_in_title_and_text_are_told_apart(tmp_path):
    """Offsets count in either: the same number is another place."""
    rows = [{"article_id": one, "outlet": "A", "title": f"Ann Lee said prices would rise {one}",
             "text": "The town was quiet. Bob Ray said it was over and done."} for one in ("x", "y")]
    corpus = build_corpus(write_corpus(tmp_path, rows))
    ledger = voices_ledger(corpus)
    assert set(ledger["offsets_in"]) == {"title", "text"}
    for row, content in enumerate(ledger["content"]):
        card = attributed_words_card(corpus, ledger.iloc[[row]], title="t").html
        assert " ".join(MARKED.findall(card)) == content
        assert f"article {ledger['article_id'][row]} ·" in card


def test_many_attributions_are_sampled_and_the_total_is_stated(made):
    ledger = voices_ledger(made)
    card = attribution_card(made, ledger, title="t", n_shown=5).html
    assert MARKED.findall(card) == ["prices would rise in spring"] * 5
    assert f"{len(ledger)}</data> attributions" in card
    assert "Shown are 5" in card
    assert "data-marks" not in card


def test_article_text_is_escaped_wherever_it_is_shown(tmp_path):
    text = "Ann <b>Lee</b> said <script>alert(1)</script> “a & b are not <i>alike</i>” today. Officials say <u>so</u>."
    corpus = build_corpus(write_corpus(tmp_path, [{"article_id": "1", "outlet": "<A>", "text": text}]))
    result = describe(count_voices(corpus, "voices words"), VOICES["voices words"].measure,
                      rng=np.random.default_rng(1))
    for shown in (show_ledger(corpus), show_speakers(corpus), show_quote_network(corpus),
                  show_attributed_share(corpus, result),
                  show_attributions([text]),
                  *(cell for _, cells, _ in voice_rows(corpus) for cell in cells.values())):
        assert not re.search("<(?:script|i|u|b|A)>", shown._repr_html_())


def test_a_corpus_without_voices_is_shown(tmp_path):
    corpus = build_corpus(write_corpus(tmp_path, [{"article_id": "1", "outlet": "A", "text": "The town was quiet."}]))
    for name in QUESTIONS:
        result = describe(count_voices(corpus, name), VOICES[name].measure, rng=np.random.default_rng(1))
        assert "nothing to measure" in show_voices(corpus, name, result).html
    assert "no named speaker" in show_speakers(corpus).html
    assert '<data value="0">0</data> attributions; <data value="0">0</data> sources' in show_ledger(corpus).html
    assert {name: cells["A"].html for name, cells, _ in voice_rows(corpus)}["attributions to nobody by name"] == (
        "no attribution")


def test_the_map_shows_the_result_and_leaves_out_what_nobody_has(made):
    result = describe(count_voices(made, "voices roles"), VOICES["voices roles"].measure, rng=np.random.default_rng(1),
                      n_resamples=0)
    figure = voice_map(result)
    assert set(figure.table["feature"]) == set(result.table.loc[result.table["count"] > 0, "feature"])
    assert "citizen" not in figure.svg
    assert voice_map(result).svg == figure.svg


# --- who is heard by whom ----------------------------------------------------------------------------------------

HEARD = ["Ann Lee said prices would rise.", "Ann Lee said they fell. Bob Ray said nobody knew."]


def test_the_network_joins_the_outlets_that_hear_one_speaker():
    corpus = corpus_of_texts(HEARD, outlets=["A", "B"])
    figure = quote_network(speaker_table(corpus), outlets=corpus.outlets)
    assert figure.table[["speaker", "outlet", "n_words"]].values.tolist() == [
        ["Ann Lee", "A", 3], ["Ann Lee", "B", 2], ["Bob Ray", "B", 2]]
    assert "In more than one outlet: Ann Lee in 2 outlets." in figure.alt
    assert "Most words: Ann Lee in A, 3." in figure.alt
    assert "All 2 named speakers" in figure.caption
    assert "7 words in 3 attributions" in figure.caption
    page = show_quote_network(corpus)._repr_html_()
    assert "Of 2 named speakers, 1 are heard in more than one outlet: Ann Lee (5 words in 2 outlets)." in (
        re.sub("<[^>]*>", "", page))


def test_of_many_speakers_those_heard_most_widely_are_shown_and_the_total_stated():
    rows = [{"speaker": f"S{number:02d}", "outlet": outlet, "role": "", "country": "", "n_words": 10 + number,
             "n_attributions": 1, "n_articles": 1}
            for number in range(40) for outlet in ("A", "B", "C")[:1 + (number == 3)]]
    figure = quote_network(pd.DataFrame(rows), outlets=("A", "B", "C"))
    assert f"{MAX_SPEAKERS} of 40 named speakers" in figure.caption
    assert figure.table["speaker"].tolist()[:3] == ["S03", "S03", "S39"]  # two outlets before more words
    assert ">C</text>" in figure.svg  # an outlet that hears none of them keeps its place


def test_no_speaker_no_network():
    assert "No named speaker." in show_quote_network(corpus_of_texts(["Rain fell."])).html
    with pytest.raises(ValueError, match="nobody is heard by name"):
        quote_network(speaker_table(corpus_of_texts(["Rain fell."])), outlets=("A",))
