import type { TestFile } from "./desk.ts";

/** Bytes, each written as the character of the same number. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const encoder = new TextEncoder();

/** A text file, in UTF-8. */
export const textFile = (text: string, name = "notes.txt"): TestFile => ({ name, bytes: encoder.encode(text) });

/** The head of a PNG, 16 × 9 pixels, with something behind it. */
export const png = (behind = ""): Uint8Array =>
  bytesOf(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x09\x08\x06\0\0\0${behind}`);

export const picture: TestFile = { name: "lamp.png", bytes: png() };

/** A text of exactly so many bytes. */
export const textOfSize = (size: number): TestFile => ({ name: "long.log", bytes: new Uint8Array(size).fill(0x61) });
