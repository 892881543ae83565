"""Checks the program in the folder given, and runs it on made-up images."""

import gzip
import json
import sys
import tempfile
from pathlib import Path
from subprocess import run

import numpy as np
import torch

program = Path(sys.argv[1])
sys.path.insert(0, str(program))

from images import Images, Part, draw  # noqa: E402
from measures import auroc, best_f1, measure  # noqa: E402
from protocol import log_shares, loss_of  # noqa: E402


def near(got, wanted):
    assert np.allclose(got, wanted, atol=1e-6), (got, wanted)


def measures_are_those_of_a_count():
    true = np.array([True, True, False, False])
    scores = np.array([0.9, 0.4, 0.4, 0.1])
    near(auroc(scores, true), 3.5 / 4)  # of four pairs, one is level
    near(best_f1(scores, true), 0.8)  # from 0.4 on: both, and one other
    logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [0.0, 3.0], [1.0, 0.0]])
    got = measure(logits, [0, 0, 1, 1], 1, "softmax")
    near([got["f1"], got["auroc"]], [0.5, 0.75])


def three_classes_are_named_by_the_highest_logit():
    logits = torch.tensor([[5.0, 4.0, 0.0], [0.0, 1.0, 3.0], [0.0, 2.0, 1.0]])
    got = measure(logits, [0, 2, 1], 1, "softmax")
    near(got["f1"], 1)


def adjustment_takes_the_logarithm_of_shares():
    near(log_shares([1000, 10], "softmax"), np.log([1000 / 1010, 10 / 1010]))
    near(log_shares([1000, 10], "single-logit"), np.log([0.01]))
    near(log_shares([90, 20, 10], "sigmoid"), np.log([6, 0.4, 10 / 55]))


def priors_are_added_in_the_loss():
    roles, logits = torch.tensor([1]), torch.zeros(1, 2)
    priors = log_shares([990, 10], "softmax")
    near(loss_of(logits, roles, "softmax", priors), -np.log(0.01))


def no_group_trains_and_tests():
    # The value of an image's pixel is its group: five images are of each.
    groups = np.arange(200) // 5
    pixels = groups.astype(np.uint8).reshape(-1, 1, 1, 1)
    part = Part(pixels, groups // 20, groups)
    images = Images(["common", "rare"], part, None)
    (train, roles), (test, tested) = draw(
        images, ["common"], ["rare"], (50, 5), 1
    )
    near(np.bincount(roles), [50, 5])
    near(np.bincount(tested), [30, 30])
    assert not set(train.flat) & set(test.flat)
    assert (train[roles == 1] >= 20).all() and (train[roles == 0] < 20).all()
    again = draw(images, ["common"], ["rare"], (50, 5), 1)[0][0]
    other = draw(images, ["common"], ["rare"], (50, 5), 2)[0][0]
    assert (train == again).all() and not (train == other).all()


def the_program_prints_a_table_and_goes_on():
    """Sneakers (7) are dark, and ankle boots (9) bright."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "fashion-mnist"
        data.mkdir()
        for part, each in (("train", 40), ("t10k", 20)):
            labels = np.repeat(np.array([7, 9], np.uint8), each)
            noise = np.random.default_rng(1).integers(
                0, 100, (len(labels), 28, 28), np.uint8
            )
            images = noise + (labels[:, None, None] == 9) * np.uint8(150)
            for kind, header, values in (
                ("labels-idx1", 8, labels),
                ("images-idx3", 16, images),
            ):
                path = data / f"{part}-{kind}-ubyte.gz"
                content = bytes(header) + values.tobytes()
                path.write_bytes(gzip.compress(content))
        kept = Path(folder) / "kept.jsonl"
        arguments = f"--counts 40 10 --epochs 20 --seeds 2 --keep {kept}"
        command = [sys.executable, str(program / "protocol.py"), "--data"]
        command += [folder, *arguments.split()]

        def table():
            ended = run(command, capture_output=True, text=True, check=True)
            return ended.stdout

        first = table()
        assert first.count("\n") == 2 + 7, first
        assert "| plain, adjusted post hoc | 2 | 1.000" in first, first
        rows = [json.loads(line) for line in kept.read_text().splitlines()]
        arms = ["plain", "layer", "logit-adjustment"]
        assert [row[:2] for row in rows] == [
            [seed, arm] for seed in (1, 2) for arm in arms
        ]
        kept.write_text("\n".join(map(json.dumps, rows[:4])) + "\n")
        assert table() == first  # the same bits, those that were kept or not


for check in (
    measures_are_those_of_a_count,
    three_classes_are_named_by_the_highest_logit,
    adjustment_takes_the_logarithm_of_shares,
    priors_are_added_in_the_loss,
    no_group_trains_and_tests,
    the_program_prints_a_table_and_goes_on,
):
    check()
    print(check.__name__)
