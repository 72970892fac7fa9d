import type { Static, TObject, TSchema } from 'typebox';
import type { RefusalCode } from './refusal.ts';

/** What a session is limited until, in the order in which it is due. Each is ended by an operation that bears it. */
export const limits = ['second-factor', 'new-credentials', 'enrol-factor'] as const;
export type Limit = (typeof limits)[number];

/** A file as it leaves: made while it is sent, so that no size of it waits in memory. */
export interface FileAnswer {
  readonly type: string;
  readonly fileName: string;
  readonly content: AsyncIterable<Uint8Array | string>;
}

/** One thing a client can ask for. Routes, permissions, the typed client and the API document are read off it. */
export interface Operation<I extends TObject = TObject, O extends TSchema = TSchema> {
  /** `feature.verb-noun`: also the permission it needs and the action in the audit log. */
  readonly name: string;
  /** One sentence for the API document and for whoever grants the permission. */
  readonly says: string;
  /** GET for queries, POST where what is asked is too long for an address; a look that leaves an entry is a command, and a POST. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/users/{userId}`: a name in braces is the property of `input` that travels in the path. */
  readonly path: string;
  readonly input: I;
  readonly output: O;
  readonly refusals: readonly RefusalCode[];
  /** Who may ask: holders of the permission (when left out), every user who is signed in, or anybody. */
  readonly access?: 'signed-in' | 'public';
  /** Part of the role `doctor`, the standard access. */
  readonly doctor?: true;
  /** Asks for the actor's password again; it travels beside the input and is not part of it. */
  readonly sensitive?: true;
  /** Changes something two people may edit at once: `input.version` travels in `If-Match`. */
  readonly versioned?: true;
  /** May be done in a session that is limited by one of these; a limited session may do nothing else. */
  readonly whileLimited?: readonly Limit[];
  /** Answers with a file, of one of these media types; its output is a `FileAnswer`. */
  readonly files?: readonly string[];
  /** The browser forgets its session. */
  readonly endsSession?: true;
  /** Most seconds that each of its statements may take; 15 when left out. */
  readonly patienceSeconds?: number;
  /** Most bytes of a request body; 1 MiB when left out. */
  readonly bodyLimitBytes?: number;
}

export const operation = <I extends TObject, O extends TSchema>(o: Operation<I, O>): Operation<I, O> => o;

export type Input<T> = T extends Operation<infer I> ? Static<I> : never;
export type Output<T> = T extends Operation<TObject, infer O> ? Static<O> : never;

/** The names of the input's properties that travel in the path. */
export const pathNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** The permission an operation needs, or null when being signed in is enough. */
export const permissionOf = ({ name, access }: Operation): string | null => (access ? null : name);

/** What must hold of a session for an operation, the permission and the limits that it bears; and how long it may take. */
export interface Needs {
  readonly permission: string | null;
  readonly bearable: readonly Limit[];
  readonly patienceSeconds?: number | undefined;
}

export const needsOf = (asked: Operation): Needs => ({
  permission: permissionOf(asked),
  bearable: asked.whileLimited ?? [],
  patienceSeconds: asked.patienceSeconds,
});
