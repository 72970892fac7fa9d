import { query } from '#kernel/query.ts';
import { ReadSecondStep } from './contract.ts';
import * as store from './store.ts';

export const readSecondStep = query(ReadSecondStep, (tx, actor) => store.readSecondStep(tx, actor));
