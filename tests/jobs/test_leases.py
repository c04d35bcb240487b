"""Of several runs over one store only one talks to a host at a time, and one that died does not keep the others out."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cppcc_archive.crawl.politeness import BusyHostError
from cppcc_archive.errors import ObjectExistsError
from cppcc_archive.jobs.leases import StoreLeases, leased_hosts, turn
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store

ELSEWHERE = {"machine": "another", "space": 1, "pid": 1, "born": "1"}


def leases(store: Store, run: str, holds: float = 900.0, **more: object) -> StoreLeases:
    return StoreLeases(store, run, holds, **{"exchange": 360.0, **more})  # type: ignore[arg-type]


def never(_: float) -> bool:
    return False


def give_up(_: float) -> bool:
    return True


def test_a_host_is_one_runs_until_it_lets_go(store: Store) -> None:
    mine, other = leases(store, "night").of("a.example"), leases(store, "by-hand").of("a.example")
    assert mine.keep(give_up) == 0
    with pytest.raises(BusyHostError, match=r"another run \(night\) is talking to a.example"):
        other.keep(give_up)
    mine.release(0.0)
    assert other.keep(give_up) == 0


def test_other_hosts_are_free(store: Store) -> None:
    leases(store, "night").of("a.example").keep(give_up)
    assert leases(store, "by-hand").of("[::1]:8080").keep(give_up) == 0


def test_who_comes_next_keeps_the_pause(folder_store: Store) -> None:
    mine = leases(folder_store, "night").of("a.example")
    mine.keep(give_up)
    mine.release(60.0)
    assert 50 < leases(folder_store, "by-hand").of("a.example").keep(give_up) <= 60


def test_a_holder_that_shows_no_sign_of_life_is_waited_out(folder_store: Store) -> None:
    leases(folder_store, "night", holds=0.3, process=ELSEWHERE).of("a.example").keep(give_up)
    waits: list[float] = []

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        threading.Event().wait(seconds)
        return False

    assert leases(folder_store, "by-hand").of("a.example").keep(pause) == 0
    assert waits and max(waits) < 1


def test_a_holder_that_renews_is_not_waited_out(folder_store: Store) -> None:
    mine = leases(folder_store, "night", holds=1.0, process=ELSEWHERE).of(
        "a.example"
    )  # less than an exchange: renewed at every look
    mine.keep(give_up)

    def pause(_: float) -> bool:
        mine.keep(give_up)
        return False

    with pytest.raises(BusyHostError):
        leases(folder_store, "by-hand").of("a.example").keep(pause)


def test_a_lease_is_renewed_only_when_it_gets_short(folder_store: Store) -> None:
    mine = leases(folder_store, "night").of("a.example")
    mine.keep(give_up)
    before = folder_store.get(mine.key)
    mine.keep(give_up)
    assert folder_store.get(mine.key) == before


def test_a_process_of_this_machine_that_was_killed_is_not_waited_for(folder_store: Store) -> None:
    code = (
        "import os, sys; from pathlib import Path; from cppcc_archive.store.local import LocalStore\n"
        "from cppcc_archive.jobs.leases import StoreLeases\n"
        "StoreLeases(LocalStore(Path(sys.argv[1])), 'killed').of('a.example').keep(lambda _: True); os._exit(9)"
    )
    subprocess.run(
        [sys.executable, "-c", code, folder_store.uri], env={**os.environ, "PYTHONPATH": "include"}, check=False
    )
    assert folder_store.exists(leases(folder_store, "next").of("a.example").key)
    assert leases(folder_store, "next").of("a.example").keep(give_up) == 0


def test_a_run_that_slept_too_long_notices_that_it_lost_the_host(folder_store: Store) -> None:
    sleeper = leases(folder_store, "sleeper", holds=0.0, process=ELSEWHERE).of("a.example")
    sleeper.keep(give_up)
    assert leases(folder_store, "next").of("a.example").keep(give_up) == 0
    with pytest.raises(BusyHostError):
        sleeper.keep(give_up)


@pytest.mark.parametrize("nonsense", [b"", b"{", b"[]", b"null", b'{"holds": "x"}'])
def test_an_object_that_is_no_lease_keeps_nobody_out(folder_store: Store, nonsense: bytes) -> None:
    mine = leases(folder_store, "night").of("a.example")
    folder_store.put_tagged(mine.key, nonsense, None)
    assert mine.keep(never) == 0


def test_one_of_many_who_try_at_once_gets_it(store: Store) -> None:
    got: list[int] = []

    def attempt(number: int) -> None:
        try:
            leases(store, f"run-{number}").of("a.example").keep(give_up)
        except BusyHostError:
            return
        got.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_a_turn_is_held_as_long_as_its_work_takes(folder_store: Store) -> None:
    mine = leases(folder_store, "long", holds=0.4, exchange=0.3, process=ELSEWHERE)
    with turn(mine, "import qinghe"):
        key = mine.of("import qinghe").key
        states = {folder_store.get(key)}
        for _ in range(200):
            if len(states) > 2:
                break
            time.sleep(0.05)
            states.add(folder_store.get(key))
        assert len(states) > 2
    assert leases(folder_store, "next").of("import qinghe").keep(give_up) == 0


def test_of_many_hosts_none_is_taken_that_somebody_took_since_they_were_listed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_archive.jobs.leases.RESTED_SECONDS", -1.0)
    yesterday = leases(store, "yesterday").of("old.example")
    yesterday.keep(give_up)
    night, other = leases(store, "night", hosts=9), leases(store, "by-hand")
    assert night.of("first.example").keep(give_up) == 0
    yesterday.release(0.0)
    for host in ("old.example", "new.example"):
        assert other.of(host).keep(give_up) == 0
        with pytest.raises(BusyHostError, match="by-hand"):
            night.of(host).keep(give_up)


def test_of_many_hosts_a_young_lease_is_looked_at(store: Store) -> None:
    by_hand = leases(store, "by-hand").of("a.example")
    by_hand.keep(give_up)
    with pytest.raises(BusyHostError, match="by-hand"):
        leases(store, "night", hosts=9).of("a.example").keep(give_up)
    by_hand.release(60.0)
    assert 50 < leases(store, "night", hosts=9).of("a.example").keep(give_up) <= 60


class TestTaggedObjects:
    def test_a_state_is_replaced_only_by_who_knows_it(self, store: Store) -> None:
        assert store.read_tagged("x/lease") is None
        first = store.put_tagged("x/lease", b"1", None)
        second = store.put_tagged("x/lease", b"2", first)
        for tag in (first, None, '"none"'):
            with pytest.raises(ObjectExistsError):
                store.put_tagged("x/lease", b"3", tag)
        found = store.read_tagged("x/lease")
        assert found is not None
        assert (found.data, found.tag) == (b"2", second)
        assert found.age < 60

    def test_what_is_not_there_has_no_state(self, store: Store) -> None:
        with pytest.raises(ObjectExistsError):
            store.put_tagged("x/none", b"1", '"deadbeef"')


def test_a_visit_waits_for_a_host_that_a_crawl_is_talking_to_or_says_who_has_it(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(store_uri=folder_store.uri)
    mine = leases(folder_store, "night 1", process=ELSEWHERE).of("a.example")
    with leased_hosts(settings, "a check") as hosts:
        assert hosts.gate("http://a.example/").lease is None  # nothing was ever written: there is no crawl
    folder_store.prove_conditional_put()
    mine.keep(give_up)
    with leased_hosts(settings, "a check") as hosts:
        gate = hosts.gate("http://www.a.example/")
        monkeypatch.setattr(gate.stop, "wait", give_up)
        with pytest.raises(BusyHostError, match=r"another run \(night 1\) is talking to a.example"):
            gate.keep_lease()
        mine.release(0.0)
    with leased_hosts(settings, "a check") as hosts:
        hosts.gate("http://a.example/").keep_lease()
        with pytest.raises(BusyHostError, match="a check"):
            mine.keep(give_up)
    assert mine.keep(give_up) == 0


def test_a_visit_without_an_archive_needs_no_store(tmp_path: Path) -> None:
    with leased_hosts(Settings(store_uri=str(tmp_path / "none")), "a check") as hosts:
        assert hosts.gate("http://127.0.0.1:1/").lease is None
    assert not (tmp_path / "none").exists()
