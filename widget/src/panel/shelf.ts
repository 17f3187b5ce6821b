/** Where things are kept by their `key`, in every tab and after the browser has been closed. */
export interface Shelf<Thing> {
  all(): Promise<readonly Thing[]>;
  put(thing: Thing): Promise<void>;
  remove(key: string): Promise<void>;
  /** Leaves no trace of the shelf itself, if nothing is left on it. */
  fold(): Promise<void>;
}

const name = "firstline";
const store = "outbox";

const done = <Value>(request: IDBRequest<Value>) =>
  new Promise<Value>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Does one thing to the database. Where it is blocked nothing is kept beyond the page: undefined. */
async function use<Value>(act: (things: IDBObjectStore) => IDBRequest<Value>): Promise<Value | undefined> {
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: "key" });
    const database = await done(opening);
    try {
      // What is kept has to be on the disk before it is called kept.
      const transaction = database.transaction(store, "readwrite", { durability: "strict" });
      const value = await done(act(transaction.objectStore(store)));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = reject;
      });
      return value;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Whether something was ever kept: to look must not make a database. */
const exists = async () => {
  // Where a frame has no origin of its own, asking fails twice, and once where nobody can catch it.
  if (origin === "null") return false;
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return false;
  }
};

/** A shelf in the browser's database. What stands there was written by this code, so it is taken as it is. */
export const createShelf = <Thing extends object>(): Shelf<Thing> => ({
  all: async () => ((await exists()) && (await use<Thing[]>((things) => things.getAll()))) || [],
  async put(thing) {
    await use((things) => things.put(thing));
  },
  async remove(key) {
    if (await exists()) await use((things) => things.delete(key));
  },
  async fold() {
    if (!(await exists()) || (await use((things) => things.count())) !== 0) return;
    await done(indexedDB.deleteDatabase(name)).catch(() => {});
  },
});
