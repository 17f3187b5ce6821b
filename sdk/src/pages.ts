/** One page of a list; `next` is the cursor of the page after it, null on the last. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** What every list takes: items a page (1–100, default 25), and the cursor to go on from. */
export interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A list. `for await` walks through all of its items and asks for the next page when it is needed. */
export interface Pages<Item> extends AsyncIterable<Item> {
  /** The first page only. */
  page(): Promise<Page<Item>>;
  /** The first `limit` items, or all of them. */
  toArray(options?: { readonly limit?: number }): Promise<Item[]>;
}

/** Makes a list of a function that reads one page, from the given cursor on. */
export function createPages<Item>(
  load: (cursor: string | undefined) => Promise<Page<Item>>,
  start: string | undefined,
): Pages<Item> {
  const pages: Pages<Item> = {
    page: () => load(start),
    async *[Symbol.asyncIterator]() {
      for (let cursor: string | null | undefined = start; cursor !== null; ) {
        const page: Page<Item> = await load(cursor);
        yield* page.items;
        cursor = page.next;
      }
    },
    async toArray({ limit = Infinity } = {}) {
      const items: Item[] = [];
      if (limit > 0) {
        for await (const item of pages) if (items.push(item) >= limit) break;
      }
      return items;
    },
  };
  return pages;
}
