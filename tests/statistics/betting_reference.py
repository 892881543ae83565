"""Reference values for the tests of deciding by betting.

Written from the formulas, apart from the suite: wealth is a plain product,
intervals are found seed by seed, and closures by trying all sets.

    pip install numpy && python tests/statistics/betting_reference.py
"""

from itertools import combinations

import numpy as np

SHARES = np.array([0.15, 0.5, 0.99])
WEIGHTS = np.array([1, 1, 4]) / 6
FAILED = np.nan


# The scores of the tests, in fractions that binary numbers hold exactly.


def gains(seeds):
    return np.array([((37 * t + 11) % 64 - 20) / 64 for t in range(seeds)])


def small(seeds):
    return np.array([((5 * t) % 7 - 3) / 64 for t in range(seeds)])


def table(seeds, rises):
    noise = [
        [
            (29 * t + 13 * c * c + 7 * t * c) % 32 / 64
            for c in range(len(rises))
        ]
        for t in range(seeds)
    ]
    return np.array(noise) + np.array(rises) / 64


PEAK = [0, 8, 24, 12, 4]
LEVEL = [0, 0, 0, 0]


def spoiled(scores, seeds):
    scores = scores.copy()
    scores[seeds] = FAILED
    return scores


# Wealth: sum over shares of weight * product of (1 + share * u).


def above(x, m, lo=-1.0, hi=1.0):
    u = np.where(np.isnan(x), -1.0, (x - m) / (m - lo))
    return np.cumprod(1 + np.outer(u, SHARES), axis=0) @ WEIGHTS


def below(x, m, lo=-1.0, hi=1.0):
    return above(-x, -m, -hi, -lo)


def no_bet(x, keep, m, lo, hi):
    u = np.where(np.isnan(x), -1.0, (x - m) / (m - lo))
    return (
        np.cumprod(1 + np.outer(np.where(keep, u, 0), SHARES), axis=0)
        @ WEIGHTS
    )


# Kinds of assertions, each as (support, contradiction) after each seed.


def greater(x, bound, margin, lo=-1.0, hi=1.0):
    return above(x, bound, lo, hi), below(x, bound + margin, lo, hi)


def equivalent(x, q, lo=-1.0, hi=1.0):
    support = np.minimum(above(x, -q, lo, hi), below(x, q, lo, hi))
    return support, (above(x, q, lo, hi) + below(x, -q, lo, hi)) / 2


def best_of(means, among):
    known = [c for c in among if not np.isnan(means[c])]
    return max(known, key=lambda c: means[c]) if known else None


def past(X, t):
    with np.errstate(all="ignore"):
        return np.array(
            [
                np.nanmean(X[:t, c]) if np.any(~np.isnan(X[:t, c])) else np.nan
                for c in range(X.shape[1])
            ]
        )


def peak_differences(X, end):
    inner = list(range(1, X.shape[1] - 1))
    out = []
    for t in range(len(X)):
        best = best_of(past(X, t), inner)
        high = X[t, inner].mean() if best is None else X[t, best]
        out.append(high - X[t, end])
    return np.array(out)


def peak(X, low, high, lo=-1.0, hi=1.0):
    last = X.shape[1] - 1
    support = np.minimum(
        *(above(peak_differences(X, e), low, lo, hi) for e in (0, last))
    )
    contra = [
        (
            below(X[:, j] - X[:, 0], high, lo, hi)
            + below(X[:, j] - X[:, last], high, lo, hi)
        )
        / 2
        for j in range(1, last)
    ]
    return support, np.min(contra, axis=0)


def peak_estimate(X):
    return min(np.nanmean(peak_differences(X, e)) for e in (0, X.shape[1] - 1))


def range_differences(X):
    every = list(range(X.shape[1]))
    out, keep = np.zeros(len(X)), np.zeros(len(X), bool)
    for t in range(1, len(X)):
        high, low = best_of(past(X, t), every), best_of(-past(X, t), every)
        if high is not None and high != low:
            out[t], keep[t] = X[t, high] - X[t, low], True
    return out, keep


