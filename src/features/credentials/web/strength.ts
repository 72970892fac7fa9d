import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { isCommonPassword } from '../common-passwords.ts';

const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs });
// Estimating takes the longer the longer the text; nobody guesses what comes after this.
const ENOUGH = 60;

export { isCommonPassword };

/** How well a password holds out against guessing: 0 falls at once, 4 is very good. */
export const scoreOf = (password: string, words: readonly string[]): number =>
  estimator.check(password.slice(0, ENOUGH), [...words]).score;
