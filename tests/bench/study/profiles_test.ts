import { assert, assertEquals, assertGreater } from "@std/assert";
import { type Profile, PROFILES } from "../../../bench/study/profiles.ts";
import { leastSites } from "../../../bench/study/standings.ts";
import { findDataset } from "../../../datasets/registry.ts";
import { NETWORK_NAMES } from "../../../models/networks/network.ts";
import { loadClaims } from "../../../bench/study/load_claims.ts";

for (const [name, profile] of Object.entries<Profile>(PROFILES)) {
  const { datasets, models, pooledModels, title } = profile;

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
}

Deno.test("the profile standard has sites enough for every claim", async () => {
  const { datasets, models, pooledModels } = PROFILES.standard;
  const sites = datasets.length * (models.length + pooledModels.length);
  for (const claim of await loadClaims()) {
    assert(sites >= leastSites(claim), claim.name);
  }
});
