import { assert, assertEquals, assertGreater } from "@std/assert";
import { type Profile, PROFILES } from "../../../bench/study/profiles.ts";
import { leastSites } from "../../../bench/study/decide.ts";
import { kindOf } from "../../../bench/study/kinds/mod.ts";
import { minimumSeeds } from "../../../statistics/minimum_seeds.ts";
import { findDataset } from "../../../datasets/registry.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";

for (const [name, profile] of Object.entries<Profile>(PROFILES)) {
  const { datasets, models, pooledModels, seeds, title } = profile;

  Deno.test(`the profile ${name} names data sets and networks that there are`, () => {
    assert(title !== "");
    for (const dataset of datasets) {
      const { roles, classes } = findDataset(dataset);
      // A profile is run with no word on roles.
      assertGreater(roles.majority.length, 0, dataset);
      assertGreater(roles.minority.length, 0, dataset);
      for (const role of [...roles.majority, ...roles.minority]) {
        assert(classes.includes(role), `${dataset}: ${role}`);
      }
    }
    const networks = [...models, ...pooledModels];
    for (const network of networks) {
      assert(NETWORK_NAMES.includes(network), network);
    }
    assertGreater(datasets.length, 0);
    assertGreater(models.length, 0);
    assertEquals(new Set(datasets).size, datasets.length);
    assertEquals(new Set(networks).size, networks.length);
  });

  Deno.test(`the profile ${name} has seeds enough for all its claims at once`, async () => {
    const claims = (await loadClaims()).filter(({ role = "primary" }) =>
      role === "primary"
    );
    // As many as there can be: data that lacks something leaves some out.
    const tests = claims.flatMap((claim) => {
      const networks = models.length +
        (leastSites(claim) > 1 ? pooledModels.length : 0);
      const own = claim.assertions.filter((assertion) =>
        kindOf(assertion).leastSites === undefined
      );
      return new Array(networks * datasets.length * own.length).fill(claim);
    });
    const level = Math.max(...claims.map((claim) => claim.level));
    const needed = minimumSeeds(level, { family: tests.length });
    assert(seeds.most >= needed, `${tests.length} tests take ${needed} seeds`);
  });
}

Deno.test("the profile standard has sites enough for every claim", async () => {
  const { datasets, models, pooledModels } = PROFILES.standard;
  const sites = datasets.length * (models.length + pooledModels.length);
  for (const claim of await loadClaims()) {
    assert(sites >= leastSites(claim), claim.name);
  }
});
