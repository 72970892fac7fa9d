import { type Input, type Operation, type Output, pathNames } from '#kernel/contract.ts';
import type { Facts, RefusalCode } from '#kernel/refusal.ts';

export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly facts: Facts;
  readonly status: number;
  /** Where in the input something did not fit, for `request/malformed`. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refused;

interface Beside {
  /** For sensitive operations: the actor's password. */
  readonly password?: string;
  /** Names the request, so that sending it twice does it once. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

const PATIENCE_MS = [300, 1_000, 2_500];
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Sends one operation. Refusals come back as values; only a lost connection or a defect throws.
 * What only looks is asked again while the database is away.
 */
export async function call<T extends Operation>(
  operation: T,
  input: Input<T>,
  beside: Beside = {},
): Promise<Answer<Output<T>>> {
  const tries = operation.method === 'GET' ? PATIENCE_MS : [];
  for (const wait of tries) {
    const answer = await send(operation, input, beside);
    if (answer.ok || answer.code !== 'database/away') return answer;
    await pause(wait);
  }
  return send(operation, input, beside);
}

async function send<T extends Operation>(
  operation: T,
  input: Input<T>,
  { password, key, signal }: Beside,
): Promise<Answer<Output<T>>> {
  const { name, method, path, versioned } = operation;
  const { version, ...unversioned } = input as Record<string, unknown>;
  const values = Object.entries(versioned ? unversioned : (input as object)).filter(([, value]) => value !== undefined);
  const inPath = pathNames(path);
  const rest = values.filter(([field]) => !inPath.includes(field));
  const address = values.reduce(
    (so, [field, value]) => so.replace(`{${field}}`, encodeURIComponent(String(value))),
    `/api${path}`,
  );
  const query = new URLSearchParams(
    rest.flatMap(([field, value]) => [value].flat().map((each) => [field, String(each)])),
  );
  const body = JSON.stringify({ ...Object.fromEntries(rest), ...(password === undefined ? {} : { password }) });
  const response = await fetch(method === 'GET' && rest.length > 0 ? `${address}?${query}` : address, {
    method,
    signal: signal ?? null,
    headers: {
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...(versioned ? { 'if-match': `"${String(version)}"` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(method === 'GET' ? {} : { body }),
  });
  if (response.ok)
    return { ok: true, value: (operation.files ? await response.blob() : await response.json()) as Output<T> };
  const problem = (await response.json()) as Problem;
  if (!isRefusal(problem)) throw new Error(`${name}: HTTP ${response.status}`);
  return {
    ok: false,
    code: problem.code,
    facts: problem.facts ?? {},
    status: response.status,
    errors: problem.errors ?? [],
  };
}

/** As `call`, for what answers with a file. */
export async function callForFile<T extends Operation>(operation: T, input: Input<T>): Promise<Answer<Blob>> {
  const answer = await call<Operation>(operation, input);
  return answer.ok ? { ok: true, value: answer.value as Blob } : answer;
}

interface Problem {
  readonly type?: string;
  readonly code?: string;
  readonly facts?: Facts;
  readonly errors?: Refused['errors'];
}

// By its type, which only our own server writes: the list of all codes would weigh on everybody’s first page.
const isRefusal = (problem: Problem): problem is Problem & { readonly code: RefusalCode } =>
  problem.code !== undefined && problem.type === `/refusals/${problem.code}`;
