"""The networks of the suite in PyTorch: the same layers and borders."""

from torch import nn

CLASSES = 2
LARGE_IMAGE = 64


def build(model, image_shape, head):
    """Builds a network with its head: images to logits."""
    layers = {"small-cnn": small_cnn, "mlp": mlp, "resnet34": resnet34}
    network = layers[model](image_shape)
    if head == "final-batch-norm":
        network.append(nn.BatchNorm1d(CLASSES, eps=1e-3, momentum=0.1))
    return network


def reset(network):
    """Draws a new start: Glorot-uniform kernels, the rest as usual."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.reset_parameters()


def small_cnn(image_shape):
    """Two blocks of convolution and pooling, then 64 units."""
    height, width, channels = image_shape
    return nn.Sequential(
        nn.Conv2d(channels, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear((height // 4) * (width // 4) * 32, 64),
        nn.ReLU(),
        nn.Linear(64, CLASSES),
    )


def mlp(image_shape):
    """128 and 64 units."""
    height, width, channels = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(height * width * channels, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Linear(64, CLASSES),
    )


def resnet34(image_shape):
    """Stages of 3, 4, 6, 3 basic blocks."""
    height, _, channels = image_shape
    is_large = height >= LARGE_IMAGE
    layers = large_stem(channels) if is_large else small_stem(channels)
    inputs = 64
    for stage, count in enumerate([3, 4, 6, 3]):
        filters = 64 * 2**stage
        for block in range(count):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(BasicBlock(inputs, filters, stride))
            inputs = filters
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, CLASSES)]
    return nn.Sequential(*layers)


def large_stem(channels):
    """That of ImageNet's networks, for images of 64 pixels and more."""
    return [*convolution(channels, 64, 7, 2), nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2, padding=1)]


def small_stem(channels):
    """That of CIFAR's networks."""
    return [*convolution(channels, 64, 3, 1), nn.ReLU(inplace=True)]


def convolution(inputs, filters, size, stride):
    """A convolution with its batch normalization."""
    border = (size - 1) // 2
    return [
        nn.Conv2d(inputs, filters, size, stride, border, bias=False),
        nn.BatchNorm2d(filters, eps=1e-5, momentum=0.1),
    ]


class BasicBlock(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.residual = nn.Sequential(
            *convolution(inputs, filters, 3, stride),
            nn.ReLU(inplace=True),
            *convolution(filters, filters, 3, 1),
        )
        self.shortcut = nn.Identity() if stride == 1 else nn.Sequential(
            *convolution(inputs, filters, 1, stride))
        self.relu = nn.ReLU(inplace=True)

    def forward(self, images):
        return self.relu(self.residual(images) + self.shortcut(images))
