"""Cut the power everywhere: plan the images, build each, start the recovery on it, count.

Which images are tried depends only on the recording, the number asked for and the seed.
"""

import multiprocessing
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.disk import FIXED, Disk, Variant, random_variant
from tests.crash.operations import Ack, Operation
from tests.crash.trace import Recording

# In memory, so that the images cost no disk; elsewhere the ordinary temporary folder serves.
SHARED_MEMORY = Path("/dev/shm")

SLOW_STEPS = frozenset({"first start"})

Check = Callable[[Path, Sequence[str]], list[str]]
"""Start the recovery on an image; given what was acknowledged, say in words what is wrong."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An image on which something was wrong, named so that it can be built again."""

    cut: int
    variant: Variant
    step: str
    problems: tuple[str, ...]


@dataclass
class Result:
    """What all images showed."""

    images: Counter[str] = field(default_factory=Counter)  # by step
    bad: Counter[str] = field(default_factory=Counter)
    cuts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: "Result") -> None:
        """Take in what another process found."""
        self.images += other.images
        self.bad += other.bad
        self.cuts += other.cuts
        self.failures += other.failures

    def lines(self) -> Iterator[str]:
        """Give the table, a line for each step."""
        yield f"{'step':<24}{'cuts':>8}{'images':>10}{'bad':>8}"
        for step in self.cuts:
            row = (self.cuts[step], self.images[step], self.bad[step])
            yield f"{step:<24}{row[0]:>8}{row[1]:>10}{row[2]:>8}"
        total, bad = self.images.total(), self.bad.total()
        yield f"{'all':<24}{self.cuts.total():>8}{total:>10}{bad:>8}"
        yield f"{self.seconds:.0f} s, {total / max(self.seconds, 0.001):.0f} images a second"


def plan(recording: Recording, images: int, seed: int) -> list[list[Variant]]:
    """Share out the images over the cuts: first the four plain ways, then others at random.

    The slow steps, whose recovery repeats a first start, get one random way each.
    """
    steps = steps_of(recording.operations)
    disk = Disk(recording.names, recording.contents)
    variants: list[list[Variant]] = []
    open_cuts: list[int] = []
    for cut in range(len(recording.operations) + 1):
        if cut:
            disk.do(recording.operations[cut - 1])
        variants.append([FIXED[-1]] if disk.is_settled else list(FIXED))
        if not disk.is_settled:
            open_cuts.append(cut)
    count, number = sum(map(len, variants)), 0
    while count < images and open_cuts:
        chosen_cuts = open_cuts[: images - count]
        for cut in chosen_cuts:
            variants[cut].append(random_variant(seed * 1_000_003 + number))
            number += 1
        count += len(chosen_cuts)
        open_cuts = [cut for cut in open_cuts if steps[cut] not in SLOW_STEPS]
    if count > images:  # fewer than one of each: every n-th
        flat = [(cut, variant) for cut, each in enumerate(variants) for variant in each]
        chosen = {flat[place * len(flat) // images] for place in range(images)}
        variants = [
            [variant for variant in each if (cut, variant) in chosen]
            for cut, each in enumerate(variants)
        ]
    return variants


def steps_of(operations: Sequence[Operation]) -> list[str]:
    """Give the name of the step each cut falls into, from the ``step NAME`` acknowledgements."""
    steps = ["start"]
    for operation in operations:
        is_mark = isinstance(operation, Ack) and operation.text.startswith("step ")
        steps.append(operation.text[5:] if is_mark else steps[-1])
    return steps


def scratch_folder() -> Path:
    """Make a folder for images, in memory where the system has such a place."""
    base = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    return Path(tempfile.mkdtemp(prefix="ronghe-crash-", dir=base))


def build_image(recording: Recording, cut: int, variant: Variant, folder: Path) -> list[str]:
    """Build one image again, to look at it; gives what was acknowledged before the cut."""
    disk = Disk(recording.names, recording.contents)
    for operation in recording.operations[:cut]:
        disk.do(operation)
    disk.write_image(folder, variant)
    return disk.acks


def cut_everywhere(
    recording: Recording, check: Check, images: int, seed: int, processes: int = 2
) -> Result:
    """Try every image of the plan, in several processes that each take a stretch of the cuts."""
    started = time.monotonic()
    variants = plan(recording, images, seed)
    stretches = _stretches(variants, processes * 8)
    context = multiprocessing.get_context("fork")
    result = Result()
    global _job
    _job = (recording, check, variants)
    with context.Pool(processes) as pool:
        for part in pool.imap(_run_stretch, stretches):
            result.add(part)
    result.seconds = time.monotonic() - started
    return result


_job: tuple[Recording, Check, list[list[Variant]]] | None = None


def _stretches(variants: list[list[Variant]], count: int) -> list[tuple[int, int]]:
    """Divide the cuts into stretches of about as many images each."""
    share = sum(map(len, variants)) // count + 1
    stretches, first, held = [], 0, 0
    for cut, each in enumerate(variants):
        held += len(each)
        if held >= share:
            stretches.append((first, cut + 1))
            first, held = cut + 1, 0
    return [*stretches, (first, len(variants))]


def _run_stretch(stretch: tuple[int, int]) -> Result:
    assert _job is not None
    recording, check, variants = _job
    first, last = stretch
    result, folder = Result(), scratch_folder()
    disk, steps = Disk(recording.names, recording.contents), steps_of(recording.operations)
    try:
        for cut in range(last):
            if cut:
                disk.do(recording.operations[cut - 1])
            if cut < first:
                continue
            result.cuts[steps[cut]] += 1
            for variant in variants[cut]:
                image = folder / "image"
                image.mkdir()
                disk.write_image(image, variant)
                problems = check(image, disk.acks)
                result.images[steps[cut]] += 1
                if problems:
                    result.bad[steps[cut]] += 1
                    result.failures.append(Failure(cut, variant, steps[cut], tuple(problems)))
                shutil.rmtree(image)
    finally:
        shutil.rmtree(folder)
    return result
