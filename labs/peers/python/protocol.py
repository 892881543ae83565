"""What every peer does around its training: trials in, results out.

A peer is a class of three methods. `__init__(settings, train, test)` makes the
networks and converts the images; `train(head, seed, epochs)` trains one arm
from the start of a seed and returns the mean loss of each epoch, in nats; and
`predict(head)` returns the class of each test image. Settings come as JSON in
the first argument, trials as JSON on standard input, a line each.
"""

import ctypes
import json
import os
import signal
import sys
import time

from images import read_images
from metrics import minority_f1

HEADS = ("plain", "final-batch-norm")
PR_SET_PDEATHSIG = 1


def serve(make_peer, versions):
    """Answers trials until standard input ends.

    `versions` names what computes, with its version.
    """
    die_with_parent()
    replies = take_standard_output()
    settings = json.loads(sys.argv[1])
    train, test = (read_images(settings, part) for part in ("train", "test"))
    peer = make_peer(settings, train, test)
    reply(replies, {"type": "ready", "versions": versions})
    for line in sys.stdin:
        trial = json.loads(line)
        arms = [run_arm(peer, head, trial, test) for head in trial["heads"]]
        reply(replies, {"type": "trial", "arms": arms})


def run_arm(peer, head, trial, test):
    """Trains and evaluates one arm; only these two are timed."""
    cpu_started = time.process_time()
    started = time.perf_counter()
    losses = peer.train(head, trial["seed"], trial["epochs"])
    trained = time.perf_counter()
    predicted = peer.predict(head)
    ended = time.perf_counter()
    cpu_ended = time.process_time()
    return {
        "head": head,
        "trainSeconds": trained - started,
        "evaluateSeconds": ended - trained,
        "cpuSeconds": cpu_ended - cpu_started,
        "losses": [float(loss) for loss in losses],
        "minorityF1": minority_f1(predicted, test.labels),
    }


def take_standard_output():
    """Keeps the pipe for replies: what libraries print goes elsewhere."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return replies


def reply(replies, message):
    """Writes one line; a number that is none ends the peer."""
    replies.write(json.dumps(message, allow_nan=False) + "\n")
    replies.flush()


def die_with_parent():
    """Asks Linux for a signal when the parent ends, even in mid-training."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
