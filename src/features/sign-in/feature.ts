import type { Feature } from '#kernel/http.ts';
import { endSession } from './end-session.ts';
import { listSessions } from './list-sessions.ts';
import { readSession } from './read-session.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const signInFeature: Feature = {
  commands: [signOut, endSession],
  queries: [readSession, listSessions],
  doors: [signIn],
};
