/** The option `--seed` of what simulates. */
import { z } from "zod";
import { fitting } from "../../bench/run/settings/option.ts";

/** Decides the pseudo-random numbers of a simulation. */
export const SEED = {
  kind: fitting(z.int().min(0)),
  help: "decides what is drawn",
  otherwise: "1",
};
