import { findLinks } from "../links.ts";

/** A person's text as text, with its web addresses as links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <p class="text">
      {findLinks(text).map((piece) =>
        "address" in piece ? (
          <a href={piece.address} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.address}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
