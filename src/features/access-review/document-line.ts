import type { ScopeKind, State } from './contract.ts';

/** The head of a document. Days and times by the clinic’s calendar and clock. */
export interface DocumentFacts {
  readonly name: string;
  readonly clinicName: string;
  readonly timeZone: string;
  readonly scope: ScopeKind;
  readonly scopeName: string;
  readonly dueOn: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly closedReason: string | null;
  readonly madeAt: string;
  /** What was worked out when the review was closed. */
  readonly keptDigest: string | null;
}

export interface DocumentLine {
  readonly userNumber: number;
  readonly name: string;
  readonly type: string;
  readonly status: 'active' | 'locked';
  readonly roles: readonly string[];
  readonly sites: readonly string[];
  readonly lastSignInAt: string | null;
  readonly permissions: number;
  readonly blocks: number;
  readonly reviewer: string;
  readonly state: State;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly endedRoles: readonly string[];
  readonly endedSites: readonly string[];
  readonly outcome: 'deactivated' | 'locked' | null;
}
