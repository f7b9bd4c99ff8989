"""Files that people have are read, row by row, and what cannot be read is one faulty row."""

import codecs
import csv
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from qanat.capture.reading.csv_rows import LONGEST_LINE
from qanat.capture.reading.encoding import encoding_of
from qanat.capture.reading.sheet import MOST_COLUMNS, open_sheet
from qanat.kernel.errors import Invalid

TABLE = "name,email\nعلي,ali@example.com\n"


def written(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def rows_of(path):
    sheet = open_sheet(path)
    return sheet.columns, [(row.number, row.cells, row.fault) for row in sheet.rows]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TABLE.encode(), id="utf-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), id="utf-16 le"),
        pytest.param(codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), id="utf-16 be"),
        pytest.param(codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"), id="utf-32 le"),
    ],
)
def test_every_unicode_encoding_reads_alike(tmp_path, content):
    assert rows_of(written(tmp_path, content)) == (
        ("name", "email"),
        [(2, ("علي", "ali@example.com"), "")],
    )


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("order", ["le", "be"])
def test_utf32_behind_the_mark_of_utf16_is_seen_through(tmp_path, mark, order):
    path = written(tmp_path, mark + TABLE.encode(f"utf-32-{order}"))
    assert rows_of(path)[1] == [(2, ("علي", "ali@example.com"), "")]


@pytest.mark.parametrize("codec", ["cp1256", "iso8859_6"])
def test_arabic_in_its_old_encodings_is_recognised(tmp_path, codec):
    text = "الاسم,المدينة\n" + "محمد عبد الله الأحمد,الرياض عاصمة المملكة العربية السعودية\n" * 20
    _, rows = rows_of(written(tmp_path, text.encode(codec)))
    assert rows[0][1] == ("محمد عبد الله الأحمد", "الرياض عاصمة المملكة العربية السعودية")


def test_french_in_latin_1_is_read(tmp_path):
    path = written(tmp_path, "nom,ville\nRenée Lefèvre,Orléans\n".encode("latin_1"))
    assert rows_of(path)[1][0][1] == ("Renée Lefèvre", "Orléans")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, mark):
    text = f"name{mark}note\nAli{mark}one, two; three\n"
    if mark in ",;":
        text = f'name{mark}note\nAli{mark}"one, two; three"\n'
    assert rows_of(written(tmp_path, text.encode()))[1][0][1] == ("Ali", "one, two; three")


def test_quotes_line_breaks_and_blank_lines_are_kept_apart(tmp_path):
    text = 'name,note\r\n\r\n"Ali ""the first""","two\r\nlines"\r\n,\r\nSara,x\r\n'
    assert rows_of(written(tmp_path, text.encode()))[1] == [
        (3, ('Ali "the first"', "two\r\nlines"), ""),
        (6, ("Sara", "x"), ""),
    ]


def test_a_short_row_is_filled_and_a_long_one_is_a_fault(tmp_path):
    text = "name,email,city\nAli\nSara,s@example.com,Riyadh,extra\nOmid,,,\n"
    assert rows_of(written(tmp_path, text.encode()))[1] == [
        (2, ("Ali", "", ""), ""),
        (
            3,
            ("Sara", "s@example.com", "Riyadh", "extra"),
            "The row has 4 cells, but there are 3 columns.",
        ),
        (4, ("Omid", "", ""), ""),
    ]


def test_an_unclosed_quote_is_one_faulty_row_and_reading_goes_on(tmp_path):
    body = "".join(f"Ali,{number}\n" for number in range(60_000))
    text = 'name,note\nSara,"never closed\n' + body
    _, rows = rows_of(written(tmp_path, text.encode()))
    assert rows[0][0] == 2
    assert rows[0][2].startswith("Lines 2 to ")
    assert rows[-1] == (60_002, ("Ali", "59999"), "")
    unread = int(rows[0][2].split()[3]) - 1
    assert len(rows) - 1 == 60_002 - unread - 1


def test_an_endless_line_is_one_faulty_row_in_bounded_memory(tmp_path):
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.write(b"name,note\nAli,1\n")
        for _ in range(40):
            file.write(b"x" * LONGEST_LINE)
        file.write(b"\nSara,2\n")
    tracemalloc.start()
    rows = rows_of(path)[1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(row[1], bool(row[2])) for row in rows] == [
        (("Ali", "1"), False),
        ((), True),
        (("Sara", "2"), False),
    ]
    assert peak < 16 * LONGEST_LINE


def test_bytes_that_are_no_text_are_a_fault_of_their_row(tmp_path):
    good = "name,city\n" + "سارة,الرياض\n" * 3
    path = written(tmp_path, codecs.BOM_UTF8 + good.encode() + b"Ali,\xff\xfe\n")
    # The mark says UTF-8, so one broken row does not change how the others are read.
    rows = rows_of(path)[1]
    assert [bool(row[2]) for row in rows] == [False, False, False, True]
    assert rows[0][1] == ("سارة", "الرياض")


def test_too_many_columns_and_an_empty_file_are_refused(tmp_path):
    with pytest.raises(Invalid, match="10000 columns"):
        open_sheet(written(tmp_path, (",".join(["c"] * 10_000) + "\n").encode()))
    with pytest.raises(Invalid, match="empty"):
        open_sheet(written(tmp_path, b"\n\n"))
    assert MOST_COLUMNS < 10_000


def test_a_workbook_reads_like_its_csv(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path, {"remove_timezone": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "size", "created", "formula", "blank"])
        sheet.write_row(1, 0, ["علي", 12, None, None])
        when = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 2, datetime(2026, 3, 1, 9, 30, tzinfo=UTC), when)
        sheet.write_formula(1, 3, "=1+1", None, 2)
    columns, rows = rows_of(path)
    assert columns == ("name", "size", "created", "formula", "blank")
    assert rows == [(2, ("علي", "12", "2026-03-01T09:30:00", "2", ""), "")]


def test_a_zip_bomb_and_a_damaged_workbook_are_refused(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(600):
            part.write(b"\0" * 1024 * 1024)
    with pytest.raises(Invalid, match="unpacks"):
        open_sheet(bomb)
    with pytest.raises(Invalid, match="damaged"):
        open_sheet(written(tmp_path, b"PK\x03\x04 nothing", "bad.xlsx"))


def test_an_old_excel_file_is_refused_with_advice(tmp_path):
    with pytest.raises(Invalid, match=r"\.xlsx or CSV"):
        open_sheet(written(tmp_path, bytes.fromhex("d0cf11e0a1b11ae1"), "old.xls"))


@given(st.binary(max_size=400))
def test_no_bytes_make_the_encoding_guess_fail(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "file.csv"
    path.write_bytes(content)
    assert codecs.lookup(encoding_of(path).codec)


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(exclude_characters="\0\r\n\ufffd", exclude_categories=["Cs"]),
                max_size=8,
            ).filter(lambda cell: cell.strip() == cell),
            min_size=2,
            max_size=2,
        ),
        max_size=8,
    )
)
def test_what_was_written_as_csv_is_read_as_it_was(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([["name", "note"], *table])
    read = [row[1] for row in rows_of(path)[1]]
    assert read == [tuple(row) for row in table if any(row)]
