/** What the process that runs BullMQ says, one JSON text a line. */
import { z } from "zod";

const id = z.string();

/** Whether it was there before it was asked for. */
const isStored = z.boolean();

/** The schema of a {@linkcode QueueReply}. */
export const queueReply = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  /** A trial to run: nothing of it is checked but its length. */
  z.strictObject({
    type: z.literal("trial"),
    id,
    name: z.string(),
    data: z.unknown(),
  }),
  /** What a consumer answered: nothing of it is checked but its length. */
  z.strictObject({
    type: z.literal("outcome"),
    id,
    outcome: z.unknown(),
    isStored,
  }),
  /** No consumer lived to answer. */
  z.strictObject({
    type: z.literal("lost"),
    id,
    reason: z.string(),
    isStored,
  }),
  /** For people. */
  z.strictObject({ type: z.literal("note"), text: z.string() }),
  /** The last message: nothing can be done. */
  z.strictObject({ type: z.literal("failure"), message: z.string() }),
]);

/** A reply of the process. */
export type QueueReply = z.infer<typeof queueReply>;
