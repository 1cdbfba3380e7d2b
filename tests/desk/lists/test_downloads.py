"""What is saved: an archive in pieces, and a list that comes back as it was."""

import csv
import io
import zipfile
from datetime import date

from batch.lists import people

from leaflets.desk.lists.downloads import mended_list, zipped

DAY = date(2026, 11, 22)


def test_an_archive_is_given_out_in_pieces_and_is_whole(tmp_path):
    files = [(f"leaflets/{n}.pdf", tmp_path / str(n)) for n in range(5)]
    for n, (_, path) in enumerate(files):
        path.write_bytes(bytes([n]) * 200_000)
    pieces = list(zipped(files, DAY))
    assert max(map(len, pieces)) < 100_000
    assert b"".join(zipped(files, DAY)) == b"".join(pieces)
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _ in files]
        assert archive.read("leaflets/3.pdf") == b"\3" * 200_000


def saved(rows):
    data = b"".join(mended_list(rows))
    return data, list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_mended_list_is_read_again_as_it_is(checked, tmp_path):
    odd = {"record_id": "=1+1", "zeta": "hihg", "name": "O'Neill", "given_by": "+x"}
    rows = checked([*people(3), odd, {"record_id": "last", "zeta": "no"}])
    rows.mend(4, {"zeta": "high", "either": "'quoted"})
    data, lines = saved(rows)
    assert lines[0][:3] == ["column", "reason", "record_id"]
    assert lines[4][:3] == ["", "", "'=1+1"]
    assert lines[5][0] == "zeta"
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    path = tmp_path / "again.csv"
    path.write_bytes(data)
    again = checked(path)
    for number in range(1, 6):
        assert again.row(number).cells == {
            **dict.fromkeys(again.headings, ""),
            **rows.row(number).cells,
        }
        assert again.row(number).standing == rows.row(number).standing
    assert saved(again)[0] == data


def test_rows_that_could_not_be_taken_apart_stay_refused_when_they_come_back(checked, tmp_path):
    path = tmp_path / "broken.csv"
    path.write_text('record_id,zeta\na,high,more\nb,"hi"gh\nc,low\n', encoding="utf-8")
    rows = checked(path)
    data, _ = saved(rows)
    path.write_bytes(data)
    again = checked(path)
    assert [bool(again.row(n).refusals) for n in (1, 2, 3)] == [True, True, False]
    assert again.row(2).refusals[0].message == (
        'what stands under "unread" has not been put into its column'
    )
    again.mend(2, {"unread": "", "record_id": "b", "zeta": "high"})
    assert again.row(2).refusals == ()