def differ(X, low, high, lo=-1.0, hi=1.0):
    pairs = [
        (j, k) for j in range(X.shape[1]) for k in range(X.shape[1]) if j != k
    ]
    contra = [below(X[:, j] - X[:, k], high, lo, hi) for j, k in pairs]
    return no_bet(*range_differences(X), low, lo, hi), np.min(contra, axis=0)


# Intervals: seed by seed, the values that are not ruled out; then all of them.


def edge(is_out, outer, inner):
    for _ in range(60):
        middle = (outer + inner) / 2
        outer, inner = (middle, inner) if is_out(middle) else (outer, middle)
    return inner


def interval(sides, seeds, lo, hi, bar=40):
    up = max(
        edge(lambda h: sides(h)[0][n] >= bar, lo, hi) for n in range(seeds)
    )
    down = min(
        edge(lambda h: sides(h)[1][n] >= bar, hi, lo) for n in range(seeds)
    )
    return up, down


def ratio_set(top, bottom, bounds, bar=20):
    left = []
    for k in range(-100, 301):
        r = k / 100
        lo, hi = bounds(r)
        z = top - r * bottom
        both = (above(z, 0, lo, hi) + below(z, 0, lo, hi)) / 2
        if both.max() < bar:
            left.append(r)
    return left[0] - 0.01, left[-1] + 0.01


# Many at once.


def e_bh_bar(e, rate=0.05, hypotheses=None, least=40):
    hypotheses = hypotheses or len(e)
    for k in range(len(e), 0, -1):
        bar = max(least, hypotheses / (k * rate))
        if sum(each >= bar for each in e) >= k:
            return bar
    return max(least, hypotheses / rate)


def starred(e, i, bar=40):
    others = [each for j, each in enumerate(e) if j != i]
    return all(
        np.mean([e[i], *some]) >= bar
        for size in range(len(e))
        for some in combinations(others, size)
    )


# Outlook: each bet as its u, what a coin brings beyond itself.


def u_above(x, m, lo=-1.0):
    return np.where(np.isnan(x), -1.0, (x - m) / (m - lo))


def u_below(x, m, hi=1.0):
    return u_above(-x, -m, -hi)


def rates(u):
    logs = np.log(1 + np.outer(u, SHARES))
    now = np.log(np.exp(logs.sum(0)) @ WEIGHTS)
    return now, logs.mean(0), logs.std(0, ddof=1) / np.sqrt(len(u))


def reachable(u, most):
    now, g, se = rates(u)
    return now + (most - len(u)) * max(g + 2 * se)


def wanted(u, bar):
    now, g, se = rates(u)
    return [len(u) + (np.log(bar) - now) / max(g + k * se) for k in (1, 0, -1)]


def mean_of(a, b):
    return np.log((np.exp(a) + np.exp(b)) / 2)


def reach_greater(x, bound, margin, most=60):
    return max(
        reachable(u_above(x, bound), most),
        reachable(u_below(x, bound + margin), most),
    )


def reach_equivalent(x, q, most=60):
    return max(
        min(reachable(u_above(x, -q), most), reachable(u_below(x, q), most)),
        mean_of(
            reachable(u_above(x, q), most), reachable(u_below(x, -q), most)
        ),
    )


def reach_peak(X, low, high, most=60):
    last = X.shape[1] - 1
    up = min(
        reachable(u_above(peak_differences(X, e), low), most)
        for e in (0, last)
    )
    down = min(
        mean_of(
            *(
                reachable(u_below(X[:, j] - X[:, e], high), most)
                for e in (0, last)
            )
        )
        for j in range(1, last)
    )
    return max(up, down)


def reach_differ(X, low, high, most=60):
    out, keep = range_differences(X)
    up = reachable(np.where(keep, u_above(out, low), 0), most)
    return max(
        up,
        min(
            reachable(u_below(X[:, j] - X[:, k], high), most)
            for j in range(X.shape[1])
            for k in range(X.shape[1])
            if j != k
        ),
    )


# Changes of a suite.


def change(reviewed, now, margin):
    d = now - reviewed

    def moved(has):
        return sum(np.prod(1 + c * (2 * has - 1.0)) for c in (0.5, 0.9)) / 2

    up, down = moved(d > margin), moved(d < -margin)
    return (up + down) / 4 + (above(d, margin)[-1] + below(d, -margin)[-1]) / 4


