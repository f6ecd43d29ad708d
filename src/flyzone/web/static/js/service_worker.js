/**
 * Keeps pages and files on the phone, so that the session opens without a signal.
 *
 * `APP` (version, files with the hashes of their content, addresses) is written before this text by the
 * server.  Pages come from the network first and are kept as they came; where the network is silent for
 * some seconds the kept one is shown.  Pages belong to who was logged in: they go with his log-out, and
 * when somebody else logs in.  Nothing that a program asks for (`/api`) is kept here.
 */

const FILES = `flyzone-files-${APP.version}`;
const PAGES = "flyzone-pages";
const WHO = "flyzone-who";
const PAGE_MS = 4000;
const FILE_MS = 2500;
const MOST_PAGES = 40;
const KEPT = new RegExp(`^(${APP.session}|/athletes/[^/]+/today)$`);

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(FILES);
      const fresh = Object.entries(APP.files).map(async ([address, hash]) => {
        const response = await fetch(`${address}?v=${hash}`);
        if (!response.ok) throw new Error(`${address} did not come.`);
        await cache.put(address, response);
      });
      await Promise.all([...fresh, cache.add(new Request(APP.offline, { cache: "reload" }))]);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("flyzone-files-") && name !== FILES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === "POST" && address.pathname === APP.logout) {
    event.waitUntil(forget());
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(page(request, address));
  } else if (request.method === "GET" && address.pathname.startsWith(`${APP.static}/`)) {
    event.respondWith(file(request, address));
  }
});

// A page says who is logged in, and that it may be kept: the first one came before this worker was there.
self.addEventListener("message", (event) => {
  const { account, page: shown } = event.data ?? {};
  if (!account) return;
  event.waitUntil(
    (async () => {
      const cache = await caches.open(WHO);
      const before = await (await cache.match(APP.session))?.text();
      if (before !== undefined && before !== account) await caches.delete(PAGES);
      await cache.put(APP.session, new Response(account));
      const address = new URL(shown);
      const pages = await caches.open(PAGES);
      if (KEPT.test(address.pathname) && !(await pages.match(address.pathname))) {
        const response = await fetch(address.pathname, { headers: { accept: "text/html" } });
        if (mayKeep(response, address)) await pages.put(address.pathname, response);
      }
    })().catch(() => {}),
  );
});

async function page(request, address) {
  const kept = KEPT.test(address.pathname);
  try {
    const response = await within(fetch(request), PAGE_MS);
    if (kept && mayKeep(response, address)) await keep(address, response.clone());
    return response;
  } catch {
    const pages = await caches.open(PAGES);
    const known = kept ? await pages.match(address.pathname) : undefined;
    // Nothing kept: a slow answer is better than none.
    return known ?? fetch(request).catch(async () => (await caches.match(APP.offline)) ?? Response.error());
  }
}

/** A page that came as it was asked for; not the login page that came instead. */
function mayKeep(response, address) {
  return response.ok && !response.redirected && new URL(response.url).pathname === address.pathname;
}

async function keep(address, response) {
  const pages = await caches.open(PAGES);
  await pages.put(address.pathname, response);
  const all = await pages.keys();
  const old = all.filter((one) => new URL(one.url).pathname !== APP.session);
  for (const one of old.slice(0, Math.max(all.length - MOST_PAGES, 0))) await pages.delete(one);
}

async function file(request, address) {
  const files = await caches.open(FILES);
  const known = await files.match(address.pathname);
  // The very content that was asked for.
  if (known && address.searchParams.get("v") === APP.files[address.pathname]) return known;
  if (!known) return fetch(request);
  try {
    return await within(fetch(request), FILE_MS);
  } catch {
    return known;
  }
}

function within(answer, milliseconds) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The network is silent.")), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Who logs out takes his pages and the guards of his athletes along; what waits to be sent stays. */
async function forget() {
  await caches.delete(PAGES);
  await caches.delete(WHO);
  await new Promise((resolve) => {
    const asked = indexedDB.open("flyzone");
    asked.onerror = resolve;
    asked.onsuccess = () => {
      const database = asked.result;
      if (!database.objectStoreNames.contains("kept")) {
        database.close();
        resolve();
        return;
      }
      const all = database.transaction("kept", "readwrite");
      all.objectStore("kept").clear();
      all.oncomplete = all.onabort = () => {
        database.close();
        resolve();
      };
    };
  });
}
