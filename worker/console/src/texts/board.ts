import { inLanguage } from "../language.ts";
import { board } from "./english/board.ts";

/** The texts of the lead's board. */
export const boardTexts = await inLanguage(board, async () => (await import("./polish/board.ts")).board);
