"""nginx before two real processes of the course, by the configuration that ships."""

import base64
import hashlib
import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import streamlit

from load.learner import Learner
from support.coroutines import completed
from support.proxy import DEPLOY


def ask(course, path, *, cookie="", method="GET", body=None):
    """Return the answer's status, its headers, and the process that it makes the visitor's own."""
    connection = HTTPConnection(urlsplit(course.url).netloc, timeout=20)
    connection.request(method, path, body=body, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    cookies = answer.headers.get_all("Set-Cookie") or []
    process = [re.match(r"rnnlstm_process=(\d*); Path=/; HttpOnly; SameSite=Lax$", text) for text in cookies]
    return answer.status, answer.headers, next((int(each[1]) for each in process if each), None)


def test_nginx_finds_no_fault_in_the_configuration(course):
    assert "test is successful" in course.check()
    assert "warn" not in course.check()


def test_a_visitor_stays_with_one_process_and_all_take_part(course):
    first = [ask(course, "/")[2] for _ in range(4)]
    assert set(first) == set(course.processes)
    for port in course.processes:
        for path in ("/", "/_stcore/health", "/lstm_forward?text=abc"):
            status, _, moved = ask(course, path, cookie=f"rnnlstm_process={port}")
            assert (status, moved) == (200, None)  # stays, so that no new cookie is needed


@pytest.mark.parametrize("cookie", ["rnnlstm_process=1", "rnnlstm_process=127.0.0.1:22", "rnnlstm_process="])
def test_a_cookie_that_names_no_process_is_replaced(course, cookie):
    status, _, process = ask(course, "/", cookie=cookie)
    assert (status, process in course.processes) == (200, True)


def test_a_visitor_of_a_lost_process_is_given_to_the_other_and_stays_there(course):
    lost, other = course.processes
    mine = f"rnnlstm_process={lost}"
    course.kill(lost)
    assert ask(course, "/_stcore/health", cookie=mine)[::2] == (200, other)
    assert {ask(course, "/")[2] for _ in range(4)} == {other}
    course.start(lost)
    # Come back, it does not take what is the other's by now: the session is there.
    assert ask(course, "/", cookie=f"rnnlstm_process={other}")[::2] == (200, None)


def test_where_no_process_is_there_a_page_says_so_and_tries_again(course):
    for port in list(course.processes):
        course.kill(port)
    with pytest.raises(HTTPError) as told:
        urlopen(course.url, timeout=20)
    assert told.value.code == 503
    words = told.value.read().decode()
    assert "being started" in words
    assert "http-equiv=refresh" in words


def test_a_learner_goes_on_where_the_process_is_killed(course):
    async def lesson():
        async with Learner(course.url) as learner:
            first = await learner.open("lstm_forward", "lang=zh&seed=3&lstm_edits=f:1")
            assert first.toasts == []
            await learner.change("text", "abc")
            course.kill(learner.process)
            screen = await learner.go_on()
            return screen, await learner.change("hidden", 5)

    again, after = completed(lesson())
    expected = {"lang": "zh", "seed": "3", "lstm_edits": "f:1", "text": "abc"}
    assert {key: again.link[key] for key in expected} == expected
    assert again.toasts == ["连接中断过，现在已恢复。你的设置都还在。"]
    assert after.link["hidden"] == "5"
    assert after.toasts == []


def test_every_answer_has_the_headers_of_security(course):
    for path in ("/", "/static/none.js", "/_stcore/health"):
        headers = ask(course, path)[1]
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["frame-ancestors"] == policy["default-src"] == "'self'"
        assert "unsafe" not in policy["script-src"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Server"] == "nginx"  # and no version


def test_what_is_too_large_or_not_for_visitors_is_refused(course):
    assert ask(course, "/_stcore/upload_file/a/b", method="PUT", body=bytes(7 * 2**20))[0] == 413
    assert ask(course, "/_stcore/upload_file/a/b", method="PUT", body=b"x")[0] == 403  # without the token
    assert ask(course, "/_stcore/metrics")[0] == 404


def test_the_policy_knows_the_script_in_the_page_of_this_streamlit():
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text(encoding="utf-8")
    policy = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    assert sorted(re.findall(r"'sha256-([^']+)'", policy)) == sorted(hashes)
