import type { Feature } from '#kernel/http.ts';
import { addRule } from './add-rule.ts';
import { endDue } from './end-due.ts';
import { endRule } from './end-rule.ts';
import { exportRules } from './export-rules.ts';
import { giveRule } from './give-rule.ts';
import { listRules } from './list-rules.ts';
import { setAccountOwner } from './set-account-owner.ts';

export const standingRules: Feature = {
  commands: [addRule, giveRule, endRule, setAccountOwner, exportRules],
  queries: [listRules],
  jobs: [endDue],
};
