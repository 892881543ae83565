"""PyTorch, op by op or compiled, as the option `mode` says."""

import torch
from torch import nn

from images import EVALUATION_BATCH
from protocol import HEADS, serve
from torch_networks import build, reset


class TorchPeer:
    """Networks of both arms, and the images as tensors."""

    def __init__(self, settings, train, test):
        torch.set_num_threads(settings["threads"])
        torch.set_num_interop_threads(1)
        torch.set_flush_denormal(True)
        self.batch_size = settings["batchSize"]
        options = settings["options"]
        self.is_channels_last = options["layout"] == "channels-last"
        self.images = self.in_layout(torch.from_numpy(train.pixels))
        self.labels = torch.from_numpy(train.labels)
        self.test = self.in_layout(torch.from_numpy(test.pixels))
        self.networks = {}
        self.ready = {}
        for head in HEADS:
            network = build(settings["model"], settings["imageShape"], head)
            if self.is_channels_last:
                network = network.to(memory_format=torch.channels_last)
            self.networks[head] = network
            self.ready[head] = compiled(network, options.get("mode"))

    def in_layout(self, pixels):
        """Pixels as convolutions take them, `[count, channels, ...]`."""
        images = pixels.permute(0, 3, 1, 2)
        return images if self.is_channels_last else images.contiguous()

    def shuffled(self, order):
        """The training images in an order, in the layout that they have."""
        if not self.is_channels_last:
            return self.images[order]
        return self.images.permute(0, 2, 3, 1)[order].permute(0, 3, 1, 2)

    def train(self, head, seed, epochs):
        """Trains from a seed; no loss is read before the end of an epoch."""
        torch.manual_seed(seed)
        reset(self.networks[head])
        network = self.ready[head].train()
        optimizer = torch.optim.Adam(
            self.networks[head].parameters(), lr=1e-3, eps=1e-7, fused=True)
        losses = []
        for _ in range(epochs):
            order = torch.randperm(len(self.labels))
            batches = zip(self.shuffled(order).split(self.batch_size),
                          self.labels[order].split(self.batch_size))
            total = torch.zeros(())
            for images, labels in batches:
                loss = nn.functional.cross_entropy(network(images), labels)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                total += loss.detach() * len(labels)
            losses.append(float(total / len(self.labels)))
        return losses

    def predict(self, head):
        """The classes of the test images."""
        network = self.ready[head].eval()
        with torch.inference_mode():
            logits = [network(batch)
                      for batch in self.test.split(EVALUATION_BATCH)]
            return torch.cat(logits).argmax(dim=1).numpy()


def compiled(network, mode):
    """The network compiled for each shape of a batch, or as it is."""
    if mode is None:
        return network
    return torch.compile(network, mode=mode, dynamic=False)


if __name__ == "__main__":
    serve(TorchPeer, f"PyTorch {torch.__version__}")
