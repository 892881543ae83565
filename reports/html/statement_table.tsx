/** @jsxRuntime automatic @jsxImportSource preact */
/** What was found of each statement of a claim. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import { pValue } from "../format.ts";
import { named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import type { PlacedClaim } from "./places.ts";
import { StackTable } from "./tables.tsx";
import { Badge, Expected } from "./verdicts.tsx";

const MEASURED = [
  { title: "Estimate, interval", label: "Estimate" },
];

const ASSERTED = [
  { title: "Assertion" },
  { title: "Verdict" },
  ...MEASURED,
  { title: "p (Holm)", isShort: true },
  { title: "Seeds", isShort: true },
  { title: "Expected" },
];

/** Statements, where their values are, and what the table is called. */
interface StatementTableProps extends Pick<PlacedClaim, "claim" | "lineOf"> {
  statements: readonly DocumentStatement[];
  caption: string;
}

/** A table of assertions: what is asserted, and what came out. */
export function AssertionTable(
  { statements, caption, claim, lineOf }: StatementTableProps,
): VNode {
  const rows = statements.map((statement) => {
    const { name, verdict = "inconclusive", p, pHolm = p, seeds } = statement;
    const complete = seeds - statement.failed;
    return [
      <>
        <Says {...statement} />
        <p class="quiet">{named(`${claim.name}/${name}`)}</p>
      </>,
      <Badge verdict={verdict} />,
      <Estimate
        {...statement}
        digits={3}
        anchor={lineOf.get(statement)?.anchor}
      />,
      pValue(pHolm),
      complete === seeds ? seeds : `${complete} of ${seeds}`,
      <Expected {...statement} />,
    ];
  });
  return (
    <StackTable
      look="assertions"
      caption={named(caption)}
      columns={ASSERTED}
      rows={rows}
    />
  );
}

/** A table of what is measured, and decides nothing. */
export function MeasureTable(
  { statements, caption, lineOf }: StatementTableProps,
): VNode {
  return (
    <StackTable
      look="measures"
      caption={named(caption)}
      columns={[{ title: "Measure" }, ...MEASURED, { title: "p" }]}
      rows={statements.map((statement) => [
        <Says {...statement} />,
        <Estimate
          {...statement}
          digits={3}
          anchor={lineOf.get(statement)?.anchor}
        />,
        pValue(statement.p),
      ])}
    />
  );
}

function Says(
  { says, detail, reason, margin, again }: DocumentStatement,
): VNode {
  const notes = [
    detail,
    reason && `because ${reason}`,
    margin ? `margin ${margin}: smaller differences count as none` : undefined,
    again && `fresh seeds from ${again.firstSeed} on: ${again.verdict}`,
  ];
  return (
    <>
      {named(says)}
      {notes.map((note) => note && <p class="quiet">{named(note)}</p>)}
    </>
  );
}
