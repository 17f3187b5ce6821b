interface ImportMetaEnv {
  readonly VITE_FIRSTLINE_URL: string;
  readonly VITE_FIRSTLINE_SITE: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}

declare module "*.css" {}
