/** How a tag gets onto a page. */
export type Way = "html" | "manager" | "wordpress" | "react";
export const ways: readonly Way[] = ["html", "manager", "wordpress", "react"];

/** What is pasted for a site, by the way it gets onto the page. `url` is the desk's origin. */
export function snippetFor(way: Way, { url, key }: { readonly url: string; readonly key: string }): string {
  const tag = `<script async src="${url}/firstline.js" data-site="${key}"></script>`;
  switch (way) {
    case "html":
      return tag;
    case "manager":
      // A tag manager drops data attributes of scripts, so the script is made by hand.
      return `<script>
  var tag = document.createElement("script");
  tag.async = true;
  tag.src = "${url}/firstline.js";
  tag.dataset.site = "${key}";
  document.head.append(tag);
</script>`;
    case "wordpress":
      return `add_action( 'wp_footer', function () {
  echo '${tag}';
} );`;
    case "react":
      return `import { Firstline } from "@firstline/widget/react";

export const Help = () => <Firstline url="${url}/" site="${key}" />;`;
  }
}
