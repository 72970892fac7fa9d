import { command } from '#kernel/command.ts';
import { AddTemplate } from './contract.ts';
import * as store from './template-store.ts';

/** Writes a questionnaire. What was sent is never rewritten: to change one, retire it and write another. */
export const addTemplate = command(AddTemplate, async (tx, actor, fields) => {
  const added = await store.insertTemplate(tx, actor, fields);
  return { output: added, audit: { facts: { ...added, after: fields } } };
});
