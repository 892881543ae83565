"""Reads labelled images, and draws a common class and a rare one from them.

Written from docs/data.md alone, so that it can be wrong in other ways than the
suite. The folder of --data is laid out as that page says.
"""

import csv
import gzip
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MNIST = [str(digit) for digit in range(10)]
FASHION_MNIST = [
    "t-shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle-boot",
]
# The common class of each data set and the rare one, unless told otherwise.
ROLES = {
    "mnist": ("4", "9"),
    "fashion-mnist": ("sneaker", "ankle-boot"),
    "cifar-10": ("cat", "dog"),
    "plantvillage-pepper": ("healthy", "bacterial-spot"),
    "plantvillage-tomato": ("healthy", "early-blight"),
}
TEST_SHARE = 0.3
MOST_TESTED = 1000


@dataclass
class Part:
    """Images of one part, as bytes; a group below 0 stands for none."""

    pixels: np.ndarray  # [image, row, column, channel]
    labels: np.ndarray
    groups: np.ndarray


@dataclass
class Images:
    """A data set; without a test part, each seed splits it by groups."""

    classes: list
    train: Part
    test: Part | None


def read_images(data, name, size):
    """Reads the data set of that name; photographs are made size by size."""
    if name.startswith("plantvillage"):
        return _read_plants(Path(data), name, size)
    if name == "cifar-10":
        return _read_cifar(Path(data))
    classes = MNIST if name == "mnist" else FASHION_MNIST
    folder = Path(data) / name
    return Images(
        classes, *(_read_idx(folder, of) for of in ("train", "t10k"))
    )


def _read_idx(folder, part):
    def array(kind, header):
        content = (folder / f"{part}-{kind}-ubyte.gz").read_bytes()
        return np.frombuffer(gzip.decompress(content), np.uint8)[header:]

    labels = array("labels-idx1", 8).astype(np.int64)
    pixels = array("images-idx3", 16).reshape(-1, 28, 28, 1)
    return Part(pixels, labels, np.full(len(labels), -1))


def _read_cifar(data):
    with zipfile.ZipFile(data / "cifar-10-images.zip") as file:
        names = sorted(n for n in file.namelist() if n.count("/") == 2)
        names = [n for n in names if not n.endswith("/")]
        classes = sorted({n.split("/")[1] for n in names})

        def part(wanted):
            own = [n for n in names if n.startswith(wanted + "/")]
            pixels = np.stack([_decode(file.read(n)) for n in own])
            labels = np.array([classes.index(n.split("/")[1]) for n in own])
            return Part(pixels, labels, np.full(len(own), -1))

        return Images(classes, part("train"), part("test"))


def _read_plants(data, name, size):
    """Photographs that show one leaf, by the publishers' maps, are a group."""
    classes = list(ROLES[name])
    plant = name.split("-")[1]
    pixels, labels, groups, known = [], [], [], {}
    with zipfile.ZipFile(data / f"{name}.zip") as file:
        names = sorted(n for n in file.namelist() if not n.endswith("/"))
        for label, kind in enumerate(classes):
            table = data / "plantvillage-leaves" / f"{plant}-{kind}.csv"
            leaves = {
                _plain(row["File Name"]): row["Leaf #"]
                for row in csv.DictReader(table.open(encoding="utf-8"))
            }
            folder = "_" + kind.replace("-", "_")
            for path in names:
                if not path.split("/")[-2].lower().endswith(folder):
                    continue
                pixels.append(_decode(file.read(path), size))
                labels.append(label)
                # A published name is an identity, "___" and that of the maps.
                leaf = leaves.get(_plain(path.split("___")[-1]))
                own = (label, leaf) if leaf else path
                groups.append(known.setdefault(own, len(known)))
    part = Part(np.stack(pixels), np.array(labels), np.array(groups))
    return Images(classes, part, None)


def _plain(name):
    """A file's name without its ending, case and separators."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\.\w+$", "", name.lower()))


def _decode(content, size=None):
    from PIL import Image

    image = Image.open(io.BytesIO(content)).convert("RGB")
    if size is not None:
        image = image.resize((size, size), Image.Resampling.LANCZOS)
    return np.asarray(image)


def split_by_groups(part, generator):
    """Puts whole groups aside to test, until they are 30 % of each class."""
    is_test = np.zeros(len(part.labels), bool)
    for label in np.unique(part.labels):
        of_class = part.labels == label
        groups = generator.permutation(np.unique(part.groups[of_class]))
        for group in groups:
            if is_test[of_class].sum() >= TEST_SHARE * of_class.sum():
                break
            is_test |= of_class & (part.groups == group)
    return _take(part, ~is_test), _take(part, is_test)


def _take(part, which):
    return Part(part.pixels[which], part.labels[which], part.groups[which])


def draw(images, common, rare, counts, seed):
    """Draws what one seed trains on, and its balanced test images.

    Gives (pixels, roles) twice: role 0 is the first common class, and the rare
    classes come last. Counts are those of common and of rare images a class.
    """
    generator = np.random.default_rng(seed)
    train, test = images.train, images.test
    if test is None:
        train, test = split_by_groups(train, generator)
    labels = [images.classes.index(name) for name in common + rare]
    tested = min(
        MOST_TESTED, *(int((test.labels == at).sum()) for at in labels)
    )
    wanted = [counts[0]] * len(common) + [counts[1]] * len(rare)

    def drawn(part, counts):
        rows = []
        for label, count in zip(labels, counts, strict=True):
            own = generator.permutation(np.flatnonzero(part.labels == label))
            if len(own) < count:
                raise SystemExit(f"Cannot draw {count} images: {len(own)}")
            rows.extend(own[:count])
        return part.pixels[rows], np.repeat(np.arange(len(counts)), counts)

    return drawn(train, wanted), drawn(test, [tested] * len(labels))
