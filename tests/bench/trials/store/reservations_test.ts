import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { Reservations } from "../../../../bench/trials/store/reservations.ts";
import { TempStore } from "../_temp_store.ts";

Deno.test("Reservations.take() gives each key to one run", () => {
  using temp = new TempStore();
  using one = new Reservations(temp.open());
  using two = new Reservations(temp.open());
  assertEquals(one.take(["a", "b"]), new Set(["a", "b"]));
  assertEquals(two.take(["a", "b", "c"]), new Set(["c"]));
  assertEquals(one.take(["a", "c"]), new Set(["a"]));
  assertEquals(two.take([]), new Set());
});

Deno.test("Reservations are given back with their rows and files", () => {
  using temp = new TempStore();
  using two = new Reservations(temp.open());
  {
    using one = new Reservations(temp.open());
    one.take(["a", "b"]);
    assertEquals(files(temp).length, 2);
  }
  assertEquals(files(temp).length, 1);
  assertEquals(rows(temp), 0);
  assertEquals(two.take(["a", "b"]), new Set(["a", "b"]));
});

Deno.test("Reservations of a run that died are free, and its file goes", () => {
  using temp = new TempStore();
  const store = temp.open();
  store.reserve("a", "dead");
  store.reserve("b", "gone");
  Deno.mkdirSync(`${temp.path}.runs`);
  Deno.writeTextFileSync(`${temp.path}.runs/dead`, "");
  Deno.writeTextFileSync(`${temp.path}.runs/idle`, "");
  using run = new Reservations(store);
  assertEquals(files(temp).length, 1);
  assertEquals(run.take(["a", "b"]), new Set(["a", "b"]));
  assertEquals(rows(temp), 2);
});

Deno.test("Reservations leave the file of a run that lives", () => {
  using temp = new TempStore();
  using one = new Reservations(temp.open());
  const [file] = files(temp);
  one.take(["a"]);
  {
    using two = new Reservations(temp.open());
    assertEquals(two.take(["a"]), new Set());
    assertEquals(files(temp).includes(file!), true);
  }
  assertEquals(files(temp), [file]);
});

Deno.test("Reservations whose folder was removed are given back all the same", () => {
  using temp = new TempStore();
  {
    using one = new Reservations(temp.open());
    one.take(["a"]);
    Deno.removeSync(`${temp.path}.runs`, { recursive: true });
    using two = new Reservations(temp.open());
    assertEquals(two.take(["b"]), new Set(["b"]));
  }
  assertEquals(files(temp), []);
  assertEquals(rows(temp), 0);
});

Deno.test("Reservations leave nothing open and nothing behind, however many runs there are", () => {
  using temp = new TempStore();
  const store = temp.open();
  for (let run = 0; run < 1200; run++) {
    using reservations = new Reservations(store);
    reservations.take([`${run}`]);
  }
  assertEquals(files(temp), []);
  assertEquals(rows(temp), 0);
});

function files({ path }: TempStore): string[] {
  return [...Deno.readDirSync(`${path}.runs`)].map(({ name }) => name);
}

function rows({ path }: TempStore): number {
  using database = new DatabaseSync(path);
  return database.prepare("SELECT * FROM reservations").all().length;
}