# A run: all looks, with freezing, and giving up switched off or on.


def run(assertions, first, step, most, give_up=None):
    verdict, frozen, n = {}, {}, first
    touching = sum(touch for _, _, touch, _ in assertions.values())
    hypotheses = len(assertions) + touching
    while True:
        at = {
            k: frozen.get(k, (n, s[n - 1], c[n - 1]))
            for k, (s, c, _, _) in assertions.items()
        }
        e = {k: max(v[1:]) for k, v in at.items()}
        bar = e_bh_bar(list(e.values()), hypotheses=hypotheses)
        for k in assertions:
            if e[k] >= bar and k not in verdict:
                frozen[k] = at[k]
                side = "supported" if at[k][1] >= bar else "contradicted"
                verdict[k] = (side, at[k][0], bar)
        waiting = [k for k in assertions if k not in frozen]
        if give_up and n >= give_up and n < most:
            hope = e_bh_bar(
                [np.inf if k in waiting else e[k] for k in assertions],
                hypotheses=hypotheses,
            )
            for k in waiting:
                if assertions[k][3](n) < np.log(hope):
                    frozen[k] = at[k]
        if n >= most or all(k in frozen for k in assertions):
            return {
                k: verdict.get(k, ("inconclusive", at[k][0], None))
                + (np.log(at[k][1]), np.log(at[k][2]))
                for k in assertions
            }
        n = min(most, n + step)


def show(name, values):
    print(
        f"{name}: {np.array2string(np.asarray(values), precision=12, separator=', ', floatmode='maxprec')}"
    )


