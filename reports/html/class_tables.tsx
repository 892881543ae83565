/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** How each class is told, an arm a row. */
import type { VNode } from "preact";
import type { TrialResult } from "../../bench/trials/trial.ts";
import {
  type ArmClasses,
  type ClassScore,
  classScores,
} from "../class_scores.ts";
import type { DocumentClaim } from "../document.ts";
import { decimal } from "../format.ts";
import { named } from "./named.tsx";
import { Grid } from "./tables.tsx";

/** The classes of a claim at a site, folded away: a table for each set. */
export function ClassTables(
  { claim, site, trials }: {
    claim: DocumentClaim;
    /** Its name. */
    site: string;
    trials: ReadonlyMap<string, TrialResult>;
  },
): VNode | null {
  const arms = classScores(claim, { site, trials });
  if (arms.length === 0) return null;
  const sets = Map.groupBy(
    arms,
    ({ classes }) => JSON.stringify(classes.map(({ name }) => name)),
  );
  return (
    <details>
      <summary>Each class: {named(site)}</summary>
      <p class="says">
        Recall, and F1 in brackets: means over the seeds of each network, after
        the last epoch.
      </p>
      {[...sets.values()].map((own, at) => (
        <Grid
          name={`Each class of ${claim.name}: ${site}, table ${at + 1}`}
          columns={["arm", "seeds", ...own[0]!.classes.map(titleOf)]}
          rows={own.map((arm) => ({ cells: cellsOf(arm) }))}
        />
      ))}
    </details>
  );
}

function titleOf({ name, isRare, tests }: ClassScore): VNode {
  return (
    <>
      {named(name)}{" "}
      <span class="quiet">
        {isRare ? "rare" : "common"}, {tests} test images
      </span>
    </>
  );
}

function cellsOf({ cell, seeds, classes }: ArmClasses) {
  const scores = classes.map(({ recall, f1 }) =>
    `${decimal(recall, { digits: 2 })} (${decimal(f1, { digits: 2 })})`
  );
  return [named(cell), seeds, ...scores];
}
