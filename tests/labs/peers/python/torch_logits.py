"""PyTorch's logits for a test's weights and images."""

import numpy
from starts import HEAD, print_logits
import torch
from torch import nn
from torch_networks import build, reset


def logits_of(model, shape, images, kernels):
    """Logits in training."""
    network = build(model, shape, HEAD)
    reset(network)
    channels = None
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                out, inputs, *field = module.weight.shape
                kernel = kernels.next((*field, inputs, out))
                assign(module, kernel.transpose(3, 2, 0, 1))
                channels = out
            elif isinstance(module, nn.Linear):
                out, inputs = module.weight.shape
                kernel = kernels.next((inputs, out))
                assign(module, by_channels(kernel, channels).T)
                channels = None
        pixels = torch.from_numpy(images).permute(0, 3, 1, 2)
        return network.train()(pixels).numpy()


def assign(module, kernel):
    """Sets a module's weights."""
    module.weight.copy_(torch.from_numpy(numpy.ascontiguousarray(kernel)))


def by_channels(kernel, channels):
    """Rows in the order in which PyTorch flattens maps: channel by channel."""
    if channels is None:
        return kernel
    inputs, units = kernel.shape
    maps = kernel.reshape(inputs // channels, channels, units)
    return maps.transpose(1, 0, 2).reshape(inputs, units)


print_logits(logits_of)
