import { type ComponentChildren, Fragment } from "preact";

/**
 * A sentence of the texts with its parts put in: `{who} took it` with `who`. Each language has them where it needs them.
 */
export function Sentence({ text, ...parts }: { text: string; [part: string]: ComponentChildren }) {
  const pieces = text.split(/\{(\w+)\}/u);
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>
      ))}
    </>
  );
}
