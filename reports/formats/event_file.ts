/**
 * The event file of one run, as TensorBoard reads it: records of a length, a
 * message and their checksums (tensorflow/core/util/event.proto, summary.proto).
 */
import { maskedCrc32c } from "./_crc32c.ts";
import { concat, type Field, message } from "./_message.ts";

/** A number that belongs to a step. */
export interface Scalar {
  /** Such as `"loss"`. */
  tag: string;
  /** The epoch. */
  step: number;
  value: number;
}

/** What a run is. */
export interface EventRun {
  /** When it began, in seconds since 1970. */
  started: number;
  /** How long it took: its steps are spread evenly over that. */
  seconds: number;
  /** Steps in all. */
  steps: number;
  /** What it was trained with. */
  parameters: Readonly<Record<string, string | number>>;
}

/**
 * Writes an event file.
 *
 * @param scalars In the order of their steps.
 * @param run What they belong to.
 * @returns The bytes of the file.
 */
export function toEventFile(
  scalars: readonly Scalar[],
  run: EventRun,
): Uint8Array {
  const { started, seconds, steps } = run;
  const event = (time: number, fields: readonly Field[]) =>
    record(message([[1, { double: time }], ...fields]));
  return concat([
    event(started, [[3, "brain.Event:2"]]),
    event(started, [[5, message([[1, parametersOf(run)]])]]),
    ...scalars.map(({ tag, step, value }) =>
      event(started + seconds * step / Math.max(steps, 1), [
        [2, BigInt(step)],
        [5, message([[1, message([[1, tag], [2, { float: value }]])]])],
      ])
    ),
  ]);
}

/** A summary without data: what the plugin "hparams" knows a session by. */
function parametersOf({ parameters, started }: EventRun): Uint8Array {
  const entries = Object.entries(parameters).map(([key, value]): Field => [
    1,
    message([
      [1, key],
      [
        2,
        message([
          typeof value === "number" ? [2, { double: value }] : [3, value],
        ]),
      ],
    ]),
  ]);
  const session = message([...entries, [5, { double: started }]]);
  const plugin = message([[1, "hparams"], [2, message([[3, session]])]]);
  const metadata = message([[1, plugin]]);
  // The plugin wants a tensor, of one float that is 0.
  const tensor = message([[1, 1n], [2, new Uint8Array()], [
    5,
    new Uint8Array(4),
  ]]);
  return message([
    [1, "_hparams_/session_start_info"],
    [8, tensor],
    [9, metadata],
  ]);
}

function record(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return concat([length, checksum(length), data, checksum(data)]);
}

function checksum(bytes: Uint8Array): Uint8Array {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return four;
}
