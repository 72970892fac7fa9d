import { fieldOf } from '../provinces/provinces.ts';

/** The value of a province's field as a list would show it: a choice by its words. */
export const saidNumber = (key: string, value: string): string =>
  fieldOf(key)?.choices?.find((choice) => choice.value === value)?.label ?? value;
