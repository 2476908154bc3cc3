"""The containers' files, as far as they can be checked without containers."""

import re
from typing import Any

import pytest
import yaml

from config import processes
from config.embedded.places import CHECKOUT

COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
OPERATIONS = (CHECKOUT / "docs" / "operations.md").read_text()
READ = re.compile(r"""env\.(?:text|boolean|integer|choice|words|origin|email|database)\(\s*"([A-Z_]+)"|environ\.get\("([A-Z_]+)""")
NOT_OURS = {"PATH", "MAKELEVEL", "PIP_CERT"}


def variables() -> set[str]:
    """Every variable that the product reads from its environment."""
    sources = [*CHECKOUT.glob("config/**/*.py"), CHECKOUT / "manage.py"]
    return {first or second for path in sources for first, second in READ.findall(path.read_text())} - NOT_OURS


def ours() -> list[str]:
    return [name for name, service in COMPOSE["services"].items() if service.get("image") == "plumbline"]


def test_every_variable_is_explained() -> None:
    assert {name for name in variables() if f"`{name}`" not in OPERATIONS} == set()


def test_every_variable_given_to_containers_is_read() -> None:
    assert set(COMPOSE["services"]["web"]["environment"]) <= variables()


@pytest.mark.parametrize("process", processes.COMMANDS)
def test_every_process_has_a_container(process: str) -> None:
    assert COMPOSE["services"][process]["command"] == ["python", "-m", "config.processes", process]


def test_nothing_of_ours_starts_before_the_database_is_laid_out() -> None:
    for name in set(ours()) - {"prepare"}:
        assert COMPOSE["services"][name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_whoever_is_waited_for_says_when_it_is_healthy() -> None:
    waited_for = {
        other for service in COMPOSE["services"].values() for other, how in service.get("depends_on", {}).items() if how["condition"] == "service_healthy"
    }
    assert waited_for == {"postgres", "redis"}
    assert all("test" in COMPOSE["services"][name]["healthcheck"] for name in waited_for)


def test_no_secret_has_a_default() -> None:
    assert re.findall(r"\$\{(?:SECRET_KEY|POSTGRES_PASSWORD):-", (CHECKOUT / "docker-compose.yml").read_text()) == []


def test_every_volume_is_declared() -> None:
    used = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_what_the_image_copies_exists() -> None:
    copied = [word for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for word in line.split()]
    assert copied
    assert [name for name in copied if not (CHECKOUT / name).exists()] == []


def test_the_image_runs_as_nobody_special() -> None:
    assert re.search(r"^USER (?!root)", DOCKERFILE, re.MULTILINE)
