/** The schema of what the process that runs BullMQ says. */
import { z } from "zod";
import type { QueueReply } from "./process/messages.ts";

const id = z.string();

/** The schema of a {@linkcode QueueReply}. */
export const queueReply: z.ZodType<QueueReply> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({
    type: z.literal("trial"),
    id,
    name: z.string(),
    data: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("outcome"),
    id,
    outcome: z.unknown(),
    isStored: z.boolean(),
  }),
  z.strictObject({
    type: z.literal("lost"),
    id,
    reason: z.string(),
    isStored: z.boolean(),
  }),
  z.strictObject({ type: z.literal("note"), text: z.string() }),
  z.strictObject({ type: z.literal("failure"), message: z.string() }),
]);
