/** What to do about verdicts that are not the reviewed ones. */

/** Where reports go unless told otherwise, here and in `deno task accept`. */
const USUAL = "reports/latest";

/**
 * Says where the evidence is, and how a verdict is taken for reviewed.
 *
 * @param out The folder of the reports.
 * @returns One sentence, for people.
 */
export function departureStep(out: string): string {
  const folder = out === USUAL ? "" : ` --out ${out}`;
  return `look at the evidence in ${out}/index.html, and mend what made it so; ` +
    `or, if it is as it should be, deno task accept${folder} --reason "..."`;
}
