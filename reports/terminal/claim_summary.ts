/** What the claims of a run came to: the last thing that it says of them. */
import type { DocumentClaim, RunDocument } from "../document.ts";
import { openClaimText } from "../evidence_text.ts";
import { wrap } from "./wrap.ts";

/** Verdicts in the order of the summary, and the word for each. */
const WORDS = {
  supported: "supported",
  contradicted: "contradicted",
  inconclusive: "open",
} as const;

/**
 * Counts the claims by what they came to, and names them.
 *
 * @returns Lines of at most 80 columns, as far as names allow; nothing of a run
 * without claims.
 */
export function claimSummary({ claims }: RunDocument): string {
  if (claims.length === 0) return "";
  const groups = Object.entries(WORDS).flatMap(([verdict, word]) => {
    const own = claims.filter((claim) => claim.verdict === verdict);
    return own.length === 0 ? [] : [{ word, own }];
  });
  const counts = groups.map(({ word, own }) => `${own.length} ${word}`);
  const width = Math.max(...groups.map(({ word }) => word.length));
  const indent = " ".repeat(width + 4);
  return [
    `${claims.length} claim${claims.length === 1 ? "" : "s"}: ` +
    counts.join(", "),
    ...groups.flatMap(({ word, own }) =>
      wrap(`  ${word.padEnd(width)}  ${namesOf(own)}`, indent)
    ),
    ...claims.flatMap((claim) => {
      const why = openClaimText(claim);
      return why === undefined ? [] : wrap(`  ${claim.name}: ${why}`, "    ");
    }),
    "A claim is supported if all its assertions are, and contradicted if any is.",
    "",
  ].join("\n");
}

function namesOf(claims: readonly DocumentClaim[]): string {
  return claims.map(({ name }) => name).join(", ");
}
