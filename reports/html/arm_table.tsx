/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** What each network scores: how it names images, and how it ranks them. */
import type { VNode } from "preact";
import type { TrialsById } from "../arm_roles.ts";
import { armScores } from "../arm_scores.ts";
import type { DocumentClaim } from "../document.ts";
import { decimal } from "../format.ts";
import { named } from "./named.tsx";
import { Grid } from "./tables.tsx";

/** The networks of a claim at a site, folded away. */
export function ArmTable(
  { claim, site, trials }: {
    claim: DocumentClaim;
    /** Its name. */
    site: string;
    trials: TrialsById;
  },
): VNode | null {
  const arms = armScores(claim, { site, trials });
  if (arms.length === 0) return null;
  return (
    <details>
      <summary>Each network: {named(site)}</summary>
      <p class="says">
        Means over the seeds of each network, after the last epoch. Assertions
        take different numbers of seeds, and compare networks on common ones.
      </p>
      <Grid
        name={`Each network of ${claim.name}: ${site}`}
        columns={[
          "arm",
          "seeds",
          "minority F1",
          "AUROC of rare classes",
          "balanced accuracy",
          "MCC",
        ]}
        rows={arms.map((arm) => ({
          cells: [
            named(arm.name),
            arm.seeds,
            decimal(arm.minorityF1),
            decimal(arm.minorityAuroc),
            decimal(arm.balancedAccuracy),
            decimal(arm.mcc),
          ],
        }))}
      />
    </details>
  );
}
