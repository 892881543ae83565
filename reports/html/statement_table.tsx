/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** What was found of each statement of a claim. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import { kindNamed } from "../../bench/study/kinds/mod.ts";
import { evidenceText, shownText } from "../evidence_text.ts";
import { decimal, withUnit } from "../format.ts";
import {
  aloneText,
  type OutlookContext,
  outlookText,
} from "../outlook_text.ts";
import { movingArmText } from "../moving_arm_text.ts";
import { type RankingBeside, rankingBeside } from "../ranking_beside.ts";
import { EvidencePicture } from "./evidence_picture.tsx";
import { named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import type { PlacedClaim } from "./places.ts";
import { StackTable } from "./tables.tsx";
import { Badge, Expected, Star } from "./verdicts.tsx";

const MEASURED = [
  { title: "95 % interval, estimate", label: "Interval" },
];

const ASSERTED = [
  { title: "Assertion" },
  { title: "Verdict" },
  ...MEASURED,
  { title: "Evidence" },
  { title: "Seeds", isShort: true },
  { title: "Expected" },
];

/** Statements, where their values are, and what the table is called. */
interface StatementTableProps
  extends Pick<PlacedClaim, "claim" | "lineOf" | "anchor"> {
  statements: readonly DocumentStatement[];
  caption: string;
  run: Omit<OutlookContext, "claim">;
}

/** A table of assertions: what is asserted, and what came out. */
export function AssertionTable(
  { statements, caption, claim, lineOf, anchor, run }: StatementTableProps,
): VNode {
  const rows = statements.map((statement) => {
    const { name, verdict = "inconclusive", evidence, seeds } = statement;
    const { failed } = statement;
    const alone = aloneText(statement);
    const outlook = outlookText(statement, { claim, ...run });
    const moving = movingArmText(statement, run.trials);
    return [
      <>
        <Says {...statement} />
        {alone && <p class="quiet">{alone}</p>}
        {moving && <p class="quiet">{named(moving)}</p>}
        {outlook && <p class="quiet">{outlook.says}</p>}
        {outlook?.command && <code>{named(outlook.command)}</code>}
        <p class="quiet">{named(`${claim.name}/${name}`)}</p>
      </>,
      <>
        <Badge verdict={verdict} />
        {evidence?.isStarred && <Star />}
        <p class="quiet">{shownText(statement)}</p>
      </>,
      <>
        <Estimate
          {...statement}
          digits={3}
          noun={kindNamed(statement.kind)?.noun ?? "mean"}
          anchor={lineOf.get(statement)?.anchor}
        />
        <Ranking of={rankingBeside(statement, run.trials)} />
      </>,
      <>
        {evidenceText(statement) ?? "none yet"}
        {evidence && (
          <EvidencePicture
            id={`${anchor}e${claim.statements.indexOf(statement)}`}
            evidence={evidence}
          />
        )}
      </>,
      failed === 0 ? seeds : (
        <>
          {seeds}, {failed} failed
          <p class="quiet">
            The interval counts them as the worst, the estimate leaves them out.
          </p>
        </>
      ),
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
  { statements, caption, lineOf }: Omit<StatementTableProps, "run">,
): VNode {
  return (
    <StackTable
      look="measures"
      caption={named(caption)}
      columns={[
        { title: "Measure" },
        ...MEASURED,
        { title: "Seeds", isShort: true },
      ]}
      rows={statements.map((statement) => [
        <Says {...statement} />,
        <Estimate
          {...statement}
          digits={3}
          noun={kindNamed(statement.kind)?.noun}
          anchor={lineOf.get(statement)?.anchor}
        />,
        statement.seeds,
      ])}
    />
  );
}

/** What each arm scores, where there are two at most; and the same in AUROC. */
function Ranking({ of }: { of: RankingBeside | undefined }): VNode | null {
  if (of?.auroc === undefined) return null;
  const each = (score: "f1" | "auroc") =>
    of.arms.map((arm, at) => (
      <>
        {at > 0 && ", "}
        {decimal(arm[score], { digits: 2 })} {named(arm.label)}
      </>
    ));
  const isFew = of.arms.length <= 2;
  return (
    <>
      {isFew && <p class="quiet">minority F1: {each("f1")}</p>}
      <p class="quiet">
        AUROC: {isFew && <>{each("auroc")},{" "}</>}
        <Estimate estimate={of.auroc} digits={2} />
      </p>
    </>
  );
}

function Says(
  { says, detail, reason, margin, unit, again }: DocumentStatement,
): VNode {
  const notes = [
    detail,
    reason && `because ${reason}`,
    margin
      ? `margin ${
        withUnit(`${margin}`, unit)
      }: smaller differences do not matter`
      : undefined,
    again && `fresh seeds from ${again.firstSeed} on: ${again.verdict}`,
  ];
  return (
    <>
      {named(says)}
      {notes.map((note) => note && <p class="quiet">{named(note)}</p>)}
    </>
  );
}
