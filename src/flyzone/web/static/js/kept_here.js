/**
 * What is kept on this phone: a small database of the browser, every write in one piece.
 *
 * Two stores: `entries`, what was typed and not answered yet, in its order; and `kept`, what the session
 * page needs to go on without a signal.  Several writes are one transaction, as those of an entry and of
 * the session that shows it: after a crash both are there, or neither.
 */

const NAME = "flyzone";
const VERSION = 1;

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const entries = asked.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
      entries.createIndex("id", "id", { unique: true });
      asked.result.createObjectStore("kept", { keyPath: "key" });
    };
    asked.onsuccess = () => {
      // Another page with a newer version may take over.
      asked.result.onversionchange = () => asked.result.close();
      asked.result.onclose = () => (opening = null);
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opening.catch(() => (opening = null));
  return opening;
}

/**
 * Writes several things, all or none of them.
 *
 * @param {Array<{store: "entries"|"kept", put?: object, remove?: *}>} changes
 * @returns {Promise<Array>} The key of each that was put. Resolves when it is on the disk.
 */
export async function write(changes) {
  if (!changes.length) return [];
  const database = await open();
  return new Promise((resolve, reject) => {
    const stores = [...new Set(changes.map((one) => one.store))];
    const all = database.transaction(stores, "readwrite", { durability: "strict" });
    const asked = changes.map(({ store, put, remove }) =>
      put === undefined ? all.objectStore(store).delete(remove) : all.objectStore(store).put(put),
    );
    all.oncomplete = () => resolve(asked.map((one) => one.result));
    all.onabort = () => reject(all.error);
  });
}

/** One thing by its key; `undefined` where there is none. */
export async function read(store, key) {
  return first((await open()).transaction(store).objectStore(store).get(key));
}

/** All of a store, in the order of their keys. */
export async function readAll(store) {
  return first((await open()).transaction(store).objectStore(store).getAll());
}

function first(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** A UUID; also where the page came without encryption and `randomUUID` is missing. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A moment as ISO 8601 with this device's offset, such as `2026-05-12T17:00:00.000+02:00`. */
export function moment(milliseconds) {
  const offset = -new Date(milliseconds).getTimezoneOffset();
  const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, -1);
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}
