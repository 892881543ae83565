/** The rows of the table of fields that are about images. */
import { z } from "zod";
import { IMBALANCES } from "../../datasets/class_counts.ts";
import { APARTS } from "../../datasets/dataset.ts";
import { RARE_DRAWS } from "../../datasets/draw.ts";
import type { Field } from "./field.ts";
import {
  APART_VALUES,
  IMBALANCE_VALUES,
  RARE_DRAW_VALUES,
} from "./field_values.ts";

const count = z.int().min(1);
const classes = z.array(z.string().min(1)).min(1);

/** Which images a trial is trained and tested on, and what is made of them. */
export const DRAW_FIELDS = {
  dataset: {
    schema: z.string().min(1),
    says: "the data set",
    decides: ["draw", "weights"],
  },
  majority: {
    schema: classes,
    says: "classes that are common in training",
    decides: ["draw", "evaluation"],
  },
  minority: {
    schema: classes,
    says: "classes that are rare in training",
    decides: ["draw", "evaluation"],
  },
  majorityCount: {
    schema: count,
    says: "training images of each majority class",
    decides: ["draw"],
    default: 1000,
    unit: "images",
    label: null,
    option: { group: "data", otherwise: "1000; with --images, all there are" },
  },
  minorityCount: {
    schema: count,
    says: "training images of each minority class",
    decides: ["draw"],
    default: 10,
    unit: "images",
    label: null,
    option: { group: "data", otherwise: "10; with --images, all there are" },
  },
  imbalance: {
    schema: z.enum(IMBALANCES),
    says: "how training images are divided among the classes",
    decides: ["draw"],
    default: "step",
    label: "* imbalance",
    values: IMBALANCE_VALUES,
    option: { group: "data" },
  },
  testCount: {
    schema: count,
    says: "test images of each class, at most",
    decides: ["draw"],
    default: 1000,
    unit: "images",
    isHidden: true,
  },
  rareDraw: {
    schema: z.enum(RARE_DRAWS),
    says: "what the rare training images are drawn from",
    decides: ["draw"],
    default: "images",
    label: "one rare image a group",
    values: RARE_DRAW_VALUES,
  },
  apart: {
    schema: z.enum(APARTS),
    says: "which images are never split between training and test",
    decides: ["draw"],
    default: "groups",
    label: "* apart",
    values: APART_VALUES,
    option: { group: "data" },
  },
  imageSize: {
    schema: z.int().min(4).max(1024),
    says: "height and width of the images",
    decides: ["draw", "weights"],
    unit: "pixels",
    option: {
      group: "data",
      name: "size",
      help: "height and width that photographs are resized to, in pixels",
      otherwise: "by data set",
    },
  },
} as const satisfies Readonly<Record<string, Field>>;
