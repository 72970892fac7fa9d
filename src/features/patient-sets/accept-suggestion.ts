import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countAdministratorsBesides, holdStill, isAdministrator } from '../users/public.ts';
import * as access from './access-store.ts';
import { mayBlock, mayLay, nameOf } from './rules.ts';
import * as store from './store.ts';
import { AcceptSuggestion } from './suggestion-contract.ts';

/** Makes a set of one family and closes it to one user: both, or neither. */
export const acceptSuggestion = command(
  AcceptSuggestion,
  async (tx, actor, { userId, patientIds, name: typed, ...terms }) => {
    const name = nameOf(typed);
    await holdStill(tx, userId);
    const [user, administers, othersAdminister, today] = await Promise.all([
      access.findBlockable(tx, userId),
      isAdministrator(tx, userId),
      countAdministratorsBesides(tx, userId),
      access.clinicToday(tx),
    ]);
    mayBlock(user, { itself: userId === actor.id, administers, othersAdminister });
    mayLay(terms, name, today);
    if ((await store.countOpen(tx, patientIds)) < patientIds.length) throw new Refusal('patient/not-found');
    const setId = await store.insertSet(tx, actor, name);
    const members = await store.join(tx, setId, 1, store.these(patientIds));
    await store.recordVersion(tx, actor, { setId, number: 1, reason: '', members, joined: members, departed: 0 });
    const [blockId] = (await access.layBlocks(tx, actor, userId, [{ setId, ...terms }])) as [Id<'block'>];
    const facts = { setId, name, members, after: { closed: [{ setId, ...terms }] } };
    return { output: { setId, blockId }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
