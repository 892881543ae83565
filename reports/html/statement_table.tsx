/** @jsxRuntime automatic @jsxImportSource preact */
/** What was found of each statement of a claim. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import { pValue } from "../format.ts";
import { Named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import type { PlacedClaim } from "./places.ts";
import { StackCell, StackRow, StackTable } from "./stack_table.tsx";
import { Badge, Expected } from "./verdicts.tsx";

/** Statements, where their values are, and what the table is called. */
interface StatementTableProps extends Pick<PlacedClaim, "claim" | "lineOf"> {
  statements: readonly DocumentStatement[];
  caption: string;
}

const COLUMNS = [
  "Assertion",
  "Verdict",
  "Estimate, interval",
  "p (Holm)",
  "Seeds",
  "Expected",
];

/** A table of assertions: what is asserted, and what came out. */
export function AssertionTable(
  { statements, caption, claim, lineOf }: StatementTableProps,
): VNode {
  return (
    <StackTable
      look="assertions"
      caption={<Named name={caption} />}
      columns={COLUMNS}
    >
      {statements.map((statement) => {
        const { verdict, estimate, p, pHolm, seeds, failed } = statement;
        const head = (
          <>
            <Says {...statement} />
            <p class="quiet">
              <Named name={`${claim.name}/${statement.name}`} />
            </p>
          </>
        );
        return (
          <StackRow head={head}>
            <StackCell label="Verdict">
              <Badge verdict={verdict ?? "inconclusive"} />
            </StackCell>
            <StackCell label="Estimate">
              <Estimate
                estimate={estimate}
                digits={3}
                anchor={lineOf.get(statement)?.anchor}
              />
            </StackCell>
            <StackCell label="p (Holm)" look="n">
              {pValue(pHolm ?? p)}
            </StackCell>
            <StackCell label="Seeds" look="n">
              {seeds - failed}
              {failed > 0 && <span class="quiet">{` of ${seeds}`}</span>}
            </StackCell>
            <StackCell label="Expected">
              <Expected {...statement} />
            </StackCell>
          </StackRow>
        );
      })}
    </StackTable>
  );
}

/** A table of what is measured, and decides nothing. */
export function MeasureTable(
  { statements, caption, lineOf }: StatementTableProps,
): VNode {
  return (
    <table class="measures">
      <caption>
        <Named name={caption} />
      </caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Estimate, interval</th>
          <th scope="col">p</th>
        </tr>
      </thead>
      <tbody>
        {statements.map((statement) => (
          <tr>
            <th scope="row">
              <Says {...statement} />
            </th>
            <td>
              <Estimate
                estimate={statement.estimate}
                digits={3}
                anchor={lineOf.get(statement)?.anchor}
              />
            </td>
            <td>{pValue(statement.p)}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
      <Named name={says} />
      {notes.map((note) =>
        note
          ? (
            <p class="quiet">
              <Named name={note} />
            </p>
          )
          : null
      )}
    </>
  );
}
