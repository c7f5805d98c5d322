/** A key that the start-up message offers in the page's address. */
export interface DemoKey {
  readonly label: string;
  readonly key: string;
}

const STORED = 'lien-thong:demo-keys';

/** `#key=partner:abc&key=officer:def` or `#key=abc`. A fragment never leaves the browser, unlike a query string. */
export function toDemoKeys(fragment: string): DemoKey[] {
  return new URLSearchParams(fragment.replace(/^#/, ''))
    .getAll('key')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const colon = entry.indexOf(':');
      return { label: colon < 0 ? '' : entry.slice(0, colon), key: entry.slice(colon + 1) };
    });
}

/** Takes the keys out of the address, so that they are neither bookmarked nor shared, and keeps them for this tab. */
export function takeDemoKeys(): DemoKey[] {
  const offered = toDemoKeys(location.hash);
  if (offered.length > 0) {
    sessionStorage.setItem(STORED, JSON.stringify(offered));
    history.replaceState(null, '', location.pathname + location.search);
    return offered;
  }
  return JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as DemoKey[];
}
