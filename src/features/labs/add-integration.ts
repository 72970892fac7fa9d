import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { AddIntegration } from './contract.ts';
import * as store from './store.ts';

/** Records a connection to a laboratory that runs in somebody's name. */
export const addIntegration = command(AddIntegration, async (tx, actor, { holderId, ...fields }) => {
  canHold(await findUser(tx, holderId));
  const added = await store.insertIntegration(tx, actor, holderId, fields);
  const facts = { integrationId: added.integrationId, after: { ...fields, holderId } };
  return { output: added, audit: { subjectUserId: holderId, facts } };
});
