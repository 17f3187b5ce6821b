/// <reference types="vite/types/importMeta.d.ts" />

declare module "*.css?inline" {
  /** The text of the minified style sheet. */
  const css: string;
  export default css;
}

declare module "*.css";
