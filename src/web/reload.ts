/** The script that the server's page begins with; each build names it anew. */
const ownEntry = () => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');

async function servedPage(): Promise<string | undefined> {
  try {
    const response = await fetch('/', { cache: 'no-store' });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Loads the page anew if the server answers; otherwise the browser's own error page would take its place. */
export async function reloadWhenThere(): Promise<void> {
  if ((await servedPage()) !== undefined) location.reload();
}

/** After an update the parts of a page left open are gone; the new ones come with the page itself. */
export async function reloadWhenOutdated(): Promise<void> {
  const served = await servedPage();
  const own = ownEntry();
  if (served !== undefined && own && !served.includes(own)) location.reload();
}
