const QUOTE = 34;
const BACKSLASH = 92;

interface WrongName {
  readonly at: number;
  readonly problem: string;
}

/**
 * Where in a JSON text an object has a name that it must not have: one for the second time, of which `JSON.parse`
 * keeps the last and drops the others without a word, or that of its prototype, which a copy would take on.
 */
export function wrongNameIn(json: string): WrongName | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const char = json.charCodeAt(at);
    if (char === QUOTE) {
      const end = endOfText(json, at);
      const names = open.at(-1);
      if (names && isName(json, end)) {
        const name = JSON.parse(json.slice(at, end)) as string;
        if (name === '__proto__') return { at, problem: 'names a property that nothing has' };
        if (names.has(name)) return { at, problem: 'names a property for the second time' };
        names.add(name);
      }
      at = end - 1;
    } else if (char === 123) open.push(new Set());
    else if (char === 91) open.push(undefined);
    else if (char === 125 || char === 93) open.pop();
  }
  return undefined;
}

/** Behind the closing quotation mark of the text that opens at `start`. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
}

function isName(json: string, end: number): boolean {
  let at = end;
  while (' \t\r\n'.includes(json.charAt(at)) && at < json.length) at += 1;
  return json.charAt(at) === ':';
}
