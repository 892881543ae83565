"""What is measured of logits: each rare class, against all others."""

import numpy as np
import torch

MEASURES = {
    "f1": "F1",
    "auroc": "AUROC",
    "best_f1": "F1, best threshold",
}


def measure(logits, roles, common, outputs):
    """Each rare class against all others, and the mean over them."""
    logits, roles = logits.double(), np.asarray(roles)
    if outputs == "single-logit":
        scores = torch.cat([-logits, logits], 1)
    elif outputs == "sigmoid":
        scores = logits
    else:
        # In double precision, as the log of the odds, so that none are equal
        # that are not: it orders as the probability does.
        rest = [
            torch.logsumexp(
                torch.cat([logits[:, :c], logits[:, c + 1 :]], 1), 1
            )
            for c in range(logits.shape[1])
        ]
        scores = logits - torch.stack(rest, 1)
    named = scores.argmax(1).numpy()
    rows = [
        {
            "f1": f1(named == role, roles == role),
            "auroc": auroc(scores[:, role].numpy(), roles == role),
            "best_f1": best_f1(scores[:, role].numpy(), roles == role),
        }
        for role in range(common, roles.max() + 1)
    ]
    return {
        name: float(np.mean([row[name] for row in rows])) for name in MEASURES
    }


def f1(named, true):
    both = named.sum() + true.sum()
    return 2 * (named & true).sum() / both if both else 0.0


def auroc(scores, true):
    """The share of pairs that are ranked right; equal scores count half."""
    rare, other = scores[true][:, None], scores[~true][None]
    return float((rare > other).mean() + (rare == other).mean() / 2)


def best_f1(scores, true):
    return max(f1(scores >= at, true) for at in np.unique(scores))
