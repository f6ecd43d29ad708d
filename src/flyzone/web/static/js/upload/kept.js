/**
 * Uploads that are under way, kept in the browser so that a reload or an empty battery costs nothing.
 *
 * The file itself is kept with what is known of it.  Where the browser has no room for a copy, only what
 * is known is kept: the same file, chosen once more, then goes on where it stopped.
 */

const NAME = "flyzone-uploads";
const TABLE = "uploads";

/** Opens the browser's database; rejects where there is none, as in some private windows. */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inside(mode, ask) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(TABLE, mode);
      const asked = ask(change.objectStore(TABLE));
      change.oncomplete = () => resolve(asked.result);
      change.onabort = change.onerror = () => reject(change.error ?? asked.error);
    });
  } finally {
    database.close();
  }
}

/**
 * Keeps an upload; without its file where there is no room for it, and not at all where nothing is kept.
 *
 * @param {{id: string, file: File, wish: object}} upload
 */
export async function keep({ id, file, wish }) {
  const known = { id, wish, name: file.name, size: file.size, changed: file.lastModified };
  try {
    await inside("readwrite", (table) => table.put({ ...known, file }));
  } catch {
    await inside("readwrite", (table) => table.put(known)).catch(() => {});
  }
}

/** Forgets an upload. */
export async function forget(id) {
  await inside("readwrite", (table) => table.delete(id)).catch(() => {});
}

/** All that are kept. */
export async function kept() {
  return inside("readonly", (table) => table.getAll()).catch(() => []);
}

/** The kept upload of a file that was chosen once more, for the same people. */
export async function keptFor(file, wish) {
  const same = (one) =>
    one.name === file.name &&
    one.size === file.size &&
    one.changed === file.lastModified &&
    JSON.stringify(one.wish) === JSON.stringify(wish);
  return (await kept()).find(same);
}
