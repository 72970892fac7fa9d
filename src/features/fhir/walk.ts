/** A JSON object, before anything about it is known. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Visit = (value: unknown, path: string, depth: number) => void;

/** Visits a JSON value and everything in it, each with the path that leads there. */
export function walk(value: unknown, path: string, visit: Visit, depth = 0): void {
  visit(value, path, depth);
  if (Array.isArray(value)) {
    value.forEach((item, index) => walk(item, `${path}[${index}]`, visit, depth + 1));
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      walk(part, path ? `${path}.${name}` : name, visit, depth + 1);
    }
  }
}
