import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { BatchOrder } from "../../../models/training/batch_order.ts";

/** 90 images of class 0, 10 of class 2, none of class 1. */
const LABELS = Uint8Array.from({ length: 100 }, (_, at) => at < 90 ? 0 : 2);

const OPTIONS = {
  seed: 3,
  batchSize: 33,
  smallestBatch: 1,
  isOversampled: false,
};

function epochs(changes: Partial<typeof OPTIONS> = {}, count = 3) {
  const order = new BatchOrder(LABELS, { ...OPTIONS, ...changes });
  return Array.from({ length: count }, () => {
    const { hash, batches } = order.next();
    return { hash, batches: [...batches].map((batch) => [...batch]) };
  });
}

Deno.test("an epoch has each image once, in another order each time", () => {
  const [first, second] = epochs();
  for (const { batches } of [first!, second!]) {
    assertEquals(batches.map(({ length }) => length), [33, 33, 33, 1]);
    const all = batches.flat().sort((a, b) => a - b);
    assertEquals(all, [...LABELS.keys()]);
  }
  assertNotEquals(first, second);
});

Deno.test("a last batch that is too small is left out, and not counted", () => {
  const [first] = epochs({ smallestBatch: 2 });
  assertEquals(first!.batches.map(({ length }) => length), [33, 33, 33]);
  for (const smallestBatch of [1, 2]) {
    const order = new BatchOrder(LABELS, { ...OPTIONS, smallestBatch });
    assertEquals(order.length, [...order.next().batches].length);
  }
});

Deno.test("same seed, same order", () => {
  for (const isOversampled of [false, true]) {
    assertEquals(epochs({ isOversampled }), epochs({ isOversampled }));
  }
});

Deno.test("other seed, other order", () => {
  for (const isOversampled of [false, true]) {
    const [one, other] = [1, 2].map((seed) => epochs({ isOversampled, seed }));
    assertNotEquals(one, other);
  }
});

Deno.test("an oversampled epoch is as long, with all classes alike", () => {
  const drawn = epochs({ isOversampled: true }, 100);
  const rare = drawn.map(({ batches }) =>
    batches.flat().filter((index) => LABELS[index] === 2).length
  );
  assert(drawn.every(({ batches }) => batches.flat().length === 100));
  const mean = rare.reduce((sum, count) => sum + count, 0) / rare.length;
  // 50 expected, standard error 0.5
  assert(Math.abs(mean - 50) < 2.5, `${mean} of 100`);
  const seen = new Set(drawn.flatMap(({ batches }) => batches.flat()));
  assertEquals(seen.size, 100);
});

Deno.test("the hash is of the order, oversampled or not", () => {
  const hashes = (isOversampled: boolean) =>
    epochs({ isOversampled }).map(({ hash }) => hash);
  assertEquals(hashes(true), hashes(false));
  assertEquals(new Set(hashes(true)).size, 3);
});
