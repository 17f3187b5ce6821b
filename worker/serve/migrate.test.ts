import { expect, test } from "vitest";
import { splitStatements } from "./migrate.ts";

test.each([
  ["two statements", "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]],
  ["no semicolon at the end", "SELECT 1", ["SELECT 1"]],
  ["semicolons in text and names", `SELECT ';''' AS "a;b"; SELECT 2`, [`SELECT ';''' AS "a;b"`, "SELECT 2"]],
  ["comments", "-- one; two\nSELECT 1 /* three; */ + 2;\n-- end", ["SELECT 1  + 2"]],
  [
    "a trigger",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM b; END; SELECT 1;",
    ["CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM b; END", "SELECT 1"],
  ],
  ["nothing", " ;; -- nothing", []],
])("splits %s", (_, sql, statements) => {
  expect(splitStatements(sql)).toEqual(statements);
});
