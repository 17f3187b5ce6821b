import { readFileSync } from "node:fs";
import { type ESTree, parseSync } from "vite";

/** A field or method of a declaration, as its source says it. */
export interface Member {
  readonly name: string;
  readonly doc: string;
  /** The source: `list(query?: TicketQuery): Pages<DeskTicket>`. */
  readonly text: string;
  readonly isMethod: boolean;
  /** The fields of an object that has no name of its own. */
  readonly members: readonly Member[];
  /** The name of its type, where that is one name. */
  readonly type: string | undefined;
}

/** Something that a module exports. */
export interface Declaration {
  readonly name: string;
  readonly kind: "interface" | "type" | "function" | "class" | "value";
  readonly doc: string;
  /** The source without bodies: `export function createDesk(options: DeskOptions): Desk`. */
  readonly text: string;
  readonly members: readonly Member[];
}

/** Doc comments as text: paragraphs are kept, `@throws` is a sentence of its own. */
function plain(comment: string): string {
  return comment
    .replace(/^\*/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim())
    .join("\n")
    .trim()
    .replace(/@returns /g, "Returns ")
    .replace(/@throws /g, "Throws ")
    .replace(/\{@link (\w+)\}/g, "`$1`");
}

/** A function's source as its callers see it: options taken apart are one parameter. */
const callable = (source: string): string =>
  source
    .trim()
    .replace(/^async /, "")
    .replace(/\{[^{}]*\}: (\w+)( = \{\})?/, (_, type, optional) => `options${optional ? "?" : ""}: ${type}`);

/** Reads what a TypeScript module exports, with its doc comments; so what a name means is written in one place. */
export function readDeclarations(file: URL): Declaration[] {
  const text = readFileSync(file, "utf8");
  const { program, comments, errors } = parseSync(file.pathname, text);
  if (errors.length > 0) throw new Error(`${file.pathname} cannot be read: ${errors[0]?.message}`);

  /** The doc comment right before a place. */
  const docAt = (start: number): string => {
    const found = comments.findLast(({ end }) => end <= start);
    const isNext = found?.type === "Block" && found.value.startsWith("*") && text.slice(found.end, start).trim() === "";
    return isNext ? plain(found.value) : "";
  };
  const source = (node: { start: number; end: number }) => text.slice(node.start, node.end);

  function memberOf(node: ESTree.TSSignature | ESTree.ClassElement): Member[] {
    if (!("key" in node) || node.key.type !== "Identifier") return [];
    const isMethod = node.type === "TSMethodSignature" || node.type === "MethodDefinition";
    const type = node.type === "TSPropertySignature" ? node.typeAnnotation?.typeAnnotation : undefined;
    const members = type?.type === "TSTypeLiteral" ? type.members.flatMap(memberOf) : [];
    const named =
      type?.type === "TSTypeReference" && type.typeName.type === "Identifier" ? type.typeName.name : undefined;
    const body = node.type === "MethodDefinition" ? node.value.body : undefined;
    const end = body?.start ?? node.end;
    const said = text
      .slice(node.start, end)
      .replace(/^((override|readonly) )+/, "")
      .replace(/[;,]?\s*$/, "");
    return [{ name: node.key.name, doc: docAt(node.start), text: said, isMethod, members, type: named }];
  }

  return program.body.flatMap((node): Declaration[] => {
    if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
    const { declaration } = node;
    const doc = docAt(node.start);
    switch (declaration.type) {
      case "TSInterfaceDeclaration":
        return [
          {
            name: declaration.id.name,
            kind: "interface",
            doc,
            text: text.slice(declaration.start, declaration.body.start).trim(),
            members: declaration.body.body.flatMap(memberOf),
          },
        ];
      case "TSTypeAliasDeclaration":
        return [
          { name: declaration.id.name, kind: "type", doc, text: source(declaration).replace(/;$/, ""), members: [] },
        ];
      case "ClassDeclaration":
        return [
          {
            name: declaration.id?.name ?? "",
            kind: "class",
            doc,
            text: text.slice(declaration.start, declaration.body.start).trim(),
            members: declaration.body.body.flatMap(memberOf).filter(({ name }) => name !== "constructor"),
          },
        ];
      case "FunctionDeclaration":
        return [
          {
            name: declaration.id?.name ?? "",
            kind: "function",
            doc,
            text: callable(text.slice(declaration.start, declaration.body?.start ?? declaration.end)),
            members: [],
          },
        ];
      case "VariableDeclaration":
        // A function written as a value; other values are no part of what a caller calls.
        return declaration.declarations.flatMap(({ id, init, start }) =>
          id.type === "Identifier" && init?.type === "ArrowFunctionExpression"
            ? [
                {
                  name: id.name,
                  kind: "function",
                  doc,
                  text: callable(text.slice(start, init.body.start).replace(/\s*=>\s*$/, "")),
                  members: [],
                },
              ]
            : [],
        );
      default:
        return [];
    }
  });
}