if __name__ == "__main__":
    np.seterr(all="ignore")
    g, s = gains(24), small(40)
    some = [0, 4, 11, 23]
    show("log(above(gains(24), 0)) at 1, 5, 12, 24", np.log(above(g, 0)[some]))
    show("log(below(gains(24), 0.05))", np.log(below(g, 0.05)[some]))
    show(
        "log(above(gains(24), 0.15, -2, 2))",
        np.log(above(g, 0.15, -2, 2)[some]),
    )
    f = spoiled(g, [2, 9])
    show(
        "log(above(spoiled(gains(24), [2, 9]), 0))", np.log(above(f, 0)[some])
    )
    show(
        "log(below(spoiled(gains(24), [2, 9]), 0))", np.log(below(f, 0)[some])
    )
    for name, e in zip(("support", "contradiction"), equivalent(s, 0.15)):
        show(
            f"log(equivalent(small(40), 0.15)) {name}",
            np.log(e[[0, 9, 19, 39]]),
        )
    for name, e in zip(("support", "contradiction"), equivalent(g, 0.05)):
        show(f"log(equivalent(gains(24), 0.05)) {name}", np.log(e[some]))
    X = table(30, PEAK)
    F = spoiled(X, ([0, 3, 3, 7], [1, 2, 4, 0]))
    E = table(30, LEVEL)
    rows = [0, 1, 9, 29]
    for label, Y in (("PEAK", X), ("PEAK, 4 failed", F)):
        for name, e in zip(("support", "contradiction"), peak(Y, 0, 0.5)):
            show(f"log(peak({label}, 0, 0.5)) {name}", np.log(e[rows]))
        show(f"peak_estimate({label})", peak_estimate(Y))
        show(
            f"interval(peak({label}))",
            interval(lambda h: peak(Y, h, h), 30, -1, 1),
        )
    for label, Y in (("PEAK", X), ("PEAK, 4 failed", F), ("LEVEL", E)):
        for name, e in zip(("support", "contradiction"), differ(Y, 0.05, 0.3)):
            show(f"log(differ({label}, 0.05, 0.3)) {name}", np.log(e[rows]))
        show(
            f"mean of range_differences({label})",
            np.nanmean(range_differences(Y)[0][1:]),
        )
        show(
            f"interval(differ({label}))",
            interval(lambda h: differ(Y, h, h), 30, 0, 1),
        )
    show(
        "interval(greater(gains(24)))",
        interval(lambda h: greater(g, h, 0), 24, -1, 1),
    )
    show(
        "the same, bar 20 a side",
        interval(lambda h: greater(g, h, 0), 24, -1, 1, 20),
    )
    show(
        "the same, seeds 2 and 9 failed",
        interval(lambda h: greater(f, h, 0), 24, -1, 1),
    )
    show(
        "interval of 24 zeros",
        interval(lambda h: greater(0 * g, h, 0), 24, -1, 1),
    )
    show(
        "interval of one seed, 0.5",
        interval(lambda h: greater(np.array([0.5]), h, 0), 1, -1, 1),
    )
    show(
        "interval of 6 times 1",
        interval(lambda h: greater(np.ones(6), h, 0), 6, -1, 1),
    )
    plain, layer, gone = table(40, [0, 24, 16]).T
    bounds = lambda r: (
        -(max(r, 0) + max(1 - r, 0)),
        1 + max(-r, 0) + max(r - 1, 0),
    )
    show(
        "ratio_set of removed over gain, 40 seeds",
        ratio_set(gone - plain, layer - plain, bounds),
    )
    show("ratio", (gone - plain).mean() / (layer - plain).mean())
    show(
        "ratio_set, 20 seeds",
        ratio_set((gone - plain)[:20], (layer - plain)[:20], bounds),
    )
    e = [1000, 0.2, 45, 90, 400, 41, 39, 3]
    show(
        "e_bh_bar",
        [
            e_bh_bar(e),
            e_bh_bar(e, hypotheses=14),
            e_bh_bar(e, 0.01, least=1),
            e_bh_bar(e[6:]),
        ],
    )
    show("starred", [starred(e, i) for i in range(len(e))])
    show("reachable(u_above(gains(24), 0), 60)", reachable(u_above(g, 0), 60))
    show(
        "reachable(u_below(gains(24), 0.05), 60)",
        reachable(u_below(g, 0.05), 60),
    )
    show(
        "wanted(u_above(gains(12), 0), 280)",
        wanted(u_above(gains(12), 0), 280),
    )
    show(
        "wanted(u_above([.3, .1, .2, .2], 0), 40)",
        wanted(u_above(np.array([0.3, 0.1, 0.2, 0.2]), 0), 40),
    )
    show(
        "wanted(u_below(20 zeros, 0.05), 40)",
        wanted(u_below(np.zeros(20), 0.05), 40),
    )
    old = table(20, [0])[:, 0]
    moved = old + np.where(np.arange(20) % 4 == 0, 0.25, 0.0)
    show(
        "change(none, a quarter by .25, all by .25, all by -.25)",
        np.log(
            [
                change(old, old, 0.05),
                change(old, moved, 0.05),
                change(old, old + 0.25, 0.05),
                change(old + 0.25, old, 0.05),
            ]
        ),
    )
    n = 60
    G, S = gains(n), small(n)
    P, L = table(n, PEAK), table(n, LEVEL)
    W = S + 1 / 64
    planned = {
        "strong": (
            *greater(G, 0, 0.05),
            False,
            lambda n: reach_greater(G[:n], 0, 0.05),
        ),
        "headline": (
            *greater(G, 0.15, 0),
            True,
            lambda n: reach_greater(G[:n], 0.15, 0),
        ),
        "against": (
            *greater(-G, 0, 0.05),
            False,
            lambda n: reach_greater(-G[:n], 0, 0.05),
        ),
        "none": (
            *equivalent(S, 0.1),
            True,
            lambda n: reach_equivalent(S[:n], 0.1),
        ),
        "peak": (
            *peak(P, 0, 0.05),
            False,
            lambda n: reach_peak(P[:n], 0, 0.05),
        ),
        "differ": (
            *differ(L, 0.05, 0.05),
            True,
            lambda n: reach_differ(L[:n], 0.05, 0.05),
        ),
        "weak": (
            *greater(W, 0, 0.05),
            False,
            lambda n: reach_greater(W[:n], 0, 0.05),
        ),
    }
    for give_up in (None, 12):
        for key, (verdict, seeds, bar, s, c) in run(
            planned, 8, 2, 60, give_up
        ).items():
            print(
                f"run, give_up={give_up}: {key} {verdict} {seeds} bar {bar} {s:.12f} {c:.12f}"
            )
