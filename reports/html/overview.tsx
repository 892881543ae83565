/** @jsxRuntime automatic @jsxImportSource preact */
/** The top of the page: a row a claim. */
import type { VNode } from "preact";
import type { DocumentStatement } from "../document.ts";
import { claimVerdict, VERDICTS } from "../verdicts.ts";
import { Named } from "./named.tsx";
import { Estimate } from "./numbers.tsx";
import type { PlacedClaim } from "./places.ts";
import { StackCell, StackRow, StackTable } from "./stack_table.tsx";
import { Badge, ExpectedOfClaim } from "./verdicts.tsx";

/** The table of all claims. */
export function Overview(
  { claims }: { claims: readonly PlacedClaim[] },
): VNode {
  return (
    <>
      <StackTable
        look="overview"
        caption="Each claim, what was found, and what was expected"
        columns={["Claim", "Verdict", "Estimate, interval", "Expected"]}
      >
        {claims.map((each) => <ClaimRow {...each} />)}
      </StackTable>
      <Legend />
    </>
  );
}

/** What verdicts and intervals mean. */
function Legend(): VNode {
  return (
    <p class="says">
      <Badge verdict="supported" /> the trainings show that the claim holds.
      {" "}
      <Badge verdict="contradicted" />{" "}
      they show that an assertion of it does not hold.{" "}
      <Badge verdict="inconclusive" />{" "}
      they are too few, or vary too much, to show either. A claim is supported
      if all of its assertions are. Intervals are 95 % intervals, where nothing
      else is said. “Expected” is the verdict that was reviewed for this profile
      of the suite.
    </p>
  );
}

function ClaimRow(placed: PlacedClaim): VNode {
  const { claim, assertions, anchor, lineOf } = placed;
  const { name, sentence, role } = claim;
  const head = (
    <>
      <a href={`#${anchor}`}>
        <Named name={name} />
      </a>
      {role !== "primary" && <span class="quiet">{` ${role}`}</span>}
      <p>
        <Named name={sentence} />
      </p>
    </>
  );
  return (
    <StackRow head={head}>
      <StackCell label="Verdict">
        <Badge verdict={claimVerdict(assertions.map((own) => own.verdict))} />
        <Tally assertions={assertions} />
      </StackCell>
      <StackCell label="Estimate">
        {headlines(assertions).map((statement) => (
          <div>
            <Estimate
              estimate={statement.estimate}
              digits={2}
              anchor={lineOf.get(statement)?.anchor}
            />{" "}
            <span class="quiet label">
              <Named name={labelOf(statement, assertions)} />
            </span>
          </div>
        ))}
      </StackCell>
      <StackCell label="Expected">
        <ExpectedOfClaim assertions={assertions} />
      </StackCell>
    </StackRow>
  );
}

/** What each assertion came to, counted over the sites. */
function Tally(
  { assertions }: { assertions: readonly DocumentStatement[] },
): VNode | null {
  if (assertions.length < 2) return null;
  const names = [...Map.groupBy(assertions, ({ name }) => name)];
  return (
    <>
      {names.map(([name, own]) => {
        const counts = VERDICTS.flatMap((verdict) => {
          const { length } = own.filter((each) => each.verdict === verdict);
          if (length === 0) return [];
          return [own.length === 1 ? verdict : `${length} ${verdict}`];
        });
        return (
          <div class="quiet">
            <Named name={name} />: {counts.join(", ")}
          </div>
        );
      })}
    </>
  );
}

/** The first assertion at each site; the mean over sites alone if it is there. */
function headlines(
  assertions: readonly DocumentStatement[],
): DocumentStatement[] {
  const pooled = assertions.filter(({ sites }) => sites.length > 1);
  if (pooled.length > 0) return pooled;
  const places = Map.groupBy(assertions, ({ place }) => place);
  return [...places.values()].flatMap(([first]) => first ?? []);
}

function labelOf(
  { sites, place, says }: DocumentStatement,
  assertions: readonly DocumentStatement[],
): string {
  if (sites.length > 1) return "over all data sets and networks";
  return assertions.some((other) => other.place !== place) ? place : says;
}
