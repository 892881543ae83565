/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The top of the page: a row a claim. */
import type { VNode } from "preact";
import type { DocumentStatement, RunDocument } from "../document.ts";
import { VERDICTS } from "../../statistics/verdict.ts";
import { openClaimText } from "../evidence_text.ts";
import { PROMISE, promiseScope } from "../promise.ts";
import { decidingAssertion } from "../statements.ts";
import { named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import type { PlacedClaim } from "./places.ts";
import { type Cells, StackTable } from "./tables.tsx";
import { Badge, ExpectedOfClaim, Star } from "./verdicts.tsx";

const COLUMNS = [
  { title: "Claim" },
  { title: "Verdict" },
  {
    title: "95 % interval and estimate of the deciding assertion",
    label: "Interval",
  },
  { title: "Expected" },
];

/** The table of all claims, and how it is read. */
export function Overview(
  { claims, settings }: {
    claims: readonly PlacedClaim[];
    settings: RunDocument["settings"];
  },
): VNode {
  return (
    <>
      <StackTable
        look="overview"
        caption="Each claim, what was found, and what was expected"
        columns={COLUMNS}
        rows={claims.map(cellsOf)}
      />
      <p class="says">
        <Badge verdict="supported" /> The trainings show that the claim holds.
        {" "}
        <Badge verdict="contradicted" />{" "}
        They show that one of its assertions does not hold by its margin or
        more. <Badge verdict="inconclusive" /> They show neither so far.{" "}
        {PROMISE} {promiseScope(settings)}
      </p>
      <p class="says">
        A claim is supported if all of its assertions are, and contradicted if
        any is, once the evidence on the claim is enough, too. The interval is
        that of the deciding assertion: a contradicted one, else an open one,
        else the one with the least evidence. An interval holds the truth with
        95 % of all choices of seeds, whenever you look. The estimate beside it
        is biased towards the verdict, because a run stops when it has one.
        “Expected” is the verdict that was reviewed for these settings. The
        small pictures show the evidence for (solid) and against (dashed) an
        assertion, seed by seed; the dotted line is what a verdict takes.
      </p>
    </>
  );
}

function cellsOf({ claim, assertions, anchor, lineOf }: PlacedClaim): Cells {
  const { name, sentence, role } = claim;
  const why = openClaimText(claim);
  return [
    <>
      <a href={`#${anchor}`}>{named(name)}</a>{" "}
      {role !== "primary" && <span class="quiet">ours</span>}
      <p>{named(sentence)}</p>
    </>,
    <>
      <Badge verdict={claim.verdict} />
      {why && <div class="quiet">{why}</div>}
      {assertions.length > 1
        ? tallies(assertions)
        : assertions[0]?.evidence?.isStarred && <Star />}
    </>,
    deciding(assertions).map((statement) => (
      <div>
        <Estimate
          {...statement}
          digits={2}
          anchor={lineOf.get(statement)?.anchor}
        />{" "}
        <span class="quiet label">{named(labelOf(statement, assertions))}</span>
      </div>
    )),
    <ExpectedOfClaim assertions={assertions} />,
  ];
}

/** What each assertion came to, counted over the sites. */
function tallies(assertions: readonly DocumentStatement[]): VNode[] {
  const names = [...Map.groupBy(assertions, ({ name }) => name)];
  return names.map(([name, own]) => {
    const counts = VERDICTS.flatMap((verdict) => {
      const { length } = own.filter((each) => each.verdict === verdict);
      if (length === 0) return [];
      return [own.length === 1 ? verdict : `${length} ${verdict}`];
    });
    const isStarred = own.every(({ evidence }) => evidence?.isStarred);
    return (
      <div class="quiet">
        {named(name)}: {counts.join(", ")}
        {isStarred && <Star />}
      </div>
    );
  });
}

/** The assertion that decides at each site; one, where sites are pooled. */
function deciding(
  assertions: readonly DocumentStatement[],
): DocumentStatement[] {
  if (assertions.some(({ sites }) => sites.length > 1)) {
    return [decidingAssertion(assertions)];
  }
  const places = Map.groupBy(assertions, ({ place }) => place);
  return [...places.values()].map(decidingAssertion);
}

function labelOf(
  { name, place, says }: DocumentStatement,
  assertions: readonly DocumentStatement[],
): string {
  const isAt = assertions.some((other) => other.place !== place);
  return `${name}${isAt ? ` on ${place}` : ""}: ${says}`;
}
