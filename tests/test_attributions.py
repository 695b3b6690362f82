"""Attributions: every construction by hand, who the source is, hostile input, properties."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counted_work import assert_work_is_linear
from framing.attributions.cues import cue_forms
from framing.attributions.find import Attribution, find_attributions
from framing.attributions.known_speakers import ROLES, load_lists
from framing.attributions.word_lists import FOLDER, read_table
from framing.problem import FramingError


def rows(text: str) -> list[str]:
    """Each attribution as "kind | speaker | cue | content"."""
    return [f"{row.kind} | {row.speaker} | {text[row.cue_start:row.cue_end] if row.cue_start >= 0 else ''} | "
            f"{text[row.content_start:row.content_end]}" for row in find_attributions(text).itertuples()]


def speakers(text: str) -> list[str]:
    return find_attributions(text)["speaker"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We shall stay,” Ann Lee said.", ["direct | Ann Lee | said | “We shall stay,”"]),
        ("“We shall stay,” said Ann Lee, a farmer.", ["direct | Ann Lee | said | “We shall stay,”"]),
        ('"Why now?" asked Ann Lee on Monday.', ['direct | Ann Lee | asked | "Why now?"']),
        ("Ann Lee said: “We shall stay.”", ["direct | Ann Lee | said | “We shall stay.”"]),
        ("Ann Lee said, “We shall stay.”", ["direct | Ann Lee | said | “We shall stay.”"]),
        ("“We shall stay,” Ann Lee said, “and we shall sow.”",
         ["direct | Ann Lee | said | “We shall stay,”", "direct | Ann Lee | said | “and we shall sow.”"]),
        ("“We shall stay,” said Ann Lee, who has a farm, “and we shall sow.”",
         ["direct | Ann Lee | said | “We shall stay,”", "direct | Ann Lee | said | “and we shall sow.”"]),
        ("“We shall stay,” Ann Lee, a farmer from Ohio, told reporters in Paris on Friday.",
         ["direct | Ann Lee | told | “We shall stay,”"]),
        ("“We stay. We sow. We reap,” Ann Lee said.", ["direct | Ann Lee | said | “We stay. We sow. We reap,”"]),
        ("“Was it you?” the old judge prodded Ann Lee.", ["direct | old judge | prodded | “Was it you?”"]),
    ],
)
def test_quotations_with_the_cue_before_after_and_in_the_middle(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said that prices would rise.", ["indirect | Ann Lee | said | prices would rise"]),
        ("Ann Lee said prices would rise.", ["indirect | Ann Lee | said | prices would rise"]),
        ("Prices would rise, Ann Lee said.", ["indirect | Ann Lee | said | Prices would rise"]),
        ("Prices, she said, would rise.", ["indirect |  | said | Prices", "indirect |  | said | would rise"]),
        ("According to Ann Lee, prices will rise.", ["indirect | Ann Lee | According to | prices will rise"]),
        ("Prices will rise, according to Ann Lee.", ["indirect | Ann Lee | according to | Prices will rise"]),
        ("In Ann Lee’s view, prices will rise.", ["indirect | Ann Lee | view | prices will rise"]),
        ("Ann Lee told the senate on Monday that prices would rise.",
         ["indirect | Ann Lee | told | prices would rise"]),
        ("Ann Lee told CNN prices would rise.", ["indirect | Ann Lee | told | prices would rise"]),
        ("Ann Lee urged the firm to cut prices.", ["indirect | Ann Lee | urged | to cut prices"]),
        ("Ann Lee vowed to cut prices, and went home.", ["indirect | Ann Lee | vowed | to cut prices"]),
        ("Ann Lee accused the firm of greed after the vote.", ["indirect | Ann Lee | accused | the firm of greed"]),
        ("Ann Lee’s claim that prices fell was news.",
         ["indirect | Ann Lee | claim | prices fell was news"]),
        ("Ann Lee left early, saying that prices would rise.",
         ["indirect | Ann Lee | saying | prices would rise"]),
        ("Ann Lee said prices fell, adding that wages rose.",
         ["indirect | Ann Lee | said | prices fell", "indirect | Ann Lee | adding | wages rose"]),
        ("Ann Lee blamed the firm and called on workers to stay away.",
         ["indirect | Ann Lee | blamed | the firm", "indirect | Ann Lee | called on | to stay away"]),
        ("Ann Lee said prices fell, but Bob Gray said they rose.",
         ["indirect | Ann Lee | said | prices fell", "indirect | Bob Gray | said | they rose"]),
    ],
)
def test_indirect_speech(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee called the plan “a costly mistake” on Monday.",
         ["partial | Ann Lee | called | the plan “a costly mistake” on Monday"]),
        ("Ann Lee said the plan was “dead” and gone.", ["partial | Ann Lee | said | the plan was “dead” and gone"]),
        ("The plan is “dead”, said Ann Lee.", ["partial | Ann Lee | said | The plan is “dead”"]),
        ("The trip has “luckily” offered him a rest from “the long and weary war”, said The Times.",
         ["partial | The Times | said | The trip has “luckily” offered him a rest from “the long and weary war”"]),
    ],
)
def test_partial_quotations(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("The firm reportedly sold its ships.", "", "unnamed"),
        ("The firm is expected to sell its ships.", "", "unnamed"),
        ("It was reported that the firm sold its ships.", "", "unnamed"),
        ("Officials say the firm sold its ships.", "officials", "unnamed"),
        ("Critics argue that the firm is weak.", "critics", "unnamed"),
        ("The report said the firm was weak.", "report", "unnamed"),
        ("The New York Times reported that the firm was weak.", "The New York Times", "media"),
        ("The Kremlin said the firm was weak.", "Kremlin", "ministry or institution"),
    ],
)
def test_sources_that_are_no_persons(text: str, speaker: str, role: str) -> None:
    table = find_attributions(text)
    assert (table["speaker"].tolist(), table["role"].tolist()) == ([speaker], [role])


def test_quotations_run_on_over_sentences_and_paragraphs() -> None:
    text = ("“We stay,” Ann Lee said. “We have sown our fields this year.”\n"
            "“And we shall reap what we have sown.”\n"
            "“Nobody will drive us from here,” Bob Gray said. “That much is sure.\n"
            "“And so it will remain for ever.”")
    assert speakers(text) == ["Ann Lee", "Ann Lee", "Ann Lee", "Bob Gray", "Bob Gray", "Bob Gray"]
    confidence = find_attributions(text)["confidence"].tolist()
    assert confidence[0] > confidence[1] > confidence[2]


def test_names_pronouns_and_descriptions_merge() -> None:
    text = ("Ali Karim Reza, a senior adviser to the king, said talks had begun. Reza said they were hard. "
            "“They will go on,” he said.\nThe adviser told reporters that he was tired.")
    assert speakers(text) == ["Ali Karim Reza"] * 4
    confidence = find_attributions(text)["confidence"].tolist()
    assert min(confidence[:2]) > max(confidence[2:])


def test_nobody_is_chosen_where_two_fit() -> None:
    two = "Bill Stone and John Stone met. Stone said it was over."
    assert speakers(two) == ["Stone"]
    assert find_attributions(two)["confidence"].tolist()[0] <= 0.3
    unknown = find_attributions("He said it was over.")
    assert unknown[["speaker", "role"]].to_numpy().tolist() == [["", "unknown"]]
    ministers = ("Bill Stone, the minister of trade, met John Gray, the minister of war, in Paris. "
                 "The minister said it was over.")
    assert find_attributions(ministers)["confidence"].tolist()[0] <= 0.3


def test_gender_keeps_a_pronoun_from_the_wrong_speaker() -> None:
    text = "Mary Stone said prices rose. John Gray said prices fell. “It is hard,” she said. “It is,” he said."
    assert speakers(text) == ["Mary Stone", "John Gray", "Mary Stone", "John Gray"]


def test_a_newspaper_is_taken_up_as_the_paper() -> None:
    text = "The talks failed, said The Guardian. The paper noted that nobody was surprised."
    assert speakers(text) == ["The Guardian", "The Guardian"]


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("Russian President Oleg Petrov said no.", "head of state or government", "Russia"),
        ("Iranian Foreign Minister Reza Karim said the talks failed.", "official", "Iran"),
        ("Jane Stone, a professor of history in Leeds, said the talks failed.", "expert", ""),
        ("Jane Stone, a retired teacher, said the talks failed.", "citizen", ""),
        ("Chinese officials said the talks failed.", "unnamed", "China"),
        ("The Israeli Defence Ministry said the talks failed.", "ministry or institution", "Israel"),
    ],
)
def test_role_and_country(text: str, role: str, country: str) -> None:
    table = find_attributions(text)
    assert (table["role"].tolist(), table["country"].tolist()) == ([role], [country])


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ann Lee said it was over.", "neutral"),
        ("Ann Lee claimed it was over.", "doubting"),
        ("Ann Lee admitted that it was over.", "confirming"),
        ("Ann Lee denied the report.", "confronting"),
        ("Ann Lee praised the report.", "supporting"),
        ("Ann Lee hopes to win.", "wishing"),
        ("Ann Lee believes it is over.", "thinking"),
    ],
)
def test_stance_is_that_of_the_cue(text: str, stance: str) -> None:
    assert find_attributions(text)["stance"].tolist() == [stance]


def test_headlines_name_a_speaker_only_if_the_text_does() -> None:
    found = rows("Lee: Prices will rise\nAnn Lee said prices would rise.")
    assert found[0] == "indirect | Ann Lee |  | Prices will rise"
    assert rows("Prices will rise, says Kremlin\nNobody else did.") == [
        "indirect | Kremlin | says | Prices will rise"]
    assert rows("Brexit: What comes next\nNobody knows.") == []
    assert rows("LEE SAYS PRICES WILL RISE\nAnn Lee was in Paris.") == ["indirect | Ann Lee | SAYS | PRICES WILL RISE"]


def test_transcripts_and_interviews() -> None:
    text = "HOST: Who are you?\nANN LEE: I said that it was over.\nHOST: Thank you."
    assert speakers(text) == ["HOST", "ANN LEE", "HOST"]
    interview = find_attributions("Q: Who are you?\nA: I said that it was over.")
    assert interview["speaker"].tolist() == ["", ""]
    assert interview["confidence"].max() <= 0.3
    assert rows("WASHINGTON: The town is quiet.") == []
    panel = "BLITZER: Is it over?\nSEN. ANN LEE (R), OHIO: No.\nBLITZER: Why?\nLEE: I said so.\nBOB RAY, HOST: Fine."
    assert rows("ANALYSIS: The deal is off.\nNOTABLES: Prices rose.\nREAD MORE: The story of a deal.") == []
    assert speakers(panel) == ["BLITZER", "ANN LEE", "BLITZER", "ANN LEE", "BOB RAY"]


@pytest.mark.parametrize(
    "text",
    ["Der Minister kam. „Wir werden noch lange hier bleiben“, sagte Angela Merkel, und es war nicht laut.",
     "El presidente dijo que “no habrá acuerdo con Irán este año”.",
     "Le ministre a dit : « Nous resterons encore longtemps ici. »",
     "Министр сказал: «Мы останемся здесь очень надолго»."],
)
def test_a_quotation_in_another_language_is_nobodys_and_undecided(text: str) -> None:
    found = find_attributions(text)
    assert found["kind"].tolist() == ["direct"]
    assert found["speaker"].tolist() == [""]
    assert found["confidence"].tolist() == [0.3]


def test_names_with_small_words_of_other_languages_are_english() -> None:
    found = rows("Le Pen and De la Cruz said prices rose.\nThe mayor of Los Angeles said so too.")
    assert found[0].endswith("prices rose")


@pytest.mark.parametrize(
    ("text", "contents"),
    [("“We will win, said the minister. The town was quiet.\nNobody came.", ["We will win"]),
     ("We will win,” said the minister.\nThe town was quiet.", ["We will win"]),
     ('The minister said "we will win. The town was quiet.', ["we will win"])],
)
def test_an_unbalanced_mark_hides_no_speaker_and_swallows_no_text(text: str, contents: list[str]) -> None:
    found = find_attributions(text)
    assert [text[start:end].strip('“”".') for start, end in zip(found["content_start"], found["content_end"],
                                                               strict=True)] == contents
    assert found["speaker"].tolist() == ["minister"]


def test_work_grows_with_the_length_of_a_sentence_not_faster() -> None:
    text = "the minister said that she knew “it” and claimed, he added, "
    assert_work_is_linear(lambda n: lambda: find_attributions(text * n), 100, 1_000)


@pytest.mark.parametrize(
    "text",
    [
        "In the '90s O'Brien fed the Obamas' dog, which was 6'2\" long.",
        "He read “The Silent River” and “Songs of the Morning”.",
        "I think it is over. You could say so. We believe in it.",
        "The “moderates” left early.",
        "The three American states met, and the reports were read.",
        "His demand for bread and her plans for Sunday failed.",
        "Der alte Mann ging nach Hause, und es war gut so.",
        "Le ministre a quitté la ville hier soir.",
        "«“‘",
        "",
        "\n \n",
    ],
)
def test_no_attribution_is_made_up(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize("text", ["said " * 5_000, "“a” " * 3_000, "X said, " * 2_000, "He said " + "word " * 5_000,
                                  "(" * 5_000 + " he said", "A B " * 4_000, "“" * 2_000, "according to " * 3_000])
def test_long_and_senseless_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    find_attributions(text)
    assert time.process_time() - start < 20


WORDS = ["said", "Ann Lee", "he", "she", "the minister", "that", "“", "”", '"', ",", ".", "according to", "told", "CNN",
         "claims", "prices rose", "and", "but", "who", "reportedly", "is expected to", "'", "\n", ":", "Lee", "saying",
         "called", "(", "—"]


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    table = find_attributions(text)
    assert list(table.columns) == list(Attribution._fields)
    contents = []
    for row in table.itertuples():
        spans = [(row.content_start, row.content_end)]
        written = (row.cue_start, row.cue_end), (row.source_start, row.source_end)
        spans += [span for span in written if span != (-1, -1)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert are_disjoint(spans)
        assert row.kind in ("direct", "partial", "indirect")
        assert row.role in ROLES
        assert 0 <= row.confidence <= 1
        assert row.source == (text[row.source_start:row.source_end] if row.source_start >= 0 else "")
        contents.append(spans[0])
    assert are_disjoint(contents)


def are_disjoint(spans: list[tuple[int, int]]) -> bool:
    return all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert find_attributions(text).equals(find_attributions(text))


def test_straight_and_curly_marks_are_read_alike() -> None:
    curly = "“We stay,” Ann Lee said. “It’s late.” He told Bob Gray it was “a long and weary day” for all."
    straight = curly.replace("“", '"').replace("”", '"').replace("’", "'")
    columns = ["content_start", "content_end", "cue_start", "kind", "speaker", "confidence"]
    assert find_attributions(curly)[columns].equals(find_attributions(straight)[columns])


def test_forms_of_cues_follow_english_spelling() -> None:
    forms = cue_forms()
    for word in ("deny", "denies", "denied", "denying", "argues", "arguing", "pushed", "pushes", "agreed", "agreeing"):
        assert word in forms
    assert [cue.form for cue in forms["denies"]] == ["s"]
    assert {cue.base for cue in forms["pointing"]} == {"point out", "point to"}


def test_every_word_list_can_be_read_and_holds_no_word_twice() -> None:
    columns = {"cues.tsv": ("cue", "forms", "frames", "stance", "reason"),
               "phrases.tsv": ("phrase", "frame", "stance", "reason"),
               "grammar_words.tsv": ("word", "group", "reason"), "roles.tsv": ("word", "role", "reason"),
               "countries.tsv": ("word", "country", "reason"), "first_names.tsv": ("name", "gender", "reason"),
               "speakers.tsv": ("name", "aliases", "role", "country", "gender")}
    assert sorted(columns) == sorted(path.name for path in FOLDER.glob("*.tsv"))
    for name, header in columns.items():
        keys = [row[:2] if name in ("grammar_words.tsv", "phrases.tsv") else row[0]
                for row in read_table(FOLDER / name, header)]
        assert len(keys) == len(set(keys)), (name, [key for key in keys if keys.count(key) > 1])
    lists = load_lists()
    assert set(lists.roles.values()) <= set(ROLES)


def test_own_lists_win(tmp_path) -> None:
    (tmp_path / "roles.tsv").write_text("word\trole\treason\nfarmer\texpert\town\n", encoding="utf-8")
    (tmp_path / "speakers.tsv").write_text("name\taliases\trole\tcountry\tgender\n"
                                           "Ann Marie Lee\tAnn Lee;Lee\tofficial\tIran\tf\n", encoding="utf-8")
    table = find_attributions("Lee said it was over. Bob Gray, a farmer, said it was not.", lists_folder=tmp_path)
    assert table[["speaker", "role", "country"]].to_numpy().tolist() == [
        ["Ann Marie Lee", "official", "Iran"], ["Bob Gray", "expert", ""]]


def test_a_list_with_another_header_is_named(tmp_path) -> None:
    (tmp_path / "roles.tsv").write_text("word,role\n", encoding="utf-8")
    with pytest.raises(FramingError, match=r"roles\.tsv, row 1"):
        find_attributions("Lee said it was over.", lists_folder=tmp_path)


def test_words_set_off_as_a_paragraph_without_marks_belong_to_who_introduces_them() -> None:
    said = "The talks have failed and nobody knows when they will go on."
    assert rows(f"In a letter to the press, Ann Lee wrote:\n{said}\nThe town was quiet.") == [
        f"direct | Ann Lee | wrote | {said}"]
    for introduction in ("Editor's Note:", "The original story continues below:", "As I wrote last week:",
                         "Here is what is known so far:", "Advertisement:"):
        assert rows(f"{introduction}\n{said}") == []
    assert rows("Ann Lee said:\nThe talks failed.") == []  # a heading or an item of a list
