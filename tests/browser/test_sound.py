"""The page on sound in the browser: a melody is played, and a real file is given."""

from playwright.sync_api import expect

from support.browser import settle
from support.sounds import sine, wav


def test_a_melody_is_played_and_a_file_is_heard(open_page, tmp_path):
    page = open_page("sound?lang=en")
    settle(page)
    audio = page.locator(".st-key-sound-player audio")
    expect(audio).to_have_count(1)
    # The cursor follows where it is heard.
    audio.evaluate("audio => { audio.muted = true; audio.currentTime = 2; }")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.st-key-sound-chart')).getPropertyValue('--heard') > 0.3"
    )
    figure = page.locator(".st-key-sound-chart")
    expect(figure.get_by_text("Truth", exact=True).first).to_be_visible()
    page.get_by_text("Your WAV file").click()
    give = page.get_by_test_id("stFileUploaderDropzoneInput")
    own, bad = tmp_path / "own.wav", tmp_path / "song.wav"
    own.write_bytes(wav([0.5 * sine(659, 44_100, 2), 0 * sine(659, 44_100, 2)], 44_100, 3))
    bad.write_bytes(b"ID3\x04" + bytes(500))
    give.set_input_files(own)
    expect(page.get_by_text("Read from own.wav: 2.0 s")).to_be_visible()
    expect(figure.get_by_text("Truth", exact=True)).to_have_count(0)
    give.set_input_files(bad)
    expect(page.get_by_text("This is a file of MP3")).to_be_visible()
    expect(page.get_by_text("Read from own.wav: 2.0 s")).to_be_visible()
    assert "sound=file" in page.url
