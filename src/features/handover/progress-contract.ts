import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { nullable, UserId } from '#kernel/schema.ts';

export const ReadProgress = operation({
  name: 'handover.read-progress',
  says: 'See how far one’s own hand-over for a user, or its undo, is while it runs.',
  method: 'GET',
  path: '/users/{userId}/deactivation/progress',
  access: 'signed-in',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    /**
     * 0 while the work is counted, then the place of the kind that moves among those that the preview counted some of,
     * from 1; one more than there are of them while it is written down. Null where nothing runs.
     */
    step: nullable(Type.Integer()),
  }),
  refusals: [],
});

export const StopHandOver = operation({
  name: 'handover.stop-hand-over',
  says: 'Stop one’s own hand-over for a user, or its undo, while it runs: nothing of it is done.',
  method: 'POST',
  path: '/users/{userId}/deactivation/stop',
  access: 'signed-in',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({}),
  refusals: ['handover/not-running'],
});
