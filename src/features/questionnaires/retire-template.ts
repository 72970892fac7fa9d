import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RetireTemplate } from './contract.ts';
import * as store from './template-store.ts';

/** It is not sent any more. What is sent again and again is ended first. */
export const retireTemplate = command(RetireTemplate, async (tx, _actor, { templateId }) => {
  const template = await store.keepTemplate(tx, templateId);
  if (!template) throw new Refusal('questionnaire/not-found');
  if (template.recurs) throw new Refusal('questionnaire/still-recurring');
  await store.retire(tx, templateId);
  return { output: { templateId }, audit: { facts: { templateId, name: template.name } } };
});
